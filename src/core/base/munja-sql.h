#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/*
 * SQLite with our errors: STORE_IN_USE for a file that another process has locked, STORE_DAMAGED
 * for one that is broken or none of ours, STORE for anything else. Nothing that is in the file is
 * ever part of a message.
 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3, sqlite3_close_v2)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

typedef gboolean (*MunjaSqlFunc) (sqlite3 *db, gpointer data, GError **error);

gboolean munja_sql_fail (sqlite3 *db, GError **error);
gboolean munja_sql_exec (sqlite3 *db, const char *sql, GError **error);
gboolean munja_sql_transact (sqlite3 *db, MunjaSqlFunc func, gpointer data, GError **error);
gboolean munja_sql_clean_up (sqlite3 *db, GError **error);
gboolean munja_sql_read_int (sqlite3 *db, const char *sql, gint64 *value, GError **error);

sqlite3_stmt *munja_sql_prepare (sqlite3 *db, const char *sql, GError **error);
void munja_sql_bind_text (sqlite3_stmt *statement, int index, const char *text);
void munja_sql_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes);
gboolean munja_sql_step (sqlite3_stmt *statement, gboolean *has_row, GError **error);
gboolean munja_sql_run (sqlite3_stmt *statement, GError **error);
char *munja_sql_dup_text (sqlite3_stmt *statement, int column);
GBytes *munja_sql_dup_bytes (sqlite3_stmt *statement, int column);

char *munja_sql_dup_digest (GBytes *bytes);
gboolean munja_sql_check_digest (GBytes *bytes, const char *digest, GError **error);

G_END_DECLS
