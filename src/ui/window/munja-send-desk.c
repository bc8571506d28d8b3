#include "config.h"

#include "munja-send-desk.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-api.h"
#include "munja-confirm-dialog.h"
#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe.h"
#include "munja-merge-report.h"
#include "munja-own-copy.h"
#include "munja-own-number-dialog.h"
#include "munja-phone.h"
#include "munja-list-answer.h"
#include "munja-tell.h"

struct _MunjaSendDesk {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window;
  AdwToastOverlay *toasts;
  GtkWindow *question; /* asks whether to send, or where to */

  /* Owned. */
  GSettings *settings;
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
  MunjaFormKeeper *keeper;
  MunjaReviewDesk *reviews;

  MunjaDraft
      *form; /* what the message in question was read from, NULL if it is not from the form */

  GPtrArray *confirmed; /* jobs that are about to be released */
  guint release_id;     /* does that */

  MunjaMoney price; /* what the person was told that the message costs that is being added */
  gboolean is_adding;
};

/**
 * MunjaSendDesk::changed:
 *
 * What munja_send_desk_is_adding() says has changed.
 */

/**
 * MunjaSendDesk::released:
 * @job: a list that goes out, and can still be undone
 *
 * The service made of it what the person decided to send.
 */

/**
 * MunjaSendDesk::added:
 * @job: what a message has become, that the person decided to send
 *
 * The outbox has recorded it.
 */
enum {
  SIGNAL_CHANGED,
  SIGNAL_ADDED,
  SIGNAL_RELEASED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSendDesk, munja_send_desk, G_TYPE_OBJECT)

/* A question on screen: what is to happen on a yes. */
typedef struct {
  MunjaSendDesk *desk; /* borrowed */
  MunjaOrder *order;   /* either this is to be put into the outbox, */
  MunjaJob *job;       /* or this is to be released */
} Question;

static Question *
question_new (MunjaSendDesk *desk, MunjaOrder *order, MunjaJob *job)
{
  Question *self = g_new0 (Question, 1);

  self->desk = desk;
  if (job != NULL)
    self->job = g_object_ref (job);
  else
    self->order = munja_order_ref (order);
  return self;
}

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  g_clear_pointer (&self->order, munja_order_unref);
  g_clear_object (&self->job);
  g_free (self);
}

static MunjaClient *
get_client (MunjaSendDesk *self)
{
  return munja_client_switch_get_client (self->clients);
}

static MunjaOutbox *
get_outbox (MunjaSendDesk *self)
{
  return munja_client_switch_get_outbox (self->clients);
}

static void
set_adding (MunjaSendDesk *self, gboolean is_adding)
{
  self->is_adding = is_adding;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tell_not_sent (MunjaSendDesk *self, const GError *error)
{
  munja_tell_error (self->window, munja_client_get_service (get_client (self)), error,
                    _ ("Nothing was sent."));
}

static unsigned
get_undo_seconds (MunjaSendDesk *self)
{
  return (unsigned)g_settings_get_int (self->settings, "undo-seconds");
}

static void
set_form (MunjaSendDesk *self, const MunjaDraft *form)
{
  g_clear_pointer (&self->form, munja_draft_free);
  self->form = form != NULL ? munja_draft_copy (form) : NULL;
}

static void
release (MunjaSendDesk *self, MunjaJob *job)
{
  munja_outbox_release (get_outbox (self), job, get_undo_seconds (self));
}

static void
add (MunjaSendDesk *self, MunjaOrder *order, GAsyncReadyCallback callback)
{
  set_adding (self, TRUE);
  munja_outbox_add_async (get_outbox (self), order,
                          munja_client_switch_get_cancellable (self->clients), callback, self);
}

/* @user_data: the desk, which may be gone. Returns the job, or NULL if there is nothing more to
 * do. */
static MunjaJob *
take_added (gpointer user_data, GObject *source, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  MunjaJob *job = munja_outbox_add_finish (MUNJA_OUTBOX (source), result, &error);
  MunjaSendDesk *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return NULL;
  set_adding (self, FALSE);
  if (job == NULL)
    tell_not_sent (self, error);
  return job;
}

/* Each goes on by itself once: what comes back is looked at again. Whoever waits for the person to
 * look at it is told where it does not. */
static gboolean
release_confirmed_cb (gpointer user_data)
{
  MunjaSendDesk *self = user_data;
  g_autoptr (GPtrArray) jobs = g_steal_pointer (&self->confirmed);

  self->release_id = 0;
  self->confirmed = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < jobs->len; i++) {
    MunjaJob *job = g_ptr_array_index (jobs, i);

    if (!munja_job_is_as_confirmed (job, g_get_real_time ()))
      continue;
    munja_job_confirm (job, -1, 0);
    if (munja_outbox_has_wrong_time (get_outbox (self), job))
      g_object_notify (G_OBJECT (job), "state");
    else
      release (self, job);
  }
  return G_SOURCE_REMOVE;
}

/* The person has looked at the list already; if the service made the same of it, it goes on. The
 * outbox is in the middle of something when it tells that. */
static void
state_changed_cb (MunjaSendDesk *self, GParamSpec *pspec, MunjaJob *job)
{
  if (munja_job_get_state (job) == MUNJA_JOB_WAITING)
    g_signal_emit (self, signals[SIGNAL_RELEASED], 0, job);
  if (!munja_job_is_as_confirmed (job, g_get_real_time ()))
    return;
  g_ptr_array_add (self->confirmed, g_object_ref (job));
  if (self->release_id == 0)
    self->release_id = g_idle_add (release_confirmed_cb, self);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJob) job = take_added (user_data, source, result);
  MunjaSendDesk *self = user_data;

  if (job == NULL)
    return;
  munja_form_keeper_end_hand_over (self->keeper, munja_job_get_key (job));
  if (munja_job_get_is_group (job)) {
    munja_job_confirm (job, self->price, g_get_real_time ());
    g_signal_connect_object (job, "notify::state", G_CALLBACK (state_changed_cb), self,
                             G_CONNECT_SWAPPED);
  }
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, job);
  if (!munja_job_get_is_group (job))
    release (self, job);
}

/* If the form holds the message, that is emptied then. */
static void
put_into_outbox (MunjaSendDesk *self, MunjaOrder *order, MunjaMoney price)
{
  if (self->is_adding)
    return;
  self->price = price;
  munja_form_keeper_hand_over (self->keeper, self->form);
  set_form (self, NULL);
  add (self, order, added_cb);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  MunjaSendDesk *self = question->desk;

  g_clear_weak_pointer (&self->question);
  if (g_str_equal (response, MUNJA_CONFIRM_SEND))
    release (self, question->job);
}

static void
ask (MunjaSendDesk *self, const MunjaConfirmation *confirmation, Question *question)
{
  GtkWidget *dialog = munja_confirm_dialog_new (self->window, confirmation);

  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (self->question);
}

static char *
describe_row (const MunjaJobRecipient *row)
{
  return munja_describe_person (row->name, row->country, row->number);
}

static char *
dup_clock_warning (MunjaSendDesk *self, MunjaJob *job)
{
  gint64 ahead_us = munja_api_get_ahead_us (munja_client_get_api (get_client (self)));
  g_autofree char *now = NULL;

  if (!munja_outbox_has_wrong_time (get_outbox (self), job))
    return NULL;
  now = munja_describe_seoul_time (g_get_real_time () + ahead_us);
  /* Translators: %s is a date and a time in Seoul. */
  return g_strdup_printf (_ ("The clock of this computer is wrong: it is %s now. Look at the time "
                             "of the schedule again."),
                          now);
}

/* What is scheduled goes out as well until this is confirmed. */
static char *
dup_replaced_warning (MunjaSendDesk *self, const char *key)
{
  g_autoptr (MunjaJob) replaced = munja_outbox_find_scheduled (get_outbox (self), key);
  g_autofree char *when = NULL;

  if (replaced == NULL)
    return NULL;
  when = munja_describe_seoul_time (munja_job_get_scheduled (replaced));
  /* Translators: %s is a date and a time in Seoul. */
  return g_strdup_printf (_ ("It takes the place of the message that is scheduled for %s."), when);
}

static void
ask_group (MunjaSendDesk *self, MunjaJob *job, const MunjaListAnswer *review)
{
  g_autofree char *clock_warning = dup_clock_warning (self, job);
  g_autofree char *replaced_warning = dup_replaced_warning (self, munja_job_get_replaces (job));
  const char *const warnings[] = {
    clock_warning != NULL ? clock_warning : replaced_warning,
    clock_warning != NULL ? replaced_warning : NULL,
    NULL,
  };
  g_autofree char *first = describe_row (review->first);
  g_autofree char *last = review->last != NULL ? describe_row (review->last) : NULL;
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  g_autoptr (MunjaMessage) message = NULL;
  MunjaConfirmation confirmation = {
    .from = munja_job_get_from (job),
    .n_recipients = munja_job_get_n_accepted (job),
    .first = first,
    .last = last,
    .reader = munja_job_has_fields (job) ? first : NULL,
    .left_out = munja_job_get_left_out (job),
    .scheduled = munja_job_get_scheduled (job),
    .price = munja_job_get_price (job),
    .balance = munja_account_info_get_balance (self->info),
    .refused = review->refused,
    .n_refused = munja_job_get_n_refused (job),
    .confirm_above = (guint)g_settings_get_int (self->settings, "confirm-above"),
    .warnings = warnings,
  };

  munja_job_read_row (job, review->first, &subject, &text);
  message = munja_message_new (subject, text, munja_job_get_type_choice (job), review->picture,
                               munja_job_get_advertising (job));
  confirmation.message = message;
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    confirmation.n_types[i] = review->n_types[i];
  munja_job_confirm (job, -1, 0);
  ask (self, &confirmation, question_new (self, NULL, job));
}

static void
review_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaSendDesk *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaListAnswer) review = munja_list_answer_load_finish (result, &error);
  MunjaJob *job = MUNJA_JOB (source);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (review == NULL)
    tell_not_sent (self, error);
  else if (munja_job_get_state (job) == MUNJA_JOB_READY && !munja_send_desk_is_asking (self)
           && review->first != NULL)
    ask_group (self, job, review);
}

static void
tell_own_number (MunjaSendDesk *self, MunjaJob *job)
{
  g_autofree char *number = munja_phone_format (munja_job_get_first_number (job));
  /* Translators: %s is a phone number. */
  g_autofree char *title = g_strdup_printf (_ ("Sending to you at %s"), number);
  unsigned undo_seconds = get_undo_seconds (self);
  AdwToast *toast = adw_toast_new (title);

  if (undo_seconds > 0) {
    adw_toast_set_button_label (toast, _ ("_Undo"));
    adw_toast_set_action_name (toast, "win.undo-to-me");
    adw_toast_set_action_target (toast, "s", munja_job_get_key (job));
    adw_toast_set_timeout (toast, undo_seconds);
  }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
added_to_me_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJob) job = take_added (user_data, source, result);

  if (job == NULL)
    return;
  tell_own_number (user_data, job);
  release (user_data, job);
}

/* With what is put in, nobody has looked at the text before. */
static gboolean
tell_if_too_long (MunjaSendDesk *self, const MunjaOrder *order, MunjaAudience *recipients)
{
  g_autoptr (MunjaMergeReport) check = munja_merge_report_new (order->message, recipients, NULL);

  if (check->n_too_long == 0)
    return FALSE;
  munja_tell (self->window, _ ("Too Long to Be Sent"),
              _ ("With what is put in, the message is longer than it may be. Shorten it, or "
                 "what the list has for the first person."),
              NULL, NULL);
  return TRUE;
}

/* The night of the law does not hold it back, advertisement or not: it goes to the one who asks for
 * it. */
static void
send_to_me (MunjaSendDesk *self, const MunjaOrder *order, const char *number)
{
  const MunjaMessage *message = order->message;
  g_autoptr (MunjaAudience) me = munja_own_copy_new (order->message, order->recipients, number);
  g_autoptr (MunjaMessage) copy = munja_message_new (message->subject, message->text, message->type,
                                                     message->picture, MUNJA_ADVERTISING_NONE);
  g_autoptr (MunjaOrder) own = munja_order_new (copy, order->from, me, 0, NULL);

  if (!self->is_adding && !tell_if_too_long (self, order, me))
    add (self, own, added_to_me_cb);
}

static void
number_entered_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  MunjaSendDesk *self = question->desk;
  g_autofree char *number = munja_own_number_dialog_dup_number (dialog);

  g_clear_weak_pointer (&self->question);
  if (!g_str_equal (response, MUNJA_OWN_NUMBER_SEND) || number == NULL)
    return;
  munja_account_info_set_own_number (self->info, number);
  send_to_me (self, question->order, number);
}

static void
ask_for_number (MunjaSendDesk *self, MunjaOrder *order)
{
  GtkWidget *dialog = munja_own_number_dialog_new (self->window);

  g_set_weak_pointer (&self->question, GTK_WINDOW (dialog));
  g_signal_connect_data (dialog, "response", G_CALLBACK (number_entered_cb),
                         question_new (self, order, NULL), question_free, 0);
  gtk_window_present (self->question);
}

static void
decided_cb (MunjaSendDesk *self, MunjaOrder *order, MunjaJob *job, MunjaMoney price)
{
  if (job != NULL)
    release (self, job);
  else
    put_into_outbox (self, order, price);
}

/* Takes the question away that is on screen, as if the answer were no. */
static void
forget_question (MunjaSendDesk *self)
{
  GtkWindow *question = self->question;

  g_clear_weak_pointer (&self->question);
  if (question != NULL)
    gtk_window_destroy (question);
}

/* What was to go through one service must not go through another. */
static void
client_changed_cb (MunjaSendDesk *self)
{
  forget_question (self);
  g_ptr_array_set_size (self->confirmed, 0);
  self->is_adding = FALSE;
}

/* Whether something can be sent now; else the person is told why not, where that is not to be seen.
 */
static gboolean
may_send (MunjaSendDesk *self)
{
  const GError *error = munja_client_get_outbox_error (get_client (self));

  if (munja_send_desk_is_asking (self))
    return FALSE;
  if (error != NULL)
    tell_not_sent (self, error);
  return error == NULL;
}

/* What the message is to take the place of may be gone by now, or be somebody else's. */
static gboolean
can_replace (MunjaSendDesk *self, const char *key)
{
  MunjaOutbox *outbox = get_outbox (self);
  MunjaAccount *account = munja_client_switch_get_account (self->clients);
  g_autofree char *member = munja_account_dup_member (account);
  g_autoptr (MunjaJob) job = munja_outbox_find_scheduled (outbox, key);

  if (key == NULL
      || (job != NULL && g_strcmp0 (munja_job_get_member (job), member) == 0
          && !munja_outbox_is_awaited (outbox, job)))
    return TRUE;
  munja_tell (
      self->window, _ ("The Scheduled Message Is Gone"),
      _ ("It has been sent, cancelled or changed, or it belongs to another account. Look at "
         "it under “Sent”. To send this one all the same, choose “Keep Both”."),
      NULL, NULL);
  return FALSE;
}

static void
munja_send_desk_dispose (GObject *object)
{
  MunjaSendDesk *self = MUNJA_SEND_DESK (object);

  forget_question (self);
  set_form (self, NULL);
  g_clear_handle_id (&self->release_id, g_source_remove);
  g_clear_pointer (&self->confirmed, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->clients);
  g_clear_object (&self->info);
  g_clear_object (&self->keeper);
  g_clear_object (&self->reviews);

  G_OBJECT_CLASS (munja_send_desk_parent_class)->dispose (object);
}

static void
munja_send_desk_class_init (MunjaSendDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_send_desk_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB);
  signals[SIGNAL_RELEASED] = g_signal_new ("released", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB);
}

static void
munja_send_desk_init (MunjaSendDesk *self)
{
  self->settings = g_settings_new (APP_ID);
  self->confirmed = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * munja_send_desk_new:
 * @window: the window that questions are asked in
 * @toasts: where to say what goes out without a question
 * @clients: whom to send through
 * @info: what it costs, and what there is to pay with
 * @keeper: of the form that messages come from
 * @reviews: has the person look at them
 *
 * Makes what takes messages from the form, asks whether to send them, and puts them into the
 * outbox.
 *
 * Returns: (transfer full): the desk
 */
MunjaSendDesk *
munja_send_desk_new (GtkWindow *window,
                     AdwToastOverlay *toasts,
                     MunjaClientSwitch *clients,
                     MunjaAccountInfo *info,
                     MunjaFormKeeper *keeper,
                     MunjaReviewDesk *reviews)
{
  MunjaSendDesk *self = g_object_new (MUNJA_TYPE_SEND_DESK, NULL);

  self->window = window;
  self->toasts = toasts;
  self->clients = g_object_ref (clients);
  self->info = g_object_ref (info);
  self->keeper = g_object_ref (keeper);
  self->reviews = g_object_ref (reviews);
  g_signal_connect_object (clients, "client-replaced", G_CALLBACK (client_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (reviews, "decided", G_CALLBACK (decided_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_send_desk_is_adding:
 * @self: the desk
 *
 * Returns: whether a message is being put into the outbox
 */
gboolean
munja_send_desk_is_adding (MunjaSendDesk *self)
{
  return self->is_adding;
}

/**
 * munja_send_desk_is_asking:
 * @self: the desk
 *
 * Returns: whether the person is being asked about a message
 */
gboolean
munja_send_desk_is_asking (MunjaSendDesk *self)
{
  return self->question != NULL || self->is_adding || munja_review_desk_is_looking (self->reviews);
}

/**
 * munja_send_desk_send:
 * @self: the desk
 * @order: a message that is not from the form, and that the person has decided to send
 *
 * Puts a message into the outbox.
 */
void
munja_send_desk_send (MunjaSendDesk *self, MunjaOrder *order)
{
  if (munja_send_desk_is_asking (self))
    return;
  set_form (self, NULL);
  put_into_outbox (self, order, -1);
}

/**
 * munja_send_desk_submit:
 * @self: the desk
 * @order: what the person wants to send
 * @form: (nullable): what it was read from, %NULL if it is not from the form
 *
 * Takes a message, and has the person look at it. A list is handed to the service then, which sends
 * nothing yet: what it makes of the list is looked at once more if it is not what the person saw.
 */
void
munja_send_desk_submit (MunjaSendDesk *self, MunjaOrder *order, const MunjaDraft *form)
{
  if (!may_send (self) || !can_replace (self, order->replaces))
    return;
  set_form (self, form);
  munja_review_desk_open (self->reviews, order, NULL, form != NULL);
}

/**
 * munja_send_desk_submit_to_me:
 * @self: the desk
 * @order: a message, with the recipients that it is for if it has merge fields
 *
 * Sends a message to the person alone, to be looked at on the phone before anybody else gets it.
 * The form stays as it is, and nothing is asked but the number if nobody knows it: what is shown
 * instead can be undone.
 */
void
munja_send_desk_submit_to_me (MunjaSendDesk *self, MunjaOrder *order)
{
  g_autofree char *number = munja_account_info_dup_own_number (self->info);

  if (!may_send (self))
    return;
  if (number == NULL)
    ask_for_number (self, order);
  else
    send_to_me (self, order, number);
}

/**
 * munja_send_desk_ask:
 * @self: the desk
 * @order: one message that is to go out at once
 * @job: the job that it is already
 *
 * Asks whether to send a message that waits for that.
 */
void
munja_send_desk_ask (MunjaSendDesk *self, MunjaOrder *order, MunjaJob *job)
{
  if (!munja_send_desk_is_asking (self))
    munja_review_desk_open (self->reviews, order, job, FALSE);
}

/**
 * munja_send_desk_review:
 * @self: the desk
 * @group: a job that the service has taken a list for
 *
 * Asks whether to send it, once what the service made of it has been read; unless it goes on by
 * itself, as the person saw just that before.
 */
void
munja_send_desk_review (MunjaSendDesk *self, MunjaJob *group)
{
  if (g_ptr_array_find (self->confirmed, group, NULL))
    return;
  munja_list_answer_load_async (get_outbox (self), group,
                                munja_client_switch_get_cancellable (self->clients),
                                review_loaded_cb, self);
}
