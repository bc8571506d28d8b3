#pragma once

#include <sqlite3.h>

#include "munja-archive-answers.h"
#include "munja-sending-info.h"

G_BEGIN_DECLS

/**
 * MunjaArchivePlace:
 * @id: which sending it is, 0 if it is not there
 * @known: what there is of it
 *
 * Where a sending is in the file.
 */
typedef struct {
  gint64 id;
  MunjaSentKnown known;
} MunjaArchivePlace;

sqlite3 *munja_archive_db_open (const char *path, gboolean forget, GError **error);

gboolean munja_archive_db_find (sqlite3 *db,
                                const char *key,
                                const char *group_id,
                                MunjaArchivePlace *place,
                                GError **error);
MunjaSendingInfo *munja_archive_db_read (sqlite3 *db, gint64 id, GError **error);
GPtrArray *munja_archive_db_list_open (sqlite3 *db, GError **error);
gint64 munja_archive_db_insert (sqlite3 *db,
                                const MunjaSendingInfo *info,
                                GBytes *picture,
                                GError **error);
gboolean
munja_archive_db_update (sqlite3 *db, gint64 id, const MunjaSendingInfo *info, GError **error);
gboolean munja_archive_db_set_whole (sqlite3 *db, gint64 id, GError **error);
gboolean munja_archive_db_set_note (sqlite3 *db, gint64 id, const char *note, GError **error);
gboolean munja_archive_db_hide (sqlite3 *db, gint64 id, int from, int to, GError **error);
GBytes *munja_archive_db_load_picture (sqlite3 *db, gint64 id, GError **error);
MunjaArchiveTotals *munja_archive_db_count (sqlite3 *db, GError **error);

sqlite3_stmt *
munja_archive_db_prepare_for (sqlite3 *db, const char *sql, gint64 id, GError **error);

G_END_DECLS
