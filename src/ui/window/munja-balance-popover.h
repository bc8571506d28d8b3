#pragma once

#include <adwaita.h>

#include "munja-account-info.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_BALANCE_POPOVER munja_balance_popover_get_type ()
G_DECLARE_FINAL_TYPE (MunjaBalancePopover,
                      munja_balance_popover,
                      MUNJA,
                      BALANCE_POPOVER,
                      GtkPopover)

void munja_balance_popover_follow (MunjaBalancePopover *self, MunjaAccountInfo *info);

G_END_DECLS
