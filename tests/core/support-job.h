#pragma once

#include "munja-outbox-db.h"

G_BEGIN_DECLS

/* Records a job that is to say what its record says. */
static inline gboolean
support_job_insert (sqlite3 *db,
                    MunjaJobRecord *record,
                    MunjaAudience *recipients,
                    GBytes *picture,
                    GError **error)
{
  g_autoptr (MunjaMessage) message = munja_message_new_from_written (&record->written, picture);
  g_autoptr (MunjaOrder) order
      = munja_order_new (message, record->from, recipients, record->scheduled, record->replaces);

  return munja_outbox_db_insert_job (db, record, order, error);
}

G_END_DECLS
