#include "config.h"

#include "munja-job-private.h"

/*
 * What a job can be asked for, besides its problem.
 */

/**
 * munja_job_get_key:
 * @self: the job
 *
 * Returns: the UUID that every request of the job carries; owned by @self
 */
const char *
munja_job_get_key (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->key;
}

/**
 * munja_job_get_state:
 * @self: the job
 *
 * Returns: where it stands
 */
MunjaJobState
munja_job_get_state (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), MUNJA_JOB_FAILED);

  return self->record->state;
}

/**
 * munja_job_get_member:
 * @self: the job
 *
 * Returns: (transfer none) (nullable): whose account it goes out with
 */
const char *
munja_job_get_member (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->member;
}

/**
 * munja_job_get_columns:
 * @self: the job
 *
 * Returns: (transfer none) (nullable): what the values of each recipient are called, a line each;
 *   %NULL where all get the same
 */
const char *
munja_job_get_columns (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->columns;
}

/**
 * munja_job_get_is_group:
 * @self: the job
 *
 * Returns: whether it goes out as a message group, and not by itself
 */
gboolean
munja_job_get_is_group (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  return self->record->is_group;
}

/**
 * munja_job_get_from:
 * @self: the job
 *
 * Returns: the sender number, digits only; owned by @self
 */
const char *
munja_job_get_from (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->from;
}

/**
 * munja_job_get_subject:
 * @self: the job
 *
 * Returns: (nullable): the subject; owned by @self
 */
const char *
munja_job_get_subject (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->written.subject;
}

/**
 * munja_job_get_text:
 * @self: the job
 *
 * Returns: the text; owned by @self
 */
const char *
munja_job_get_text (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->written.text;
}

/**
 * munja_job_get_type_choice:
 * @self: the job
 *
 * Returns: what the person wanted it to go out as
 */
MunjaTypeChoice
munja_job_get_type_choice (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), MUNJA_TYPE_CHOICE_AUTO);

  return self->record->written.type_choice;
}

/**
 * munja_job_get_message_type:
 * @self: the job
 *
 * Returns: what it goes out as; the dearest type where the messages differ
 */
MunjaMessageType
munja_job_get_message_type (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), MUNJA_MESSAGE_TYPE_SMS);

  return self->record->type;
}

/**
 * munja_job_get_n_of_type:
 * @self: the job
 * @type: a type
 *
 * Returns: how many of its messages are of that type
 */
guint
munja_job_get_n_of_type (MunjaJob *self, MunjaMessageType type)
{
  const MunjaJobRecord *record;
  guint n_counted = 0;

  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  record = self->record;
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    n_counted += record->n_types[i];
  /* An older version of the app did not count: all were the same. */
  if (n_counted == 0)
    return type == record->type ? record->n_recipients : 0;
  return record->n_types[type];
}

/**
 * munja_job_has_fields:
 * @self: the job
 *
 * Returns: whether its text or its subject has merge fields, so that each recipient gets another
 */
gboolean
munja_job_has_fields (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  return self->record->columns != NULL;
}

/**
 * munja_job_get_has_picture:
 * @self: the job
 *
 * Returns: whether a picture goes with it, see munja_outbox_load_picture_async()
 */
gboolean
munja_job_get_has_picture (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  return self->record->picture != 0;
}

/**
 * munja_job_get_is_storing:
 * @self: the job
 *
 * Returns: whether the picture is being stored at the service, before anything else of it is there
 */
gboolean
munja_job_get_is_storing (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  return self->record->step == MUNJA_JOB_STEP_UPLOADING;
}

/**
 * munja_job_get_advertising:
 * @self: the job
 *
 * Returns: what it is to the law, as the person stated it
 */
MunjaAdvertising
munja_job_get_advertising (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), MUNJA_ADVERTISING_NONE);

  return self->record->written.advertising;
}

/**
 * munja_job_get_first_number:
 * @self: the job
 *
 * Returns: the first recipient's number, digits only; owned by @self
 */
const char *
munja_job_get_first_number (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->first_number;
}

/**
 * munja_job_get_first_name:
 * @self: the job
 *
 * Returns: the first recipient's name, "" without one; owned by @self
 */
const char *
munja_job_get_first_name (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->first_name;
}

/**
 * munja_job_get_last_number:
 * @self: the job
 *
 * Returns: the last recipient's number, digits only; owned by @self
 */
const char *
munja_job_get_last_number (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->last_number;
}

/**
 * munja_job_get_n_recipients:
 * @self: the job
 *
 * Returns: how many recipients there are
 */
guint
munja_job_get_n_recipients (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->n_recipients;
}

/**
 * munja_job_get_left_out:
 * @self: the job
 *
 * Returns: how many rows of the person's list are not among the recipients
 */
MunjaRecipientLeftOut
munja_job_get_left_out (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), ((MunjaRecipientLeftOut){ 0, 0 }));

  return self->record->left_out;
}

/**
 * munja_job_get_n_added:
 * @self: the job
 *
 * Returns: how many of them the service has answered for
 */
guint
munja_job_get_n_added (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->n_added;
}

/**
 * munja_job_get_n_accepted:
 * @self: the job
 *
 * Returns: how many of those it took
 */
guint
munja_job_get_n_accepted (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->n_accepted;
}

/**
 * munja_job_get_n_refused:
 * @self: the job
 *
 * Returns: how many of those it refused
 */
guint
munja_job_get_n_refused (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->n_refused;
}

/**
 * munja_job_get_rate:
 * @self: the job
 *
 * Returns: rows added per second, 0 if unknown
 */
double
munja_job_get_rate (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->rate;
}

/**
 * munja_job_get_created:
 * @self: the job
 *
 * Returns: when it was made, in µs since 1970 UTC
 */
gint64
munja_job_get_created (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->created;
}

/**
 * munja_job_get_scheduled:
 * @self: the job
 *
 * Returns: when it is to go out, in µs since 1970 UTC; 0 for at once
 */
gint64
munja_job_get_scheduled (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->scheduled;
}

/**
 * munja_job_get_release_at:
 * @self: the job
 *
 * Returns: when the undo time ends, in µs since 1970 UTC; 0 if it does not run
 */
gint64
munja_job_get_release_at (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->release_at;
}

/**
 * munja_job_is_over:
 * @self: the job
 *
 * Returns: whether it is finished, and nothing is left to be done about it at the service
 */
gboolean
munja_job_is_over (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  return munja_job_is_finished (self) && self->record->step == MUNJA_JOB_STEP_NONE;
}

/**
 * munja_job_get_replaces:
 * @self: the job
 *
 * Returns: (transfer none) (nullable): key of the job that it goes out in place of, as long as that
 *   one stands
 */
const char *
munja_job_get_replaces (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->has_replaced ? NULL : self->record->replaces;
}

/**
 * munja_job_get_group_id:
 * @self: the job
 *
 * Returns: (nullable): the service's id of its group; owned by @self
 */
const char *
munja_job_get_group_id (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->group_id;
}

/**
 * munja_job_get_message_id:
 * @self: the job
 *
 * Returns: (nullable): the service's id of a message that went by itself; owned by @self
 */
const char *
munja_job_get_message_id (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->message_id;
}

/**
 * munja_job_get_price:
 * @self: the job
 *
 * Returns: what all of it costs; < 0 if unknown
 */
MunjaMoney
munja_job_get_price (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), 0);

  return self->record->price;
}

/**
 * munja_job_get_status_code:
 * @self: the job
 *
 * Returns: (nullable): four digits that the service gave a message that went by itself; owned by
 * @self
 */
const char *
munja_job_get_status_code (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->status_code;
}

/**
 * munja_job_get_status_text:
 * @self: the job
 *
 * Returns: (nullable): the service's words for it, for display as plain text; owned by @self
 */
const char *
munja_job_get_status_text (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->record->status_text;
}
