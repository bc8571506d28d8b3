#pragma once

#include "munja-job-record.h"
#include "munja-store.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

MunjaStore *munja_outbox_get_store (MunjaOutbox *self);
const MunjaOutboxTimings *munja_outbox_get_timings (MunjaOutbox *self);
const char *munja_outbox_get_member (MunjaOutbox *self);
MunjaJob *munja_outbox_take_new_job (MunjaOutbox *self, MunjaJobRecord *record);

gint64 munja_outbox_timings_get_time (const MunjaOutboxTimings *self);
gboolean munja_outbox_timings_allow (const MunjaOutboxTimings *self,
                                     MunjaAdvertising advertising,
                                     gint64 scheduled,
                                     gint64 delay_us,
                                     GError **error);

G_END_DECLS
