#pragma once

#include <sqlite3.h>

#include <glib.h>

G_BEGIN_DECLS

/*
 * How what was removed goes for good, in steps that are short enough for others to come in between.
 */

gboolean munja_archive_sweep_begin (sqlite3 *db, GError **error);
gboolean munja_archive_sweep_step (sqlite3 *db, gboolean *has_more, GError **error);
gboolean munja_archive_sweep_hide_before (sqlite3 *db, gint64 id, GError **error);
gboolean munja_archive_sweep_all (sqlite3 *db, GError **error);

G_END_DECLS
