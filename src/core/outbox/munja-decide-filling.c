#include "config.h"

#include "munja-error.h"
#include "munja-job-decisions.h"

/*
 * Making a group and handing over the recipients. Nothing of this sends: a group that is not
 * released goes nowhere. An answer that was lost is settled by looking at the group.
 */

static MunjaJobMove
adopt (const MunjaJobCase *self, const MunjaGroup *group)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  self->memory->failures = 0;
  g_free (next->group_id);
  next->group_id = g_strdup (group->id);
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/* One that was made without our knowing stays empty, and harms nobody. */
static MunjaJobMove
make_another_one (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->generation++;
  return munja_job_move_back_off (self, next, NULL);
}

static MunjaJobMove
find (const MunjaJobCase *self)
{
  return munja_job_move_act (MUNJA_JOB_ACT_FIND_GROUP);
}

static MunjaJobMove
found (const MunjaJobCase *self)
{
  const MunjaGroup *group = self->answer->value;

  if (self->answer->error != NULL)
    return munja_job_move_wait (self, self->answer->error);
  if (group != NULL && munja_group_get_phase (group) == MUNJA_GROUP_OPEN
      && munja_group_get_size (group) <= 0)
    return adopt (self, group);
  return make_another_one (self);
}

static MunjaJobMove
not_created (const MunjaJobCase *self, const GError *error)
{
  MunjaJobRecord *next;

  switch (munja_answer_classify (error)) {
  case MUNJA_ANSWER_LATER:
    next = munja_job_case_new_next (self);
    next->step = MUNJA_JOB_STEP_NONE;
    next->unanswered = FALSE;
    return munja_job_move_back_off (self, next, error);
  case MUNJA_ANSWER_REFUSED:
    return munja_job_move_end (self, MUNJA_JOB_FAILED, error);
  case MUNJA_ANSWER_LOST:
  default:
    return find (self);
  }
}

static MunjaJobMove
created (const MunjaJobCase *self)
{
  return self->answer->value != NULL ? adopt (self, self->answer->value)
                                     : not_created (self, self->answer->error);
}

static MunjaJobMove
create (const MunjaJobCase *self)
{
  MunjaJobRecord *next;

  if (self->memory->needs_look)
    return munja_job_move_act (MUNJA_JOB_ACT_FIND_RELEASED_GROUP);
  next = munja_job_case_new_next (self);
  next->step = MUNJA_JOB_STEP_CREATING;
  next->unanswered = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_CREATE_GROUP);
}

/* Whether a group for it was released already, and the file does not know. */
static MunjaJobMove
looked_up (const MunjaJobCase *self)
{
  const GError *error = self->answer->error;

  if (self->answer->value != NULL)
    return munja_elsewhere_adopt (self, self->answer->value);
  if (error != NULL && !munja_answer_may_not_look (error))
    return munja_job_move_wait (self, error);
  self->memory->needs_look = FALSE;
  return create (self);
}

/* The rows of the chunk are open again. */
static MunjaJobRecord *
new_step_back (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->chunk_end = next->chunk_start;
  next->n_chunk = 0;
  return next;
}

/* The request may still be carried out. Rows that are there by then are refused as copies. */
static MunjaJobMove
add_again (const MunjaJobCase *self)
{
  MunjaJobRecord *next = new_step_back (self);

  next->lost_add = TRUE;
  return munja_job_move_back_off (self, next, NULL);
}

/* Counts that are older than what is known say nothing. */
static MunjaJobMove
looked_at (const MunjaJobCase *self)
{
  const MunjaJobRecord *record = self->record;
  const MunjaGroup *group = self->answer->value;
  gint64 n_known = munja_job_record_count_known (record);
  gint64 size;
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  if (group == NULL)
    return munja_anew_unseen (self);
  size = munja_group_get_size (group);
  if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN)
    return munja_elsewhere_give_up (self, group);
  if (size == n_known + record->n_chunk
      && group->registered_success == (gint64)record->n_accepted + record->n_chunk)
    return munja_job_move_act (MUNJA_JOB_ACT_ASSUME_ADDED);
  if (size < n_known && munja_job_move_settle (self, &move))
    return move;
  return size == n_known ? add_again (self) : munja_reading_begin (self);
}

/* Whether the rows of the chunk are in the group. From now on it counts as one that may grow. */
static MunjaJobMove
look (const MunjaJobCase *self)
{
  MunjaJobRecord *next;

  if (self->record->lost_add)
    return munja_job_move_act (MUNJA_JOB_ACT_GET_GROUP);
  next = munja_job_case_new_next (self);
  next->lost_add = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_GET_GROUP);
}

/* What became of the rows is recorded. */
static MunjaJobMove
applied (const MunjaJobCase *self)
{
  const GError *error = self->answer->error;

  if (error == NULL) {
    self->memory->failures = 0;
    return munja_job_move_act (MUNJA_JOB_ACT_TAKE_UP);
  }
  return g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED)
             ? look (self)
             : munja_job_move_wait (self, error);
}

/* Takes smaller chunks, once the service or something on the way finds one too long. */
static gboolean
shrink (const MunjaJobCase *self, const GError *error)
{
  if (munja_error_get_http_status (error) != 413 || self->record->n_chunk <= 1)
    return FALSE;
  self->memory->chunk_rows = self->record->n_chunk / 2;
  return munja_answer_classify (error) != MUNJA_ANSWER_LOST;
}

/* Words of the service for a group that is not what it was. */
static gboolean
is_about_the_group (const GError *error)
{
  static const char *const codes[]
      = { "DeletedGroup", "FailedGroup", "InvalidGroupStatus", "InvalidStatus", NULL };
  const char *code = munja_error_get_service_code (error);

  return munja_answer_is_gone (error) || (code != NULL && g_strv_contains (codes, code));
}

static MunjaJobMove
not_added (const MunjaJobCase *self, const GError *error)
{
  if (shrink (self, error))
    return munja_job_move_record (new_step_back (self), MUNJA_JOB_ACT_TAKE_UP);
  switch (munja_answer_classify (error)) {
  case MUNJA_ANSWER_LATER:
    return munja_job_move_back_off (self, new_step_back (self), error);
  case MUNJA_ANSWER_REFUSED:
    if (munja_picture_is_missed (error) && munja_picture_may_renew (self->record))
      return munja_anew_renew_picture (self);
    if (is_about_the_group (error) && !munja_picture_is_missed (error))
      return look (self);
    return munja_job_move_end (self, MUNJA_JOB_FAILED, error);
  case MUNJA_ANSWER_LOST:
  default:
    return look (self);
  }
}

static MunjaJobMove
added (const MunjaJobCase *self)
{
  return self->answer->value != NULL ? munja_job_move_act (MUNJA_JOB_ACT_APPLY_REPLY)
                                     : not_added (self, self->answer->error);
}

static MunjaJobMove
all_added (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->step = MUNJA_JOB_STEP_CHECKING;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/* The step is recorded already, together with the rows. */
static MunjaJobMove
built (const MunjaJobCase *self)
{
  const MunjaChunk *chunk = self->answer->value;
  const GError *error = self->answer->error;

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    return munja_job_move_end (self, MUNJA_JOB_FAILED, error);
  if (chunk == NULL)
    return munja_job_move_wait (self, error);
  if (chunk->body == NULL)
    return all_added (self);
  self->memory->n_reads = 0;
  return munja_job_move_act (MUNJA_JOB_ACT_ADD_ROWS);
}

static MunjaJobMove
begin (const MunjaJobCase *self)
{
  if (munja_picture_is_due (self->record))
    return munja_picture_begin (self);
  if (self->record->group_id == NULL)
    return create (self);
  return munja_job_move_act (MUNJA_JOB_ACT_BUILD_CHUNK);
}

const MunjaJobRow munja_filling_rows[] = {
  MUNJA_JOB_ROW (GROUP, PREPARING, NONE, TAKE_UP, begin),
  MUNJA_JOB_ROW (GROUP, PREPARING, NONE, FIND_RELEASED_GROUP, looked_up),
  MUNJA_JOB_ROW (GROUP, PREPARING, NONE, BUILD_CHUNK, built),
  MUNJA_JOB_ROW (GROUP, PREPARING, CREATING, TAKE_UP, find),
  MUNJA_JOB_ROW (GROUP, PREPARING, CREATING, CREATE_GROUP, created),
  MUNJA_JOB_ROW (GROUP, PREPARING, CREATING, FIND_GROUP, found),
  MUNJA_JOB_ROW (GROUP, PREPARING, ADDING, TAKE_UP, look),
  MUNJA_JOB_ROW (GROUP, PREPARING, ADDING, ADD_ROWS, added),
  MUNJA_JOB_ROW (GROUP, PREPARING, ADDING, GET_GROUP, looked_at),
  MUNJA_JOB_ROW (GROUP, PREPARING, ADDING, APPLY_REPLY, applied),
  MUNJA_JOB_ROW (GROUP, PREPARING, ADDING, ASSUME_ADDED, applied),
  { .decide = NULL },
};
