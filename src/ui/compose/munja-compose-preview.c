#include "config.h"

#include "munja-compose-preview.h"

#include <glib/gi18n.h>

#include "munja-preview.h"
#include "munja-side-by-side.h"

/* The window of a narrow form: as wide as a phone, in pixels. */
#define WINDOW_WIDTH  340
#define WINDOW_HEIGHT 420

struct _MunjaComposePreview {
  GObject parent_instance;

  /* Borrowed: the page owns this, and outlives it. */
  AdwBin *page;
  MunjaPreview *beside; /* beside the form */
  MunjaSideBySide *sides;

  /* Owned. */
  MunjaComposeModel *model;
  GtkWindow *window;    /* for a form without room beside it; or none */
  MunjaPreview *inside; /* borrowed: in @window */
};

G_DEFINE_FINAL_TYPE (MunjaComposePreview, munja_compose_preview, G_TYPE_OBJECT)

static gboolean
closed_cb (MunjaComposePreview *self)
{
  g_clear_object (&self->window);
  return FALSE;
}

static gboolean
escaped_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static void
close_on_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escaped_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

static GtkWidget *
new_window (MunjaComposePreview *self)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *preview = munja_preview_new (self->model);

  gtk_widget_set_margin_top (preview, 12);
  gtk_widget_set_margin_bottom (preview, 18);
  gtk_widget_set_margin_start (preview, 12);
  gtk_widget_set_margin_end (preview, 12);
  gtk_widget_set_vexpand (preview, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), preview);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Preview"));
  gtk_window_set_default_size (GTK_WINDOW (window), WINDOW_WIDTH, WINDOW_HEIGHT);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window),
                                GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))));
  adw_window_set_content (ADW_WINDOW (window), box);
  close_on_escape (window);
  self->inside = MUNJA_PREVIEW (preview);
  return window;
}

static void
open_window (MunjaComposePreview *self)
{
  if (self->window == NULL) {
    self->window = GTK_WINDOW (g_object_ref (new_window (self)));
    g_signal_connect_object (self->window, "close-request", G_CALLBACK (closed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  gtk_window_present (self->window);
}

/* The preview that can be seen. */
static MunjaPreview *
show (MunjaComposePreview *self)
{
  if (!munja_side_by_side_get_folded (self->sides))
    return self->beside;
  open_window (self);
  return self->inside;
}

static GtkWidget *
new_side (GtkWidget *preview)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_vexpand (preview, TRUE);
  gtk_box_append (GTK_BOX (box), preview);
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview"), -1);
  return box;
}

static void
munja_compose_preview_dispose (GObject *object)
{
  MunjaComposePreview *self = MUNJA_COMPOSE_PREVIEW (object);

  if (self->window != NULL)
    gtk_window_destroy (self->window);
  g_clear_object (&self->window);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (munja_compose_preview_parent_class)->dispose (object);
}

static void
munja_compose_preview_class_init (MunjaComposePreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_compose_preview_dispose;
}

static void
munja_compose_preview_init (MunjaComposePreview *self)
{
}

/**
 * munja_compose_preview_new:
 * @page: a place with a form in it; where it is wide, the preview stands beside the form
 * @button: shown where it is not; opens the preview in a window
 * @model: the message
 *
 * Gives a form its preview.
 *
 * Returns: (transfer full): what shows the preview where there is room, for the page to own
 */
MunjaComposePreview *
munja_compose_preview_new (AdwBin *page, GtkWidget *button, MunjaComposeModel *model)
{
  MunjaComposePreview *self = g_object_new (MUNJA_TYPE_COMPOSE_PREVIEW, NULL);
  g_autoptr (GtkWidget) form = g_object_ref (adw_bin_get_child (page));
  GtkWidget *preview = munja_preview_new (model);
  GtkWidget *sides;

  adw_bin_set_child (page, NULL);
  sides = munja_side_by_side_new (form, new_side (preview));
  adw_bin_set_child (page, sides);
  self->page = page;
  self->beside = MUNJA_PREVIEW (preview);
  self->sides = MUNJA_SIDE_BY_SIDE (sides);
  self->model = g_object_ref (model);
  g_object_bind_property (sides, "folded", button, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_window), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_compose_preview_show_problem:
 * @self: the preview
 *
 * Shows the next message that needs a look, in a window if there is no room beside the form.
 */
void
munja_compose_preview_show_problem (MunjaComposePreview *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PREVIEW (self));

  munja_preview_show_problem (show (self));
}

/**
 * munja_compose_preview_show_longest:
 * @self: the preview
 *
 * Shows the longest message, in a window if there is no room beside the form.
 */
void
munja_compose_preview_show_longest (MunjaComposePreview *self)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_PREVIEW (self));

  munja_preview_show_longest (show (self));
}
