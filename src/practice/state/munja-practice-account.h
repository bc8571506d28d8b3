#pragma once

#include <json-glib/json-glib.h>

#include "munja-practice-money.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeAccount:
 *
 * The one account: its member, its sender numbers, and what can be spent. Money is in KRW.
 */
typedef struct _MunjaPracticeAccount MunjaPracticeAccount;

MunjaPracticeAccount *munja_practice_account_new (void);
void munja_practice_account_free (MunjaPracticeAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeAccount, munja_practice_account_free)

const char *munja_practice_account_get_id (MunjaPracticeAccount *self);
const char *munja_practice_account_get_member_id (MunjaPracticeAccount *self);

const char *const *munja_practice_account_get_senders (MunjaPracticeAccount *self);
gboolean munja_practice_account_is_sender (MunjaPracticeAccount *self, const char *number);
void munja_practice_account_set_senders (MunjaPracticeAccount *self, const char *const *senders);

void munja_practice_account_set_balance (MunjaPracticeAccount *self, MunjaMoney balance);
void munja_practice_account_set_point (MunjaPracticeAccount *self, MunjaMoney point);
MunjaPracticeMoney munja_practice_account_get_money (MunjaPracticeAccount *self);
gboolean munja_practice_account_charge (MunjaPracticeAccount *self,
                                        MunjaMoney price,
                                        MunjaPracticeMoney *taken);
void munja_practice_account_refund (MunjaPracticeAccount *self, const MunjaPracticeMoney *money);

void munja_practice_account_write_senders (MunjaPracticeAccount *self, JsonBuilder *builder);
void munja_practice_account_write_balance (MunjaPracticeAccount *self, JsonBuilder *builder);
void munja_practice_account_write_member (MunjaPracticeAccount *self,
                                          const char *email,
                                          JsonBuilder *builder);

G_END_DECLS
