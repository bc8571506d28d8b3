#pragma once

#include "munja-balance-history.h"
#include "munja-earnings.h"
#include "munja-figure.h"
#include "munja-replies-account.h"
#include "munja-replies-cash.h"
#include "munja-replies-senders.h"
#include "munja-settlement.h"
#include "munja-statistics.h"

G_BEGIN_DECLS

/**
 * MunjaFiguresPart:
 * @MUNJA_FIGURES_BALANCE: a #MunjaBalance; `cash:read`
 * @MUNJA_FIGURES_MEMBER: a #MunjaMember; `users:read`
 * @MUNJA_FIGURES_PRICES: a #MunjaPrices: what a message costs here, the app's fee included; takes
 *   no permission
 * @MUNJA_FIGURES_FEES: a #MunjaPrices: what of that is the app's fee; `pricing:read`
 * @MUNJA_FIGURES_STATISTICS: a #MunjaStatistics; `message:read`
 * @MUNJA_FIGURES_EARNINGS: a #MunjaEarnings; `message:read`. It comes anew when the fees come
 * @MUNJA_FIGURES_SETTLEMENTS: a #GPtrArray of #MunjaBalanceChange, the latest first: what the last
 *   settlements paid in; `cash:read`
 * @MUNJA_FIGURES_WITHDRAWALS: a #GPtrArray of #MunjaWithdrawal, the latest first; `cash:read`
 * @MUNJA_FIGURES_SENDERS: a #GPtrArray of #MunjaSenderNumber; `senderid:read`
 *
 * What a #MunjaFigures holds, and of what type munja_figure_get_value() is for each.
 */
typedef enum {
  MUNJA_FIGURES_BALANCE,
  MUNJA_FIGURES_MEMBER,
  MUNJA_FIGURES_PRICES,
  MUNJA_FIGURES_FEES,
  MUNJA_FIGURES_STATISTICS,
  MUNJA_FIGURES_EARNINGS,
  MUNJA_FIGURES_SETTLEMENTS,
  MUNJA_FIGURES_WITHDRAWALS,
  MUNJA_FIGURES_SENDERS,
} MunjaFiguresPart;

#define MUNJA_N_FIGURES_PARTS 9

#define MUNJA_TYPE_FIGURES munja_figures_get_type ()
G_DECLARE_FINAL_TYPE (MunjaFigures, munja_figures, MUNJA, FIGURES, GObject)

MunjaFigures *munja_figures_new (MunjaApi *api);
void munja_figures_set_api (MunjaFigures *self, MunjaApi *api);

void munja_figures_load (MunjaFigures *self, MunjaFiguresPart part);
void munja_figures_load_all (MunjaFigures *self);
void munja_figures_clear (MunjaFigures *self);

MunjaFigure *munja_figures_get_part (MunjaFigures *self, MunjaFiguresPart part);
MunjaBalanceHistory *munja_figures_get_history (MunjaFigures *self);

G_END_DECLS
