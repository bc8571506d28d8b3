#pragma once

#include "fault-plan.h"
#include "munja-api.h"

G_BEGIN_DECLS

void fault_plain_run (const FaultPlan *plan, MunjaApi *api);

G_END_DECLS
