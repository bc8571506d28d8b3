#pragma once

#include <json-glib/json-glib.h>

#include "munja-practice-ledger.h"

G_BEGIN_DECLS

/* Since when the account is there. */
#define MUNJA_PRACTICE_ACCOUNT_SINCE "2025-01-01T00:00:00.000Z"

/**
 * MunjaPracticeAccount:
 *
 * The one account: its member, its sender numbers, what can be spent, and how that came about.
 * Every time is in microseconds since 1970, UTC.
 */
typedef struct _MunjaPracticeAccount MunjaPracticeAccount;

MunjaPracticeAccount *munja_practice_account_new (void);
void munja_practice_account_free (MunjaPracticeAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeAccount, munja_practice_account_free)

const char *munja_practice_account_get_id (MunjaPracticeAccount *self);
const char *munja_practice_account_get_member_id (MunjaPracticeAccount *self);
const char *munja_practice_account_get_member_name (MunjaPracticeAccount *self);

const char *const *munja_practice_account_get_senders (MunjaPracticeAccount *self);
gboolean munja_practice_account_is_sender (MunjaPracticeAccount *self, const char *number);
GPtrArray *munja_practice_account_get_numbers (MunjaPracticeAccount *self, gint64 now);
void munja_practice_account_set_senders (MunjaPracticeAccount *self, const char *const *senders);

MunjaPracticeMoney munja_practice_account_get_money (MunjaPracticeAccount *self);
void munja_practice_account_set_money (MunjaPracticeAccount *self,
                                       gint64 time,
                                       MunjaPracticeMoney money);
gboolean munja_practice_account_charge (MunjaPracticeAccount *self,
                                        gint64 time,
                                        const char *group_id,
                                        MunjaMoney price,
                                        MunjaPracticeMoney *taken);
void munja_practice_account_give (MunjaPracticeAccount *self,
                                  gint64 time,
                                  MunjaPracticeEntryType type,
                                  const char *group_id,
                                  const MunjaPracticeMoney *money);
void munja_practice_account_withdraw (MunjaPracticeAccount *self, gint64 time, MunjaMoney total);
GPtrArray *munja_practice_account_get_history (MunjaPracticeAccount *self);
GPtrArray *munja_practice_account_get_withdrawals (MunjaPracticeAccount *self);
void munja_practice_account_forget (MunjaPracticeAccount *self);
void munja_practice_account_begin_past (MunjaPracticeAccount *self);
void munja_practice_account_end_past (MunjaPracticeAccount *self, gint64 time);

void munja_practice_account_write_senders (MunjaPracticeAccount *self, JsonBuilder *builder);
void munja_practice_account_write_balance (MunjaPracticeAccount *self, JsonBuilder *builder);
void munja_practice_account_write_alert (MunjaPracticeAccount *self, JsonBuilder *builder);
void munja_practice_account_write_member (MunjaPracticeAccount *self,
                                          const char *email,
                                          JsonBuilder *builder);

G_END_DECLS
