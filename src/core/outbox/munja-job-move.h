#pragma once

#include "munja-job-record.h"
#include "munja-job-timings.h"
#include "munja-replies-group.h"

G_BEGIN_DECLS

/*
 * What a job does next, as a value. A decision looks at what is recorded of the job, at what is
 * remembered of this run, at the answer to what was done last, and at the time. It does nothing
 * itself. After a crash the record is all there is, so that there is one way for both.
 */

/**
 * MunjaJobAct:
 * @MUNJA_JOB_ACT_NOTHING: until the person or somebody else asks for something
 * @MUNJA_JOB_ACT_TAKE_UP: whatever is to be done by what is recorded
 * @MUNJA_JOB_ACT_PAUSE: nothing for a while, or until somebody asks; then as TAKE_UP
 * @MUNJA_JOB_ACT_UNDO_TIME: nothing for the undo time
 * @MUNJA_JOB_ACT_REPLACE: has the job cancelled that it goes out in place of; #MunjaJobState, which
 *   that one has now, or %NULL if it is not there
 * @MUNJA_JOB_ACT_SEND: sends the only message; #MunjaReceipt
 * @MUNJA_JOB_ACT_FIND_MESSAGE: looks for it; #MunjaListedMessage, or %NULL without an error
 * @MUNJA_JOB_ACT_FIND_RELEASED_GROUP: looks for any group of the job that was released;
 *   #MunjaGroup, or %NULL without an error
 * @MUNJA_JOB_ACT_CREATE_GROUP: #MunjaGroup
 * @MUNJA_JOB_ACT_FIND_GROUP: looks for it; #MunjaGroup, or %NULL without an error
 * @MUNJA_JOB_ACT_ADD_ROWS: adds the chunk that was built; #GBytes for APPLY_REPLY
 * @MUNJA_JOB_ACT_GET_GROUP: #MunjaGroup
 * @MUNJA_JOB_ACT_LIST_ROWS: the next page of what is in the group; #MunjaMessagePage for ADD_PAGE
 * @MUNJA_JOB_ACT_SEND_GROUP: #MunjaGroup
 * @MUNJA_JOB_ACT_SCHEDULE_GROUP: #MunjaGroup
 * @MUNJA_JOB_ACT_CANCEL_SCHEDULE: #MunjaGroup
 * @MUNJA_JOB_ACT_DELETE_GROUP: #MunjaGroup
 * @MUNJA_JOB_ACT_GET_PRICES: #MunjaPrices
 * @MUNJA_JOB_ACT_UPLOAD: stores the picture that was found; its id
 * @MUNJA_JOB_ACT_FIND_PICTURE: the picture, and what it is stored as; #MunjaPictureSource, or %NULL
 *   without an error while another job stores it
 * @MUNJA_JOB_ACT_KEEP_UPLOAD: records the id that was found or given
 * @MUNJA_JOB_ACT_BUILD_CHUNK: the next rows for the group; #MunjaChunk
 * @MUNJA_JOB_ACT_APPLY_REPLY: records what became of the rows of the chunk
 * @MUNJA_JOB_ACT_ASSUME_ADDED: records that all of them were accepted
 * @MUNJA_JOB_ACT_BEGIN_READING: forgets what was read of the group before
 * @MUNJA_JOB_ACT_ADD_PAGE: keeps a page of what is in the group; #MunjaReadPage
 * @MUNJA_JOB_ACT_FINISH_READING: records what is in the group; #MunjaGroupReading
 * @MUNJA_JOB_ACT_START_ANEW: forgets the group, and records that
 * @MUNJA_JOB_ACT_FIND_MISSED_PICTURE: a non-%NULL value if rows were refused for their picture
 * @MUNJA_JOB_ACT_FIND_REFUSED: array of the first #MunjaJobRecipient that was refused
 *
 * What can be done for a job, and what an answer to it brings. How it is done is a table in
 * munja-job-perform.c.
 */
typedef enum {
  MUNJA_JOB_ACT_NOTHING,
  MUNJA_JOB_ACT_TAKE_UP,
  MUNJA_JOB_ACT_PAUSE,
  MUNJA_JOB_ACT_UNDO_TIME,
  MUNJA_JOB_ACT_REPLACE,
  MUNJA_JOB_ACT_SEND,
  MUNJA_JOB_ACT_FIND_MESSAGE,
  MUNJA_JOB_ACT_FIND_RELEASED_GROUP,
  MUNJA_JOB_ACT_CREATE_GROUP,
  MUNJA_JOB_ACT_FIND_GROUP,
  MUNJA_JOB_ACT_ADD_ROWS,
  MUNJA_JOB_ACT_GET_GROUP,
  MUNJA_JOB_ACT_LIST_ROWS,
  MUNJA_JOB_ACT_SEND_GROUP,
  MUNJA_JOB_ACT_SCHEDULE_GROUP,
  MUNJA_JOB_ACT_CANCEL_SCHEDULE,
  MUNJA_JOB_ACT_DELETE_GROUP,
  MUNJA_JOB_ACT_GET_PRICES,
  MUNJA_JOB_ACT_UPLOAD,
  MUNJA_JOB_ACT_FIND_PICTURE,
  MUNJA_JOB_ACT_KEEP_UPLOAD,
  MUNJA_JOB_ACT_BUILD_CHUNK,
  MUNJA_JOB_ACT_APPLY_REPLY,
  MUNJA_JOB_ACT_ASSUME_ADDED,
  MUNJA_JOB_ACT_BEGIN_READING,
  MUNJA_JOB_ACT_ADD_PAGE,
  MUNJA_JOB_ACT_FINISH_READING,
  MUNJA_JOB_ACT_START_ANEW,
  MUNJA_JOB_ACT_FIND_MISSED_PICTURE,
  MUNJA_JOB_ACT_FIND_REFUSED,
} MunjaJobAct;

/**
 * MunjaJobAnswer:
 * @state: where the job stood when that was done
 * @step: and at what it was
 * @act: what was done; TAKE_UP where nothing was, or where the pause is over
 * @value: (nullable): what it brought, see #MunjaJobAct
 * @error: (nullable): why it brought nothing
 */
typedef struct {
  MunjaJobState state;
  MunjaJobStep step;
  MunjaJobAct act;
  gconstpointer value;
  GError *error;
} MunjaJobAnswer;

/**
 * MunjaJobMemory:
 * @sent_here: whether the request that sends went out in this run, at the person's word
 * @had_lost: whether one before the last one that sends got no answer
 * @needs_word: whether somebody else was signed in meanwhile
 * @needs_look: whether what is recorded may be older than what happened
 * @is_elsewhere: whether somebody else released the group, which is only read any more
 * @word_at: when it was to go out by the person's word, by the timings' clock
 * @settling_from: monotonic time of the first look at this step that found nothing; 0 before it
 * @failures: in a row; each makes the pause longer
 * @n_unusable: answers in a row to the picture that say nothing
 * @n_reads: of the whole group, since something was added
 * @chunk_rows: how many rows a chunk has at most
 * @n_seen: messages of the group that were read so far
 * @group: (nullable): as it was when it agreed with what is recorded
 * @held: (nullable): why no request may go out
 * @reason: (nullable): why the service, or the hour, let nothing go out
 *
 * What is known of a job only as long as the app runs, and what a restart must not rely on.
 */
typedef struct {
  gboolean sent_here;
  gboolean had_lost;
  gboolean needs_word;
  gboolean needs_look;
  gboolean is_elsewhere;
  gint64 word_at;
  gint64 settling_from;
  unsigned failures;
  unsigned n_unusable;
  unsigned n_reads;
  guint chunk_rows;
  gint64 n_seen;
  MunjaGroup *group;
  GError *held;
  GError *reason;
} MunjaJobMemory;

/**
 * MunjaJobNow:
 * @timings: how long things take
 * @monotonic: in µs
 * @real_time: in µs since 1970 UTC, by the clock of the machine
 * @ahead_us: how far the service's clock is ahead of that
 * @jitter: what pauses are multiplied by, so that not all jobs ask at the same moment; in percent
 */
typedef struct {
  const MunjaJobTimings *timings;
  gint64 monotonic;
  gint64 real_time;
  gint64 ahead_us;
  unsigned jitter;
} MunjaJobNow;

/**
 * MunjaJobCase:
 *
 * What a decision goes by. Only the memory is changed by it.
 */
typedef struct {
  const MunjaJobRecord *record;
  MunjaJobMemory *memory;
  const MunjaJobAnswer *answer;
  const MunjaJobNow *now;
} MunjaJobCase;

/**
 * MunjaJobMove:
 * @next: (nullable) (owned): what is recorded before anything is done
 * @act: what is done
 * @pause_ms: for how long, for PAUSE and UNDO_TIME
 * @is_told: whether the job shows @problem from now on
 * @problem: (nullable) (owned): why it waits
 */
typedef struct {
  MunjaJobRecord *next;
  MunjaJobAct act;
  guint64 pause_ms;
  gboolean is_told;
  GError *problem;
} MunjaJobMove;

void munja_job_move_clear (MunjaJobMove *self);
void munja_job_memory_clear (MunjaJobMemory *self);
void munja_job_memory_take_reason (MunjaJobMemory *self, GError *reason);

gint64 munja_job_now_get_time (const MunjaJobNow *self);
MunjaJobRecord *munja_job_case_new_next (const MunjaJobCase *self);
gboolean munja_job_case_allow (const MunjaJobCase *self, gint64 delay_us, GError **error);
gboolean munja_job_case_is_late (const MunjaJobCase *self, gint64 margin_us, GError **error);

MunjaJobMove munja_job_move_act (MunjaJobAct act);
MunjaJobMove munja_job_move_record (MunjaJobRecord *next, MunjaJobAct act);
MunjaJobMove munja_job_move_sleep (guint64 milliseconds);
MunjaJobMove munja_job_move_tell (const GError *problem);
MunjaJobMove munja_job_move_wait (const MunjaJobCase *self, const GError *reason);
MunjaJobMove
munja_job_move_back_off (const MunjaJobCase *self, MunjaJobRecord *next, const GError *reason);
gboolean munja_job_move_settle (const MunjaJobCase *self, MunjaJobMove *move);
MunjaJobMove
munja_job_move_end (const MunjaJobCase *self, MunjaJobState state, const GError *problem);

/**
 * MunjaAnswerKind:
 * @MUNJA_ANSWER_LOST: nobody can tell whether the request was carried out
 * @MUNJA_ANSWER_LATER: it was not carried out; the same request may work later
 * @MUNJA_ANSWER_REFUSED: it was not carried out, and will not be
 *
 * What the error of a request that changes something means.
 */
typedef enum {
  MUNJA_ANSWER_LOST,
  MUNJA_ANSWER_LATER,
  MUNJA_ANSWER_REFUSED,
} MunjaAnswerKind;

MunjaAnswerKind munja_answer_classify (const GError *error);
gboolean munja_answer_is_gone (const GError *error);
gboolean munja_answer_may_not_look (const GError *error);
gboolean munja_answer_is_too_long (const GError *error);

G_END_DECLS
