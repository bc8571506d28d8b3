#pragma once

#include "munja-replies-account.h"
#include "munja-statistics.h"

G_BEGIN_DECLS

/**
 * MunjaEarnings:
 * @statistics: the last 30 days of the messages that came from the app, the fees for them as profit
 * @by_type: the fees of these 30 days by #MunjaTallyKind: the fee for one times those delivered
 * @last_month: the fees of the whole month before this one
 * @this_month: the fees of this month up to now
 * @estimate: @this_month, and for each day that is left after today a thirtieth of the fees of the
 *   30 days before today
 *
 * The fees that the messages of this account paid to the app. It is what one sender brought in, not
 * what the app's publisher earns, who may be somebody else and have other senders. Months are
 * Seoul's. What is not known is below 0.
 */
typedef struct {
  MunjaStatistics *statistics;
  MunjaMoney by_type[MUNJA_N_TALLY_KINDS];
  MunjaMoney last_month;
  MunjaMoney this_month;
  MunjaMoney estimate;
} MunjaEarnings;

MunjaDay munja_earnings_get_first_day (gint64 now_us);
MunjaEarnings *munja_earnings_new (const GPtrArray *rows,
                                   const char *app_id,
                                   const MunjaPrices *fees,
                                   gint64 now_us);
void munja_earnings_free (MunjaEarnings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaEarnings, munja_earnings_free)

G_END_DECLS
