#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "support-account.h"
#include "support-rows.h"
#include "support-widgets.h"

/* What stands somewhere on a card. */
static const struct {
  const char *name;
  const char *class_name;
  const char *texts[8];
} words[] = {
  { "balance", "MunjaBalanceCard", { "잔액", "12,000원", "포인트(먼저 사용)" } },
  { "statistics", "MunjaStatisticsCard", { "최근 30일", "실패: 18" } },
  { "earnings",
    "MunjaEarningsCard",
    { "앱에 지급된 수수료", "40원", "2026년 3월 10일 (화) 11:00 (서울 시각)", "+1,507.8원" } },
  { "history",
    "MunjaChangesCard",
    { "문자 발송 · −7.8원", "충전 · +10,000원", "2026년 3월 28일 (토) 10:00" } },
  { "withdrawals", "MunjaWithdrawalsCard", { "2026년 3월 12일 (목) 10:00" } },
  { "senders", "MunjaSendersCard", { "발신번호", "서비스에서 심사 중" } },
  { "prices", "MunjaPricesCard", { "국내 요금", "7.8원" } },
};

static void
test_words (gconstpointer data)
{
  const typeof (words[0]) *c = data;
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  GtkWidget *card = support_account_find (account, c->class_name);

  for (gsize i = 0; c->texts[i] != NULL; i++) {
    g_test_message ("%s", c->texts[i]);
    g_assert_true (support_shows (card, c->texts[i]));
  }
}

static void
test_missing_scope (void)
{
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;

  support_account_forbid (service, SUPPORT_BALANCE_PATH);
  account = support_account_new (service, 360, 600);
  g_assert_true (support_shows (account->page,
                                "앱 등록 페이지에서 “cash:read” 권한에 표시한 뒤 다시 "
                                "로그인하십시오."));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MUNJA_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  SUPPORT_ADD_ROWS ("/account-korean/words", words, test_words);
  g_test_add_func ("/account-korean/missing-scope", test_missing_scope);
  return g_test_run ();
}
