#include "config.h"

#include "munja-describe-sending.h"
#include "munja-describe-when.h"
#include "munja-error.h"
#include "munja-money.h"

/* What became of a sending, in the order of the states, and what is said of it. */
static const struct {
  const char *name;
  MunjaSendingOutcome outcome;
  guint n_of_state[MUNJA_N_SENT_STATES];
  const char *title;
  const char *result;
  const char *rest;
} results[] = {
  { "one-open", MUNJA_SENDING_SENT, { 1 }, "On Its Way", "On Its Way", "" },
  { "one-delivered", MUNJA_SENDING_SENT, { 0, 1 }, "Delivered", "Delivered", "" },
  { "one-failed", MUNJA_SENDING_SENT, { 0, 0, 1 }, "Failed", "Failed", "" },
  { "one-refused", MUNJA_SENDING_SENT, { 0, 0, 0, 1 }, "Not Accepted", "Not Accepted", "" },
  { "one-unknown", MUNJA_SENDING_SENT, { 0, 0, 0, 0, 1 }, "No Result", "No Result", "" },
  { "all-open",
    MUNJA_SENDING_SENT,
    { 3 },
    "On Its Way to 3 People",
    "3 on their way",
    "3 on their way" },
  { "some",
    MUNJA_SENDING_SENT,
    { 9, 87, 3, 1 },
    "Delivered to 87 of 100",
    "87 delivered · 9 on their way · 4 failed",
    "9 on their way · 4 failed" },
  { "all", MUNJA_SENDING_SENT, { 0, 42 }, "Delivered to All 42", "42 delivered", "" },
  { "none",
    MUNJA_SENDING_SENT,
    { 0, 0, 2, 0, 1 },
    "Delivered to 0 of 3",
    "2 failed · 1 without a result",
    "2 failed · 1 without a result" },
  { "cancelled", MUNJA_SENDING_CANCELLED, { 3 }, "Cancelled", "Cancelled", "" },
  { "not-sent", MUNJA_SENDING_FAILED, { 3 }, "Not Enough Balance", "Not Enough Balance", "" },
};

static void
test_result (gconstpointer data)
{
  const typeof (results[0]) *c = data;
  g_autoptr (MunjaSendingInfo) info = munja_sending_info_new ();
  g_autofree char *title = NULL;
  g_autofree char *result = NULL;
  g_autofree char *rest = NULL;

  info->outcome = c->outcome;
  for (guint i = 0; i < MUNJA_N_SENT_STATES; i++)
    info->n_messages += info->n_of_state[i] = c->n_of_state[i];
  if (c->outcome == MUNJA_SENDING_FAILED)
    info->problem = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_BALANCE, "As in the case");
  title = munja_describe_sending_title (info);
  result = munja_describe_sending_result (info);
  rest = munja_describe_sending_rest (info);
  g_assert_cmpstr (title, ==, c->title);
  g_assert_cmpstr (result, ==, c->result);
  g_assert_cmpstr (rest, ==, c->rest);
}

static void
test_text (void)
{
  static const struct {
    const char *text;
    const char *columns;
    const char *name;
    const char *words;
  } cases[] = {
    { "안녕하세요\n둘째 줄", NULL, "", "안녕하세요" },
    { "(광고)행복떡집\n송편 할인\n무료수신거부 080-123-4567", NULL, "", "송편 할인" },
    { "(광고)행복떡집", NULL, "", "(광고)행복떡집" },
    { "(광고)행복떡집\n \n", NULL, "", "(광고)행복떡집" },
    { "#{이름}님, #{금액}원 남았습니다", "이름\n금액", "윤지혜", "윤지혜님, …원 남았습니다" },
    { "#{이름}님, 안녕하세요", "이름", "", "…님, 안녕하세요" },
    { "#{이름}님, 안녕하세요", NULL, "윤지혜", "#{이름}님, 안녕하세요" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (MunjaSendingInfo) info = munja_sending_info_new ();
    g_autofree char *words = NULL;

    g_free (info->written.text);
    info->written.text = g_strdup (cases[i].text);
    info->columns = g_strdup (cases[i].columns);
    g_free (info->first_name);
    info->first_name = g_strdup (cases[i].name);
    words = munja_describe_sending_text (info);
    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

static void
test_addressees (void)
{
  static const struct {
    const char *name;
    const char *number;
    guint n_recipients;
    const char *text;
  } cases[] = {
    { "김철수", "01012345678", 1, "김철수" },
    { "", "01012345678", 1, "010-1234-5678" },
    { NULL, "01012345678", 2, "010-1234-5678 and 1 other" },
    { "김철수", "01012345678", 295, "김철수 and 294 others" },
    { "", "", 3, "3 people" },
    { "", "", 0, "0 people" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text
        = munja_describe_addressees (cases[i].name, cases[i].number, cases[i].n_recipients);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static gint64
parse (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, zone);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static void
test_when (void)
{
  static const struct {
    const char *time;
    const char *now;
    const char *when;
    const char *period;
  } cases[] = {
    { "2026-11-30T14:03:00", "2026-11-30T14:04:00", "Today, 14:03", "Today" },
    { "2026-11-30T00:00:00", "2026-11-30T23:59:59", "Today, 00:00", "Today" },
    { "2026-11-29T23:59:59", "2026-11-30T00:00:00", "Yesterday, 23:59", "Yesterday" },
    { "2026-11-30T12:00:00", "2026-12-01T00:01:00", "Yesterday, 12:00", "Yesterday" },
    { "2026-11-01T09:00:00", "2026-11-30T14:04:00", "Sun 1 November, 09:00", "This Month" },
    { "2026-10-31T09:00:00", "2026-11-30T14:04:00", "Sat 31 October, 09:00", "October" },
    { "2025-11-30T09:00:00", "2026-11-30T14:04:00", "Sun 30 November 2025, 09:00",
      "November 2025" },
    { "2025-12-31T23:00:00", "2026-01-01T00:30:00", "Yesterday, 23:00", "Yesterday" },
    /* A clock that was set back. */
    { "2026-12-01T09:00:00", "2026-11-30T14:04:00", "Today, 09:00", "Today" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gint64 time = parse (cases[i].time);
    gint64 now = parse (cases[i].now);
    g_autofree char *when = munja_describe_when (time, now);
    g_autofree char *period = munja_describe_period (time, now);

    g_assert_cmpstr (when, ==, cases[i].when);
    g_assert_cmpstr (period, ==, cases[i].period);
  }
}

static void
test_query (void)
{
  g_autoptr (MunjaSentQuery) query = munja_sent_query_new ();
  g_autofree char *none = munja_describe_sent_query (query);
  g_autofree char *all = NULL;
  g_autofree char *since = NULL;

  g_assert_cmpstr (none, ==, "");
  query->text = g_strdup ("떡집");
  query->filter = MUNJA_SENT_FILTER_FAILED;
  query->type = MUNJA_MESSAGE_TYPE_LMS;
  query->from = g_strdup ("0212345678");
  query->since = parse ("2026-11-01T00:00:00");
  since = munja_describe_sent_query (query);
  g_assert_cmpstr (since, ==, "Failed · LMS · 02-1234-5678 · from Sun 1 November 2026");
  query->until = parse ("2026-12-01T00:00:00");
  all = munja_describe_sent_query (query);
  g_assert_cmpstr (all, ==,
                   "Failed · LMS · 02-1234-5678 · Sun 1 November 2026 to Mon 30 November 2026");
}

static void
test_way (void)
{
  g_autoptr (MunjaSentMessage) message = munja_sent_message_new ();
  gint64 now = parse ("2026-11-30T14:04:00");
  g_autofree char *nothing = munja_describe_sent_way (message, now);
  g_autofree char *carrier = NULL;
  g_autofree char *both = NULL;

  g_assert_cmpstr (nothing, ==, "");
  message->network = g_strdup ("KT");
  carrier = munja_describe_sent_way (message, now);
  g_assert_cmpstr (carrier, ==, "KT");
  message->processed = parse ("2026-11-30T14:00:00");
  message->received = parse ("2026-11-30T14:03:00");
  both = munja_describe_sent_way (message, now);
  g_assert_cmpstr (both, ==, "KT · Today, 14:03");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (results); i++) {
    g_autofree char *path = g_strconcat ("/describe-sending/result/", results[i].name, NULL);

    g_test_add_data_func (path, &results[i], test_result);
  }
  g_test_add_func ("/describe-sending/text", test_text);
  g_test_add_func ("/describe-sending/addressees", test_addressees);
  g_test_add_func ("/describe-sending/when", test_when);
  g_test_add_func ("/describe-sending/query", test_query);
  g_test_add_func ("/describe-sending/way", test_way);
  return g_test_run ();
}
