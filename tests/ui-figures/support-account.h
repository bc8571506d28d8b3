#pragma once

#include <adwaita.h>

#include "munja-account-page.h"
#include "support-replies.h"

G_BEGIN_DECLS

#define SUPPORT_BALANCE_PATH     "/cash/v1/balance"
#define SUPPORT_MEMBER_PATH      "/users/v1/member"
#define SUPPORT_PRICES_PATH      "/pricing/v1/messaging/countries"
#define SUPPORT_COMBINED_PATH    "/pricing/v1/messaging/combined"
#define SUPPORT_STATISTICS_PATH  "/messages/v4/statistics"
#define SUPPORT_DAILY_PATH       "/messages/v4/statistics/daily"
#define SUPPORT_HISTORY_PATH     "/cash/v1/balance/history"
#define SUPPORT_WITHDRAWALS_PATH "/cash/v1/withdraw"
#define SUPPORT_SENDERS_PATH     "/senderid/v1/numbers"

/**
 * SupportAccount:
 * @service: what the figures come from
 * @figures: all of them
 * @page: what shows them
 * @window: where it is shown
 *
 * An account page at work.
 */
typedef struct {
  SupportReplies *service;
  MunjaFigures *figures;
  GtkWidget *page;
  GtkWindow *window;
} SupportAccount;

SupportReplies *support_account_new_service (void);
SupportAccount *support_account_new (SupportReplies *service, int width, int height);
void support_account_free (SupportAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportAccount, support_account_free)

void support_account_wait (SupportAccount *self);
void support_account_forbid (SupportReplies *service, const char *path);
GtkWidget *support_account_find (SupportAccount *self, const char *class_name);
char *support_history_page (guint first, guint count);

G_END_DECLS
