#pragma once

#include <sqlite3.h>

#include "munja-job-recipient.h"
#include "munja-job-record.h"
#include "munja-order.h"

G_BEGIN_DECLS

/*
 * What the outbox keeps, in its file. Everything here blocks, so that only the thread of
 * MunjaDb calls it. What returns TRUE is on the disk for good.
 */

sqlite3 *munja_outbox_db_open (const char *path, gboolean forget, GError **error);

GPtrArray *munja_outbox_db_load (sqlite3 *db, const char *seal, gboolean *is_copy, GError **error);
GPtrArray *munja_outbox_db_load_jobs (sqlite3 *db, GError **error);
gboolean munja_outbox_db_insert_job (sqlite3 *db,
                                     MunjaJobRecord *record,
                                     const MunjaOrder *order,
                                     GError **error);
gboolean munja_outbox_db_update_job (sqlite3 *db, const MunjaJobRecord *record, GError **error);
gboolean munja_outbox_db_remove_job (sqlite3 *db, gint64 id, GError **error);

G_END_DECLS
