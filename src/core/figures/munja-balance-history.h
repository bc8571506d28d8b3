#pragma once

#include <gio/gio.h>

#include "munja-api-figures.h"
#include "munja-balance-entry.h"
#include "munja-figure.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_BALANCE_HISTORY munja_balance_history_get_type ()
G_DECLARE_FINAL_TYPE (MunjaBalanceHistory, munja_balance_history, MUNJA, BALANCE_HISTORY, GObject)

MunjaBalanceHistory *munja_balance_history_new (MunjaApi *api);
void munja_balance_history_set_api (MunjaBalanceHistory *self, MunjaApi *api);

void munja_balance_history_set_filter (MunjaBalanceHistory *self, const MunjaHistoryFilter *filter);
const MunjaHistoryFilter *munja_balance_history_get_filter (MunjaBalanceHistory *self);

void munja_balance_history_load (MunjaBalanceHistory *self);
void munja_balance_history_load_more (MunjaBalanceHistory *self);
void munja_balance_history_clear (MunjaBalanceHistory *self);

MunjaFigure *munja_balance_history_get_figure (MunjaBalanceHistory *self);
gboolean munja_balance_history_get_is_complete (MunjaBalanceHistory *self);

G_END_DECLS
