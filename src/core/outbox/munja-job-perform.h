#pragma once

#include <gio/gio.h>

#include "munja-api.h"
#include "munja-db.h"
#include "munja-job-move.h"

G_BEGIN_DECLS

/**
 * MunjaReadPage:
 * @n_seen: how many messages of the group were read so far
 * @next_key: (nullable): where the next page begins; %NULL after the last
 */
typedef struct {
  gint64 n_seen;
  char *next_key;
} MunjaReadPage;

/**
 * MunjaJobOutcome:
 * @answer: what to decide by; its value and its error belong to the outcome
 * @recorded: (nullable): the job as it is recorded now, where that was part of what was done
 *
 * What came of something that was done for a job.
 */
typedef struct {
  MunjaJobAnswer answer;
  MunjaJobRecord *recorded;
} MunjaJobOutcome;

void munja_job_outcome_free (MunjaJobOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaJobOutcome, munja_job_outcome_free)

gboolean munja_job_act_is_request (MunjaJobAct act);
gboolean munja_job_act_sends (MunjaJobAct act);

void munja_job_perform_async (MunjaApi *api,
                              MunjaDb *db,
                              MunjaJobAct act,
                              const MunjaJobRecord *record,
                              const MunjaJobMemory *memory,
                              MunjaJobOutcome *last,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MunjaJobOutcome *munja_job_perform_finish (GAsyncResult *result);

G_END_DECLS
