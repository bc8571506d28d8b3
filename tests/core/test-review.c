#include "config.h"

#include "munja-day-word.h"
#include "munja-review.h"
#include "support-archive.h"
#include "support-wait.h"

#define HOUR G_TIME_SPAN_HOUR

static const char *const kinds[]
    = { "passed",  "no-column", "too-long",  "may-have-sent", "repeated", "lacking",
        "spoiled", "lookalike", "other-day", "phone-kind",    "invalid",  "double" };

/* As "010:name:value", divided by spaces; "+" before a number is a country code of two digits. */
static MunjaAudience *
new_audience (const MunjaMessage *message, const char *people)
{
  const char *const *fields = munja_message_get_fields (message);
  MunjaAudience *audience = munja_audience_new_with_columns (fields);
  g_auto (GStrv) rows = g_strsplit (people, " ", -1);

  for (guint i = 0; rows[i] != NULL; i++) {
    g_auto (GStrv) cells = g_strsplit (rows[i], ":", -1);
    gboolean is_abroad = *cells[0] == '+';
    g_autofree char *country = g_strndup (is_abroad ? cells[0] + 1 : "82", 2);
    MunjaRecipient recipient = { cells[0] + (is_abroad ? 3 : 0), country, "" };

    munja_audience_append_with_values (audience, &recipient, (const char *const *)cells + 1);
  }
  return audience;
}

static MunjaOrder *
new_order (const char *text, const char *people, gint64 scheduled)
{
  g_autoptr (MunjaMessage) message
      = munja_message_new ("", text, MUNJA_TYPE_CHOICE_AUTO, NULL, MUNJA_ADVERTISING_NONE);
  g_autoptr (MunjaAudience) audience = new_audience (message, people);

  return munja_order_new (message, "0212345678", audience, scheduled, NULL);
}

static MunjaReview *
look_at (MunjaOrder *order, MunjaArchive *archive, gboolean may_have_sent)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaReview *review;

  munja_review_async (order, archive, 0, may_have_sent, NULL, support_result_cb, &result);
  review = munja_review_finish (support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return review;
}

/* As "lacking 2 (금액)", divided by "; ". */
static char *
describe (const MunjaReview *review)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < review->points->len; i++) {
    const MunjaReviewPoint *point = g_ptr_array_index (review->points, i);

    g_string_append_printf (out, "%s%s", i > 0 ? "; " : "", kinds[point->kind]);
    if (point->n_people > 0)
      g_string_append_printf (out, " %u", point->n_people);
    if (point->words != NULL)
      g_string_append_printf (out, " (%s)", point->words);
  }
  return g_string_free (out, FALSE);
}

typedef struct {
  const char *name;
  const char *text;
  const char *people;
  int hours; /* until it goes out, 0 for now */
  const char *wanted;
} Case;

static const Case cases[] = {
  { "nothing", "안녕하세요", "01011112222", 0, "" },
  { "lacking", "#{이름}님 #{금액}원", "01011112222:가:1 01033334444:나: 01055556666::", 0,
    "lacking 2 (이름, 금액)" },
  { "spoiled", "#{이름}님", "01011112222:가 01033334444:😀", 0, "spoiled 1" },
  { "lookalike", "%이름%님 안녕", "01011112222", 0, "lookalike (%이름% → #{이름})" },
  { "tomorrow-now", "내일 쉽니다", "01011112222", 0, "" },
  { "tomorrow-later", "내일 쉽니다", "01011112222", 48, "other-day (내일)" },
  { "passed", "내일 쉽니다", "01011112222", -1, "passed" },
  { "kinds", "안녕하세요", "01011112222 0212345678 07012345678 0311234567 +819012345678", 0,
    "phone-kind 2; phone-kind 1; phone-kind 1" },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  gint64 scheduled = c->hours != 0 ? g_get_real_time () + c->hours * HOUR : 0;
  g_autoptr (MunjaOrder) order = new_order (c->text, c->people, scheduled);
  g_autoptr (MunjaReview) review = look_at (order, NULL, FALSE);
  g_autofree char *found = describe (review);

  g_assert_cmpstr (found, ==, c->wanted);
  g_assert_cmpint (munja_review_is_blocked (review), ==, g_str_has_prefix (c->wanted, "passed"));
}

/* The field is not among the columns of what the person has. */
static void
test_no_column (void)
{
  g_autoptr (MunjaMessage) message
      = munja_message_new ("", "#{이름}님", MUNJA_TYPE_CHOICE_AUTO, NULL, MUNJA_ADVERTISING_NONE);
  g_autoptr (MunjaAudience) audience = munja_audience_new ();
  g_autoptr (MunjaOrder) order = NULL;
  g_autoptr (MunjaReview) review = NULL;
  g_autofree char *found = NULL;

  munja_audience_append (audience, &(MunjaRecipient){ "01011112222", "82", "" });
  order = munja_order_new (message, "0212345678", audience, 0, NULL);
  review = look_at (order, NULL, FALSE);
  found = describe (review);
  g_assert_cmpstr (found, ==, "no-column (이름)");
  g_assert_true (munja_review_is_blocked (review));
}

static void
test_too_long (void)
{
  g_autofree char *much = g_strnfill (3000, 'a');
  g_autofree char *people = g_strdup_printf ("01011112222:가 01033334444:%s", much);
  g_autoptr (MunjaOrder) order = new_order ("#{이름}님", people, 0);
  g_autoptr (MunjaReview) review = look_at (order, NULL, TRUE);
  const MunjaReviewPoint *point = g_ptr_array_index (review->points, 0);
  g_autoptr (MunjaOrder) others = NULL;
  g_autofree char *found = describe (review);

  g_assert_cmpstr (found, ==, "too-long 1; may-have-sent");
  g_assert_true (munja_review_is_blocked (review));
  g_assert_true (munja_review_can_leave_out (review, point));
  others = munja_review_leave_out (review, point);
  g_assert_cmpuint (munja_audience_get_length (others->recipients), ==, 1);
  g_assert_cmpstr (munja_audience_get (others->recipients, 0).number, ==, "01011112222");
}

static char *
dup_numbers (const MunjaOrder *order)
{
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < munja_audience_get_length (order->recipients); i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "",
                            munja_audience_get (order->recipients, i).number);
  return g_string_free (out, FALSE);
}

/* Who was left out stays so if only the text has changed, and comes back with other people. */
static void
test_leave_out_again (void)
{
  static const struct {
    const char *left;
    const char *anew;
    const char *goes_to;
  } rows[] = {
    { "01011112222 01055556666", "01011112222:a 01033334444:b 01055556666:c",
      "01011112222 01055556666" },
    { "01033334444", "01011112222:a 01033334444:b 01055556666:c", "01033334444" },
    { "01011112222 01033334444 01055556666", "01011112222:a 01033334444:b 01055556666:c",
      "01011112222 01033334444 01055556666" },
    { "01033334444", "01011112222:a 01033334444:b 01077778888:c",
      "01011112222 01033334444 01077778888" },
    { "01033334444", "01011112222:a 01033334444:b", "01011112222 01033334444" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MunjaOrder) first = new_order ("안녕", "01011112222 01033334444 01055556666", 0);
    g_autoptr (MunjaOrder) left = new_order ("안녕", rows[i].left, 0);
    g_autoptr (MunjaOrder) anew = new_order ("#{이름}님", rows[i].anew, 0);
    g_autoptr (MunjaOrder) others = munja_review_leave_out_again (first, left, anew);
    g_autofree char *numbers = dup_numbers (others);

    g_assert_cmpstr (numbers, ==, rows[i].goes_to);
    g_assert_cmpstr (others->message->text, ==, "#{이름}님");
  }
}

static void
test_left_out (void)
{
  g_autoptr (MunjaOrder) order = new_order ("안녕", "01011112222", 0);
  g_autoptr (MunjaReview) review = NULL;
  g_autofree char *found = NULL;

  munja_audience_set_left_out (order->recipients, &(MunjaRecipientLeftOut){ 3, 2 });
  review = look_at (order, NULL, FALSE);
  found = describe (review);
  g_assert_cmpstr (found, ==, "invalid 3; double 2");
  g_assert_false (munja_review_is_blocked (review));
}

/* The only one there is cannot be left out. */
static void
test_repeated (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) sending
      = support_archive_add_text (archive, "a", 0, "점심 메뉴는 김밥입니다", "홍길동");
  g_autoptr (GPtrArray) messages
      = support_archive_list_messages (archive, sending, MUNJA_SENT_STATES_ALL, NULL);
  const MunjaSentMessage *got = g_ptr_array_index (messages, 0);
  g_autoptr (MunjaOrder) one = new_order ("점심 메뉴는 김밥입니다", got->number, 0);
  g_autofree char *people = g_strconcat ("01099998888 ", got->number, NULL);
  g_autoptr (MunjaOrder) two = new_order ("점심 메뉴는 김밥입니다", people, 0);
  g_autoptr (MunjaReview) review = look_at (one, archive, FALSE);
  g_autoptr (MunjaReview) other = look_at (two, archive, FALSE);
  g_autofree char *found = describe (review);

  g_assert_cmpstr (found, ==, "repeated 1");
  g_assert_cmpint (review->last_repeat, ==, SUPPORT_ARCHIVE_TIME);
  g_assert_false (munja_review_can_leave_out (review, g_ptr_array_index (review->points, 0)));
  g_assert_true (munja_review_can_leave_out (other, g_ptr_array_index (other->points, 0)));
  support_archive_close (archive);
}

static void
test_price (void)
{
  const MunjaPrices prices = { .sms = 18 * MUNJA_WON, .lms = 45 * MUNJA_WON, .mms = -1 };
  g_autofree char *long_value = g_strnfill (100, 'a');
  g_autofree char *people = g_strdup_printf ("01011112222:가 01033334444:%s", long_value);
  g_autoptr (MunjaOrder) mixed = new_order ("#{이름}님", people, 0);
  g_autoptr (MunjaOrder) abroad = new_order ("안녕", "01011112222 +819012345678", 0);
  g_autoptr (MunjaReview) first = look_at (mixed, NULL, FALSE);
  g_autoptr (MunjaReview) second = look_at (abroad, NULL, FALSE);

  g_assert_cmpint (munja_review_find_price (first, &prices), ==, 63 * MUNJA_WON);
  g_assert_cmpint (munja_review_find_price (first, NULL), ==, -1);
  g_assert_cmpint (munja_review_find_price (second, &prices), ==, -1);
}

static void
test_cancelled (void)
{
  g_autoptr (MunjaOrder) order = new_order ("안녕", "01011112222", 0);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_review_async (order, NULL, 0, FALSE, cancellable, support_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (munja_review_finish (support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_day_word (void)
{
  static const struct {
    const char *text;
    const char *wanted;
  } words[] = {
    { "내일은 쉽니다", "내일" },
    { "[Web발신]오늘만", "오늘" },
    { "안내일정 드립니다", NULL },
    { "모레, 글피", "모레" },
    { "See you Tomorrow!", "Tomorrow" },
    { "todays", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    g_autofree char *found = munja_day_word_find (words[i].text);

    g_assert_cmpstr (found, ==, words[i].wanted);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/review/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/review/no-such-column", test_no_column);
  g_test_add_func ("/review/too-long", test_too_long);
  g_test_add_func ("/review/left-out", test_left_out);
  g_test_add_func ("/review/leave-out-again", test_leave_out_again);
  g_test_add_func ("/review/repeated", test_repeated);
  g_test_add_func ("/review/price", test_price);
  g_test_add_func ("/review/cancelled", test_cancelled);
  g_test_add_func ("/review/day-word", test_day_word);
  return g_test_run ();
}
