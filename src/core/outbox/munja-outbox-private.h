#pragma once

#include "munja-db.h"
#include "munja-job-private.h"
#include "munja-job-runner.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

MunjaDb *munja_outbox_get_store (MunjaOutbox *self);
MunjaJobRunner *munja_outbox_get_runner (MunjaOutbox *self, MunjaJob *job);
const MunjaJobTimings *munja_outbox_get_timings (MunjaOutbox *self);
const char *munja_outbox_get_member (MunjaOutbox *self);
gint64 munja_outbox_get_ahead_us (MunjaOutbox *self);
MunjaJob *munja_outbox_take_new_job (MunjaOutbox *self, MunjaJobRecord *record);
void munja_outbox_drop_job (MunjaOutbox *self, MunjaJob *job);

G_END_DECLS
