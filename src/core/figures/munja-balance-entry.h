#pragma once

#include <glib-object.h>

#include "munja-replies-cash.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_BALANCE_ENTRY munja_balance_entry_get_type ()
G_DECLARE_FINAL_TYPE (MunjaBalanceEntry, munja_balance_entry, MUNJA, BALANCE_ENTRY, GObject)

MunjaBalanceEntry *munja_balance_entry_new (MunjaBalanceChange *change);
const MunjaBalanceChange *munja_balance_entry_get_change (MunjaBalanceEntry *self);

G_END_DECLS
