#include "config.h"

#include "munja-error.h"
#include "munja-job-decisions.h"
#include "munja-outbox-pictures.h"

/*
 * Storing the picture of a job at the service, before anything else of it is there. A file that no
 * message refers to harms nobody, so that an answer that was lost just has it stored again. What a
 * picture is stored as is kept: it is done once for all jobs that have it.
 */

/* So often in a row the answer may be one that says nothing. A service that has changed, or
 * something on the way that lets no picture through, will not give another one. */
#define MAX_UNUSABLE 8

/**
 * munja_picture_begin:
 * @self: a job whose picture is due
 *
 * Looks what it is stored as, or stores it.
 *
 * Returns: the move
 */
MunjaJobMove
munja_picture_begin (const MunjaJobCase *self)
{
  MunjaJobRecord *next;

  if (self->record->step == MUNJA_JOB_STEP_UPLOADING)
    return munja_job_move_act (MUNJA_JOB_ACT_FIND_PICTURE);
  next = munja_job_case_new_next (self);
  next->step = MUNJA_JOB_STEP_UPLOADING;
  next->unanswered = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_FIND_PICTURE);
}

static MunjaJobMove
found (const MunjaJobCase *self)
{
  const MunjaPictureSource *picture = self->answer->value;

  if (self->answer->error != NULL)
    return munja_job_move_wait (self, self->answer->error);
  if (picture == NULL)
    return munja_job_move_sleep (self->now->timings->retry_ms);
  return munja_job_move_act (picture->file_id != NULL ? MUNJA_JOB_ACT_KEEP_UPLOAD
                                                      : MUNJA_JOB_ACT_UPLOAD);
}

static MunjaJobMove
uploaded (const MunjaJobCase *self)
{
  const GError *error = self->answer->error;
  MunjaAnswerKind kind;

  if (error == NULL)
    return munja_job_move_act (MUNJA_JOB_ACT_KEEP_UPLOAD);
  kind = munja_answer_classify (error);
  self->memory->n_unusable = kind == MUNJA_ANSWER_LOST ? self->memory->n_unusable + 1 : 0;
  if (kind == MUNJA_ANSWER_REFUSED || self->memory->n_unusable >= MAX_UNUSABLE)
    return munja_job_move_end (self, MUNJA_JOB_FAILED, error);
  return munja_job_move_wait (self, self->memory->held != NULL ? self->memory->held : error);
}

static MunjaJobMove
kept (const MunjaJobCase *self)
{
  if (self->answer->error != NULL)
    return munja_job_move_wait (self, self->answer->error);
  self->memory->failures = 0;
  self->memory->n_unusable = 0;
  return munja_job_move_act (MUNJA_JOB_ACT_TAKE_UP);
}

/**
 * munja_picture_is_due:
 * @record: a job
 *
 * Returns: whether it has a picture that is not stored yet
 */
gboolean
munja_picture_is_due (const MunjaJobRecord *record)
{
  return record->picture != 0 && record->file_id == NULL;
}

/**
 * munja_picture_is_missed:
 * @error: the refusal of a message with a picture
 *
 * - Source: contract, sections 3.3 and 4.10.
 *
 * Returns: whether the service says that it has no such picture
 */
gboolean
munja_picture_is_missed (const GError *error)
{
  return g_strcmp0 (munja_error_get_status_code (error), "1034") == 0
         || g_strcmp0 (munja_error_get_service_code (error), "ImageNotFound") == 0;
}

/**
 * munja_picture_may_renew:
 * @record: a job
 *
 * Returns: whether a picture that the service does not have is to be stored once more
 */
gboolean
munja_picture_may_renew (const MunjaJobRecord *record)
{
  return record->file_id != NULL && record->stale_file_id == NULL;
}

/**
 * munja_picture_renew:
 * @next: the next step of a job that may
 *
 * Makes the picture due again.
 */
void
munja_picture_renew (MunjaJobRecord *next)
{
  next->stale_file_id = g_steal_pointer (&next->file_id);
}

const MunjaJobRow munja_picture_rows[] = {
  MUNJA_JOB_ROW (ANY, PREPARING, UPLOADING, TAKE_UP, munja_picture_begin),
  MUNJA_JOB_ROW (ANY, PREPARING, UPLOADING, FIND_PICTURE, found),
  MUNJA_JOB_ROW (ANY, PREPARING, UPLOADING, UPLOAD, uploaded),
  MUNJA_JOB_ROW (ANY, PREPARING, UPLOADING, KEEP_UPLOAD, kept),
  MUNJA_JOB_ROW (ANY, RELEASING, UPLOADING, FIND_PICTURE, found),
  MUNJA_JOB_ROW (ANY, RELEASING, UPLOADING, UPLOAD, uploaded),
  MUNJA_JOB_ROW (ANY, RELEASING, UPLOADING, KEEP_UPLOAD, kept),
  { .decide = NULL },
};
