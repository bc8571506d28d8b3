#pragma once

#include <json-glib/json-glib.h>

#include "fault-plan.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

void fault_outbox_run (const FaultPlan *plan,
                       MunjaOutbox *outbox,
                       MunjaApi *api,
                       MunjaApi *nowhere,
                       JsonBuilder *report);

G_END_DECLS
