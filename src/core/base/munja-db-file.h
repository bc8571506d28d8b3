#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * MunjaDbSchema:
 * @application_id: what tells the file from those of other programs
 * @version: the schema that this version of the app writes, from 1
 * @steps: (array length=version): what leads from each version to the next one, as SQL; the first
 *   one makes the tables. A step that was ever released is never changed: a new one is added
 *   behind it
 * @forget: (nullable): what throws away all that is in the file, as SQL
 * @connect: (nullable): what a connection needs before it is used, as SQL
 *
 * What there is in a file, for munja_db_file_open(). Nothing is owned.
 */
typedef struct {
  int application_id;
  int version;
  const char *const *steps;
  const char *forget;
  const char *connect;
} MunjaDbSchema;

sqlite3 *
munja_db_file_open (const char *path, const MunjaDbSchema *schema, gboolean forget, GError **error);

G_END_DECLS
