#include "config.h"

#include <glib/gi18n.h>

#include "munja-api.h"
#include "munja-confirm-dialog.h"
#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-review.h"
#include "munja-tell.h"
#include "munja-window-private.h"

/* A question on screen: what is to happen on a yes. */
typedef struct {
  MunjaOrder *order; /* either this is to be put into the outbox, */
  MunjaJob *job;     /* or this is to be released */
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  g_clear_pointer (&self->order, munja_order_free);
  g_clear_object (&self->job);
  g_free (self);
}

/**
 * munja_window_get_undo_seconds:
 * @self: the window
 *
 * Returns: how long sending can be undone
 */
unsigned
munja_window_get_undo_seconds (MunjaWindow *self)
{
  return (unsigned)g_settings_get_int (self->settings, "undo-seconds");
}

/**
 * munja_window_forget_question:
 * @self: the window
 *
 * Takes the question away that is on screen, as if the answer were no. What was to go through one
 * service must not go through another.
 */
void
munja_window_forget_question (MunjaWindow *self)
{
  if (self->question != NULL)
    gtk_window_destroy (g_steal_pointer (&self->question));
}

static void
release (MunjaWindow *self, MunjaJob *job)
{
  munja_outbox_release (self->outbox, job, munja_window_get_undo_seconds (self));
}

/**
 * munja_window_take_added:
 * @user_data: the window, which may be gone
 * @outbox: what a message was put into
 * @result: what the callback got
 *
 * Ends putting a message into the outbox, and tells the person if it could not be done.
 *
 * Returns: (transfer full) (nullable): the job, %NULL if there is nothing more to do
 */
MunjaJob *
munja_window_take_added (gpointer user_data, MunjaOutbox *outbox, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  MunjaJob *job = munja_outbox_add_finish (outbox, result, &error);
  MunjaWindow *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  self->adding = FALSE;
  munja_window_update (self);
  if (job == NULL)
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, _ ("Nothing was sent."));
  return job;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJob) job = munja_window_take_added (user_data, MUNJA_OUTBOX (source), result);
  MunjaWindow *self = user_data;

  if (job == NULL)
    return;
  munja_form_keeper_end_hand_over (munja_draft_desk_get_keeper (self->drafts),
                                   munja_job_get_key (job));
  munja_window_show_job (self, job);
  if (!munja_job_get_is_group (job))
    release (self, job);
}

/**
 * munja_window_send:
 * @self: the window
 * @order: a message that the person has decided to send
 *
 * Puts a message into the outbox, and shows how it goes on there. If the form holds it, that is
 * emptied.
 */
void
munja_window_send (MunjaWindow *self, const MunjaOrder *order)
{
  MunjaJobDraft borrowed = munja_order_borrow (order);

  if (self->adding)
    return;
  self->adding = TRUE;
  munja_form_keeper_hand_over (munja_draft_desk_get_keeper (self->drafts), order->form);
  munja_window_update (self);
  munja_outbox_add_async (self->outbox, &borrowed,
                          munja_client_switch_get_cancellable (self->clients), added_cb, self);
}

static void
question_answered_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (dialog));
  MunjaWindow *self = MUNJA_WINDOW (parent);

  self->question = NULL;
  if (!g_str_equal (response, MUNJA_CONFIRM_SEND))
    return;
  if (question->order != NULL)
    munja_window_send (self, question->order);
  else
    release (self, question->job);
}

static void
ask (MunjaWindow *self, const MunjaConfirmation *confirmation, Question *question)
{
  GtkWidget *dialog = munja_confirm_dialog_new (GTK_WINDOW (self), confirmation);

  self->question = GTK_WINDOW (dialog);
  g_signal_connect_data (dialog, "response", G_CALLBACK (question_answered_cb), question,
                         question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const char *
find_kind_warning (const MunjaRecipient *recipient)
{
  MunjaPhone phone;

  if (!g_str_equal (recipient->country, "82"))
    return munja_describe_recipient_kind (MUNJA_PHONE_FOREIGN);
  if (munja_phone_parse (recipient->number, &phone) != MUNJA_PHONE_OK)
    return NULL;
  return munja_describe_recipient_kind (phone.kind);
}

/**
 * munja_window_ask_single:
 * @self: the window
 * @order: one message that is to go out at once
 * @job: (nullable): the job that it is already, %NULL if it is in the form
 *
 * Asks whether to send a message.
 */
void
munja_window_ask_single (MunjaWindow *self, const MunjaOrder *order, MunjaJob *job)
{
  const MunjaJobDraft borrowed = munja_order_borrow (order);
  MunjaRecipient recipient = munja_audience_get (order->recipients, 0);
  g_autofree char *number = munja_describe_number (recipient.country, recipient.number);
  g_autoptr (MunjaMergeReport) check = munja_order_check (order, order->recipients);
  g_autofree char *subject = munja_merge_report_dup_subject (check, 0);
  g_autofree char *text = munja_merge_report_dup_text (check, 0);
  MunjaMessageType type = munja_merge_report_get_row (check, 0).type;
  const char *warnings[3] = { NULL };
  gsize n_warnings = 0;
  MunjaConfirmation confirmation = {
    .from = order->from,
    .n_recipients = 1,
    .first = number,
    .subject = subject,
    .text = text,
    .picture = order->picture,
    .advertising = order->advertising,
    .left_out = munja_audience_get_left_out (order->recipients),
    .price = munja_account_info_find_price (self->info, &recipient, type),
    .balance = munja_account_info_get_balance (self->info),
    .confirm_above = 1,
    .warnings = warnings,
  };
  Question *question = g_new0 (Question, 1);

  confirmation.n_types[type] = 1;
  if (munja_outbox_may_have_sent (self->outbox, &borrowed))
    warnings[n_warnings++] = _ ("This very message may have been sent already, and nobody knows "
                                "yet. Look it up in the message log first.");
  warnings[n_warnings] = find_kind_warning (&recipient);
  if (job != NULL)
    question->job = g_object_ref (job);
  else
    question->order = munja_order_copy (order);
  ask (self, &confirmation, question);
}

/**
 * munja_window_submit:
 * @self: the window
 * @order: what the person wants to send
 *
 * Takes a message from the form. One that goes out at once is confirmed first; a list is handed to
 * the service first, which sends nothing yet, so that the person confirms what it made of it.
 */
void
munja_window_submit (MunjaWindow *self, const MunjaOrder *order)
{
  const GError *error
      = munja_client_get_outbox_error (munja_client_switch_get_client (self->clients));

  if (self->adding || self->question != NULL)
    return;
  if (error != NULL)
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, _ ("Nothing was sent."));
  else if (munja_order_is_single (order))
    munja_window_ask_single (self, order, NULL);
  else
    munja_window_send (self, order);
}

static char *
describe_row (const MunjaJobRecipient *row)
{
  g_autofree char *number = munja_describe_number (row->country, row->number);

  return *row->name != '\0' ? g_strdup_printf ("%s %s", row->name, number)
                            : g_steal_pointer (&number);
}

/* A time that was chosen by a wrong clock is not the one that was meant. */
static char *
dup_clock_warning (MunjaWindow *self, MunjaJob *job)
{
  gint64 ahead_us = munja_api_get_ahead_us (
      munja_client_get_api (munja_client_switch_get_client (self->clients)));
  g_autofree char *now = NULL;

  if (munja_job_get_scheduled (job) == 0 || ahead_us == 0)
    return NULL;
  now = munja_describe_seoul_time (g_get_real_time () + ahead_us);
  /* Translators: %s is a date and a time in Seoul. */
  return g_strdup_printf (_ ("The clock of this computer is wrong: it is %s now. Look at the time "
                             "of the schedule again."),
                          now);
}

static void
ask_group (MunjaWindow *self, MunjaJob *job, const MunjaReview *review)
{
  g_autofree char *clock_warning = dup_clock_warning (self, job);
  const char *const warnings[] = { clock_warning, NULL };
  g_autofree char *first = describe_row (review->first);
  g_autofree char *last = review->last != NULL ? describe_row (review->last) : NULL;
  g_autofree char *subject = munja_job_dup_row_subject (job, review->first);
  g_autofree char *text = munja_job_dup_row_text (job, review->first);
  MunjaConfirmation confirmation = {
    .from = munja_job_get_from (job),
    .n_recipients = munja_job_get_n_accepted (job),
    .first = first,
    .last = last,
    .subject = subject,
    .text = text,
    .reader = munja_job_has_fields (job) ? first : NULL,
    .picture = review->picture,
    .advertising = munja_job_get_advertising (job),
    .left_out = munja_job_get_left_out (job),
    .scheduled = munja_job_get_scheduled (job),
    .price = munja_job_get_price (job),
    .balance = munja_account_info_get_balance (self->info),
    .refused = review->refused,
    .n_refused = munja_job_get_n_refused (job),
    .confirm_above = (guint)g_settings_get_int (self->settings, "confirm-above"),
    .warnings = warnings,
  };
  Question *question = g_new0 (Question, 1);

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    confirmation.n_types[i] = review->n_types[i];
  question->job = g_object_ref (job);
  ask (self, &confirmation, question);
}

static void
review_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaReview) review = munja_review_load_finish (result, &error);
  MunjaJob *job = MUNJA_JOB (source);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (review == NULL)
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, _ ("Nothing was sent."));
  else if (munja_job_get_state (job) == MUNJA_JOB_READY && self->question == NULL
           && review->first != NULL)
    ask_group (self, job, review);
}

/**
 * munja_window_review:
 * @self: a window that shows a group
 *
 * Asks whether to send it, once what the service made of it has been read.
 */
void
munja_window_review (MunjaWindow *self)
{
  munja_review_load_async (self->outbox, self->watched,
                           munja_client_switch_get_cancellable (self->clients), review_loaded_cb,
                           self);
}

static gboolean
shows_job (MunjaWindow *self, MunjaJob *job)
{
  return munja_job_page_get_job (self->job_page) == job
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->levels), "job") == 0;
}

/* A job that somebody looks at goes on to its question by itself; any other one waits. */
static void
watched_state_cb (MunjaWindow *self)
{
  if (munja_job_get_state (self->watched) != MUNJA_JOB_READY
      || munja_job_get_problem (self->watched) != NULL)
    return;
  if (munja_job_get_is_group (self->watched) && shows_job (self, self->watched)
      && self->question == NULL)
    munja_window_review (self);
}

static void
watch (MunjaWindow *self, MunjaJob *job)
{
  if (self->watched != NULL)
    g_signal_handlers_disconnect_by_func (self->watched, watched_state_cb, self);
  g_set_object (&self->watched, job);
  if (job != NULL)
    g_signal_connect_object (job, "notify::state", G_CALLBACK (watched_state_cb), self,
                             G_CONNECT_SWAPPED);
}

/**
 * munja_window_show_job:
 * @self: the window
 * @job: a job of the outbox
 *
 * Shows how a job stands.
 */
void
munja_window_show_job (MunjaWindow *self, MunjaJob *job)
{
  watch (self, job);
  gtk_stack_set_visible_child_name (self->levels, "job");
  /* What cannot be pressed yet would not take the focus. */
  munja_window_update (self);
  munja_job_page_show (self->job_page, munja_client_switch_get_client (self->clients), job);
}

static AdwToast *
new_job_toast (MunjaJob *job, const char *text)
{
  g_autofree char *shown = munja_job_dup_shown_text (job);
  g_autofree char *line = munja_describe_first_line (shown);
  /* Translators: what happens to a message, and how the message begins. */
  g_autofree char *title = g_strdup_printf (_ ("%s: %s"), text, line);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  return adw_toast_new (escaped);
}

static void
add_undo_toast (MunjaWindow *self, MunjaJob *job)
{
  AdwToast *toast = new_job_toast (job, munja_describe_job_state (MUNJA_JOB_WAITING));
  gint64 left = munja_job_get_release_at (job) - g_get_real_time ();

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-send");
  adw_toast_set_action_target (toast, "s", munja_job_get_key (job));
  adw_toast_set_timeout (toast, (guint)MAX (left / G_USEC_PER_SEC, 1));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
add_settled_toast (MunjaWindow *self, MunjaJob *job)
{
  AdwToast *toast = new_job_toast (job, munja_describe_job_state (munja_job_get_state (job)));

  adw_toast_set_button_label (toast, _ ("_Show"));
  adw_toast_set_action_name (toast, "win.show-job");
  adw_toast_set_action_target (toast, "s", munja_job_get_key (job));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * munja_window_forget_job:
 * @self: the window
 *
 * Lets go of the job that is shown, as there is nothing more to do about it.
 */
void
munja_window_forget_job (MunjaWindow *self)
{
  watch (self, NULL);
}

/**
 * munja_window_leave_job:
 * @self: the window
 *
 * Goes back to where the job was shown from. While it can still be undone, that stays at hand.
 */
void
munja_window_leave_job (MunjaWindow *self)
{
  gtk_stack_set_visible_child_name (self->levels, "views");
  if (self->watched != NULL && munja_job_get_state (self->watched) == MUNJA_JOB_WAITING)
    add_undo_toast (self, self->watched);
  watch (self, NULL);
  munja_window_update (self);
}

static void
settled_cb (MunjaWindow *self, MunjaJob *job)
{
  MunjaJobState state = munja_job_get_state (job);

  munja_account_info_refresh_balance (self->info);
  munja_window_go_on_closing (self);
  if (self->closing && state != MUNJA_JOB_SENT && state != MUNJA_JOB_SCHEDULED) {
    self->closing = FALSE;
    munja_window_show_job (self, job);
  } else if (!shows_job (self, job))
    add_settled_toast (self, job);
}

static void
busy_cb (MunjaWindow *self)
{
  munja_window_update (self);
  munja_window_go_on_closing (self);
}

/**
 * munja_window_use_outbox:
 * @self: the window
 *
 * Follows the outbox of the client in place of the one before.
 */
void
munja_window_use_outbox (MunjaWindow *self)
{
  MunjaOutbox *outbox = munja_client_get_outbox (munja_client_switch_get_client (self->clients));

  if (outbox == self->outbox)
    return;
  if (self->outbox != NULL) {
    g_signal_handlers_disconnect_by_func (self->outbox, settled_cb, self);
    g_signal_handlers_disconnect_by_func (self->outbox, busy_cb, self);
    g_signal_handlers_disconnect_by_func (self->outbox, munja_window_update, self);
  }
  self->adding = FALSE;
  watch (self, NULL);
  gtk_stack_set_visible_child_name (self->levels, "views");
  g_set_object (&self->outbox, outbox);
  g_signal_connect_object (outbox, "settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (outbox, "items-changed", G_CALLBACK (munja_window_update), self,
                           G_CONNECT_SWAPPED);
  munja_history_page_set_jobs (self->history_page, G_LIST_MODEL (outbox));
}
