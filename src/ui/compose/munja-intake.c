#include "config.h"

#include "munja-intake.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-message-editor.h"
#include "munja-picture-row.h"
#include "munja-recipient-typed.h"
#include "munja-recipients-box.h"

/* Longer texts that are dropped are no numbers for the line, but a list or a message. */
#define MAX_LINE 1000

struct _MunjaIntake {
  GObject parent_instance;

  /* Borrowed: the page owns what is in it, and the widget with the page in it owns the intake. */
  GtkWidget *page;
  MunjaPictureRow *picture_row;
  MunjaRecipientsBox *recipients_box;
  GtkWidget *editor;
};

/**
 * MunjaIntake::taking:
 *
 * Something is about to come into the form, which is to be shown if there is one.
 */

/**
 * MunjaIntake::refused:
 * @text: why what was dropped is not taken
 */
enum {
  SIGNAL_TAKING,
  SIGNAL_REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaIntake, munja_intake, G_TYPE_OBJECT)

/*
 * Pictures are read as bytes: what is in them is decoded in one place only, where it is certain how
 * much memory that takes.
 */

static const char *const mime_types[]
    = { "image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "image/tiff", NULL };

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (gsize i = 0; mime_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, mime_types[i]))
      return TRUE;
  return FALSE;
}

/* Has the form shown, and says whether it takes something, or else why not. */
static gboolean
is_ready (MunjaIntake *self)
{
  const char *text = NULL;

  g_signal_emit (self, signals[SIGNAL_TAKING], 0);
  if (!gtk_widget_get_child_visible (self->page))
    text = _ ("Sign in first. Then drop it again.");
  else if (!munja_recipients_box_get_editable (self->recipients_box))
    text = _ ("The message is about to be sent. Drop it into the next one.");
  if (text != NULL)
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0, text);
  return text == NULL;
}

/* Only the name is looked at: what is in it is read by whoever gets it. */
static void
take_file (MunjaIntake *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  if (g_str_has_prefix (type, "image/"))
    munja_picture_row_load_file (self->picture_row, file);
  else
    munja_recipients_box_import (self->recipients_box, file);
}

static void
take_text (MunjaIntake *self, const char *text)
{
  if (!munja_recipient_typed_is_people (text)) {
    gtk_widget_activate_action (self->editor, "editor.insert", "s", text);
    return;
  }
  if (strlen (text) <= MAX_LINE && strpbrk (text, "\r\n\t") == NULL
      && munja_recipients_box_is_empty (self->recipients_box))
    munja_recipients_box_set_text (self->recipients_box, text);
  else
    munja_recipients_box_paste (self->recipients_box, text);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaIntake) self = user_data;
  g_autoptr (GInputStream) stream
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (stream != NULL)
    munja_picture_row_load_stream (self->picture_row, stream);
}

static gboolean
has_files (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
         || gdk_content_formats_contain_mime_type (formats, "text/uri-list");
}

/* Lets the clipboard's text be pasted after all. */
static void
paste_text (MunjaIntake *self)
{
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL)
    gtk_widget_activate_action (focus, "clipboard.paste", NULL);
}

static void
files_pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaIntake) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GSList) files
      = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;

  if (files != NULL && g_file_peek_path (files->data) != NULL)
    take_file (self, files->data);
  else
    paste_text (self);
}

/* A spreadsheet offers a picture of what it copies, too: then it is the text that is wanted. A file
 * that was copied offers its name as a text. */
static gboolean
paste_cb (GtkWidget *form, GVariant *arguments, gpointer user_data)
{
  MunjaIntake *self = user_data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (form);
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_union_serialize_mime_types (
      gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));

  if (has_files (formats)) {
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_pasted_cb, g_object_ref (self));
    return TRUE;
  }
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) || !has_picture (formats))
    return FALSE;
  gdk_clipboard_read_async (clipboard, (const char **)mime_types, G_PRIORITY_DEFAULT, NULL,
                            pasted_cb, g_object_ref (self));
  return TRUE;
}

/* What is dropped has to be told whether it was of use. */
typedef struct {
  MunjaIntake *intake;
  GdkDrop *drop;
} Drop;

static Drop *
drop_new (MunjaIntake *intake, GdkDrop *drop)
{
  Drop *self = g_new0 (Drop, 1);

  self->intake = g_object_ref (intake);
  self->drop = g_object_ref (drop);
  return self;
}

static void
drop_free (Drop *self)
{
  g_object_unref (self->intake);
  g_object_unref (self->drop);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Drop, drop_free)

static void
stream_dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Drop) drop = user_data;
  g_autoptr (GInputStream) stream = gdk_drop_read_finish (GDK_DROP (source), result, NULL, NULL);
  gboolean is_taken = stream != NULL && is_ready (drop->intake);

  if (is_taken)
    munja_picture_row_load_stream (drop->intake->picture_row, stream);
  gdk_drop_finish (drop->drop, is_taken ? GDK_ACTION_COPY : 0);
}

static gboolean
take_files (MunjaIntake *self, GSList *files)
{
  if (!is_ready (self))
    return FALSE;
  if (files->next != NULL) {
    g_signal_emit (self, signals[SIGNAL_REFUSED], 0, _ ("Drop one file at a time."));
    return FALSE;
  }
  take_file (self, files->data);
  return TRUE;
}

static void
files_dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Drop) drop = user_data;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);
  g_autoptr (GSList) files
      = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;
  gboolean is_taken = files != NULL && take_files (drop->intake, files);

  gdk_drop_finish (drop->drop, is_taken ? GDK_ACTION_COPY : 0);
}

static gboolean
dropped_cb (GtkDropTargetAsync *target, GdkDrop *dropped, double x, double y, gpointer user_data)
{
  Drop *drop = drop_new (user_data, dropped);

  /* A browser offers the address, too, from where the picture would have to be fetched once more.
   */
  if (has_picture (gdk_drop_get_formats (dropped)))
    gdk_drop_read_async (dropped, (const char **)mime_types, G_PRIORITY_DEFAULT, NULL,
                         stream_dropped_cb, drop);
  else
    gdk_drop_read_value_async (dropped, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                               files_dropped_cb, drop);
  return TRUE;
}

static gboolean
text_dropped_cb (MunjaIntake *self, const GValue *value)
{
  if (!is_ready (self))
    return FALSE;
  take_text (self, g_value_get_string (value));
  return TRUE;
}

/* Files and pictures come before what is in the widget, into which their names would go; text comes
 * after it. */
static void
take_drops (MunjaIntake *self, GtkWidget *widget)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  GtkDropTarget *text = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);
  GtkDropTargetAsync *target;

  for (gsize i = 0; mime_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, mime_types[i]);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  target = gtk_drop_target_async_new (gdk_content_formats_builder_free_to_formats (builder),
                                      GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (text, "drop", G_CALLBACK (text_dropped_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (text));
}

/* Takes a shortcut that pastes text everywhere else. */
static void
take_pastes (MunjaIntake *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const struct {
    guint key;
    GdkModifierType modifiers;
  } keys[] = { { GDK_KEY_v, GDK_CONTROL_MASK }, { GDK_KEY_Insert, GDK_SHIFT_MASK } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                          gtk_callback_action_new (paste_cb, self, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (self->page, controller);
}

static void
munja_intake_class_init (MunjaIntakeClass *klass)
{
  signals[SIGNAL_TAKING] = g_signal_new ("taking", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
munja_intake_init (MunjaIntake *self)
{
}

static gpointer
get_part (MunjaComposePage *page, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (page), MUNJA_TYPE_COMPOSE_PAGE, name);
}

/**
 * munja_intake_new:
 * @page: the form
 * @widget: what takes drops: the form, or the window that it is in
 *
 * Takes what is pasted into the form or dropped into the widget, as long as both are there. A file
 * that was copied is pasted as if it had been dropped.
 *
 * Returns: (transfer full): the intake
 */
MunjaIntake *
munja_intake_new (MunjaComposePage *page, GtkWidget *widget)
{
  MunjaIntake *self = g_object_new (MUNJA_TYPE_INTAKE, NULL);

  self->page = GTK_WIDGET (page);
  self->picture_row = get_part (page, "picture_row");
  self->recipients_box = get_part (page, "recipients_box");
  self->editor = get_part (page, "editor");
  take_drops (self, widget);
  take_pastes (self);
  return self;
}

/**
 * munja_intake_take_file:
 * @self: the intake
 * @file: a list, a card or a picture
 *
 * Takes a file as if it had been dropped.
 */
void
munja_intake_take_file (MunjaIntake *self, GFile *file)
{
  g_return_if_fail (MUNJA_IS_INTAKE (self));

  if (is_ready (self))
    take_file (self, file);
}
