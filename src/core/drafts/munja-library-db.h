#pragma once

#include <sqlite3.h>

#include "munja-draft.h"
#include "munja-library-entry.h"

G_BEGIN_DECLS

/**
 * MunjaLibraryShown:
 * @draft: the draft that the form holds, 0 for none
 * @is_open: whether the app holds it open, or ended without a word when it did
 *
 * What the form holds, so that it is there again the next time.
 */
typedef struct {
  gint64 draft;
  gboolean is_open;
} MunjaLibraryShown;

/*
 * What the library keeps, in its file. Everything here blocks, so that only the thread of
 * MunjaDb calls it. What returns TRUE is on the disk for good.
 */

sqlite3 *munja_library_db_open (const char *path, gboolean forget, GError **error);

GPtrArray *munja_library_db_list (sqlite3 *db, MunjaLibraryKind kind, GError **error);
gboolean
munja_library_db_read_next_id (sqlite3 *db, MunjaLibraryKind kind, gint64 *id, GError **error);
gboolean munja_library_db_hide (sqlite3 *db,
                                MunjaLibraryKind kind,
                                gint64 id,
                                gboolean is_hidden,
                                GError **error);
gboolean munja_library_db_remove (sqlite3 *db, MunjaLibraryKind kind, gint64 id, GError **error);
gboolean munja_library_db_remove_hidden (sqlite3 *db, GError **error);

gboolean munja_library_db_read_shown (sqlite3 *db, MunjaLibraryShown *shown, GError **error);
gboolean munja_library_db_write_shown (sqlite3 *db, const MunjaLibraryShown *shown, GError **error);

gboolean munja_library_db_save_draft (sqlite3 *db,
                                      gint64 id,
                                      const MunjaDraft *form,
                                      gboolean with_recipients,
                                      gint64 modified,
                                      GError **error);
MunjaDraft *munja_library_db_load_draft (sqlite3 *db, gint64 id, GError **error);

gboolean munja_library_db_save_template (sqlite3 *db,
                                         gint64 id,
                                         const char *name,
                                         const MunjaContent *content,
                                         gint64 modified,
                                         GError **error);
gboolean
munja_library_db_rename_template (sqlite3 *db, gint64 id, const char *name, GError **error);
MunjaContent *munja_library_db_load_template (sqlite3 *db, gint64 id, GError **error);

G_END_DECLS
