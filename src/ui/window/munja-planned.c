#include "config.h"

#include "munja-planned.h"

/**
 * munja_planned_list:
 * @outbox: the outbox
 * @member: (nullable): whose jobs; %NULL for those of everybody
 *
 * Lists what is scheduled, which is charged when it is sent.
 *
 * Returns: (transfer full) (element-type MunjaPlanned): when that is, and for how much
 */
GArray *
munja_planned_list (MunjaOutbox *outbox, const char *member)
{
  GListModel *jobs = G_LIST_MODEL (outbox);
  guint n_jobs = g_list_model_get_n_items (jobs);
  GArray *planned = g_array_new (FALSE, FALSE, sizeof (MunjaPlanned));

  for (guint i = 0; i < n_jobs; i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i);
    MunjaPlanned one = { munja_job_get_scheduled (job), munja_job_get_price (job) };

    if (munja_job_get_state (job) == MUNJA_JOB_SCHEDULED
        && (member == NULL || g_strcmp0 (munja_job_get_member (job), member) == 0))
      g_array_append_val (planned, one);
  }
  return planned;
}
