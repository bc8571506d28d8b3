#include "config.h"

#include "munja-picture-upload.h"

#include "munja-api-storage.h"
#include "munja-error.h"
#include "munja-job-runner-private.h"
#include "munja-outbox-db.h"
#include "munja-outbox-pictures.h"
#include "munja-sql.h"

/*
 * Storing the picture of a job at the service, before anything else of it is there. A file that no
 * message refers to harms nobody, so that an answer that was lost just has it stored again. What a
 * picture is stored as is kept: it is done once for all jobs that have it.
 */

/* So often in a row the answer may be one that says nothing. A service that has changed, or
 * something on the way that lets no picture through, will not give another one. */
#define MAX_UNUSABLE 8

static gpointer
key_of (MunjaJobRunner *self)
{
  return GSIZE_TO_POINTER ((gsize)munja_job_get_record (self->job)->picture);
}

/* Two jobs with the same picture wait for each other. */
static gboolean
claim (MunjaJobRunner *self)
{
  if (!self->has_claim)
    self->has_claim = g_hash_table_add (self->uploads, key_of (self));
  return self->has_claim;
}

/**
 * munja_picture_upload_let_go:
 * @self: a runner
 *
 * Lets other jobs store the same picture.
 */
void
munja_picture_upload_let_go (MunjaJobRunner *self)
{
  if (self->has_claim)
    g_hash_table_remove (self->uploads, key_of (self));
  self->has_claim = FALSE;
}

/* Takes over @file_id. */
static MunjaJobRecord *
new_stored (MunjaJobRunner *self, char *file_id)
{
  MunjaJobRecord *next = munja_job_runner_new_next (self);

  next->step = MUNJA_JOB_STEP_NONE;
  next->unanswered = FALSE;
  g_free (next->file_id);
  next->file_id = file_id;
  return next;
}

static gboolean
write_stored (sqlite3 *db, gpointer data, GError **error)
{
  return munja_outbox_pictures_set_stored (db, data, error)
         && munja_outbox_db_update_job (db, data, error);
}

static gpointer
set_stored (sqlite3 *db, gpointer data, GError **error)
{
  if (!munja_sql_transact (db, write_stored, data, error))
    return NULL;
  return munja_job_record_copy (data);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaJobRecord *recorded = munja_db_run_finish (MUNJA_DB (source), result, &error);

  munja_picture_upload_let_go (self);
  if (recorded != NULL) {
    self->failures = 0;
    self->n_unusable = 0;
    munja_job_runner_show (self, recorded);
  }
  if (!munja_job_runner_end (self))
    return;
  if (error == NULL)
    munja_job_runner_advance (self);
  else
    munja_job_runner_wait (self, error);
}

/* Takes over @file_id. */
static void
remember (MunjaJobRunner *self, char *file_id)
{
  munja_job_runner_begin_work (self);
  munja_db_run_async (self->store, set_stored, new_stored (self, file_id),
                      (GDestroyNotify)munja_job_record_free, (GDestroyNotify)munja_job_record_free,
                      NULL, stored_cb, g_object_ref (self));
}

static void
not_uploaded (MunjaJobRunner *self, const GError *error)
{
  MunjaAnswer answer = munja_job_runner_classify (error);

  munja_picture_upload_let_go (self);
  self->n_unusable = answer == MUNJA_ANSWER_LOST ? self->n_unusable + 1 : 0;
  if (answer == MUNJA_ANSWER_REFUSED || self->n_unusable >= MAX_UNUSABLE)
    munja_job_runner_end_as (self, MUNJA_JOB_FAILED, error);
  else
    munja_job_runner_wait (self, self->held != NULL ? self->held : error);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *file_id = munja_api_upload_picture_finish (MUNJA_API (source), result, &error);

  if (!munja_job_runner_end (self))
    munja_picture_upload_let_go (self);
  else if (file_id != NULL)
    remember (self, g_steal_pointer (&file_id));
  else
    not_uploaded (self, error);
}

static void
upload (MunjaJobRunner *self, const MunjaPictureSource *picture)
{
  if (munja_job_runner_begin_call (self))
    munja_api_upload_picture_async (self->api, picture->jpeg, picture->name, self->cancellable,
                                    uploaded_cb, g_object_ref (self));
  else
    munja_picture_upload_let_go (self);
}

static gpointer
find_picture (sqlite3 *db, gpointer data, GError **error)
{
  return munja_outbox_pictures_find (db, data, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaJobRunner) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPictureSource) picture = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (!munja_job_runner_end (self)) {
    munja_picture_upload_let_go (self);
  } else if (picture == NULL) {
    munja_picture_upload_let_go (self);
    munja_job_runner_wait (self, error);
  } else if (picture->file_id != NULL) {
    remember (self, g_steal_pointer (&picture->file_id));
  } else {
    upload (self, picture);
  }
}

static void
look_up (MunjaJobRunner *self)
{
  if (!claim (self)) {
    munja_job_runner_sleep (self, self->timings.retry_ms);
    return;
  }
  munja_job_runner_begin_work (self);
  munja_db_run_async (
      self->store, find_picture, munja_job_record_copy (munja_job_get_record (self->job)),
      (GDestroyNotify)munja_job_record_free, (GDestroyNotify)munja_picture_source_free, NULL,
      found_cb, g_object_ref (self));
}

/**
 * munja_picture_upload_is_due:
 * @self: a runner
 *
 * Returns: whether the job has a picture that is not stored yet
 */
gboolean
munja_picture_upload_is_due (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  return record->picture != 0 && record->file_id == NULL;
}

/**
 * munja_picture_upload_go_on:
 * @self: a runner whose picture is due
 *
 * Does what comes next.
 */
void
munja_picture_upload_go_on (MunjaJobRunner *self)
{
  MunjaJobRecord *next;

  if (munja_job_get_record (self->job)->step == MUNJA_JOB_STEP_UPLOADING) {
    look_up (self);
    return;
  }
  next = munja_job_runner_new_next (self);
  next->step = MUNJA_JOB_STEP_UPLOADING;
  next->unanswered = TRUE;
  munja_job_runner_record (self, next, look_up);
}

/**
 * munja_picture_upload_is_missed:
 * @error: the refusal of a message with a picture
 *
 * - Source: contract, sections 3.3 and 4.10.
 *
 * Returns: whether the service says that it has no such picture
 */
gboolean
munja_picture_upload_is_missed (const GError *error)
{
  return g_strcmp0 (munja_error_get_status_code (error), "1034") == 0
         || g_strcmp0 (munja_error_get_service_code (error), "ImageNotFound") == 0;
}

/**
 * munja_picture_upload_may_renew:
 * @self: a runner
 *
 * Returns: whether a picture that the service does not have is to be stored once more
 */
gboolean
munja_picture_upload_may_renew (MunjaJobRunner *self)
{
  const MunjaJobRecord *record = munja_job_get_record (self->job);

  return record->file_id != NULL && record->stale_file_id == NULL;
}

/**
 * munja_picture_upload_renew:
 * @next: the next step of a job that may
 *
 * Makes the picture due again.
 */
void
munja_picture_upload_renew (MunjaJobRecord *next)
{
  next->stale_file_id = g_steal_pointer (&next->file_id);
}
