#include "config.h"

#include "munja-library-schema.h"

/* What somebody wrote; the same in drafts and in templates. The kind is 0 as long as it was not
 * said, 1 for an advertisement and 2 for information. */
#define CONTENT_COLUMNS                                                                            \
  "  subject TEXT NOT NULL,"                                                                       \
  "  text TEXT NOT NULL,"                                                                          \
  "  type INTEGER NOT NULL,"                                                                       \
  "  picture INTEGER REFERENCES picture (id),"                                                     \
  "  kind INTEGER NOT NULL,"                                                                       \
  "  ad_sender TEXT NOT NULL,"                                                                     \
  "  ad_opt_out TEXT NOT NULL,"                                                                    \
  "  night_consent INTEGER NOT NULL,"                                                              \
  "  modified INTEGER NOT NULL,"                                                                   \
  "  is_hidden INTEGER NOT NULL DEFAULT 0"

/* A picture is stored once, however often it is used, and a list of recipients, which may have a
 * million rows, apart from what is written with every keystroke. Ids are never used again, since
 * what was deleted can come back. */
static const char *const steps[MUNJA_LIBRARY_VERSION] = {
  /* 1: drafts, templates, and which draft the form holds. */
  "CREATE TABLE picture ("
  "  id INTEGER PRIMARY KEY,"
  "  hash TEXT NOT NULL UNIQUE,"
  "  data BLOB NOT NULL"
  ");"
  "CREATE TABLE draft ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  sender TEXT NOT NULL,"
  "  recipient TEXT NOT NULL,"
  "  scheduled INTEGER NOT NULL,"
  "  n_people INTEGER NOT NULL," CONTENT_COLUMNS ");"
  "CREATE TABLE recipients ("
  "  draft INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,"
  "  pack BLOB NOT NULL"
  ");"
  "CREATE TABLE template ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  name TEXT NOT NULL," CONTENT_COLUMNS ");"
  "CREATE TABLE shown ("
  "  id INTEGER PRIMARY KEY CHECK (id = 0),"
  "  draft INTEGER NOT NULL,"
  "  is_open INTEGER NOT NULL"
  ");"
  "INSERT INTO shown VALUES (0, 0, 0);",

  /* 2: what tells that a list is not what was written. */
  "ALTER TABLE recipients ADD COLUMN digest TEXT;",

  /* 3: which scheduled job a draft is to go out in place of. */
  "ALTER TABLE draft ADD COLUMN replaces TEXT;",

  /* 4: what the file is called that its list came from. */
  "ALTER TABLE draft ADD COLUMN list_name TEXT;",
};

const MunjaDbSchema munja_library_schema = {
  .application_id = MUNJA_LIBRARY_APPLICATION_ID,
  .version = MUNJA_LIBRARY_VERSION,
  .steps = steps,
};
