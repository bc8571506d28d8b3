#pragma once

#include "munja-audience.h"
#include "munja-job-state.h"
#include "munja-message.h"
#include "munja-money.h"

G_BEGIN_DECLS

/**
 * MunjaJobStep:
 * @MUNJA_JOB_STEP_NONE: no request is out, and none is owed an answer
 * @MUNJA_JOB_STEP_CREATING: a group is being created
 * @MUNJA_JOB_STEP_ADDING: the rows of the chunk are being added
 * @MUNJA_JOB_STEP_READING: what the group holds is read, row by row
 * @MUNJA_JOB_STEP_CHECKING: what the group holds is compared with what was recorded
 * @MUNJA_JOB_STEP_DISCARDING: a group that is not as it should be is being deleted, to be filled
 * anew
 * @MUNJA_JOB_STEP_SENDING: the request that sends is out, or was
 * @MUNJA_JOB_STEP_DELETING: the group is being deleted, because the person cancelled
 * @MUNJA_JOB_STEP_UNSCHEDULING: the schedule is being cancelled
 * @MUNJA_JOB_STEP_UPLOADING: the picture is being stored at the service
 * @MUNJA_JOB_STEP_REPLACING: the job that this one goes out in place of is being cancelled
 *
 * What a job was at. A step is recorded before its request, and the next one after its answer. The
 * numbers are kept in files, so that new steps go to the end; 5 was another one once.
 */
typedef enum {
  MUNJA_JOB_STEP_NONE,
  MUNJA_JOB_STEP_CREATING,
  MUNJA_JOB_STEP_ADDING,
  MUNJA_JOB_STEP_READING,
  MUNJA_JOB_STEP_CHECKING,
  MUNJA_JOB_STEP_DISCARDING = 6,
  MUNJA_JOB_STEP_SENDING,
  MUNJA_JOB_STEP_DELETING,
  MUNJA_JOB_STEP_UNSCHEDULING,
  MUNJA_JOB_STEP_UPLOADING,
  MUNJA_JOB_STEP_REPLACING,
} MunjaJobStep;

/**
 * MunjaJobRecord:
 * @id: its row in the file
 * @key: UUID
 * @member: (nullable): whose job it is
 * @step: what it was at
 * @unanswered: whether a request of @step may be out or may have been carried out
 * @lost_add: whether an add to this group got no answer, so that the group may still grow
 * @was_released: whether a request that sends is out, or was and got no answer: it may still be
 * carried out
 * @abroad: whether any recipient is outside Korea
 * @country: (nullable): calling code of the only recipient outside Korea
 * @columns: (nullable): what the values of each recipient are called, a line each; %NULL where all
 * get the same
 * @only_values: (nullable): those of the only recipient, packed
 * @n_types: how many messages there are of each type
 * @left_out: how many rows of the person's list are not among the recipients
 * @picture: row of the picture, 0 without one
 * @file_id: (nullable): what the picture is stored as at the service, for this job
 * @stale_file_id: (nullable): what it was stored as before, and the service did not know
 * @replaces: (nullable): key of the job that it goes out in place of
 * @has_replaced: whether that one is certain not to go out any more, or the person knows that it
 * did
 * @chunk_start: first row of the chunk that is being added
 * @chunk_end: the row after its last one, where the next chunk is looked for
 * @n_chunk: how many rows of the chunk are being added; those in between were there already
 * @generation: counts the groups that were made for it; their names at the service differ by it
 * @refills: how often the group held something else than what was recorded
 * @n_extra: messages in the group beside those that are counted for the rows: refused copies, or
 *   what a refused copy is one of
 * @problem: (nullable): why it waits or failed
 *
 * Everything that is kept of a job but its recipients. For the members that are not named here see
 * the properties of #MunjaJob.
 */
typedef struct {
  /* What the person made. */
  gint64 id;
  char *key;
  char *member;
  gboolean is_group;
  gboolean abroad;
  MunjaMessageType type;
  char *from;
  MunjaWritten written;
  gint64 created;
  gint64 scheduled;
  guint n_recipients;
  char *country;
  char *first_number;
  char *first_name;
  char *last_number;
  char *columns;
  GBytes *only_values;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
  MunjaRecipientLeftOut left_out;
  gint64 picture;
  char *replaces;

  /* How far it came. */
  MunjaJobState state;
  MunjaJobStep step;
  gboolean unanswered;
  gboolean lost_add;
  gboolean was_released;
  gboolean has_replaced;
  guint chunk_start;
  guint chunk_end;
  guint n_chunk;
  guint generation;
  guint refills;
  guint n_extra;
  guint n_added;
  guint n_accepted;
  guint n_refused;
  gint64 release_at;
  MunjaMoney price;
  char *group_id;
  char *message_id;
  char *file_id;
  char *stale_file_id;
  char *status_code;
  char *status_text;
  GError *problem;
} MunjaJobRecord;

/**
 * MunjaJobMemberKind:
 * @MUNJA_JOB_MEMBER_INT: a number, a truth value or an enumeration
 * @MUNJA_JOB_MEMBER_COUNT: a `guint`
 * @MUNJA_JOB_MEMBER_BIG: a `gint64`
 * @MUNJA_JOB_MEMBER_ROW: a `gint64` that names a row; 0 is kept as nothing
 * @MUNJA_JOB_MEMBER_MONEY: a #MunjaMoney, kept in won
 * @MUNJA_JOB_MEMBER_TEXT: a string that the record owns
 * @MUNJA_JOB_MEMBER_BYTES: a #GBytes
 */
typedef enum {
  MUNJA_JOB_MEMBER_INT,
  MUNJA_JOB_MEMBER_COUNT,
  MUNJA_JOB_MEMBER_BIG,
  MUNJA_JOB_MEMBER_ROW,
  MUNJA_JOB_MEMBER_MONEY,
  MUNJA_JOB_MEMBER_TEXT,
  MUNJA_JOB_MEMBER_BYTES,
} MunjaJobMemberKind;

/**
 * MunjaJobMember:
 * @column: what it is called in the file; %NULL ends the list
 * @kind: what it is
 * @offset: where it is in a #MunjaJobRecord
 * @is_step: whether it changes after the job was made
 *
 * A member of the record, of all but its problem.
 */
typedef struct {
  const char *column;
  MunjaJobMemberKind kind;
  gsize offset;
  gboolean is_step;
} MunjaJobMember;

/**
 * munja_job_members:
 *
 * All of them; those that are steps come last.
 */
extern const MunjaJobMember munja_job_members[];

MunjaJobRecord *munja_job_record_copy (const MunjaJobRecord *self);
gint64 munja_job_record_count_known (const MunjaJobRecord *self);
void munja_job_record_free (MunjaJobRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaJobRecord, munja_job_record_free)

const char *munja_job_record_get_type_name (const MunjaJobRecord *self);

G_END_DECLS
