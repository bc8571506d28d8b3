#include "config.h"

#include "munja-service.h"
#include "support-rows.h"

static const struct {
  const char *name;
  const char *id;
  const char *expected_id;
  const char *api_base;
  const char *log_uri;
} cases[] = {
  { "coolsms", "coolsms", "coolsms", "https://api.coolsms.co.kr",
    "https://coolsms.co.kr/message-log" },
  { "solapi", "solapi", "solapi", "https://api.solapi.com", "https://solapi.com/message-log" },
  { "unknown", "elsewhere", "coolsms", "https://api.coolsms.co.kr",
    "https://coolsms.co.kr/message-log" },
  { "missing", NULL, "coolsms", "https://api.coolsms.co.kr", "https://coolsms.co.kr/message-log" },
};

static void
test_service (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (MunjaService) service = munja_service_new (c->id);
  g_autoptr (MunjaService) copy = munja_service_copy (service);
  g_autofree char *log_uri = munja_service_get_log_uri (copy);

  g_assert_cmpstr (service->id, ==, c->expected_id);
  g_assert_cmpstr (service->api_base, ==, c->api_base);
  g_assert_false (munja_service_is_practice (service));
  g_assert_cmpstr (copy->id, ==, service->id);
  g_assert_cmpstr (copy->name, ==, service->name);
  g_assert_cmpstr (copy->register_uri, ==, service->register_uri);
  g_assert_cmpstr (log_uri, ==, c->log_uri);
}

static void
test_practice (void)
{
  g_autoptr (MunjaService) service = munja_service_new_practice ("http://127.0.0.1:40123");
  g_autoptr (MunjaService) copy = munja_service_copy (service);

  g_assert_true (munja_service_is_practice (copy));
  g_assert_cmpstr (copy->id, ==, MUNJA_SERVICE_PRACTICE);
  g_assert_cmpstr (copy->api_base, ==, "http://127.0.0.1:40123");
  g_assert_cmpstr (copy->web_base, ==, "http://127.0.0.1:40123");
  g_assert_null (copy->register_uri);
}

static void
test_pages (void)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autofree char *group = munja_service_get_group_uri (service, "G4V&x=1 문");
  g_autofree char *message = munja_service_get_message_uri (service, "M4V1");
  g_autofree char *senders = munja_service_get_sender_numbers_uri (service);

  g_assert_cmpstr (group, ==,
                   "https://coolsms.co.kr/message-log?criteria=groupId"
                   "&value=G4V%26x%3D1%20%EB%AC%B8&cond=eq");
  g_assert_cmpstr (
      message, ==,
      "https://coolsms.co.kr/message-log/detail?criteria=messageId&value=M4V1&cond=eq");
  g_assert_cmpstr (senders, ==, "https://coolsms.co.kr/senderids");
}

/* Each page at both services, and in practice. */
static const struct {
  const char *name;
  MunjaServicePage page;
  const char *path;
} page_cases[] = {
  { "log", MUNJA_SERVICE_LOG, "/message-log" },
  { "balance-history", MUNJA_SERVICE_BALANCE_HISTORY, "/balance/history" },
  { "top-up", MUNJA_SERVICE_TOP_UP, "/balance/history" },
  { "settlement", MUNJA_SERVICE_SETTLEMENT, "/me/apps/settle" },
  { "withdrawals", MUNJA_SERVICE_WITHDRAWALS, "/withdrawal/history" },
  { "sender-numbers", MUNJA_SERVICE_SENDER_NUMBERS, "/senderids" },
  { "own-apps", MUNJA_SERVICE_OWN_APPS, "/me/apps" },
};

static void
test_page (gconstpointer data)
{
  const typeof (page_cases[0]) *c = data;
  MunjaService *const services[] = { munja_service_new ("coolsms"), munja_service_new ("solapi"),
                                     munja_service_new_practice ("http://127.0.0.1:40123") };
  static const char *const bases[]
      = { "https://coolsms.co.kr", "https://solapi.com", "http://127.0.0.1:40123" };

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++) {
    g_autofree char *uri = munja_service_get_page_uri (services[i], c->page);
    g_autofree char *expected = g_strconcat (bases[i], c->path, NULL);

    g_assert_cmpstr (uri, ==, expected);
    munja_service_free (services[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/service/real", cases, test_service);
  g_test_add_func ("/service/practice", test_practice);
  g_test_add_func ("/service/pages", test_pages);
  SUPPORT_ADD_ROWS ("/service/page", page_cases, test_page);
  return g_test_run ();
}
