#include "config.h"

#include "munja-picture-row.h"

#include <glib/gi18n.h>

#include "munja-describe-picture.h"
#include "munja-picture-view.h"
#include "munja-picture.h"

struct _MunjaPictureRow {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *group;
  AdwActionRow *row;
  GtkWidget *icon;
  MunjaPictureView *view;
  GtkSpinner *spinner;
  GtkButton *undo_button;
  GtkButton *replace_button;
  GtkButton *remove_button;
  GtkLabel *note;

  /* Owned. */
  GBytes *picture;
  GBytes *removed;           /* what Undo would bring back */
  GCancellable *cancellable; /* ends with what is being made to fit; NULL if nothing is */
  GtkFileChooserNative *chooser;
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaPictureRow, munja_picture_row, ADW_TYPE_BIN)

/* Where nothing is to be said there is nothing. */
static void
set_note (MunjaPictureRow *self, const char *text)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL || gtk_widget_get_visible (self->group));
}

static gboolean
is_busy (MunjaPictureRow *self)
{
  return self->cancellable != NULL;
}

static char *
describe (MunjaPictureRow *self)
{
  if (is_busy (self))
    return g_strdup (_ ("Making it fit…"));
  if (self->picture != NULL)
    return munja_describe_picture (self->picture);
  return g_strdup (_ ("Removed"));
}

static const char *
get_remove_text (MunjaPictureRow *self)
{
  return is_busy (self) ? _ ("Cancel") : _ ("Remove the Picture");
}

static void
update (MunjaPictureRow *self)
{
  gboolean busy = is_busy (self);
  gboolean has_any = busy || self->picture != NULL || self->removed != NULL;
  g_autofree char *text = describe (self);

  gtk_widget_set_visible (self->group, has_any);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          has_any || gtk_widget_get_visible (GTK_WIDGET (self->note)));
  adw_action_row_set_subtitle (self->row, text);
  gtk_widget_set_visible (self->icon, self->picture == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->view), self->picture != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->undo_button), !busy && self->removed != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->replace_button), self->picture != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), busy || self->picture != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->remove_button), get_remove_text (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, get_remove_text (self), -1);
}

/* What makes a picture fit is given up, and what it says is not waited for. */
static void
stop (MunjaPictureRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
replace (MunjaPictureRow *self, GBytes *picture, GBytes *removed)
{
  g_autoptr (GBytes) old_picture = self->picture;
  g_autoptr (GBytes) old_removed = self->removed;

  self->picture = picture != NULL ? g_bytes_ref (picture) : NULL;
  self->removed = removed != NULL ? g_bytes_ref (removed) : NULL;
  munja_picture_view_set_picture (self->view, picture);
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
converted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaPictureRow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = munja_picture_convert_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (picture != NULL) {
    replace (self, picture, NULL);
    return;
  }
  set_note (self, munja_describe_picture_problem (error));
  update (self);
}

/* A picture that is there stays until another one takes its place. */
static void
start (MunjaPictureRow *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  set_note (self, NULL);
  update (self);
}

static void
chosen_cb (MunjaPictureRow *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_clear_object (&self->chooser);
  if (file != NULL)
    munja_picture_row_load_file (self, file);
}

/**
 * munja_picture_row_choose:
 * @self: the row
 *
 * Lets the person choose a file, which takes the place of the picture that is there.
 */
void
munja_picture_row_choose (MunjaPictureRow *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GtkFileFilter) pictures = gtk_file_filter_new ();

  g_return_if_fail (MUNJA_IS_PICTURE_ROW (self));

  gtk_file_filter_set_name (pictures, _ ("Pictures"));
  gtk_file_filter_add_pixbuf_formats (pictures);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a Picture"), window,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("C_hoose"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), pictures);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* The button that was pressed goes, and the focus must not be lost with it. */
static void
remove_cb (MunjaPictureRow *self)
{
  gboolean was_busy = is_busy (self);

  stop (self);
  set_note (self, NULL);
  if (!was_busy)
    replace (self, NULL, self->picture);
  else if (self->picture == NULL && self->removed == NULL)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_BACKWARD);
  update (self);
  if (self->removed != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->undo_button));
}

static void
undo_cb (MunjaPictureRow *self)
{
  set_note (self, NULL);
  replace (self, self->removed, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->remove_button));
}

static void
munja_picture_row_dispose (GObject *object)
{
  MunjaPictureRow *self = MUNJA_PICTURE_ROW (object);

  stop (self);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (munja_picture_row_parent_class)->dispose (object);
}

static void
munja_picture_row_finalize (GObject *object)
{
  MunjaPictureRow *self = MUNJA_PICTURE_ROW (object);

  g_clear_pointer (&self->picture, g_bytes_unref);
  g_clear_pointer (&self->removed, g_bytes_unref);

  G_OBJECT_CLASS (munja_picture_row_parent_class)->finalize (object);
}

static void
munja_picture_row_class_init (MunjaPictureRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = munja_picture_row_dispose;
  object_class->finalize = munja_picture_row_finalize;

  /**
   * MunjaPictureRow::changed:
   *
   * There is another picture, or none any more.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MUNJA_TYPE_PICTURE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-picture-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, group);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, row);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, icon);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, view);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, replace_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaPictureRow, note);
  gtk_widget_class_bind_template_callback (widget_class, munja_picture_row_choose);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
}

static void
munja_picture_row_init (MunjaPictureRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * munja_picture_row_dup_picture:
 * @self: the row
 *
 * Returns: (transfer full) (nullable): the picture as it is sent, %NULL without one
 */
GBytes *
munja_picture_row_dup_picture (MunjaPictureRow *self)
{
  g_return_val_if_fail (MUNJA_IS_PICTURE_ROW (self), NULL);

  return self->picture != NULL ? g_bytes_ref (self->picture) : NULL;
}

/**
 * munja_picture_row_set_picture:
 * @self: the row
 * @picture: (nullable): a picture that fits already, or %NULL for none
 *
 * Puts a picture in place of whatever is there, which Undo does not bring back.
 */
void
munja_picture_row_set_picture (MunjaPictureRow *self, GBytes *picture)
{
  g_return_if_fail (MUNJA_IS_PICTURE_ROW (self));

  stop (self);
  set_note (self, NULL);
  replace (self, picture, NULL);
}

/**
 * munja_picture_row_load_file:
 * @self: the row
 * @file: what may be a picture
 *
 * Makes it fit, or says below why that does not work.
 */
void
munja_picture_row_load_file (MunjaPictureRow *self, GFile *file)
{
  g_return_if_fail (MUNJA_IS_PICTURE_ROW (self));

  start (self);
  munja_picture_convert_file_async (file, self->cancellable, converted_cb, self);
}

/**
 * munja_picture_row_load_stream:
 * @self: the row
 * @stream: what may be a picture
 *
 * As munja_picture_row_load_file().
 */
void
munja_picture_row_load_stream (MunjaPictureRow *self, GInputStream *stream)
{
  g_return_if_fail (MUNJA_IS_PICTURE_ROW (self));

  start (self);
  munja_picture_convert_stream_async (stream, self->cancellable, converted_cb, self);
}

/**
 * munja_picture_row_check:
 * @self: the row
 *
 * Checks that what is there can be sent, and says so if it cannot yet.
 *
 * Returns: whether it can
 */
gboolean
munja_picture_row_check (MunjaPictureRow *self)
{
  g_return_val_if_fail (MUNJA_IS_PICTURE_ROW (self), FALSE);

  if (!is_busy (self))
    return TRUE;
  set_note (self, _ ("The picture is not ready yet. Wait a moment, then send again."));
  gtk_widget_grab_focus (GTK_WIDGET (self->remove_button));
  return FALSE;
}
