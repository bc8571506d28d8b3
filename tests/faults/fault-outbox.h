#pragma once

#include <json-glib/json-glib.h>

#include "fault-archive.h"

G_BEGIN_DECLS

void fault_outbox_run (const FaultPlan *plan,
                       MunjaOutbox *outbox,
                       FaultArchive *archive,
                       MunjaApi *api,
                       MunjaApi *nowhere,
                       const char *member,
                       JsonBuilder *report);

G_END_DECLS
