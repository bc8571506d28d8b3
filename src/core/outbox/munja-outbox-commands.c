#include "config.h"

#include "munja-outbox-private.h"

/**
 * munja_outbox_resume:
 * @self: the outbox
 *
 * Tries now what waits for another try: the network is back, a permission was given.
 */
void
munja_outbox_resume (MunjaOutbox *self)
{
  g_return_if_fail (MUNJA_IS_OUTBOX (self));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self)); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (G_LIST_MODEL (self), i);
    MunjaJobRunner *runner = munja_outbox_get_runner (self, job);

    if (runner != NULL)
      munja_job_runner_go_on (runner);
  }
}

/**
 * munja_outbox_cancel:
 * @self: the outbox
 * @job: a job
 *
 * Keeps a job from going out, where munja_job_may_cancel() says that this is still possible. If
 * the service had released it after all, it becomes SENT with the problem TOO_LATE.
 */
void
munja_outbox_cancel (MunjaOutbox *self, MunjaJob *job)
{
  MunjaJobRunner *runner;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  runner = munja_outbox_get_runner (self, job);
  if (runner != NULL)
    munja_job_runner_cancel (runner);
}

/**
 * munja_outbox_check:
 * @self: the outbox
 * @job: a job that is UNCONFIRMED
 *
 * Asks the service once more what became of it. Nothing is sent.
 */
void
munja_outbox_check (MunjaOutbox *self, MunjaJob *job)
{
  MunjaJobRunner *runner;

  g_return_if_fail (MUNJA_IS_OUTBOX (self));
  g_return_if_fail (MUNJA_IS_JOB (job));

  runner = munja_outbox_get_runner (self, job);
  if (runner != NULL)
    munja_job_runner_check (runner);
}
