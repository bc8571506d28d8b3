#include "config.h"

#include "munja-api-lists.h"
#include "munja-error.h"
#include "munja-job-merge.h"
#include "munja-job-runner-private.h"
#include "munja-picture-upload.h"

/*
 * One message that goes out by itself. Nothing at the service keeps it from going out twice, so
 * that the request is made once; only one that was certainly not carried out is made again.
 */

static MunjaJobRecord *
new_unsent (MunjaJobRunner *self)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->was_released = FALSE;
  return next;
}

static void
take_text (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
show_sent (MunjaJobRunner *self,
           const char *group_id,
           const char *message_id,
           const char *status_code,
           const char *status_text)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  self->failures = 0;
  next->state = MUNJA_JOB_SENT;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->n_added = 1;
  next->n_accepted = 1;
  take_text (&next->group_id, group_id);
  take_text (&next->message_id, message_id);
  take_text (&next->status_code, status_code);
  take_text (&next->status_text, status_text);
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static void
show_refused (MunjaJobRunner *self, const GError *error)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  self->failures = 0;
  next->state = MUNJA_JOB_FAILED;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->n_added = 1;
  next->n_refused = 1;
  next->problem = g_error_copy (error);
  take_text (&next->status_code, munja_error_get_status_code (error));
  take_text (&next->status_text, munja_error_get_service_text (error));
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static gboolean
is_about_old_picture (MunjaJobRunner *self, const MunjaListedMessage *message)
{
  return munja_job_get_record (self->job)->stale_file_id != NULL
         && g_strcmp0 (message->status_code, "1034") == 0;
}

static void not_found (MunjaJobRunner *self);

static void
found (MunjaJobRunner *self, const MunjaListedMessage *message)
{
  MunjaErrorDetails details
      = { .status_code = message->status_code, .service_text = message->status_text };
  g_autoptr (GError) error = NULL;

  /* It was known already that this one was refused; the one after it does not show yet. */
  if (is_about_old_picture (self, message)) {
    not_found (self);
    return;
  }
  if (munja_listed_message_is_refused (message)) {
    error = munja_error_new_with_details (MUNJA_ERROR_REFUSED, &details, "The message is refused");
    show_refused (self, error);
    return;
  }
  show_sent (self, message->group_id, message->message_id, message->status_code,
             message->status_text);
}

static void
not_found (MunjaJobRunner *self)
{
  g_autoptr (GError) error = NULL;

  munja_job_set_problem (self->job, NULL);
  if (munja_job_runner_wait_to_settle (self))
    return;
  error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                               "The service does not list the message");
  munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaListedMessage) message
      = munja_api_find_message_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (message != NULL)
    found (self, message);
  else if (error == NULL)
    not_found (self);
  else if (munja_job_runner_may_not_look (error))
    munja_job_runner_end_as (self, MUNJA_JOB_UNCONFIRMED, error);
  else
    munja_job_runner_wait (self, error);
}

static void
settle (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (munja_job_runner_begin_call (self))
    munja_api_find_message_async (self->api, record->first_number, record->key, record->created,
                                  self->cancellable, settled_cb, g_object_ref (self));
}

/* Nothing went out, and the word to send it still stands. */
static void
renew_picture (MunjaJobRunner *self)
{
  MunjaJobRecord *next = new_unsent (self);

  munja_picture_upload_renew (next);
  munja_job_runner_record (self, next, munja_job_runner_advance);
}

static void
not_sent (MunjaJobRunner *self, const GError *error)
{
  switch (munja_job_runner_classify (error)) {
  case MUNJA_ANSWER_LATER:
    if (munja_job_runner_is_too_long (error))
      munja_job_runner_end_as (self, MUNJA_JOB_READY, error);
    else
      munja_job_runner_back_off (self, new_unsent (self), error);
    break;
  case MUNJA_ANSWER_REFUSED:
    if (munja_picture_upload_is_missed (error) && munja_picture_upload_may_renew (self))
      renew_picture (self);
    else
      show_refused (self, error);
    break;
  case MUNJA_ANSWER_LOST:
  default:
    settle (self);
  }
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaReceipt) receipt = munja_api_send_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (receipt != NULL)
    show_sent (self, receipt->group_id, receipt->message_id, receipt->status_code,
               receipt->status_message);
  else
    not_sent (self, error);
}

static void
send (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;
  MunjaOutgoing outgoing = {
    .from = record->from,
    .to = record->first_number,
    .country = record->country,
    .type = munja_job_record_get_type_name (record),
    .image_id = record->file_id,
    .key = record->key,
  };
  g_autoptr (GError) error = NULL;

  if (!munja_job_merge_render_only (record, &subject, &text, &error)) {
    munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
    return;
  }
  outgoing.subject = subject;
  outgoing.text = text;
  if (!munja_job_runner_begin_call (self)) {
    munja_job_runner_back_off (self, new_unsent (self), self->held);
    return;
  }
  munja_job_runner_set_sending (self, TRUE);
  munja_api_send_async (self->api, &outgoing, self->cancellable, sent_cb, g_object_ref (self));
}

static void begin_sending (MunjaJobRunner *self);

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaListedMessage) message
      = munja_api_find_message_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    return;
  if (message != NULL && !munja_listed_message_is_refused (message)) {
    found (self, message);
  } else if (error != NULL && !munja_job_runner_may_not_look (error)) {
    munja_job_runner_wait (self, error);
  } else {
    self->needs_look = FALSE;
    begin_sending (self);
  }
}

/* Whether it went out already, and the file does not know. */
static void
look_up (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (munja_job_runner_begin_call (self))
    munja_api_find_message_async (self->api, record->first_number, record->key, record->created,
                                  self->cancellable, looked_up_cb, g_object_ref (self));
}

static void
begin_sending (MunjaJobRunner *self)
{
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *next;

  if (!munja_job_runner_allow (self, 0, &error)) {
    munja_job_runner_end_as (self, MUNJA_JOB_READY, error);
    return;
  }
  if (self->needs_look) {
    look_up (self);
    return;
  }
  next = munja_job_runner_new_next (self);
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  next->was_released = TRUE;
  munja_job_runner_record (self, next, send);
}

/**
 * munja_single_release_go_on:
 * @self: the runner of a single message that is RELEASING
 *
 * Does what comes next.
 */
void
munja_single_release_go_on (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  if (record->step == MUNJA_JOB_STEP_SENDING)
    settle (self);
  else if (self->needs_word)
    munja_job_runner_end_as (self, MUNJA_JOB_READY, NULL);
  else if (self->held != NULL)
    munja_job_set_problem (self->job, self->held);
  else if (munja_picture_upload_is_due (self))
    munja_picture_upload_go_on (self);
  else
    begin_sending (self);
}
