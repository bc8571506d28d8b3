#include "config.h"

#include "munja-job-decide.h"

#include "munja-job-decisions.h"

/* How much of the time for which the person's word holds may pass during the undo time. */
#define UNDO_MARGIN_US (5 * G_TIME_SPAN_SECOND)

static MunjaJobMove
begin_releasing (const MunjaJobCase *self)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  next->release_at = 0;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
undo_time_is_over (const MunjaJobCase *self)
{
  g_autoptr (GError) error = NULL;

  return munja_job_case_is_late (self, UNDO_MARGIN_US, &error)
             ? munja_job_move_end (self, MUNJA_JOB_READY, error)
             : begin_releasing (self);
}

static const MunjaJobRow undo_rows[] = {
  MUNJA_JOB_ROW (ANY, WAITING, NONE, UNDO_TIME, undo_time_is_over),
  { .decide = NULL },
};

static const MunjaJobRow *const tables[] = {
  munja_picture_rows, munja_single_rows,  munja_filling_rows, munja_checking_rows, munja_anew_rows,
  munja_release_rows, munja_replace_rows, munja_cancel_rows,  undo_rows,
};

static gboolean
is_about (const MunjaJobRow *row, const MunjaJobRecord *record, const MunjaJobAnswer *answer)
{
  return row->state == answer->state && row->step == answer->step && row->act == answer->act
         && (row->form == MUNJA_JOB_FORM_ANY
             || (row->form == MUNJA_JOB_FORM_GROUP) == record->is_group);
}

/**
 * munja_job_decide:
 * @record: what is recorded of a job
 * @memory: what is remembered of it
 * @answer: to what was done last; TAKE_UP to go by what is recorded
 * @now: what time it is
 *
 * Looks up what comes next. Where nothing is to come, it is NOTHING: so it is with a job that waits
 * for the person, or that has come to its end. All that there is to look up is written down in
 * tests/core/moves.txt.
 *
 * Returns: the move
 */
MunjaJobMove
munja_job_decide (const MunjaJobRecord *record,
                  MunjaJobMemory *memory,
                  const MunjaJobAnswer *answer,
                  const MunjaJobNow *now)
{
  const MunjaJobCase self = { record, memory, answer, now };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const MunjaJobRow *row = tables[i]; row->decide != NULL; row++)
      if (is_about (row, record, answer))
        return row->decide (&self);
  return munja_job_move_act (MUNJA_JOB_ACT_NOTHING);
}

/**
 * munja_job_decide_release:
 * @record: of a job that is READY, or WAITING and not to wait any longer
 * @memory: what is remembered of it
 * @now: what time it is
 * @undo_seconds: how long to wait before anything goes out
 *
 * Takes the person's word that it may go out, which holds for a minute: what could not go out by
 * then is READY again. At a time at which it may not, it stays READY.
 *
 * Returns: the move
 */
MunjaJobMove
munja_job_decide_release (const MunjaJobRecord *record,
                          MunjaJobMemory *memory,
                          const MunjaJobNow *now,
                          unsigned undo_seconds)
{
  const MunjaJobCase self = { record, memory, NULL, now };
  gint64 undo_us = (gint64)undo_seconds * G_USEC_PER_SEC;
  g_autoptr (GError) error = NULL;
  MunjaJobMove move;

  memory->failures = 0;
  memory->needs_word = FALSE;
  memory->word_at = munja_job_now_get_time (now) + undo_us;
  if (record->state == MUNJA_JOB_READY && !munja_job_case_allow (&self, undo_us, &error))
    return munja_job_move_end (&self, MUNJA_JOB_READY, error);
  if (undo_seconds == 0)
    return begin_releasing (&self);
  move = munja_job_move_record (munja_job_case_new_next (&self), MUNJA_JOB_ACT_UNDO_TIME);
  move.next->state = MUNJA_JOB_WAITING;
  move.next->release_at = now->real_time + undo_us;
  move.pause_ms = (guint64)undo_seconds * 1000;
  return move;
}

/**
 * munja_job_decide_cancel:
 * @record: of a job for which munja_job_may_cancel() holds, and no request is out
 * @memory: what is remembered of it
 * @now: what time it is
 *
 * Returns: the move by which it does not go out
 */
MunjaJobMove
munja_job_decide_cancel (const MunjaJobRecord *record,
                         MunjaJobMemory *memory,
                         const MunjaJobNow *now)
{
  const MunjaJobCase self = { record, memory, NULL, now };

  return munja_cancel_begin (&self);
}

/**
 * munja_job_decide_check:
 * @record: of a job that is UNCONFIRMED
 * @memory: what is remembered of it
 * @now: what time it is
 *
 * Returns: the move by which it is asked once more what became of it; nothing is sent
 */
MunjaJobMove
munja_job_decide_check (const MunjaJobRecord *record,
                        MunjaJobMemory *memory,
                        const MunjaJobNow *now)
{
  const MunjaJobCase self = { record, memory, NULL, now };
  MunjaJobRecord *next = munja_job_case_new_next (&self);

  memory->sent_here = FALSE;
  memory->failures = 0;
  next->state = MUNJA_JOB_RELEASING;
  next->step = MUNJA_JOB_STEP_SENDING;
  next->unanswered = TRUE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

/**
 * munja_job_decide_unrecorded:
 * @record: of a job whose next step could not be recorded
 * @memory: what is remembered of it
 * @now: what time it is
 * @error: why not
 *
 * One that waits for the person goes on doing so, and says why.
 *
 * Returns: the move by which the step is tried again
 */
MunjaJobMove
munja_job_decide_unrecorded (const MunjaJobRecord *record,
                             MunjaJobMemory *memory,
                             const MunjaJobNow *now,
                             const GError *error)
{
  const MunjaJobCase self = { record, memory, NULL, now };

  return record->state == MUNJA_JOB_READY ? munja_job_move_tell (error)
                                          : munja_job_move_wait (&self, error);
}
