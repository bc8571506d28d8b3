#pragma once

#include "munja-audience.h"
#include "munja-field.h"
#include "munja-roster.h"

G_BEGIN_DECLS

MunjaAudience *munja_roster_dup_table (const MunjaRoster *self, const char *const *fields);
GStrv munja_roster_list_fields (const MunjaRoster *self, const MunjaFieldWords *words);

G_END_DECLS
