#include "config.h"

#include "munja-archive-schema.h"

/* The id of a sending is a time in milliseconds, so that their order is that of time; the id of a
 * message is that of its sending and its row.
 *
 * What the service says of a message is the same for most of them, and is there once, as a verdict.
 * The words of a message are in an index that keeps no texts: to take one out of it, the same words
 * have to be given to it once more.
 *
 * A sending that is hidden can come back as long as it is 1; with 2 it is being taken apart. What
 * was removed is known by its names, so that it does not come in again from the service. */
static const char *const steps[MUNJA_ARCHIVE_VERSION] = {
  "CREATE TABLE picture ("
  "  id INTEGER PRIMARY KEY,"
  "  digest TEXT NOT NULL UNIQUE,"
  "  jpeg BLOB NOT NULL"
  ");"
  "CREATE TABLE sending ("
  "  id INTEGER PRIMARY KEY,"
  "  key TEXT UNIQUE,"
  "  group_id TEXT,"
  "  message_id TEXT,"
  "  member TEXT,"
  "  is_elsewhere INTEGER NOT NULL,"
  "  outcome INTEGER NOT NULL,"
  "  sender TEXT NOT NULL,"
  "  subject TEXT,"
  "  text TEXT NOT NULL,"
  "  columns TEXT,"
  "  advertising INTEGER NOT NULL,"
  "  type_choice INTEGER NOT NULL,"
  "  type INTEGER NOT NULL,"
  "  n_invalid INTEGER NOT NULL,"
  "  n_repeated INTEGER NOT NULL,"
  "  first_number TEXT NOT NULL DEFAULT '',"
  "  first_name TEXT NOT NULL DEFAULT '',"
  "  created INTEGER NOT NULL,"
  "  scheduled INTEGER NOT NULL,"
  "  went_out INTEGER NOT NULL,"
  "  completed INTEGER NOT NULL,"
  "  n_messages INTEGER NOT NULL DEFAULT 0,"
  "  n_sms INTEGER NOT NULL DEFAULT 0,"
  "  n_lms INTEGER NOT NULL DEFAULT 0,"
  "  n_mms INTEGER NOT NULL DEFAULT 0,"
  "  n_open INTEGER NOT NULL DEFAULT 0,"
  "  n_delivered INTEGER NOT NULL DEFAULT 0,"
  "  n_failed INTEGER NOT NULL DEFAULT 0,"
  "  n_refused INTEGER NOT NULL DEFAULT 0,"
  "  n_unknown INTEGER NOT NULL DEFAULT 0,"
  "  charged_balance INTEGER NOT NULL,"
  "  charged_point INTEGER NOT NULL,"
  "  refunded_balance INTEGER NOT NULL,"
  "  refunded_point INTEGER NOT NULL,"
  "  profit INTEGER NOT NULL,"
  "  app_id TEXT,"
  "  group_status TEXT,"
  "  status_text TEXT,"
  "  is_whole INTEGER NOT NULL DEFAULT 0,"
  "  is_final INTEGER NOT NULL,"
  "  last_look INTEGER NOT NULL,"
  "  n_looks INTEGER NOT NULL,"
  "  note TEXT NOT NULL DEFAULT '',"
  "  problem INTEGER,"
  "  problem_text TEXT,"
  "  problem_service_code TEXT,"
  "  problem_service_text TEXT,"
  "  problem_status_code TEXT,"
  "  problem_http_status INTEGER NOT NULL DEFAULT 0,"
  "  picture INTEGER REFERENCES picture (id),"
  "  is_hidden INTEGER NOT NULL DEFAULT 0"
  ");"
  "CREATE INDEX sending_group ON sending (group_id) WHERE group_id IS NOT NULL;"
  "CREATE INDEX sending_unfinished ON sending (id) WHERE NOT is_final;"
  "CREATE INDEX sending_hidden ON sending (is_hidden) WHERE is_hidden;"
  /* Where a list looks for what it shows, without reading the texts. */
  "CREATE INDEX sending_listed ON sending (id, outcome, sender, n_messages, n_sms, n_lms, n_mms,"
  "  n_open, n_delivered, n_failed, n_refused) WHERE is_whole AND NOT is_hidden;"
  "CREATE INDEX sending_picture ON sending (picture) WHERE picture IS NOT NULL;"
  "CREATE TRIGGER sending_picture_unused AFTER DELETE ON sending WHEN old.picture IS NOT NULL BEGIN"
  "  DELETE FROM picture WHERE id = old.picture"
  "    AND NOT EXISTS (SELECT 1 FROM sending WHERE picture = old.picture);"
  "END;"
  "CREATE TABLE verdict ("
  "  id INTEGER PRIMARY KEY,"
  "  code TEXT NOT NULL,"
  "  text TEXT NOT NULL,"
  "  network TEXT NOT NULL,"
  "  UNIQUE (code, text, network)"
  ");"
  "CREATE TABLE message ("
  "  id INTEGER PRIMARY KEY,"
  "  number TEXT NOT NULL,"
  "  country TEXT NOT NULL,"
  "  name TEXT NOT NULL,"
  "  column_values BLOB,"
  "  own_subject TEXT,"
  "  own_text TEXT,"
  "  own_type INTEGER,"
  "  state INTEGER NOT NULL,"
  "  verdict INTEGER,"
  "  processed INTEGER,"
  "  reported INTEGER,"
  "  received INTEGER,"
  "  is_replaced INTEGER NOT NULL,"
  "  message_hash INTEGER,"
  "  message_id TEXT"
  ");"
  "CREATE INDEX message_state ON message (state);"
  "CREATE INDEX message_service ON message (id >> 20, message_hash)"
  "  WHERE message_hash IS NOT NULL;"
  "CREATE VIRTUAL TABLE search USING"
  "  fts5 (words, content = '', columnsize = 0, tokenize = 'ascii');"
  "CREATE TABLE removed (name TEXT PRIMARY KEY) WITHOUT ROWID;"
  /* What is left of removed words: 0 nothing, 1 something, 2 it is being swept out. */
  "CREATE TABLE sweep (state INTEGER NOT NULL);"
  "INSERT INTO sweep VALUES (0);",
};

const MunjaDbSchema munja_archive_schema = {
  .application_id = MUNJA_ARCHIVE_APPLICATION_ID,
  .version = MUNJA_ARCHIVE_VERSION,
  .steps = steps,
  /* Nearly all of it can be read again from the service, so that the last moments before a power
   * cut may be lost, and what is written first is written quickly. */
  .connect = "PRAGMA synchronous = NORMAL;"
             "PRAGMA cache_size = -16384;",
};
