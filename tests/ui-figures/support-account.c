#include "config.h"

#include "support-account.h"

#include "support-wait.h"
#include "support-widgets.h"

static const char balance[] = "{\"balance\":12000,\"point\":50,\"lowBalanceAlert\":"
                              "{\"notificationBalance\":\"200\",\"enabled\":true}}";

static const char member[] = "{\"name\":\"홍길동\",\"email\":\"hong@example.com\","
                             "\"phoneNumber\":\"01012345678\"}";

static const char prices[] = "[{\"countryId\":\"82\",\"sms\":7.8,\"lms\":27,\"mms\":90}]";

static const char combined[] = "{\"sms\":9.8,\"lms\":32}";

static const char history[]
    = "[{\"historyId\":\"h1\",\"type\":\"DEDUCT\",\"balanceAmount\":-7.8,\"oldBalance\":12007.8,"
      "\"newBalance\":12000,\"oldPoint\":50,\"newPoint\":50,\"groupId\":\"G4V1\","
      "\"dateCreated\":\"2026-03-28T01:00:00.000Z\"},"
      "{\"historyId\":\"h2\",\"type\":\"RECHARGE\",\"balanceAmount\":10000,"
      "\"oldBalance\":2007.8,\"newBalance\":12007.8,\"oldPoint\":50,\"newPoint\":50,"
      "\"rechargeMethod\":\"CARD\",\"dateCreated\":\"2026-03-20T01:00:00.000Z\"},"
      "{\"historyId\":\"h3\",\"type\":\"PROFIT\",\"balanceAmount\":1507.8,\"oldBalance\":500,"
      "\"newBalance\":2007.8,\"oldPoint\":50,\"newPoint\":50,"
      "\"dateCreated\":\"2026-03-10T02:00:05.000Z\"},"
      "{\"historyId\":\"h4\",\"type\":\"MANUAL\",\"pointAmount\":50,\"oldBalance\":500,"
      "\"newBalance\":500,\"oldPoint\":0,\"newPoint\":50,\"memo\":\"가입 축하\","
      "\"dateCreated\":\"2026-03-01T01:00:00.000Z\"}]";

static const char withdrawals[]
    = "{\"data\":[{\"withdrawId\":\"w2\",\"status\":\"PENDING\",\"amount\":28500,\"fee\":2000,"
      "\"totalAmount\":30500,\"accountNumber\":\"******7890\",\"holderName\":\"홍길동\","
      "\"dateCreated\":\"2026-03-12T01:00:00.000Z\"},"
      "{\"withdrawId\":\"w1\",\"status\":\"ON_HOLD\",\"amount\":9000,"
      "\"dateCreated\":\"2026-02-12T01:00:00.000Z\"}]}";

static char *
format_day (MunjaDay day, char separator)
{
  int year, month, day_of_month;

  munja_day_get_date (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%04d%c%02d%c%02d", year, separator, month, separator, day_of_month);
}

static MunjaDay
get_today (void)
{
  return munja_day_from_time (g_get_real_time ());
}

/* Nothing on each seventh day, and something that failed on each fifth. */
static void
append_day (GString *out, int days_ago)
{
  g_autofree char *date = format_day (get_today () - days_ago, '/');
  int sms = days_ago % 7 == 6 ? 0 : 20 + days_ago * 37 % 60;
  int lms = days_ago * 11 % 9;
  int failed = days_ago % 5 == 0 ? 3 : 0;

  g_string_append_printf (out,
                          "%s{\"date\":\"%s\",\"balance\":%.1f,\"point\":0,"
                          "\"refund\":{\"balance\":%.1f,\"point\":0},"
                          "\"total\":{\"total\":%d,\"sms\":%d,\"lms\":%d},"
                          "\"successed\":{\"total\":%d,\"sms\":%d,\"lms\":%d},"
                          "\"failed\":{\"total\":%d,\"sms\":%d}}",
                          days_ago > 0 ? "," : "", date, (sms + failed) * 7.8 + lms * 27,
                          failed * 7.8, sms + failed + lms, sms + failed, lms, sms + lms, sms, lms,
                          failed, failed);
}

static char *
new_statistics (void)
{
  GString *out = g_string_new ("{\"monthPeriod\":[{\"dayPeriod\":[");

  for (int i = 0; i < MUNJA_STATISTICS_DAYS; i++)
    append_day (out, i);
  g_string_append (out, "]}]}");
  return g_string_free (out, FALSE);
}

/* Today and yesterday, from the app and from another one. */
static char *
new_daily (void)
{
  g_autofree char *today = format_day (get_today (), '-');
  g_autofree char *yesterday = format_day (get_today () - 1, '-');

  return g_strdup_printf (
      "[{\"date\":\"%s\",\"appId\":\"" SUPPORT_REPLIES_APP "\",\"count\":{\"4000\":{\"sms\":10}},"
      "\"balance\":98,\"profit\":20},"
      "{\"date\":\"%s\",\"appId\":\"" SUPPORT_REPLIES_APP "\",\"count\":{\"4000\":{\"sms\":5,"
      "\"lms\":2},\"3059\":{\"sms\":1}},\"balance\":113,\"profit\":20},"
      "{\"date\":\"%s\",\"appId\":\"another\",\"count\":{\"4000\":{\"sms\":100}},"
      "\"balance\":780,\"profit\":200}]",
      today, yesterday, yesterday);
}

static char *
new_senders (void)
{
  g_autofree char *soon = format_day (get_today () + 10, '-');
  g_autofree char *later = format_day (get_today () + 200, '-');
  g_autofree char *past = format_day (get_today () - 10, '-');

  return g_strdup_printf ("{\"senderIds\":[{\"phoneNumber\":\"0212345678\",\"status\":\"ACTIVE\","
                          "\"expireAt\":\"%sT03:00:00.000Z\",\"autoExtension\":true},"
                          "{\"phoneNumber\":\"01012345678\",\"status\":\"ACTIVE\","
                          "\"expireAt\":\"%sT03:00:00.000Z\",\"autoExtension\":0},"
                          "{\"phoneNumber\":\"01087654321\",\"status\":\"INACTIVE\","
                          "\"expireAt\":\"%sT03:00:00.000Z\"},"
                          "{\"phoneNumber\":\"15881234\",\"status\":\"PENDING\"}]}",
                          later, soon, past);
}

/* An account that has something of everything. */
SupportReplies *
support_account_new_service (void)
{
  SupportReplies *service = support_replies_new ();
  g_autofree char *statistics = new_statistics ();
  g_autofree char *daily = new_daily ();
  g_autofree char *senders = new_senders ();

  support_replies_set (service, SUPPORT_BALANCE_PATH, 200, balance);
  support_replies_set (service, SUPPORT_MEMBER_PATH, 200, member);
  support_replies_set (service, SUPPORT_PRICES_PATH, 200, prices);
  support_replies_set (service, SUPPORT_COMBINED_PATH, 200, combined);
  support_replies_set (service, SUPPORT_STATISTICS_PATH, 200, statistics);
  support_replies_set (service, SUPPORT_DAILY_PATH, 200, daily);
  support_replies_set (service, SUPPORT_HISTORY_PATH, 200, history);
  support_replies_set (service, SUPPORT_WITHDRAWALS_PATH, 200, withdrawals);
  support_replies_set (service, SUPPORT_SENDERS_PATH, 200, senders);
  return service;
}

void
support_account_forbid (SupportReplies *service, const char *path)
{
  support_replies_set (service, path, 403, "{\"errorCode\":\"Forbidden\",\"errorMessage\":\"no\"}");
}

/* As an application does by itself. */
static void
load_style (void)
{
  static gboolean is_loaded = FALSE;
  g_autoptr (GtkCssProvider) provider = NULL;

  if (is_loaded)
    return;
  is_loaded = TRUE;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, "/io/github/munja/Munja/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* Takes over the service, and shows what it has in a window of that size. */
SupportAccount *
support_account_new (SupportReplies *service, int width, int height)
{
  SupportAccount *self = g_new0 (SupportAccount, 1);
  g_autoptr (MunjaService) coolsms = munja_service_new ("coolsms");
  g_autoptr (MunjaRegistration) registration = munja_registration_new (
      "CIDABCDEFGHIJKLM", NULL, "http://localhost:8080/authorize", SUPPORT_REPLIES_APP);

  load_style ();
  self->service = service;
  self->figures = munja_figures_new (service->api);
  self->page = g_object_new (MUNJA_TYPE_ACCOUNT_PAGE, NULL);
  self->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (self->window, width, height);
  gtk_window_set_child (self->window, self->page);
  munja_account_page_set_service (MUNJA_ACCOUNT_PAGE (self->page), coolsms, registration);
  munja_account_page_set_figures (MUNJA_ACCOUNT_PAGE (self->page), self->figures, service->api);
  gtk_window_present (self->window);
  support_account_wait (self);
  return self;
}

void
support_account_free (SupportAccount *self)
{
  gtk_window_destroy (self->window);
  support_finalize (self->figures);
  support_replies_free (self->service);
  g_free (self);
}

static gboolean
is_loading (MunjaFigures *figures)
{
  gboolean loading = munja_figure_get_loading (
      munja_balance_history_get_figure (munja_figures_get_history (figures)));

  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    loading |= munja_figure_get_loading (munja_figures_get_part (figures, i));
  return loading;
}

/* Until all has come that was asked for, and is shown. */
void
support_account_wait (SupportAccount *self)
{
  support_wait_frames (self->window);
  SUPPORT_WAIT_UNTIL (!is_loading (self->figures));
  support_wait_frames (self->window);
}

/* The one widget of a class that can be seen. */
GtkWidget *
support_account_find (SupportAccount *self, const char *class_name)
{
  GtkWidget *found = support_find (self->page, g_type_from_name (class_name), NULL);

  g_assert_nonnull (found);
  return found;
}

/* A page of the balance history as the service replies it. */
char *
support_history_page (guint first, guint count)
{
  GString *out = g_string_new ("[");

  for (guint i = first; i < first + count; i++)
    g_string_append_printf (out,
                            "%s{\"historyId\":\"p%u\",\"type\":\"DEDUCT\",\"oldBalance\":%u,"
                            "\"newBalance\":%u,\"oldPoint\":0,\"newPoint\":0,"
                            "\"dateCreated\":\"2026-03-01T01:00:00.000Z\"}",
                            i > first ? "," : "", i, 20000 - i, 19999 - i);
  g_string_append_c (out, ']');
  return g_string_free (out, FALSE);
}
