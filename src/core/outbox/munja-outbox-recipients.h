#pragma once

#include <sqlite3.h>

#include "munja-audience.h"
#include "munja-job-recipient.h"
#include "munja-job-record.h"

G_BEGIN_DECLS

GPtrArray *munja_outbox_recipients_list (sqlite3 *db,
                                         gint64 job,
                                         MunjaRowFilter filter,
                                         guint offset,
                                         guint limit,
                                         GError **error);
GPtrArray *munja_outbox_recipients_list_open (sqlite3 *db,
                                              gint64 job,
                                              guint start,
                                              guint limit,
                                              GError **error);
MunjaAudience *munja_outbox_recipients_load (sqlite3 *db, gint64 job, GError **error);
gboolean munja_outbox_recipients_count_refused (sqlite3 *db,
                                                gint64 job,
                                                MunjaMessageType fallback,
                                                guint n_types[MUNJA_N_MESSAGE_TYPES],
                                                GError **error);
gboolean munja_outbox_recipients_forget_results (sqlite3 *db, gint64 job, GError **error);

sqlite3_stmt *munja_outbox_recipients_begin_results (sqlite3 *db, gint64 job, GError **error);
gboolean munja_outbox_recipients_add_result (sqlite3_stmt *statement,
                                             guint row,
                                             MunjaJobRecipientState state,
                                             const char *message_id,
                                             const char *status_code,
                                             const char *status_text,
                                             GError **error);
gboolean
munja_outbox_recipients_set_only_result (sqlite3 *db, const MunjaJobRecord *record, GError **error);

G_END_DECLS
