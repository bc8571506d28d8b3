#include "config.h"

#include "support-account.h"
#include "support-rows.h"
#include "support-wait.h"
#include "support-widgets.h"

#define TICK(scope) "Tick “" scope "” where the app is registered, then sign in again."

/* What stands somewhere on a card. */
static const struct {
  const char *name;
  const char *class_name;
  const char *texts[14];
} words[] = {
  { "balance", "MunjaBalanceCard", { "Balance", "₩12000", "Points, Used First", "₩50" } },
  { "member",
    "MunjaMemberCard",
    { "Coolsms", "홍길동", "hong@example.com", "010-1234-5678", "CIDABCDEFGHIJKLM",
      SUPPORT_REPLIES_APP } },
  { "statistics", "MunjaStatisticsCard", { "Last 30 Days", "Failed: 18", "SMS 18" } },
  { "earnings",
    "MunjaEarningsCard",
    { "Fees Paid to the App", "₩40", "SMS", "15", "₩2", "₩30", "LMS", "₩5", "₩10", "Not known",
      "Tue 10 March 2026, 11:00 (Seoul time)", "+₩1507.8" } },
  { "history",
    "MunjaChangesCard",
    { "Messages · −₩7.8", "Balance then ₩12000, points ₩50", "Sat 28 March 2026, 10:00",
      "Top-Up · +₩10000", "Settlement · +₩1507.8", "Correction by the Service · +₩50 in points",
      "가입 축하" } },
  { "withdrawals",
    "MunjaWithdrawalsCard",
    { "Thu 12 March 2026, 10:00",
      "₩28500 of ₩30500 requested, after a fee of ₩2000\nTo ******7890 홍길동\nRequested",
      "₩9000\nON_HOLD" } },
  { "senders",
    "MunjaSendersCard",
    { "02-1234-5678", "010-1234-5678", "1588-1234", "Under review by the service" } },
  { "prices",
    "MunjaPricesCard",
    { "SMS", "₩7.8", "₩2", "LMS", "₩27", "₩5", "MMS", "₩90", "Not known",
      "The fee goes to the app." } },
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
  g_assert_false (support_shows (card, "Loading…"));
}

/* Whether a card has a text that begins and ends like that. */
static gboolean
has_text (GtkWidget *within, const char *start, const char *end)
{
  if (GTK_IS_LABEL (within) && gtk_widget_get_mapped (within)) {
    const char *text = gtk_label_get_text (GTK_LABEL (within));

    if (g_str_has_prefix (text, start) && g_str_has_suffix (text, end))
      return TRUE;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, start, end))
      return TRUE;
  return FALSE;
}

static guint
count_warnings (GtkWidget *within)
{
  guint count = GTK_IS_IMAGE (within) && gtk_widget_get_mapped (within)
                && gtk_widget_has_css_class (within, "warning");

  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += count_warnings (child);
  return count;
}

/* Of four numbers only the first is all right. */
static void
test_expiry (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  GtkWidget *card = support_account_find (account, "MunjaSendersCard");

  g_assert_true (has_text (card, "Can be used\nUntil ", ", then renewed by the service"));
  g_assert_true (has_text (card, "Can be used\nEnds on ", ". Renew it before then."));
  g_assert_true (has_text (card, "Cannot be used\nEnded on ", ". Register it again."));
  g_assert_cmpuint (count_warnings (card), ==, 3);
}

/* What is not permitted, who says so, and what is there all the same. */
static const struct {
  const char *name;
  const char *path;
  const char *class_name;
  const char *text;
  const char *gone;
} forbidden[] = {
  { "balance", SUPPORT_BALANCE_PATH, "MunjaBalanceCard", TICK ("cash:read"), "₩12000" },
  { "member", SUPPORT_MEMBER_PATH, "MunjaMemberCard", TICK ("users:read"), "홍길동" },
  { "statistics", SUPPORT_STATISTICS_PATH, "MunjaStatisticsCard", TICK ("message:read"),
    "Failed: 18" },
  { "earnings", SUPPORT_DAILY_PATH, "MunjaEarningsCard", TICK ("message:read"), "₩40" },
  { "history", SUPPORT_HISTORY_PATH, "MunjaChangesCard", TICK ("cash:read"), "Messages · −₩7.8" },
  { "withdrawals", SUPPORT_WITHDRAWALS_PATH, "MunjaWithdrawalsCard", TICK ("cash:read"),
    "₩9000\nON_HOLD" },
  { "senders", SUPPORT_SENDERS_PATH, "MunjaSendersCard", TICK ("senderid:read"), "02-1234-5678" },
};

static void
test_forbidden (gconstpointer data)
{
  const typeof (forbidden[0]) *c = data;
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;
  GtkWidget *card;
  GtkWidget *link;

  support_account_forbid (service, c->path);
  account = support_account_new (service, 360, 600);
  card = support_account_find (account, c->class_name);
  g_assert_true (support_shows (card, "Permission Missing"));
  g_assert_true (support_shows (card, c->text));
  g_assert_false (support_shows (card, c->gone));
  g_assert_nonnull (support_find (card, GTK_TYPE_BUTTON, "Sign In _Again…"));
  link = support_find (card, GTK_TYPE_LINK_BUTTON, "Open the App Registration");
  g_assert_nonnull (link);
  g_assert_cmpstr (gtk_link_button_get_uri (GTK_LINK_BUTTON (link)), ==,
                   "https://coolsms.co.kr/me/apps");
  for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
    if (&forbidden[i] != c)
      g_assert_true (support_shows (account->page, forbidden[i].gone));
}

/* The prices are there, and who has not the fees says why. */
static void
test_forbidden_fees (void)
{
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;
  GtkWidget *prices;
  GtkWidget *earnings;

  support_account_forbid (service, SUPPORT_COMBINED_PATH);
  account = support_account_new (service, 360, 600);
  prices = support_account_find (account, "MunjaPricesCard");
  earnings = support_account_find (account, "MunjaEarningsCard");
  g_assert_true (support_shows (prices, "The fee is not known. " TICK ("pricing:read")));
  g_assert_true (support_shows (prices, "₩90"));
  g_assert_true (
      support_shows (earnings, "The fee for one message is not known. " TICK ("pricing:read")));
  g_assert_true (support_shows (earnings, "₩40"));
}

/* The app is known, whoever the person is. */
static void
test_forbidden_member (void)
{
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;

  support_account_forbid (service, SUPPORT_MEMBER_PATH);
  account = support_account_new (service, 360, 600);
  g_assert_true (
      support_shows (support_account_find (account, "MunjaMemberCard"), SUPPORT_REPLIES_APP));
}

static const struct {
  const char *name;
  const char *path;
  const char *body;
  const char *class_name;
  const char *text;
} empty[] = {
  { "statistics", SUPPORT_STATISTICS_PATH, "{\"monthPeriod\":[]}", "MunjaStatisticsCard",
    "Nothing was sent in the last 30 days." },
  { "earnings", SUPPORT_DAILY_PATH, "[]", "MunjaEarningsCard", "₩0" },
  { "settlements", SUPPORT_HISTORY_PATH, "[]", "MunjaEarningsCard",
    "None in the balance history." },
  { "history", SUPPORT_HISTORY_PATH, "[]", "MunjaChangesCard", "The balance has not changed yet." },
  { "withdrawals", SUPPORT_WITHDRAWALS_PATH, "{\"data\":[]}", "MunjaWithdrawalsCard",
    "Nothing was withdrawn yet." },
  { "senders", SUPPORT_SENDERS_PATH, "{\"senderIds\":[]}", "MunjaSendersCard",
    "No sender number is registered yet." },
};

static void
test_empty (gconstpointer data)
{
  const typeof (empty[0]) *c = data;
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;

  support_replies_set (service, c->path, 200, c->body);
  account = support_account_new (service, 360, 600);
  g_assert_true (support_shows (support_account_find (account, c->class_name), c->text));
}

static void
press (GtkWidget *within, GType type, const char *label)
{
  GtkWidget *button = support_find (within, type, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* What there was stays, and says how old it is. */
static void
test_offline (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  GtkWidget *card = support_account_find (account, "MunjaBalanceCard");

  g_assert_true (has_text (card, "As of ", ""));
  soup_server_disconnect (account->service->server);
  press (card, GTK_TYPE_BUTTON, NULL);
  support_account_wait (account);
  g_assert_true (support_shows (card, "No Connection"));
  g_assert_true (support_shows (card, "₩12000"));
  g_assert_true (has_text (card, "As of ", ""));
}

static void
test_offline_from_the_start (void)
{
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;
  GtkWidget *card;

  soup_server_disconnect (service->server);
  account = support_account_new (service, 360, 600);
  card = support_account_find (account, "MunjaChangesCard");
  g_assert_true (support_shows (card, "No Connection"));
  g_assert_false (has_text (card, "As of ", ""));
}

/* Nothing was to be sent, whatever is refused. */
static void
test_refused (void)
{
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;
  GtkWidget *card;

  support_replies_set (service, SUPPORT_STATISTICS_PATH, 400,
                       "{\"errorCode\":\"ValidationError\",\"errorMessage\":\"startDate\"}");
  account = support_account_new (service, 360, 600);
  card = support_account_find (account, "MunjaStatisticsCard");
  g_assert_true (support_shows (card, "Not Available"));
  g_assert_true (
      support_shows (card, "Coolsms does not give these figures. Try again later.\n\n“startDate”"));
}

static void
test_refresh (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  GtkWidget *card = support_account_find (account, "MunjaBalanceCard");

  support_replies_set (account->service, SUPPORT_BALANCE_PATH, 200,
                       "{\"balance\":5,\"point\":0,\"lowBalanceAlert\":"
                       "{\"notificationBalance\":\"200\",\"enabled\":true}}");
  press (card, GTK_TYPE_BUTTON, NULL);
  support_account_wait (account);
  g_assert_true (support_shows (card, "₩5"));
  g_assert_false (support_shows (card, "Points, Used First"));
  g_assert_true (support_shows (card, "Below ₩200, the alert limit at Coolsms"));
  g_assert_cmpuint (count_warnings (card), ==, 1);
}

/* 2026-04-01 and 2026-04-02, 09:00 in Seoul. */
#define FIRST  G_GINT64_CONSTANT (1775001600000000)
#define SECOND (FIRST + G_TIME_SPAN_DAY)

static const struct {
  const char *name;
  MunjaPlanned planned[3];
  gsize n_planned;
  const char *need;
  const char *enough;
  guint n_warnings;
} needs[] = {
  { "nothing", { { 0 } }, 0, NULL, NULL, 0 },
  { "enough",
    { { SECOND, 7.8 * MUNJA_WON }, { FIRST, 100 * MUNJA_WON } },
    2,
    "₩107.8 until Thu 2 April 2026, 09:00 (Seoul time)",
    "Yes",
    0 },
  { "unknown",
    { { FIRST, 100 * MUNJA_WON }, { SECOND, -1 } },
    2,
    "₩100 until Thu 2 April 2026, 09:00 (Seoul time)\n1 more without a known price",
    "Yes, as far as prices are known",
    0 },
  { "short",
    { { FIRST, 100 * MUNJA_WON }, { SECOND, 12000 * MUNJA_WON } },
    2,
    "₩12100 until Thu 2 April 2026, 09:00 (Seoul time)",
    "No: ₩50 short on Thu 2 April 2026, 09:00 (Seoul time)",
    1 },
  { "short-twice",
    { { FIRST, 12100 * MUNJA_WON }, { SECOND, 100 * MUNJA_WON } },
    2,
    "₩12200 until Thu 2 April 2026, 09:00 (Seoul time)",
    "No: ₩50 short on Wed 1 April 2026, 09:00 (Seoul time), and ₩150 in all",
    1 },
};

static void
test_need (gconstpointer data)
{
  const typeof (needs[0]) *c = data;
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  GtkWidget *card = support_account_find (account, "MunjaBalanceCard");

  munja_account_page_set_planned (MUNJA_ACCOUNT_PAGE (account->page), c->planned, c->n_planned);
  support_wait_frames (account->window);
  g_assert_cmpint (support_shows (card, "Needed for Scheduled Messages"), ==, c->need != NULL);
  if (c->need != NULL) {
    g_assert_true (support_shows (card, c->need));
    g_assert_true (support_shows (card, c->enough));
  }
  g_assert_cmpuint (count_warnings (card), ==, c->n_warnings);
}

static const struct {
  const char *name;
  const char *label;
  MunjaServicePage page;
} links[] = {
  { "top-up", "Top Up on the Website…", MUNJA_SERVICE_TOP_UP },
  { "apps", "Own Apps on the Website", MUNJA_SERVICE_OWN_APPS },
  { "log", "Message Log on the Website", MUNJA_SERVICE_LOG },
  { "revenue", "For Publishers: Revenue on the Website", MUNJA_SERVICE_SETTLEMENT },
  { "history", "Balance History on the Website", MUNJA_SERVICE_BALANCE_HISTORY },
  { "withdraw", "Withdraw on the Website…", MUNJA_SERVICE_WITHDRAWALS },
  { "senders", "Register or Renew on the Website…", MUNJA_SERVICE_SENDER_NUMBERS },
};

static void
test_link (gconstpointer data)
{
  const typeof (links[0]) *c = data;
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autofree char *uri = munja_service_get_page_uri (service, c->page);
  GtkWidget *link = support_find (account->page, GTK_TYPE_LINK_BUTTON, c->label);

  g_assert_nonnull (link);
  g_assert_cmpstr (gtk_link_button_get_uri (GTK_LINK_BUTTON (link)), ==, uri);
}

/* Who has signed out is shown nothing of what there was. */
static void
test_signed_out (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);

  munja_account_page_set_figures (MUNJA_ACCOUNT_PAGE (account->page), NULL, NULL);
  support_wait_frames (account->window);
  SUPPORT_WAIT_UNTIL (!support_shows (account->page, "₩12000"));
  g_assert_true (support_shows (account->page, "Not Signed In"));
  g_assert_nonnull (support_find (account->page, GTK_TYPE_BUTTON, "_Sign In"));
  munja_account_page_set_figures (MUNJA_ACCOUNT_PAGE (account->page), account->figures,
                                  account->service->api);
  support_account_wait (account);
  SUPPORT_WAIT_UNTIL (!support_shows (account->page, "Not Signed In"));
  g_assert_true (support_shows (account->page, "₩12000"));
}

static void
test_practice (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  g_autoptr (MunjaService) practice = munja_service_new_practice ("http://127.0.0.1:1");
  g_autoptr (MunjaRegistration) registration
      = munja_registration_new ("CID", NULL, "http://localhost:8080/authorize", "");
  GtkWidget *card = support_account_find (account, "MunjaMemberCard");

  munja_account_page_set_service (MUNJA_ACCOUNT_PAGE (account->page), practice, registration);
  support_wait_frames (account->window);
  g_assert_true (support_shows (card, "Practice: nothing is really sent"));
  g_assert_true (support_shows (card, "None, so no app gets a fee"));
}

/* Nothing is asked for before the page is seen, and the balance each time. */
static void
test_seen (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);

  g_assert_cmpuint (support_replies_count (account->service, SUPPORT_BALANCE_PATH), ==, 1);
  gtk_widget_set_visible (account->page, FALSE);
  support_wait_frames (account->window);
  gtk_widget_set_visible (account->page, TRUE);
  support_account_wait (account);
  g_assert_cmpuint (support_replies_count (account->service, SUPPORT_BALANCE_PATH), ==, 2);
  g_assert_cmpuint (support_replies_count (account->service, SUPPORT_MEMBER_PATH), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  SUPPORT_ADD_ROWS ("/account-cards/words", words, test_words);
  g_test_add_func ("/account-cards/expiry", test_expiry);
  SUPPORT_ADD_ROWS ("/account-cards/forbidden", forbidden, test_forbidden);
  g_test_add_func ("/account-cards/forbidden-fees", test_forbidden_fees);
  g_test_add_func ("/account-cards/app-without-member", test_forbidden_member);
  SUPPORT_ADD_ROWS ("/account-cards/empty", empty, test_empty);
  g_test_add_func ("/account-cards/offline", test_offline);
  g_test_add_func ("/account-cards/offline-from-the-start", test_offline_from_the_start);
  g_test_add_func ("/account-cards/refused", test_refused);
  g_test_add_func ("/account-cards/refresh", test_refresh);
  SUPPORT_ADD_ROWS ("/account-cards/need", needs, test_need);
  SUPPORT_ADD_ROWS ("/account-cards/link", links, test_link);
  g_test_add_func ("/account-cards/signed-out", test_signed_out);
  g_test_add_func ("/account-cards/practice", test_practice);
  g_test_add_func ("/account-cards/seen", test_seen);
  return g_test_run ();
}
