#include "config.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-outbox.h"
#include "munja-window-private.h"

/* How long a window that was closed waits for what is not settled yet. In seconds. */
#define CLOSE_LIMIT 5

static void
wait_toast_dismissed_cb (MunjaWindow *self)
{
  self->wait_toast = NULL;
}

/* It goes by itself. libadwaita 1.2 does not survive it if a toast is dismissed as soon as it is
 * shown, and the answer may come at any moment. */
static void
show_wait_toast (MunjaWindow *self)
{
  if (self->wait_toast != NULL)
    return;
  self->wait_toast = adw_toast_new (_ ("A message is on its way. Please wait for the answer."));
  g_signal_connect_object (self->wait_toast, "dismissed", G_CALLBACK (wait_toast_dismissed_cb),
                           self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, self->wait_toast);
}

static gboolean
close_cb (gpointer user_data)
{
  MunjaWindow *self = user_data;

  self->close_id = 0;
  if (self->closing)
    gtk_window_close (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

/**
 * munja_window_go_on_closing:
 * @self: the window
 *
 * Is told that something has gone on its way, or has arrived. If that was waited for, the window
 * closes then, unless something comes up that the person has to know. An answer that was lost is
 * asked for the next time, so that it is not waited for.
 */
void
munja_window_go_on_closing (MunjaWindow *self)
{
  if (munja_outbox_is_busy (self->outbox)) {
    if (self->closing)
      show_wait_toast (self);
    return;
  }
  if (!self->closing)
    return;
  /* Never at once: the dialog that is being answered must not outlive its parent. */
  g_clear_handle_id (&self->close_id, g_source_remove);
  if (munja_outbox_count_jobs (self->outbox, MUNJA_JOB_RELEASING) > 0)
    self->close_id = g_timeout_add_seconds (CLOSE_LIMIT, close_cb, self);
  else
    self->close_id = g_idle_add (close_cb, self);
}

static void
waiting_answered_cb (MunjaWindow *self, const char *response)
{
  if (g_str_equal (response, "keep-open"))
    return;
  /* From here on nothing more can be undone; those that were waiting go out, or do not. */
  self->closing = TRUE;
  munja_outbox_answer_waiting (self->outbox, g_str_equal (response, "send"));
  munja_window_go_on_closing (self);
}

static void
ask_about_waiting (MunjaWindow *self)
{
  AdwMessageDialog *dialog = munja_cautious_dialog_new (
      GTK_WINDOW (self), _ ("A Message Has Not Been Sent Yet"),
      _ ("It can still be undone. What is not sent stays in the history."), "keep-open",
      _ ("_Keep Open"));

  adw_message_dialog_add_responses (dialog, "discard", _ ("_Don’t Send"), "send",
                                    _ ("_Send Now and Close"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "send", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (waiting_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
unfinished_answered_cb (MunjaWindow *self, const char *response)
{
  if (g_str_equal (response, "keep-open"))
    return;
  self->closing = TRUE;
  munja_window_go_on_closing (self);
}

static void
ask_about_unfinished (MunjaWindow *self)
{
  AdwMessageDialog *dialog = munja_cautious_dialog_new (
      GTK_WINDOW (self), _ ("A Message Is Not Done Yet"),
      _ ("It goes on when you open Munja again. Nothing more is sent before you have been asked."),
      "keep-open", _ ("_Keep Open"));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (unfinished_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * munja_window_end_waiting:
 * @self: the window, which is about to end
 *
 * Lets go of what was waited for.
 */
void
munja_window_end_waiting (MunjaWindow *self)
{
  g_clear_handle_id (&self->close_id, g_source_remove);
  self->wait_toast = NULL;
}

/**
 * munja_window_may_close:
 * @self: the window
 *
 * Finds out whether something is under way that the person would miss, and says so.
 *
 * Returns: whether the window may close now; else the person has been told or asked why not
 */
gboolean
munja_window_may_close (MunjaWindow *self)
{
  MunjaOutboxPending pending
      = self->outbox != NULL ? munja_outbox_get_pending (self->outbox) : MUNJA_OUTBOX_DONE;

  if (!self->closing && pending == MUNJA_OUTBOX_WAITS)
    ask_about_waiting (self);
  else if (self->adding || pending == MUNJA_OUTBOX_WAITS || pending == MUNJA_OUTBOX_SENDS)
    show_wait_toast (self);
  else if (!self->closing && pending == MUNJA_OUTBOX_GOES_ON)
    ask_about_unfinished (self);
  else
    return TRUE;
  return FALSE;
}
