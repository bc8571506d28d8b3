#include "config.h"

#include "munja-sent-message-window.h"

#include <glib/gi18n.h>

#include "munja-picture-view.h"
#include "munja-sent-message-line.h"
#include "munja-sent-picture.h"

struct _MunjaSentMessageWindow {
  AdwWindow parent_instance;

  /* Template children. */
  MunjaSentMessageLine *line;
  GtkLabel *size;
  MunjaPictureView *picture;
  GtkLabel *subject;
  GtkLabel *text;
  GtkLabel *code;

  /* Owned. */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MunjaSentMessageWindow, munja_sent_message_window, ADW_TYPE_WINDOW)

static void
munja_sent_message_window_dispose (GObject *object)
{
  MunjaSentMessageWindow *self = MUNJA_SENT_MESSAGE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (munja_sent_message_window_parent_class)->dispose (object);
}

static void
munja_sent_message_window_class_init (MunjaSentMessageWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_sent_message_window_dispose;

  g_type_ensure (MUNJA_TYPE_PICTURE_VIEW);
  g_type_ensure (MUNJA_TYPE_SENT_MESSAGE_LINE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/munja/Munja/munja-sent-message-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageWindow, line);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageWindow, size);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageWindow, picture);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageWindow, subject);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageWindow, text);
  gtk_widget_class_bind_template_child (widget_class, MunjaSentMessageWindow, code);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

/* A label that gets the focus marks all that it says, which nobody asked for. */
static void
mapped_cb (MunjaSentMessageWindow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_label_select_region (self->text, 0, 0);
}

static void
munja_sent_message_window_init (MunjaSentMessageWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_after (self, "map", G_CALLBACK (mapped_cb), NULL);
  self->cancellable = g_cancellable_new ();
}

static char *
describe_size (MunjaMessageType type, const char *text)
{
  /* Translators: the type of a message and how long its text is, as in "LMS · 186 bytes". */
  return g_strdup_printf (_ ("%s · %'u bytes"), munja_message_type_to_string (type),
                          (guint)munja_text_count_bytes (text));
}

/* What the service calls the message and its state: whoever asks it has to name them. */
static char *
describe_code (const MunjaSentMessage *message)
{
  GString *text = g_string_new (message->message_id);

  if (message->status_code == NULL)
    return g_string_free (text, FALSE);
  if (text->len > 0)
    g_string_append (text, " · ");
  /* Translators: %s is the service's code of what became of a message, as in "4000". */
  g_string_append_printf (text, _ ("code %s"), message->status_code);
  return g_string_free (text, FALSE);
}

static void
show_message (MunjaSentMessageWindow *self, MunjaSentRow *row)
{
  g_autofree char *subject = munja_sent_row_dup_subject (row);
  g_autofree char *text = munja_sent_row_dup_text (row);
  g_autofree char *size
      = describe_size (munja_sending_get_message_type (munja_sent_row_get_sending (row),
                                                       munja_sent_row_get_message (row)),
                       text);
  g_autofree char *code = describe_code (munja_sent_row_get_message (row));

  gtk_label_set_label (self->size, size);
  gtk_label_set_label (self->code, code);
  gtk_widget_set_visible (GTK_WIDGET (self->code), *code != '\0');
  gtk_label_set_label (self->subject, subject != NULL ? subject : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subject), subject != NULL);
  gtk_label_set_label (self->text, text);
}

/**
 * munja_sent_message_window_new:
 * @parent: the window it belongs to
 * @archive: where the message is kept
 * @row: a message
 *
 * Makes a window with the message as its recipient reads it.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
munja_sent_message_window_new (GtkWindow *parent, MunjaArchive *archive, MunjaSentRow *row)
{
  MunjaSentMessageWindow *self
      = g_object_new (MUNJA_TYPE_SENT_MESSAGE_WINDOW, "transient-for", parent, NULL);

  munja_sent_message_line_set_row (self->line, row);
  show_message (self, row);
  munja_sent_picture_show (self->picture, archive, munja_sent_row_get_sending (row),
                           self->cancellable);
  return GTK_WIDGET (self);
}
