#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * Notices what a disk or a memory has changed in the file. SQLite finds a page that is out of
 * joint, but not another digit in a number or another state of a job.
 *
 * Each job has a sum of all its cells, which is made anew with each change; and one of the numbers,
 * names and values of its recipients, which never change. The sums are against accidents: whoever
 * changes the file on purpose can change them as well. A picture has a digest, see
 * munja_sql_check_digest(); what became of single recipients has neither.
 */

#define MUNJA_OUTBOX_SUM_START G_GUINT64_CONSTANT (14695981039346656037)

guint64 munja_outbox_sum_add (guint64 sum, const void *data, gsize length);
gboolean munja_outbox_sum_use (sqlite3 *db, GError **error);
gboolean munja_outbox_sum_check (sqlite3 *db, GError **error);

G_END_DECLS
