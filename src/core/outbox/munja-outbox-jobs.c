#include "config.h"

#include "munja-outbox.h"

/* Whether both bring the same text to the same people, as far as the ends of the lists tell, and
 * both with a picture or both without. */
static gboolean
is_same_message (MunjaJob *job, const MunjaOrder *order)
{
  gsize length = munja_audience_get_length (order->recipients);
  MunjaRecipient first = munja_audience_get (order->recipients, 0);
  MunjaRecipient last = munja_audience_get (order->recipients, length - 1);

  return length == munja_job_get_n_recipients (job)
         && g_str_equal (order->message->text, munja_job_get_text (job))
         && (order->message->picture != NULL) == munja_job_get_has_picture (job)
         && g_strcmp0 (order->message->subject, munja_job_get_subject (job)) == 0
         && g_strcmp0 (first.number, munja_job_get_first_number (job)) == 0
         && g_strcmp0 (last.number, munja_job_get_last_number (job)) == 0;
}

/**
 * munja_outbox_find_job:
 * @self: an outbox
 * @key: the key of a job
 *
 * Returns: (transfer full) (nullable): that job, if it is still there
 */
MunjaJob *
munja_outbox_find_job (MunjaOutbox *self, const char *key)
{
  GListModel *jobs = G_LIST_MODEL (self);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i);

    if (g_str_equal (munja_job_get_key (job), key))
      return g_steal_pointer (&job);
  }
  return NULL;
}

/**
 * munja_outbox_find_scheduled:
 * @self: an outbox
 * @key: (nullable): the key of a job, %NULL for none
 *
 * Returns: (transfer full) (nullable): that job, if it is there and waits for its time
 */
MunjaJob *
munja_outbox_find_scheduled (MunjaOutbox *self, const char *key)
{
  g_autoptr (MunjaJob) job = key != NULL ? munja_outbox_find_job (self, key) : NULL;

  return job != NULL && munja_job_get_state (job) == MUNJA_JOB_SCHEDULED ? g_steal_pointer (&job)
                                                                         : NULL;
}

/**
 * munja_outbox_may_have_sent:
 * @self: an outbox
 * @order: a message to some people
 *
 * Returns: whether nobody knows of the same message to the same people whether it was sent
 */
gboolean
munja_outbox_may_have_sent (MunjaOutbox *self, const MunjaOrder *order)
{
  GListModel *jobs = G_LIST_MODEL (self);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i);

    if (munja_job_get_state (job) == MUNJA_JOB_UNCONFIRMED && is_same_message (job, order))
      return TRUE;
  }
  return FALSE;
}

/**
 * munja_outbox_count_jobs:
 * @self: an outbox
 * @state: a state
 *
 * Returns: how many jobs are in it
 */
guint
munja_outbox_count_jobs (MunjaOutbox *self, MunjaJobState state)
{
  GListModel *jobs = G_LIST_MODEL (self);
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i);

    if (munja_job_get_state (job) == state)
      n_found++;
  }
  return n_found;
}

/**
 * munja_outbox_get_pending:
 * @self: an outbox
 *
 * Returns: what the person would miss if the app ended now
 */
MunjaOutboxPending
munja_outbox_get_pending (MunjaOutbox *self)
{
  if (munja_outbox_count_jobs (self, MUNJA_JOB_WAITING) > 0)
    return MUNJA_OUTBOX_WAITS;
  if (munja_outbox_is_busy (self))
    return MUNJA_OUTBOX_SENDS;
  if (munja_outbox_count_jobs (self, MUNJA_JOB_PREPARING) > 0
      || munja_outbox_count_jobs (self, MUNJA_JOB_RELEASING) > 0)
    return MUNJA_OUTBOX_GOES_ON;
  return MUNJA_OUTBOX_DONE;
}

/**
 * munja_outbox_answer_waiting:
 * @self: an outbox
 * @send: whether those jobs go out
 *
 * Ends the time in which jobs can be undone: those that wait for its end go out at once, or are
 * cancelled.
 */
void
munja_outbox_answer_waiting (MunjaOutbox *self, gboolean send)
{
  GListModel *jobs = G_LIST_MODEL (self);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i);

    if (munja_job_get_state (job) != MUNJA_JOB_WAITING)
      continue;
    if (send)
      munja_outbox_release (self, job, 0);
    else
      munja_outbox_cancel (self, job);
  }
}
