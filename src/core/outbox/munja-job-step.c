#include "config.h"

#include "munja-job-step.h"

#include "munja-outbox-db.h"
#include "munja-outbox-recipients.h"
#include "munja-outbox-seal.h"
#include "munja-sql.h"

/* A record on its way to the file. */
typedef struct {
  MunjaJobRecord *record;
  char *seal;
} Step;

static void
step_free (Step *step)
{
  munja_job_record_free (step->record);
  g_free (step->seal);
  g_free (step);
}

static gboolean
is_to_send (const MunjaJobRecord *record)
{
  return record->state == MUNJA_JOB_RELEASING && record->step == MUNJA_JOB_STEP_SENDING;
}

static gboolean
write_step (sqlite3 *db, gpointer data, GError **error)
{
  const MunjaJobRecord *record = ((const Step *)data)->record;

  return munja_outbox_db_update_job (db, record, error)
         && (!is_to_send (record) || munja_outbox_seal_raise (db, error))
         && (record->is_group || record->n_added == 0
             || munja_outbox_recipients_set_only_result (db, record, error));
}

static gpointer
update_job (sqlite3 *db, gpointer data, GError **error)
{
  const Step *step = data;

  if (!munja_sql_transact (db, write_step, data, error))
    return NULL;
  if (step->seal != NULL && is_to_send (step->record))
    munja_outbox_seal_write (db, step->seal);
  return GINT_TO_POINTER (TRUE);
}

/**
 * munja_job_step_record_async:
 * @db: where jobs are recorded
 * @record: how far a job came; copied
 * @seal: (nullable): see munja_outbox_new()
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Records a step. Before one that sends it is noted outside the file, too, that something is about
 * to be sent.
 */
void
munja_job_step_record_async (MunjaDb *db,
                             const MunjaJobRecord *record,
                             const char *seal,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Step *step = g_new0 (Step, 1);

  *step = (Step){ munja_job_record_copy (record), g_strdup (seal) };
  munja_db_run_async (db, update_job, step, (GDestroyNotify)step_free, NULL, NULL, callback,
                      user_data);
}

/**
 * munja_job_step_record_finish:
 * @db: where jobs are recorded
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the step is recorded
 */
gboolean
munja_job_step_record_finish (MunjaDb *db, GAsyncResult *result, GError **error)
{
  return munja_db_run_finish (db, result, error) != NULL;
}
