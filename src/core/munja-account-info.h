#pragma once

#include "munja-client-switch.h"
#include "munja-replies-account.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_ACCOUNT_INFO munja_account_info_get_type ()
G_DECLARE_FINAL_TYPE (MunjaAccountInfo, munja_account_info, MUNJA, ACCOUNT_INFO, GObject)

MunjaAccountInfo *munja_account_info_new (MunjaClientSwitch *clients);
void munja_account_info_refresh (MunjaAccountInfo *self);
void munja_account_info_refresh_balance (MunjaAccountInfo *self);
void munja_account_info_refresh_old_balance (MunjaAccountInfo *self);

gboolean munja_account_info_get_balance_is_low (MunjaAccountInfo *self);
MunjaMoney munja_account_info_get_balance (MunjaAccountInfo *self);
MunjaMoney munja_account_info_get_points (MunjaAccountInfo *self);
gint64 munja_account_info_get_balance_time (MunjaAccountInfo *self);
const MunjaMember *munja_account_info_get_member (MunjaAccountInfo *self);
const MunjaPrices *munja_account_info_get_prices (MunjaAccountInfo *self);

char *munja_account_info_dup_own_number (MunjaAccountInfo *self);
void munja_account_info_set_own_number (MunjaAccountInfo *self, const char *number);

G_END_DECLS
