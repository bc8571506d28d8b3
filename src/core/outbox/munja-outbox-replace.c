#include "config.h"

#include "munja-outbox-replace.h"

#include "munja-job-private.h"

static MunjaJob *
find_job (GPtrArray *jobs, const char *key)
{
  for (guint i = 0; i < jobs->len; i++)
    if (g_strcmp0 (munja_job_get_key (jobs->pdata[i]), key) == 0)
      return jobs->pdata[i];
  return NULL;
}

/* The one that is to go out in place of @job, and waits for its end. */
static MunjaJob *
find_successor (GPtrArray *jobs, MunjaJob *job)
{
  for (guint i = 0; i < jobs->len; i++) {
    const MunjaJobRecord *record = munja_job_get_record (jobs->pdata[i]);

    if (g_strcmp0 (record->replaces, munja_job_get_key (job)) == 0 && !record->has_replaced
        && !munja_job_is_finished (jobs->pdata[i]))
      return jobs->pdata[i];
  }
  return NULL;
}

/* One that is still scheduled after that could not be cancelled. */
static gboolean
has_ended (const MunjaJobRecord *record)
{
  return record->state == MUNJA_JOB_CANCELLED || record->state == MUNJA_JOB_SENT
         || record->state == MUNJA_JOB_FAILED || record->state == MUNJA_JOB_UNCONFIRMED
         || (record->state == MUNJA_JOB_SCHEDULED && record->step == MUNJA_JOB_STEP_NONE);
}

/**
 * munja_outbox_tell_successor:
 * @jobs: (element-type MunjaJob): all jobs
 * @runners: their runners
 * @job: one of which a step was recorded
 *
 * Tells the job that is to go out in place of it, if there is one and it waits for that.
 */
void
munja_outbox_tell_successor (GPtrArray *jobs, GHashTable *runners, MunjaJob *job)
{
  MunjaJob *successor = find_successor (jobs, job);
  const MunjaJobRecord *record = munja_job_get_record (job);

  if (successor != NULL && has_ended (record))
    munja_job_runner_tell_replaced (g_hash_table_lookup (runners, successor), &record->state,
                                    munja_job_get_problem (job));
}

/**
 * munja_outbox_cancel_replaced:
 * @jobs: (element-type MunjaJob): all jobs
 * @runners: their runners
 * @successor: that of a job that goes out in place of another one
 *
 * Cancels the other one.
 */
void
munja_outbox_cancel_replaced (GPtrArray *jobs, GHashTable *runners, MunjaJobRunner *successor)
{
  MunjaJob *job = find_job (jobs, munja_job_get_replaces (munja_job_runner_get_job (successor)));

  if (job == NULL)
    munja_job_runner_tell_replaced (successor, NULL, NULL);
  else if (munja_job_get_state (job) == MUNJA_JOB_SCHEDULED)
    munja_job_runner_cancel (g_hash_table_lookup (runners, job));
  else
    munja_outbox_tell_successor (jobs, runners, job);
}

/**
 * munja_outbox_has_successor:
 * @jobs: (element-type MunjaJob): all jobs
 * @job: one of them
 *
 * Returns: whether another one is to go out in place of it, and has to know its end
 */
gboolean
munja_outbox_has_successor (GPtrArray *jobs, MunjaJob *job)
{
  return find_successor (jobs, job) != NULL;
}
