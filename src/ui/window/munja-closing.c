#include "config.h"

#include "munja-closing.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-outbox.h"

/* How long a window that was closed waits for what is not settled yet. In seconds. */
#define CLOSE_LIMIT 5

struct _MunjaClosing {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window;
  AdwToastOverlay *toasts;
  AdwToast *toast; /* a message is on its way, so that the window stays */

  /* Owned. */
  MunjaClientSwitch *clients;

  guint close_id;
  gboolean is_closing; /* what is on its way is waited for, then the window closes */
};

G_DEFINE_FINAL_TYPE (MunjaClosing, munja_closing, G_TYPE_OBJECT)

static MunjaOutbox *
get_outbox (MunjaClosing *self)
{
  return munja_client_switch_get_outbox (self->clients);
}

static void
dismissed_cb (MunjaClosing *self)
{
  self->toast = NULL;
}

/* It goes by itself. libadwaita 1.2 does not survive it if a toast is dismissed as soon as it is
 * shown, and the answer may come at any moment. */
static void
show_toast (MunjaClosing *self)
{
  if (self->toast != NULL)
    return;
  self->toast = adw_toast_new (_ ("A message is on its way. Please wait for the answer."));
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, self->toast);
}

static gboolean
close_cb (gpointer user_data)
{
  MunjaClosing *self = user_data;

  self->close_id = 0;
  if (self->is_closing)
    gtk_window_close (self->window);
  return G_SOURCE_REMOVE;
}

static void
waiting_answered_cb (MunjaClosing *self, const char *response)
{
  if (g_str_equal (response, "keep-open"))
    return;
  /* From here on nothing more can be undone; those that were waiting go out, or do not. */
  self->is_closing = TRUE;
  munja_outbox_answer_waiting (get_outbox (self), g_str_equal (response, "send"));
  munja_closing_go_on (self);
}

static void
ask_about_waiting (MunjaClosing *self)
{
  AdwMessageDialog *dialog = munja_cautious_dialog_new (
      self->window, _ ("A Message Has Not Been Sent Yet"),
      _ ("It can still be undone. What is not sent is kept under “Sent”."), "keep-open",
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
unfinished_answered_cb (MunjaClosing *self, const char *response)
{
  if (g_str_equal (response, "keep-open"))
    return;
  self->is_closing = TRUE;
  munja_closing_go_on (self);
}

static void
ask_about_unfinished (MunjaClosing *self)
{
  AdwMessageDialog *dialog = munja_cautious_dialog_new (
      self->window, _ ("A Message Is Not Done Yet"),
      _ ("It goes on when you open Munja again. Nothing more is sent before you have been asked."),
      "keep-open", _ ("_Keep Open"));

  adw_message_dialog_add_response (dialog, "close", _ ("_Close"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (unfinished_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
munja_closing_dispose (GObject *object)
{
  MunjaClosing *self = MUNJA_CLOSING (object);

  g_clear_handle_id (&self->close_id, g_source_remove);
  g_clear_object (&self->clients);

  G_OBJECT_CLASS (munja_closing_parent_class)->dispose (object);
}

static void
munja_closing_class_init (MunjaClosingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_closing_dispose;
}

static void
munja_closing_init (MunjaClosing *self)
{
}

/**
 * munja_closing_new:
 * @window: the window
 * @toasts: where to say why it stays
 * @clients: whose outbox it is about
 *
 * Makes what keeps a window open as long as something is under way that the person would miss.
 *
 * Returns: (transfer full): the guard
 */
MunjaClosing *
munja_closing_new (GtkWindow *window, AdwToastOverlay *toasts, MunjaClientSwitch *clients)
{
  MunjaClosing *self = g_object_new (MUNJA_TYPE_CLOSING, NULL);

  self->window = window;
  self->toasts = toasts;
  self->clients = g_object_ref (clients);
  return self;
}

/**
 * munja_closing_go_on:
 * @self: the guard
 *
 * Is told that something has gone on its way, or has arrived. If that was waited for, the window
 * closes then, unless something comes up that the person has to know. An answer that was lost is
 * asked for the next time, so that it is not waited for.
 */
void
munja_closing_go_on (MunjaClosing *self)
{
  if (!self->is_closing)
    return;
  if (munja_outbox_is_busy (get_outbox (self))) {
    show_toast (self);
    return;
  }
  /* Never at once: the dialog that is being answered must not outlive its parent. */
  g_clear_handle_id (&self->close_id, g_source_remove);
  if (munja_outbox_count_jobs (get_outbox (self), MUNJA_JOB_RELEASING) > 0)
    self->close_id = g_timeout_add_seconds (CLOSE_LIMIT, close_cb, self);
  else
    self->close_id = g_idle_add (close_cb, self);
}

/**
 * munja_closing_take_settled:
 * @self: the guard
 * @job: a job whose outcome is known now
 *
 * Goes on closing, unless the job has not gone out: then the window stays.
 *
 * Returns: whether it stays for the job, which the person has to see
 */
gboolean
munja_closing_take_settled (MunjaClosing *self, MunjaJob *job)
{
  MunjaJobState state = munja_job_get_state (job);

  munja_closing_go_on (self);
  if (!self->is_closing || state == MUNJA_JOB_SENT || state == MUNJA_JOB_SCHEDULED)
    return FALSE;
  self->is_closing = FALSE;
  return TRUE;
}

/**
 * munja_closing_may_close:
 * @self: the guard
 * @is_adding: whether a message is being put into the outbox
 *
 * Finds out whether something is under way that the person would miss, and says so.
 *
 * Returns: whether the window may close now; else the person has been told or asked why not
 */
gboolean
munja_closing_may_close (MunjaClosing *self, gboolean is_adding)
{
  MunjaOutboxPending pending = munja_outbox_get_pending (get_outbox (self));

  if (!self->is_closing && pending == MUNJA_OUTBOX_WAITS)
    ask_about_waiting (self);
  else if (is_adding || pending == MUNJA_OUTBOX_WAITS || pending == MUNJA_OUTBOX_SENDS)
    show_toast (self);
  else if (!self->is_closing && pending == MUNJA_OUTBOX_GOES_ON)
    ask_about_unfinished (self);
  else
    return TRUE;
  return FALSE;
}
