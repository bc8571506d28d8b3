#include "config.h"

#include "munja-error.h"
#include "munja-job-decisions.h"
#include "munja-job-merge.h"
#include "munja-replies-account.h"

/*
 * One message that goes out by itself. Nothing at the service keeps it from going out twice, so
 * that the request is made once; only one that was certainly not carried out is made again.
 */

static MunjaJobRecord *
new_unsent (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

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

static MunjaJobRecord *
new_answered (const MunjaJobCase *self, const char *status_code, const char *status_text)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  self->memory->failures = 0;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->n_added = 1;
  take_text (&next->status_code, status_code);
  take_text (&next->status_text, status_text);
  return next;
}

static MunjaJobMove
accepted (const MunjaJobCase *self,
          const char *group_id,
          const char *message_id,
          const char *status_code,
          const char *status_text)
{
  MunjaJobRecord *next = new_answered (self, status_code, status_text);

  next->state = MUNJA_JOB_SENT;
  next->n_accepted = 1;
  take_text (&next->group_id, group_id);
  take_text (&next->message_id, message_id);
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
refused (const MunjaJobCase *self, const GError *error)
{
  MunjaJobRecord *next = new_answered (self, munja_error_get_status_code (error),
                                       munja_error_get_service_text (error));

  next->state = MUNJA_JOB_FAILED;
  next->n_refused = 1;
  next->problem = g_error_copy (error);
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
not_listed (const MunjaJobCase *self)
{
  g_autoptr (GError) error = NULL;
  MunjaJobMove move;

  if (munja_job_move_settle (self, &move)) {
    move.is_told = TRUE;
    return move;
  }
  error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                               "The service does not list the message");
  return munja_job_move_end (self, MUNJA_JOB_UNCONFIRMED, error);
}

/* It was known already that this one was refused; the one after it does not show yet. */
static gboolean
is_about_old_picture (const MunjaJobCase *self, const MunjaListedMessage *message)
{
  return self->record->stale_file_id != NULL && g_strcmp0 (message->status_code, "1034") == 0;
}

static MunjaJobMove
listed (const MunjaJobCase *self, const MunjaListedMessage *message)
{
  MunjaErrorDetails details
      = { .status_code = message->status_code, .service_text = message->status_text };
  g_autoptr (GError) error = NULL;

  if (is_about_old_picture (self, message))
    return not_listed (self);
  if (!munja_listed_message_is_refused (message))
    return accepted (self, message->group_id, message->message_id, message->status_code,
                     message->status_text);
  error = munja_error_new_with_details (MUNJA_ERROR_REFUSED, &details, "The message is refused");
  return refused (self, error);
}

/* Asks what became of the request. */
static MunjaJobMove
look (const MunjaJobCase *self)
{
  return munja_job_move_act (MUNJA_JOB_ACT_FIND_MESSAGE);
}

static MunjaJobMove
settled (const MunjaJobCase *self)
{
  if (self->answer->value != NULL)
    return listed (self, self->answer->value);
  if (self->answer->error == NULL)
    return not_listed (self);
  if (munja_answer_may_not_look (self->answer->error))
    return munja_job_move_end (self, MUNJA_JOB_UNCONFIRMED, self->answer->error);
  return munja_job_move_wait (self, self->answer->error);
}

/* Nothing went out, and the word to send it still stands. */
static MunjaJobMove
renew_picture (const MunjaJobCase *self)
{
  MunjaJobRecord *next = new_unsent (self);

  munja_picture_renew (next);
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
ask_again (const MunjaJobCase *self)
{
  MunjaJobRecord *next = new_unsent (self);

  next->state = MUNJA_JOB_READY;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
not_sent (const MunjaJobCase *self, const GError *error)
{
  switch (munja_answer_classify (error)) {
  case MUNJA_ANSWER_LATER:
    if (self->memory->needs_word)
      return ask_again (self);
    return munja_answer_is_too_long (error)
               ? munja_job_move_end (self, MUNJA_JOB_READY, error)
               : munja_job_move_back_off (self, new_unsent (self), error);
  case MUNJA_ANSWER_REFUSED:
    return munja_picture_is_missed (error) && munja_picture_may_renew (self->record)
               ? renew_picture (self)
               : refused (self, error);
  case MUNJA_ANSWER_LOST:
  default:
    return look (self);
  }
}

static MunjaJobMove
sent (const MunjaJobCase *self)
{
  const MunjaReceipt *receipt = self->answer->value;

  if (receipt == NULL)
    return not_sent (self, self->answer->error);
  return accepted (self, receipt->group_id, receipt->message_id, receipt->status_code,
                   receipt->status_message);
}

static MunjaJobMove
begin_sending (const MunjaJobCase *self)
{
  g_autoptr (MunjaMessage) message = NULL;
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *next;

  if (!munja_job_case_allow (self, 0, &error))
    return munja_job_move_end (self, MUNJA_JOB_READY, error);
  if (self->memory->needs_look)
    return munja_job_move_act (MUNJA_JOB_ACT_FIND_MESSAGE);
  message = munja_job_merge_render_only (self->record, &error);
  if (message == NULL)
    return munja_job_move_end (self, MUNJA_JOB_FAILED, error);
  if (munja_replace_is_due (self->record))
    return munja_replace_begin (self);
  next = munja_job_case_new_next (self);
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  next->was_released = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_SEND);
}

/* Whether it went out already, and the file does not know. */
static MunjaJobMove
looked_up (const MunjaJobCase *self)
{
  const MunjaListedMessage *message = self->answer->value;
  const GError *error = self->answer->error;

  if (message != NULL && !munja_listed_message_is_refused (message))
    return listed (self, message);
  if (error != NULL && !munja_answer_may_not_look (error))
    return munja_job_move_wait (self, error);
  self->memory->needs_look = FALSE;
  return begin_sending (self);
}

static MunjaJobMove
begin (const MunjaJobCase *self)
{
  if (self->memory->needs_word)
    return munja_job_move_end (self, MUNJA_JOB_READY, NULL);
  if (self->memory->held != NULL)
    return munja_job_move_tell (self->memory->held);
  if (munja_picture_is_due (self->record))
    return munja_picture_begin (self);
  return begin_sending (self);
}

const MunjaJobRow munja_single_rows[] = {
  MUNJA_JOB_ROW (SINGLE, RELEASING, NONE, TAKE_UP, begin),
  MUNJA_JOB_ROW (SINGLE, RELEASING, NONE, FIND_MESSAGE, looked_up),
  MUNJA_JOB_ROW (SINGLE, RELEASING, UPLOADING, TAKE_UP, begin),
  MUNJA_JOB_ROW (SINGLE, RELEASING, UPLOADING, FIND_MESSAGE, looked_up),
  MUNJA_JOB_ROW (SINGLE, RELEASING, SENDING, TAKE_UP, look),
  MUNJA_JOB_ROW (SINGLE, RELEASING, SENDING, SEND, sent),
  MUNJA_JOB_ROW (SINGLE, RELEASING, SENDING, FIND_MESSAGE, settled),
  { .decide = NULL },
};
