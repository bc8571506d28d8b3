#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

GPtrArray *munja_archive_people_find (sqlite3 *db, const char *wanted, GError **error);

G_END_DECLS
