#include "config.h"

#include "munja-error.h"
#include "munja-replies-account.h"
#include "munja-replies-group.h"
#include "support-rows.h"

static GBytes *
bytes (const char *text)
{
  return g_bytes_new_static (text, strlen (text));
}

static void
test_group (void)
{
  g_autoptr (GBytes) body = SUPPORT_BYTES (
      "{\"groupId\":\"G4V1\",\"_id\":\"G4V1\",\"status\":\"SCHEDULED\",\"fresh\":{\"a\":[1]},"
      "\"count\":{\"total\":\"7\",\"sentTotal\":0,\"registeredFailed\":2,\"registeredSuccess\":5,"
      "\"sentSuccess\":\"3\",\"sentFailed\":1},"
      "\"countForCharge\":{\"sms\":{\"82\":3,\"1\":\"2\"},\"lms\":{},\"mms\":4,\"rcs_sms\":{}},"
      "\"balance\":{\"requested\":20.5,\"replacement\":1.5,\"additional\":\"2\",\"refund\":7.8},"
      "\"point\":{\"requested\":\"1\"},\"dateCreated\":\"2026-11-23T15:29:00Z\","
      "\"dateSent\":\"2026-11-23T15:30:00.000Z\",\"dateCompleted\":null,"
      "\"app\":{\"profit\":{\"sms\":2,\"lms\":\"3\"},\"appId\":\"A\",\"version\":null},"
      "\"scheduledDate\":\"2026-11-23T15:30:00.000Z\",\"flagUpdated\":0,\"prepaid\":1,"
      "\"log\":[{\"message\":{}}],\"customFields\":{\"munjaKey\":\"K\",\"other\":\"x\"}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_parse_group (body, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (group->id, ==, "G4V1");
  g_assert_cmpstr (group->status, ==, "SCHEDULED");
  g_assert_cmpstr (group->key, ==, "K");
  g_assert_cmpint (group->scheduled, ==, G_GINT64_CONSTANT (1795447800) * G_USEC_PER_SEC);
  g_assert_cmpint (group->total, ==, 7);
  g_assert_cmpint (group->registered_success, ==, 5);
  g_assert_cmpint (group->registered_failed, ==, 2);
  g_assert_cmpint (group->charge[MUNJA_CHARGE_SMS], ==, 5);
  g_assert_cmpint (group->charge[MUNJA_CHARGE_LMS], ==, 0);
  g_assert_cmpint (group->charge[MUNJA_CHARGE_MMS], ==, 4);
  g_assert_cmpint (group->profit[MUNJA_CHARGE_SMS], ==, 2 * MUNJA_WON);
  g_assert_cmpint (group->profit[MUNJA_CHARGE_LMS], ==, 3 * MUNJA_WON);
  g_assert_cmpint (group->profit[MUNJA_CHARGE_MMS], ==, 0);
  g_assert_cmpint (group->n_delivered, ==, 3);
  g_assert_cmpint (group->n_failed, ==, 1);
  g_assert_cmpstr (group->app_id, ==, "A");
  g_assert_cmpint (group->sent, ==, group->scheduled);
  g_assert_cmpint (group->created, ==, group->sent - G_TIME_SPAN_MINUTE);
  g_assert_cmpint (group->completed, ==, 0);
  g_assert_cmpint (group->balance.charged, ==, 24 * MUNJA_WON);
  g_assert_cmpint (group->balance.refunded, ==, munja_money_from_krw (7.8));
  g_assert_cmpint (group->point.charged, ==, MUNJA_WON);
  g_assert_cmpint (group->point.refunded, ==, -1);
}

/* What a group may lack, and hold in other types, without harm; @size as munja_group_get_size(). */
static const struct {
  const char *name;
  const char *body;
  gint64 size;
} group_cases[] = {
  { "bare", "{\"groupId\":\"G\",\"status\":\"PENDING\"}", -1 },
  { "other-id", "{\"_id\":\"G\",\"status\":\"PENDING\"}", -1 },
  { "number-id", "{\"groupId\":12,\"status\":\"PENDING\"}", -1 },
  { "nulls",
    "{\"groupId\":\"G\",\"status\":\"PENDING\",\"count\":null,\"countForCharge\":null,"
    "\"balance\":null,\"app\":null,\"customFields\":null,\"scheduledDate\":null}",
    -1 },
  { "wrong-types",
    "{\"groupId\":\"G\",\"status\":\"PENDING\",\"count\":[1],\"countForCharge\":3,\"app\":\"x\","
    "\"customFields\":[],\"scheduledDate\":7,\"point\":true}",
    -1 },
  { "wrong-counts",
    "{\"groupId\":\"G\",\"status\":\"PENDING\",\"count\":{\"total\":-1,\"registeredSuccess\":\"x\"}"
    ","
    "\"countForCharge\":{\"sms\":{\"82\":null}},\"app\":{\"profit\":[]}}",
    -1 },
  { "empty", "{\"groupId\":\"G\",\"status\":\"PENDING\",\"count\":{\"total\":0}}", 0 },
  { "total-0",
    "{\"groupId\":\"G\",\"status\":\"NEW\",\"count\":{\"total\":0,\"registeredSuccess\":1,"
    "\"registeredFailed\":\"2\"}}",
    3 },
  { "total-alone", "{\"groupId\":\"G\",\"status\":\"NEW\",\"count\":{\"total\":4}}", 4 },
  { "no-total",
    "{\"groupId\":\"G\",\"status\":\"NEW\",\"count\":{\"registeredSuccess\":1,"
    "\"registeredFailed\":0}}",
    1 },
};

static void
test_loose_group (gconstpointer data)
{
  const typeof (group_cases[0]) *c = data;
  g_autoptr (GBytes) body = bytes (c->body);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_parse_group (body, &error);

  g_assert_no_error (error);
  g_assert_nonnull (group->id);
  g_assert_null (group->key);
  g_assert_cmpint (group->scheduled, ==, 0);
  g_assert_cmpint (munja_group_get_size (group), ==, c->size);
  g_assert_null (group->app_id);
  g_assert_cmpint (group->n_delivered, ==, -1);
  g_assert_cmpint (group->n_failed, ==, -1);
  g_assert_cmpint (group->sent, ==, 0);
  g_assert_cmpint (group->balance.charged, ==, -1);
  g_assert_cmpint (group->point.refunded, ==, -1);
  for (guint i = 0; i < MUNJA_N_CHARGES; i++) {
    g_assert_cmpint (group->charge[i], ==, 0);
    g_assert_cmpint (group->profit[i], ==, 0);
  }
}

static const struct {
  const char *name;
  const char *body;
} not_group_cases[] = {
  { "empty", "" },
  { "not-json", "<html>" },
  { "cut-off", "{\"groupId\":\"G\",\"status\":\"PEND" },
  { "array", "[]" },
  { "no-id", "{\"status\":\"PENDING\"}" },
  { "empty-id", "{\"groupId\":\"\",\"status\":\"PENDING\"}" },
  { "no-status", "{\"groupId\":\"G\"}" },
  { "null-status", "{\"groupId\":\"G\",\"status\":null}" },
  { "wrong-status", "{\"groupId\":\"G\",\"status\":{}}" },
};

static void
test_not_group (gconstpointer data)
{
  const typeof (not_group_cases[0]) *c = data;
  g_autoptr (GBytes) body = bytes (c->body);
  g_autoptr (GError) error = NULL;

  g_assert_null (munja_parse_group (body, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
}

/* @next is NULL after the last page; @count below 0 stands for what is no list. */
static const struct {
  const char *name;
  const char *body;
  const char *start;
  int count;
  const char *next;
} page_cases[] = {
  { "object", "{\"%s\":{\"a\":%s,\"b\":%s},\"nextKey\":\"N\"}", NULL, 2, "N" },
  { "array", "{\"%s\":[%s,%s],\"nextKey\":\"N\"}", "S", 2, "N" },
  { "none", "{\"%s\":{}}", NULL, 0, NULL },
  { "none-array", "{\"%s\":[],\"nextKey\":null}", NULL, 0, NULL },
  { "next-empty", "{\"%s\":[%s,%s],\"nextKey\":\"\"}", NULL, 2, NULL },
  { "next-repeated", "{\"%s\":[%s,%s],\"nextKey\":\"S\"}", "S", 2, NULL },
  { "next-number", "{\"%s\":[%s,%s],\"nextKey\":7}", "S", 2, "7" },
  { "missing", "{\"other%s\":{}}", NULL, -1, NULL },
  { "null", "{\"%s\":null}", NULL, -1, NULL },
  { "number", "{\"%s\":3}", NULL, -1, NULL },
  { "partly", "{\"%s\":[%s,3]}", NULL, -1, NULL },
  { "partly-object", "{\"%s\":{\"a\":%s,\"b\":null}}", NULL, -1, NULL },
};

static void
test_group_page (gconstpointer data)
{
  const typeof (page_cases[0]) *c = data;
  g_autoptr (GString) text = g_string_new (c->body);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroupPage) page = NULL;

  /* The name comes first. */
  g_string_replace (text, "%s", "groupList", 1);
  g_string_replace (text, "%s", "{\"groupId\":\"G\",\"status\":\"PENDING\"}", 0);
  body = bytes (text->str);
  page = munja_parse_group_page (body, c->start, &error);
  g_assert_cmpint (page != NULL, ==, c->count >= 0);
  if (page == NULL) {
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
    return;
  }
  g_assert_cmpuint (page->groups->len, ==, c->count);
  g_assert_cmpstr (page->next_key, ==, c->next);
}

static void
test_message_page (gconstpointer data)
{
  const typeof (page_cases[0]) *c = data;
  g_autoptr (GString) text = g_string_new (c->body);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMessagePage) page = NULL;

  g_string_replace (text, "%s", "messageList", 1);
  g_string_replace (text, "%s", "{\"messageId\":\"M\"}", 0);
  body = bytes (text->str);
  page = munja_parse_message_page (body, c->start, &error);
  g_assert_cmpint (page != NULL, ==, c->count >= 0);
  if (page == NULL) {
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
    return;
  }
  g_assert_cmpuint (page->messages->len, ==, c->count);
  g_assert_cmpstr (page->next_key, ==, c->next);
}

/* A list with something in it that is no group is not known to be whole. */
static void
test_foreign_groups (void)
{
  g_autoptr (GBytes) body = SUPPORT_BYTES ("{\"groupList\":[{\"groupId\":\"G\"}]}");
  g_autoptr (GError) error = NULL;

  g_assert_null (munja_parse_group_page (body, NULL, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
}

static void
test_messages (void)
{
  g_autoptr (GBytes) body = SUPPORT_BYTES (
      "{\"limit\":20,\"messageList\":{"
      "\"M1\":{\"messageId\":\"M1\",\"groupId\":\"G\",\"to\":\"01012345678\",\"replacement\":1,"
      "\"from\":\"0212345678\",\"text\":\"a\\nb\",\"type\":\"LMS\",\"subject\":\"c\",\"country\":"
      "82,"
      "\"networkName\":\"SKT\",\"networkCode\":\"10001\",\"dateProcessed\":\"2026-11-24T00:30:01+"
      "09:00\","
      "\"dateReported\":\"2026-11-23T15:30:02Z\",\"dateReceived\":\"2026-11-23T15:30:03.000Z\","
      "\"statusCode\":\"4000\",\"reason\":\" ok \",\"dateCreated\":\"2026-11-23T15:30:00.000Z\","
      "\"customFields\":{\"munjaKey\":\"K\",\"munjaRow\":\"12\"}},"
      "\"M2\":{\"_id\":\"M2\",\"replacement\":false,\"text\":null,\"dateReported\":\"soon\",\"to\":"
      "[\"01087654321\",\"1\"],\"statusCode\":1026,\"reason\":null,"
      "\"dateCreated\":\"2026-11-23T15:30:01Z\",\"customFields\":{\"munjaRow\":3}},"
      "\"M3\":{\"to\":[],\"statusCode\":null,\"dateCreated\":null,"
      "\"customFields\":{\"munjaRow\":\"-1\"}},"
      "\"M4\":{\"messageId\":\"M4\",\"to\":{\"a\":1},\"customFields\":7}}}");
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMessagePage) page = munja_parse_message_page (body, NULL, &error);
  const MunjaListedMessage *message;

  g_assert_no_error (error);
  g_assert_cmpuint (page->messages->len, ==, 4);
  message = page->messages->pdata[0];
  g_assert_cmpstr (message->message_id, ==, "M2");
  g_assert_cmpstr (message->to, ==, "01087654321");
  g_assert_null (message->key);
  g_assert_cmpint (message->row, ==, 3);
  g_assert_cmpstr (message->status_code, ==, "1026");
  g_assert_null (message->status_text);
  g_assert_false (message->is_replaced);
  g_assert_null (message->text);
  g_assert_null (message->network);
  g_assert_cmpint (message->reported, ==, 0);
  message = page->messages->pdata[1];
  g_assert_cmpstr (message->message_id, ==, "M1");
  g_assert_cmpstr (message->group_id, ==, "G");
  g_assert_cmpstr (message->to, ==, "01012345678");
  g_assert_cmpstr (message->key, ==, "K");
  g_assert_cmpint (message->row, ==, 12);
  g_assert_cmpstr (message->status_code, ==, "4000");
  g_assert_cmpstr (message->status_text, ==, "ok");
  g_assert_cmpint (message->date, ==, G_GINT64_CONSTANT (1795447800) * G_USEC_PER_SEC);
  g_assert_true (message->is_replaced);
  g_assert_cmpstr (message->from, ==, "0212345678");
  g_assert_cmpstr (message->text, ==, "a\nb");
  g_assert_cmpstr (message->subject, ==, "c");
  g_assert_cmpstr (message->type, ==, "LMS");
  g_assert_cmpstr (message->country, ==, "82");
  g_assert_cmpstr (message->network, ==, "SKT");
  g_assert_cmpint (message->processed, ==, message->date + 1 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (message->reported, ==, message->date + 2 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (message->received, ==, message->date + 3 * G_TIME_SPAN_SECOND);
  for (guint i = 2; i < 4; i++) {
    message = page->messages->pdata[i];
    g_assert_cmpint (message->row, ==, -1);
    g_assert_null (message->to);
    g_assert_cmpint (message->date, ==, 0);
  }
}

static void
test_added (void)
{
  g_autoptr (GBytes) body = SUPPORT_BYTES (
      "{\"errorCount\":\"1\",\"resultList\":["
      "{\"to\":\"01012345678\",\"from\":\"0212345678\",\"type\":\"SMS\",\"country\":\"82\","
      "\"messageId\":\"M1\",\"statusCode\":\"2000\",\"statusMessage\":\"ok \",\"accountId\":\"1\","
      "\"customFields\":{\"munjaKey\":\"K\",\"munjaRow\":\"0\"}},"
      "{\"to\":\"01012345678\",\"messageId\":\"M2\",\"statusCode\":1026,"
      "\"statusMessage\":\"again\"},{}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) added = munja_parse_added (body, &error);
  const MunjaAddedMessage *message;

  g_assert_no_error (error);
  g_assert_cmpuint (added->len, ==, 3);
  message = added->pdata[0];
  g_assert_cmpint (message->row, ==, 0);
  g_assert_cmpstr (message->key, ==, "K");
  g_assert_cmpstr (message->to, ==, "01012345678");
  g_assert_cmpstr (message->message_id, ==, "M1");
  g_assert_cmpstr (message->status_code, ==, "2000");
  g_assert_cmpstr (message->status_text, ==, "ok");
  message = added->pdata[1];
  g_assert_cmpint (message->row, ==, -1);
  g_assert_null (message->key);
  g_assert_cmpstr (message->status_code, ==, "1026");
  message = added->pdata[2];
  g_assert_null (message->message_id);
  g_assert_null (message->status_code);
}

/* @count below 0 stands for a reply that does not say it. */
static const struct {
  const char *name;
  const char *body;
  int count;
} added_cases[] = {
  { "object", "{\"resultList\":{\"M1\":{\"messageId\":\"M1\"}}}", 1 },
  { "none", "{\"resultList\":[]}", 0 },
  { "missing", "{\"errorCount\":0}", -1 },
  { "null", "{\"resultList\":null}", -1 },
  { "strings", "{\"resultList\":[\"M1\"]}", -1 },
  { "empty", "", -1 },
  { "cut-off", "{\"resultList\":[{\"messageId\":\"M1\"},", -1 },
};

static void
test_loosely_added (gconstpointer data)
{
  const typeof (added_cases[0]) *c = data;
  g_autoptr (GBytes) body = bytes (c->body);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) added = munja_parse_added (body, &error);

  g_assert_cmpint (added != NULL, ==, c->count >= 0);
  if (added == NULL)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED);
  else
    g_assert_cmpuint (added->len, ==, c->count);
}

/* Prices of a short message in Korea, in tenths of a KRW; below -1 stands for a reply without them.
 */
static const struct {
  const char *name;
  const char *body;
  MunjaMoney sms;
} price_cases[] = {
  { "array", "[{\"countryId\":\"1\",\"sms\":9},{\"countryId\":\"82\",\"sms\":20}]", 200 },
  { "object", "{\"countryId\":\"82\",\"sms\":\"20.5\",\"new\":{}}", 205 },
  { "fraction", "[{\"countryId\":\"82\",\"sms\":7.8}]", 78 },
  { "number-id", "[{\"countryId\":82,\"sms\":20}]", 200 },
  { "other-method",
    "[{\"countryId\":\"82\",\"serviceMethod\":\"AUTH\",\"sms\":9},"
    "{\"countryId\":\"82\",\"serviceMethod\":\"MT\",\"sms\":20}]",
    200 },
  { "without-sms", "[{\"countryId\":\"82\",\"lms\":50}]", -1 },
  { "other-country", "[{\"countryId\":\"1\",\"sms\":9}]", -2 },
  { "none", "[]", -2 },
  { "numbers", "[3]", -2 },
  { "value", "3", -2 },
  { "empty", "", -2 },
};

static void
test_prices (gconstpointer data)
{
  const typeof (price_cases[0]) *c = data;
  g_autoptr (GBytes) body = bytes (c->body);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPrices) prices = munja_parse_prices (body, "82", &error);

  g_assert_cmpint (prices != NULL, ==, c->sms >= -1);
  if (prices == NULL)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  else
    g_assert_cmpint (prices->sms, ==, c->sms < 0 ? -1 : c->sms * MUNJA_WON / 10);
}

/* What a group costs at 7.8 KRW a short message and 25.9 a long one, in tenths of a KRW; -1 if that
 * cannot be told. */
static const struct {
  const char *name;
  const char *members;
  MunjaMoney price;
} sum_cases[] = {
  { "one", "\"countForCharge\":{\"sms\":{\"82\":1}}", 78 },
  { "ten", "\"countForCharge\":{\"sms\":{\"82\":10}}", 780 },
  { "a-million", "\"countForCharge\":{\"sms\":{\"82\":1000000}}", 78000000 },
  { "mixed", "\"countForCharge\":{\"sms\":{\"82\":3},\"lms\":{\"82\":2}}", 752 },
  { "fee", "\"countForCharge\":{\"sms\":{\"82\":3}},\"app\":{\"profit\":{\"sms\":0.5,\"lms\":5}}",
    249 },
  { "unknown", "\"countForCharge\":{\"sms\":{\"82\":3},\"mms\":{\"82\":1}}", -1 },
  { "other-kinds", "\"countForCharge\":{\"bms_text\":{\"82\":3}}", -1 },
  { "nothing", "\"count\":{\"total\":3}", -1 },
};

static void
test_sum (gconstpointer data)
{
  const typeof (sum_cases[0]) *c = data;
  const MunjaPrices prices = { 78 * MUNJA_WON / 10, 259 * MUNJA_WON / 10, -1 };
  g_autofree char *text
      = g_strdup_printf ("{\"groupId\":\"G\",\"status\":\"PENDING\",%s}", c->members);
  g_autoptr (GBytes) body = bytes (text);
  g_autoptr (MunjaGroup) group = munja_parse_group (body, NULL);

  g_assert_cmpint (munja_group_get_price (group, &prices), ==,
                   c->price < 0 ? -1 : c->price * MUNJA_WON / 10);
}

/* The service has kinds of messages, words and members that nobody here has heard of. */
static void
test_newer_group (void)
{
  g_autoptr (GBytes) body = SUPPORT_BYTES (
      "{\"groupId\":\"G4V1\",\"status\":\"RESTING\",\"clusterKey\":null,"
      "\"count\":{\"total\":5,\"registeredSuccess\":4,\"registeredFailed\":1,\"sentFax\":{}},"
      "\"countForCharge\":{\"sms\":{\"82\":3},\"voice\":{\"82\":9},\"rcs_itpl\":{},\"bms_wide\":"
      "null},"
      "\"balance\":{\"requested\":null,\"additional\":0},\"point\":{\"requested\":0.2},"
      "\"price\":{\"82\":{\"sms\":7.8,\"voice\":null}},\"app\":null,\"customFields\":null,"
      "\"hint\":{\"a\":[]},\"log\":[{\"message\":{\"en\":\"x\"}},null],\"scheduledDate\":\"\","
      "\"allowDuplicates\":1,\"strict\":0}");
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_parse_group (body, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (group->status, ==, "RESTING");
  g_assert_cmpint (munja_group_get_size (group), ==, 5);
  g_assert_cmpint (group->charge[MUNJA_CHARGE_SMS], ==, 3);
  g_assert_cmpint (group->scheduled, ==, 0);
  g_assert_null (group->key);
}

/* Lists as they came, with members that are null or numbers where words or truths are meant. */
static const struct {
  const char *name;
  const char *body;
  guint count;
} last_page_cases[] = {
  { "null-keys",
    "{\"startKey\":null,\"nextKey\":null,\"limit\":20,\"messageList\":{\"M1\":{\"messageId\":"
    "\"M1\","
    "\"to\":\"01000000001\",\"statusCode\":\"4000\",\"voiceReplied\":null,\"faxPageCount\":null,"
    "\"unavailableSenderNumber\":null,\"customFields\":null,\"replacement\":0,"
    "\"autoTypeDetect\":2}}}",
    1 },
  { "no-keys", "{\"limit\":20,\"messageList\":{}}", 0 },
  { "no-limit", "{\"messageList\":[]}", 0 },
  { "only-start-key", "{\"startKey\":\"S\",\"messageList\":[{\"messageId\":\"M1\"}]}", 1 },
};

static void
test_last_page (gconstpointer data)
{
  const typeof (last_page_cases[0]) *c = data;
  g_autoptr (GBytes) body = bytes (c->body);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMessagePage) page = munja_parse_message_page (body, "S", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (page->messages->len, ==, c->count);
  g_assert_null (page->next_key);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parse-group/group", test_group);
  SUPPORT_ADD_ROWS ("/parse-group/loose", group_cases, test_loose_group);
  SUPPORT_ADD_ROWS ("/parse-group/not", not_group_cases, test_not_group);
  SUPPORT_ADD_ROWS ("/parse-group/group-page", page_cases, test_group_page);
  SUPPORT_ADD_ROWS ("/parse-group/message-page", page_cases, test_message_page);
  g_test_add_func ("/parse-group/foreign-groups", test_foreign_groups);
  g_test_add_func ("/parse-group/messages", test_messages);
  g_test_add_func ("/parse-group/added", test_added);
  SUPPORT_ADD_ROWS ("/parse-group/loosely-added", added_cases, test_loosely_added);
  SUPPORT_ADD_ROWS ("/parse-group/prices", price_cases, test_prices);
  SUPPORT_ADD_ROWS ("/parse-group/sum", sum_cases, test_sum);
  g_test_add_func ("/parse-group/newer-group", test_newer_group);
  SUPPORT_ADD_ROWS ("/parse-group/last-page", last_page_cases, test_last_page);
  return g_test_run ();
}
