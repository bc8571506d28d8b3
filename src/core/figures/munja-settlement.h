#pragma once

#include "munja-day.h"
#include "munja-replies-cash.h"

G_BEGIN_DECLS

/*
 * When the service pays out what an app earned. Source: contract, section 11.
 */

gint64 munja_settlement_get_of_month (MunjaDay day);
gint64 munja_settlement_get_next (gint64 now_us);
gboolean munja_settlement_is (const MunjaBalanceChange *change);

G_END_DECLS
