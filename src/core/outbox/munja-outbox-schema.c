#include "config.h"

#include "munja-outbox-schema.h"

/* What is known of a recipient is in a table of its own, so that the list itself, which may have a
 * million rows, is written once only. */
static const char *const steps[MUNJA_OUTBOX_VERSION] = {
  /* 1: jobs, their recipients, and what became of those. */
  "CREATE TABLE job ("
  "  id INTEGER PRIMARY KEY,"
  "  key TEXT NOT NULL UNIQUE,"
  "  member TEXT,"
  "  is_group INTEGER NOT NULL,"
  "  allow_duplicates INTEGER NOT NULL,"
  "  abroad INTEGER NOT NULL,"
  "  type INTEGER NOT NULL,"
  "  sender TEXT NOT NULL,"
  "  subject TEXT,"
  "  text TEXT NOT NULL,"
  "  created INTEGER NOT NULL,"
  "  scheduled INTEGER NOT NULL,"
  "  n_recipients INTEGER NOT NULL,"
  "  country TEXT,"
  "  first_number TEXT NOT NULL,"
  "  first_name TEXT NOT NULL,"
  "  last_number TEXT NOT NULL,"
  "  state INTEGER NOT NULL,"
  "  step INTEGER NOT NULL DEFAULT 0,"
  "  unanswered INTEGER NOT NULL DEFAULT 0,"
  "  chunk_start INTEGER NOT NULL DEFAULT 0,"
  "  chunk_end INTEGER NOT NULL DEFAULT 0,"
  "  n_added INTEGER NOT NULL DEFAULT 0,"
  "  n_accepted INTEGER NOT NULL DEFAULT 0,"
  "  n_refused INTEGER NOT NULL DEFAULT 0,"
  "  release_at INTEGER NOT NULL DEFAULT 0,"
  "  price REAL NOT NULL DEFAULT -1,"
  "  group_id TEXT,"
  "  message_id TEXT,"
  "  status_code TEXT,"
  "  status_text TEXT,"
  "  problem INTEGER,"
  "  problem_text TEXT,"
  "  problem_service_code TEXT,"
  "  problem_service_text TEXT,"
  "  problem_status_code TEXT,"
  "  problem_http_status INTEGER NOT NULL DEFAULT 0"
  ");"
  "CREATE TABLE recipient ("
  "  job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,"
  "  row INTEGER NOT NULL,"
  "  number TEXT NOT NULL,"
  "  country TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  PRIMARY KEY (job, row)"
  ") WITHOUT ROWID;"
  "CREATE TABLE result ("
  "  job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,"
  "  row INTEGER NOT NULL,"
  "  state INTEGER NOT NULL,"
  "  message_id TEXT,"
  "  status_code TEXT,"
  "  status_text TEXT,"
  "  PRIMARY KEY (job, row)"
  ") WITHOUT ROWID;",

  /* 2: groups that are filled anew, what may still arrive in them, and the refused rows at once. */
  "ALTER TABLE job ADD COLUMN lost_add INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN was_released INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_chunk INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN generation INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN refills INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_extra INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX result_refused ON result (job, row) WHERE state = 2;",

  /* 3: what a job is to the law. */
  "ALTER TABLE job ADD COLUMN advertising INTEGER NOT NULL DEFAULT 0;",

  /* 4: what the person wanted a message to go out as. */
  "ALTER TABLE job ADD COLUMN type_choice INTEGER NOT NULL DEFAULT 0;",

  /* 5: what is put into the texts, what each goes out as, and how many were left out. */
  "ALTER TABLE job ADD COLUMN columns TEXT;"
  "ALTER TABLE job ADD COLUMN only_values BLOB;"
  "ALTER TABLE job ADD COLUMN n_sms INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_lms INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_mms INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_invalid INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE job ADD COLUMN n_repeated INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE recipient ADD COLUMN column_values BLOB;"
  "ALTER TABLE recipient ADD COLUMN type INTEGER;",

  /* 6: pictures, each once and as long as a job has it, and what they are stored as. */
  "CREATE TABLE picture ("
  "  id INTEGER PRIMARY KEY,"
  "  digest TEXT NOT NULL UNIQUE,"
  "  jpeg BLOB NOT NULL"
  ");"
  "CREATE TABLE upload ("
  "  picture INTEGER NOT NULL REFERENCES picture (id) ON DELETE CASCADE,"
  "  member TEXT NOT NULL,"
  "  file_id TEXT NOT NULL,"
  "  PRIMARY KEY (picture, member)"
  ") WITHOUT ROWID;"
  "ALTER TABLE job ADD COLUMN picture INTEGER REFERENCES picture (id);"
  "ALTER TABLE job ADD COLUMN file_id TEXT;"
  "ALTER TABLE job ADD COLUMN stale_file_id TEXT;"
  "CREATE INDEX job_picture ON job (picture) WHERE picture IS NOT NULL;"
  "CREATE TRIGGER job_picture_unused AFTER DELETE ON job WHEN old.picture IS NOT NULL BEGIN"
  "  DELETE FROM picture WHERE id = old.picture"
  "    AND NOT EXISTS (SELECT 1 FROM job WHERE picture = old.picture);"
  "END;",

  /* 7: what tells that this is not the file that was used last. */
  "CREATE TABLE seal ("
  "  count INTEGER NOT NULL,"
  "  born INTEGER NOT NULL,"
  "  computer TEXT NOT NULL"
  ");"
  "INSERT INTO seal VALUES (0, 0, '');",

  /* 8: what tells that a job, or whom it goes to, is not what was written. */
  "ALTER TABLE job ADD COLUMN sum INTEGER;"
  "ALTER TABLE job ADD COLUMN recipients_sum INTEGER;",

  /* 9: no number gets two messages of a job, and nothing is taken out of a group; and a job may go
   * out in place of another one. */
  "UPDATE job SET step = 3 WHERE step = 5;"
  "ALTER TABLE job DROP COLUMN allow_duplicates;"
  "ALTER TABLE job ADD COLUMN replaces TEXT;"
  "ALTER TABLE job ADD COLUMN has_replaced INTEGER NOT NULL DEFAULT 0;"
  "UPDATE job SET sum = NULL;",

  /* 10: what a picture is stored as is known longer than there is a job with it. */
  "DROP TRIGGER job_picture_unused;"
  "CREATE TRIGGER job_picture_unused AFTER DELETE ON job WHEN old.picture IS NOT NULL BEGIN"
  "  UPDATE picture SET jpeg = '' WHERE id = old.picture"
  "    AND NOT EXISTS (SELECT 1 FROM job WHERE picture = old.picture);"
  "END;",
};

const MunjaDbSchema munja_outbox_schema = {
  .application_id = MUNJA_OUTBOX_APPLICATION_ID,
  .version = MUNJA_OUTBOX_VERSION,
  .steps = steps,
  .forget = "DELETE FROM job; DELETE FROM picture;",
  /* Only what is read later: a page of the file that is broken need not be one of those. */
  .connect = "CREATE TEMP TABLE seen ("
             "  job INTEGER NOT NULL,"
             "  message_id TEXT NOT NULL,"
             "  row INTEGER NOT NULL,"
             "  is_accepted INTEGER NOT NULL,"
             "  status_code TEXT,"
             "  status_text TEXT,"
             "  PRIMARY KEY (job, message_id)"
             ") WITHOUT ROWID;",
};
