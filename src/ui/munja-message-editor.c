#include "config.h"

#include "munja-message-editor.h"

#include <glib/gi18n.h>

/* How long an input method may take to hand over the syllable that it is composing. */
#define COMPOSING_LIMIT_MS 150

struct _MunjaMessageEditor {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *text_label;
  GtkTextView *text_view;
  GtkLabel *note;
  GtkLabel *meter;

  /* Owned. */
  char *composing; /* what the input method shows but has not handed over */

  /* Who waits for it to be handed over, and the source that ends the wait. */
  MunjaMessageEditorCallback callback;
  gpointer user_data;
  guint wait_id;
};

/**
 * MunjaMessageEditor::changed:
 *
 * There is something else in it than before; not for a syllable that is still being composed.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaMessageEditor, munja_message_editor, ADW_TYPE_BIN)

static void
set_note (MunjaMessageEditor *self, const char *text)
{
  gtk_label_set_label (self->note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), text != NULL);
}

static gboolean
is_too_long (const char *text)
{
  MunjaMessageType type = munja_text_choose_type (text, NULL, FALSE);

  return munja_text_count_bytes (text) > munja_message_type_get_max_bytes (type);
}

static void
update_meter (MunjaMessageEditor *self)
{
  g_autofree char *text = munja_message_editor_dup_text (self);
  g_autofree char *whole = g_strconcat (text, self->composing, NULL);
  MunjaMessageType type = munja_text_choose_type (whole, NULL, FALSE);
  g_autofree char *label = NULL;

  /* Translators: bytes used, bytes there may be, and the type, as in "78 / 90 bytes · SMS". */
  label = g_strdup_printf (_ ("%u / %u bytes · %s"), (unsigned)munja_text_count_bytes (whole),
                           (unsigned)munja_message_type_get_max_bytes (type),
                           munja_message_type_to_string (type));
  gtk_label_set_label (self->meter, label);
  set_note (self,
            is_too_long (whole) ? _ ("The text is too long to be sent. Please shorten it.") : NULL);
}

static void
text_changed_cb (MunjaMessageEditor *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
end_wait (MunjaMessageEditor *self)
{
  MunjaMessageEditorCallback callback = g_steal_pointer (&self->callback);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  if (callback != NULL)
    callback (self->user_data);
}

static gboolean
wait_ended_cb (gpointer user_data)
{
  MunjaMessageEditor *self = user_data;

  self->wait_id = 0;
  end_wait (self);
  return G_SOURCE_REMOVE;
}

static void
preedit_changed_cb (MunjaMessageEditor *self, const char *preedit)
{
  g_free (self->composing);
  self->composing = g_strdup (preedit);
  update_meter (self);
  if (self->callback == NULL || *preedit != '\0')
    return;
  /* The buffer changes right after this signal, so the look at it waits for the next turn. */
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_idle_add (wait_ended_cb, self);
}

static void
munja_message_editor_dispose (GObject *object)
{
  g_clear_handle_id (&MUNJA_MESSAGE_EDITOR (object)->wait_id, g_source_remove);

  G_OBJECT_CLASS (munja_message_editor_parent_class)->dispose (object);
}

static void
munja_message_editor_finalize (GObject *object)
{
  g_clear_pointer (&MUNJA_MESSAGE_EDITOR (object)->composing, g_free);

  G_OBJECT_CLASS (munja_message_editor_parent_class)->finalize (object);
}

static void
munja_message_editor_class_init (MunjaMessageEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_message_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_message_editor_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-message-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, text_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, text_view);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaMessageEditor, meter);
}

static void
munja_message_editor_init (MunjaMessageEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->composing = g_strdup ("");
  g_signal_connect_swapped (self->text_view, "preedit-changed", G_CALLBACK (preedit_changed_cb),
                            self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text_view), "changed",
                            G_CALLBACK (update_meter), self);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->text_view), "changed",
                            G_CALLBACK (text_changed_cb), self);
  update_meter (self);
}

/**
 * munja_message_editor_dup_text:
 * @self: the editor
 *
 * Returns: (transfer full): what has been handed over to it, normalised; not the syllable that is
 *   still being composed
 */
char *
munja_message_editor_dup_text (MunjaMessageEditor *self)
{
  GtkTextBuffer *buffer;
  g_autofree char *raw = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (MUNJA_IS_MESSAGE_EDITOR (self), NULL);

  buffer = gtk_text_view_get_buffer (self->text_view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  raw = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return munja_text_normalize (raw);
}

/**
 * munja_message_editor_set_text:
 * @self: the editor
 * @text: what is to be in it
 *
 * Replaces the text; never while the person types, since that would upset the input method.
 */
void
munja_message_editor_set_text (MunjaMessageEditor *self, const char *text)
{
  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text, -1);
}

/**
 * munja_message_editor_check:
 * @self: the editor
 * @text: its text
 *
 * Checks that a text can be sent. If not, it says why and takes the focus.
 *
 * Returns: whether it can
 */
gboolean
munja_message_editor_check (MunjaMessageEditor *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  g_return_val_if_fail (MUNJA_IS_MESSAGE_EDITOR (self), FALSE);

  if (*stripped != '\0' && !is_too_long (text))
    return TRUE;
  if (*stripped == '\0')
    set_note (self, _ ("Write something to send."));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  return FALSE;
}

/**
 * munja_message_editor_settle:
 * @self: the editor; it waits for one caller at a time
 * @next_focus: what gets the focus, so that the input method hands over its syllable
 * @callback: (scope async): called once, perhaps before this returns, unless @self ends first
 * @user_data: goes to @callback
 *
 * Waits until the text holds everything that the person sees in it, 150 ms at the most.
 */
void
munja_message_editor_settle (MunjaMessageEditor *self,
                             GtkWidget *next_focus,
                             MunjaMessageEditorCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_MESSAGE_EDITOR (self));
  g_return_if_fail (self->callback == NULL);

  self->callback = callback;
  self->user_data = user_data;
  gtk_widget_grab_focus (next_focus);
  if (*self->composing == '\0') {
    if (self->wait_id == 0)
      end_wait (self);
  } else if (self->wait_id == 0)
    self->wait_id = g_timeout_add (COMPOSING_LIMIT_MS, wait_ended_cb, self);
}
