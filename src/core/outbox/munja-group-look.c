#include "config.h"

#include "munja-api-groups.h"
#include "munja-error.h"
#include "munja-job-runner-private.h"

/*
 * Asking for the group of a job, whose id the service has given. The service shows a group, and
 * what was done to it, only after a while: that it is not there proves nothing before the settle
 * time is over, and neither does a state that is older than what is known. Source: contract,
 * section 4.7.
 */

/**
 * munja_group_look_is_over:
 * @self: the runner
 * @error: from a request that reads the group or what is in it
 *
 * Waits for the next look, unless more looks will show no more: the service says after the settle
 * time, too, that it has no such group, or it does not let the person read.
 *
 * Returns: whether there is no next look
 */
gboolean
munja_group_look_is_over (MunjaJobRunner *self, const GError *error)
{
  if (munja_job_runner_is_gone (error))
    return !munja_job_runner_wait_to_settle (self);
  if (munja_job_runner_may_not_look (error))
    return TRUE;
  munja_job_runner_wait (self, error);
  return FALSE;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->group, munja_group_free);
  self->group = munja_api_get_group_finish (MUNJA_API (source), result, &error);
  if (!munja_job_runner_end (self))
    return;
  if (self->group != NULL)
    self->group_seen (self, self->group);
  else if (munja_group_look_is_over (self, error))
    self->group_unseen (self, error);
}

/**
 * munja_group_look:
 * @self: the runner of a job with a group
 * @seen: gets the group, which is the runner's until the next look
 * @unseen: gets the reason why nobody can tell what became of it
 *
 * Asks for the group. If there is no usable answer, the job goes on with its step after a pause.
 */
void
munja_group_look (MunjaJobRunner *self, MunjaGroupSeenFunc seen, MunjaGroupUnseenFunc unseen)
{
  self->group_seen = seen;
  self->group_unseen = unseen;
  if (munja_job_runner_begin_call (self))
    munja_api_get_group_async (self->api, munja_job_get_group_id (self->job), self->cancellable,
                               looked_cb, g_object_ref (self));
}
