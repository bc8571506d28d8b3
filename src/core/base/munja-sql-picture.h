#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

gint64 munja_sql_picture_keep (sqlite3 *db,
                               const char *find,
                               const char *insert,
                               GBytes *picture,
                               GError **error);

G_END_DECLS
