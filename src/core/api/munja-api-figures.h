#pragma once

#include "munja-api.h"
#include "munja-day.h"
#include "munja-replies-cash.h"
#include "munja-replies-senders.h"
#include "munja-replies-statistics.h"

G_BEGIN_DECLS

/**
 * MunjaHistoryDirection:
 * @MUNJA_HISTORY_ALL: all changes
 * @MUNJA_HISTORY_RISES: only those that raise the balance
 * @MUNJA_HISTORY_FALLS: only those that lower it
 */
typedef enum {
  MUNJA_HISTORY_ALL,
  MUNJA_HISTORY_RISES,
  MUNJA_HISTORY_FALLS,
} MunjaHistoryDirection;

/**
 * MunjaHistoryFilter:
 * @direction: whether changes that raise the balance, that lower it, or all
 * @type: (nullable): one of the service's words for what a change is; %NULL for all. The words that
 *   there are are not documented in full
 * @since_us: only changes from then on, in µs since 1970 UTC; 0 for all
 * @until_us: only changes before that, the same way; 0 for all
 *
 * Which changes of the balance to ask for.
 */
typedef struct {
  MunjaHistoryDirection direction;
  const char *type;
  gint64 since_us;
  gint64 until_us;
} MunjaHistoryFilter;

/**
 * MUNJA_CHANGES_PER_PAGE:
 *
 * How many changes of the balance come at a time.
 */
#define MUNJA_CHANGES_PER_PAGE 50

/**
 * MUNJA_LAST_PAGE_BELOW:
 *
 * A page with fewer entries is the last one. The service gives that many where nobody asks for
 * more, and may give no more where somebody does. Source: contract, sections 6 and 9.
 */
#define MUNJA_LAST_PAGE_BELOW 20

MunjaCall *munja_call_get_statistics (MunjaDay first, MunjaDay last);
MunjaCall *munja_call_list_daily_statistics (MunjaDay first, MunjaDay last);
MunjaCall *munja_call_list_balance_page (const MunjaHistoryFilter *filter, guint offset);
MunjaCall *munja_call_list_balance_changes (const MunjaHistoryFilter *filters, guint n_filters);
MunjaCall *munja_call_list_withdrawals (void);
MunjaCall *munja_call_list_sender_states (void);
MunjaCall *munja_call_get_fees (MunjaApi *api, const char *country);

G_END_DECLS
