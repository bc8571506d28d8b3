#pragma once

#include <sqlite3.h>

#include "munja-sending-info.h"
#include "munja-sent-message.h"

G_BEGIN_DECLS

gboolean munja_archive_write_messages (sqlite3 *db,
                                       gint64 sending,
                                       const GPtrArray *messages,
                                       guint start,
                                       guint end,
                                       GError **error);
gboolean munja_archive_write_results (sqlite3 *db,
                                      gint64 sending,
                                      const GPtrArray *results,
                                      guint start,
                                      guint end,
                                      GError **error);

gboolean munja_archive_write_given_up (sqlite3 *db, gint64 sending, GError **error);

G_END_DECLS
