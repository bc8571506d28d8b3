#include "config.h"

#include <string.h>

#include "munja-people-source.h"
#include "munja-search-words.h"
#include "support-archive.h"
#include "support-random-text.h"
#include "support-rows.h"
#include "support-wait.h"

/* What is in the archive: a text with a name put in, one for all, and one from elsewhere. */
static void
fill_merged (MunjaArchive *archive)
{
  static const char *const names[] = { "김철수", "남궁민수", "John Smith" };
  static const char *const numbers[] = { "01012345678", "01098765432", "01055556666" };
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info (
      "merged", 0, "[행복떡집] #{이름}님의 주문 (#{번호}번)이 나왔습니다");
  g_autoptr (GPtrArray) messages = support_archive_new_messages ();

  info->columns = g_strdup ("이름\n번호");
  info->written.subject = g_strdup ("#{이름}님께 알림");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GByteArray) values = g_byte_array_new ();

    g_byte_array_append (values, (const guint8 *)names[i], (guint)strlen (names[i]) + 1);
    g_byte_array_append (values, (const guint8 *)(i == 0 ? "41" : "5"), i == 0 ? 3 : 2);
    support_archive_add_message (messages, numbers[i], "")->values
        = g_byte_array_free_to_bytes (g_steal_pointer (&values));
  }
  g_object_unref (support_archive_add (archive, info, messages));
}

static void
fill (MunjaArchive *archive)
{
  g_autoptr (MunjaSendingInfo) other = support_archive_new_info ("other", 2, "광고 없는 글");
  g_autoptr (GPtrArray) messages = support_archive_new_messages ();
  g_autoptr (MunjaSending) sending = support_archive_add_text (
      archive, "same", 1, "12월 모임은 오후 3시 ★별다방★ SALE", "이영희");
  g_autoptr (MunjaSending) elsewhere = NULL;

  fill_merged (archive);
  support_archive_set_note (archive, sending, "회비 1,500원");
  support_archive_add_message (messages, "021112222", "")->own_text = g_strdup ("예약이 확정됨");
  support_archive_add_message (messages, "0311234567", "김영희");
  elsewhere = support_archive_add (archive, other, messages);
}

typedef struct {
  const char *name;
  const char *text;
  const char *found;
} Case;

static const Case cases[] = {
  { "everything", "", "other same merged " },
  { "only-punctuation", "\"' * - ( ) ^ :", "other same merged " },
  { "one-syllable", "철", "merged " },
  { "two-syllables", "철수", "merged " },
  { "three-syllables", "김철수", "merged " },
  { "end-of-word", "수", "merged " },
  { "one-for-several", "김", "other merged " },
  { "not-in-order", "수철", "" },
  { "not-across-words", "정됨예", "" },
  { "long-name", "궁민", "merged " },
  { "across-the-border", "철수님의", "merged " },
  { "across-both-borders", "(41번)이", "merged " },
  { "short-number-in-words", "41번", "merged " },
  { "other-short-number", "42번", "" },
  { "subject", "남궁민수님께", "merged " },
  { "template", "행복떡집", "merged " },
  { "behind-the-value", "나왔습", "merged " },
  { "latin", "john", "merged " },
  { "part-of-latin", "MIT", "merged " },
  { "two-words", "smith John", "merged " },
  { "words-of-two-messages", "김철수 남궁", "merged " },
  { "word-and-template", "철수 떡집", "merged " },
  { "one-word-too-many", "철수 떡집 별다방", "" },
  { "last-four", "5678", "same merged " },
  { "last-four-of-another", "2222", "other " },
  { "middle", "9876", "merged " },
  { "whole-number", "01098765432", "merged " },
  { "hyphens", "010-9876-5432", "merged " },
  { "blanks", "010 9876 5432", "merged " },
  { "three-digits", "666", "merged " },
  { "absent-digits", "667", "" },
  { "unit", "12월", "same " },
  { "two-digits", "12", "same " },
  { "one-digit-unit", "3시", "same " },
  { "thousands-in-note", "1500", "same " },
  { "thousands-as-written", "1,500원", "same " },
  { "note", "회비", "same " },
  { "folded", "ｓａｌｅ", "same " },
  { "sign", "★", "same " },
  { "sign-and-word", "★별", "same " },
  { "name", "영희", "other same " },
  { "own-text", "확정", "other " },
  { "decomposed", "\u1112\u116a\u11a8\u110c\u1165\u11bc", "other " },
  { "operator", "영희 AND 이", "" },
  { "not", "NOT 철수", "" },
  { "or", "철수 OR 이영희", "" },
  { "star", "철*", "merged " },
  { "quote", "\"철수", "merged " },
  { "column", "words:철수", "" },
  { "near", "NEAR(철수 님의)", "" },
};

/* The archive is filled once; nothing of it changes. */
static MunjaArchive *shared;

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autofree char *found = support_archive_dup_search (shared, c->text);

  g_assert_cmpstr (found, ==, c->found);
}

/* Whatever is typed is no mistake. */
static void
test_anything (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());

  for (guint i = 0; i < 100; i++) {
    g_autofree char *text = support_random_text_new (rand, 12, SUPPORT_RANDOM_ANYTHING);
    g_autofree char *found = support_archive_dup_search (shared, text);

    g_assert_nonnull (found);
  }
}

static MunjaSending *
dup_first (const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sendings = NULL;

  munja_archive_list_open_async (shared, NULL, support_result_cb, &result);
  sendings = munja_archive_list_open_finish (shared, support_wait_for_result (&result), NULL);
  for (guint i = 0; i < sendings->len; i++)
    if (g_str_equal (munja_sending_get_info (sendings->pdata[i])->key, text))
      return g_object_ref (sendings->pdata[i]);
  g_assert_not_reached ();
}

typedef struct {
  const char *text;
  MunjaSentStates states;
  const char *rows;
} RowCase;

static const RowCase row_cases[] = {
  { NULL, MUNJA_SENT_STATES_ALL, "0 1 2 " },    { "", MUNJA_SENT_STATES_ALL, "0 1 2 " },
  { "철수", MUNJA_SENT_STATES_ALL, "0 " },      { "수", MUNJA_SENT_STATES_ALL, "0 1 " },
  { "6666", MUNJA_SENT_STATES_ALL, "2 " },      { "떡집 주문", MUNJA_SENT_STATES_ALL, "0 1 2 " },
  { "떡집 남궁", MUNJA_SENT_STATES_ALL, "1 " }, { "별다방", MUNJA_SENT_STATES_ALL, "" },
  { "철수 남궁", MUNJA_SENT_STATES_ALL, "" },   { "수", MUNJA_SENT_STATES_FAILED, "" },
  { "수", MUNJA_SENT_STATES_OPEN, "0 1 " },
};

/* Within a sending, what all its messages say tells nothing apart. */
static void
test_rows (void)
{
  g_autoptr (MunjaSending) sending = dup_first ("merged");

  for (gsize i = 0; i < G_N_ELEMENTS (row_cases); i++) {
    const RowCase *c = &row_cases[i];
    g_autofree char *rows = support_archive_dup_rows (shared, sending, c->states, c->text);

    g_test_message ("%s", c->text);
    g_assert_cmpstr (rows, ==, c->rows);
  }
}

/* A note takes the place of the one before, also for the search. */
static void
test_note (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) sending = support_archive_add_text (archive, "a", 0, "글", "");
  g_autofree char *before = NULL;
  g_autofree char *now = NULL;
  g_autofree char *text = NULL;

  support_archive_set_note (archive, sending, "먼저");
  support_archive_set_note (archive, sending, "나중");
  before = support_archive_dup_search (archive, "먼저");
  now = support_archive_dup_search (archive, "나중");
  text = support_archive_dup_search (archive, "글");
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (now, ==, "a ");
  g_assert_cmpstr (text, ==, "a ");
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* The same as the search, over plain texts: all pieces of a word in a row. */
static gboolean
is_in (const char *text, const char *word)
{
  g_autofree char *folded = munja_search_words_fold (text);
  g_autofree char *other = munja_search_words_fold (word);

  return strstr (folded, other) != NULL;
}

#define N_TEXTS 60

/* Parts of words are found exactly where they are. */
static void
test_random_parts (void)
{
  static const char *const syllables[] = { "가", "나", "다", "라", " ", "a", "B", "." };
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  char *texts[N_TEXTS];

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *key = g_strdup_printf ("%02u", i);
    GString *text = g_string_new (NULL);

    for (guint j = 0; j < 8; j++)
      g_string_append (text, syllables[g_test_rand_int_range (0, G_N_ELEMENTS (syllables))]);
    texts[i] = g_string_free (text, FALSE);
    g_object_unref (support_archive_add_text (archive, key, i, texts[i], ""));
  }
  for (guint i = 0; i < 100; i++) {
    g_autoptr (GString) word = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autofree char *found = NULL;

    for (int j = g_test_rand_int_range (1, 4); j > 0; j--)
      g_string_append (word, syllables[g_test_rand_int_range (0, 4)]);
    for (guint j = N_TEXTS; j-- > 0;)
      if (is_in (texts[j], word->str))
        g_string_append_printf (expected, "%02u ", j);
    found = support_archive_dup_search (archive, word->str);
    if (strlen (expected->str) <= strlen ("00 ") * 50)
      g_assert_cmpstr (found, ==, expected->str);
  }
  for (guint i = 0; i < N_TEXTS; i++)
    g_free (texts[i]);
  support_archive_close (archive);
}

typedef struct {
  const char *name;
  MunjaSentQuery query;
  const char *found;
} FilterCase;

#define MINUTE (60 * G_USEC_PER_SEC)
#define ANY    MUNJA_SENT_ANY_TYPE

static const FilterCase filter_cases[] = {
  { "all", { NULL, MUNJA_SENT_FILTER_ALL, ANY, NULL, 0, 0 }, "e d c b a " },
  { "open", { NULL, MUNJA_SENT_FILTER_OPEN, ANY, NULL, 0, 0 }, "a " },
  { "delivered", { NULL, MUNJA_SENT_FILTER_DELIVERED, ANY, NULL, 0, 0 }, "b " },
  { "failed", { NULL, MUNJA_SENT_FILTER_FAILED, ANY, NULL, 0, 0 }, "d c " },
  { "cancelled", { NULL, MUNJA_SENT_FILTER_CANCELLED, ANY, NULL, 0, 0 }, "e " },
  { "short", { NULL, MUNJA_SENT_FILTER_ALL, MUNJA_MESSAGE_TYPE_SMS, NULL, 0, 0 }, "e d c b " },
  { "long", { NULL, MUNJA_SENT_FILTER_ALL, MUNJA_MESSAGE_TYPE_LMS, NULL, 0, 0 }, "a " },
  { "picture", { NULL, MUNJA_SENT_FILTER_ALL, MUNJA_MESSAGE_TYPE_MMS, NULL, 0, 0 }, "" },
  { "sender", { NULL, MUNJA_SENT_FILTER_ALL, ANY, (char *)"029999999", 0, 0 }, "b " },
  { "since",
    { NULL, MUNJA_SENT_FILTER_ALL, ANY, NULL, SUPPORT_ARCHIVE_TIME + 3 * MINUTE, 0 },
    "e d " },
  { "until", { NULL, MUNJA_SENT_FILTER_ALL, ANY, NULL, 0, SUPPORT_ARCHIVE_TIME + MINUTE }, "a " },
  { "between",
    { NULL, MUNJA_SENT_FILTER_ALL, ANY, NULL, SUPPORT_ARCHIVE_TIME + MINUTE,
      SUPPORT_ARCHIVE_TIME + 3 * MINUTE },
    "c b " },
  { "words-too", { (char *)"모두", MUNJA_SENT_FILTER_FAILED, ANY, NULL, 0, 0 }, "d c " },
  { "words-since",
    { (char *)"모두", MUNJA_SENT_FILTER_ALL, ANY, NULL, SUPPORT_ARCHIVE_TIME + 3 * MINUTE, 0 },
    "e d " },
  { "words-until",
    { (char *)"모두", MUNJA_SENT_FILTER_ALL, ANY, NULL, 0, SUPPORT_ARCHIVE_TIME + MINUTE },
    "a " },
};

static void
add_one (MunjaArchive *archive,
         const char *key,
         guint minutes,
         MunjaSendingOutcome outcome,
         MunjaSentState state)
{
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info (key, minutes, "모두에게");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 2);

  info->outcome = outcome;
  if (g_str_equal (key, "a"))
    info->type = MUNJA_MESSAGE_TYPE_LMS;
  if (g_str_equal (key, "b")) {
    g_free (info->from);
    info->from = g_strdup ("029999999");
  }
  ((MunjaSentMessage *)messages->pdata[0])->state = state;
  ((MunjaSentMessage *)messages->pdata[1])->state
      = state == MUNJA_SENT_OPEN ? MUNJA_SENT_OPEN : MUNJA_SENT_DELIVERED;
  g_object_unref (support_archive_add (archive, info, messages));
}

static void
test_filters (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);

  add_one (archive, "a", 0, MUNJA_SENDING_SENT, MUNJA_SENT_OPEN);
  add_one (archive, "b", 1, MUNJA_SENDING_SENT, MUNJA_SENT_DELIVERED);
  add_one (archive, "c", 2, MUNJA_SENDING_SENT, MUNJA_SENT_REFUSED);
  add_one (archive, "d", 3, MUNJA_SENDING_FAILED, MUNJA_SENT_UNKNOWN);
  add_one (archive, "e", 4, MUNJA_SENDING_CANCELLED, MUNJA_SENT_UNKNOWN);
  for (gsize i = 0; i < G_N_ELEMENTS (filter_cases); i++) {
    g_autofree char *found = support_archive_dup_found (archive, &filter_cases[i].query);

    g_test_message ("%s", filter_cases[i].name);
    g_assert_cmpstr (found, ==, filter_cases[i].found);
  }
  support_archive_close (archive);
}

typedef struct {
  const char *wanted;
  const char *people;
} PeopleCase;

static const PeopleCase people_cases[] = {
  { "영희", "0311234567 김영희, 01012345678 이영희" },
  { "김", "0311234567 김영희" },
  { "ㄱㅇㅎ", "0311234567 김영희" },
  { "이여", "01012345678 이영희" },
  { "5678", "01012345678 이영희" },
  { "2222", "021112222 " },
  { "0101", "01012345678 이영희" },
  { "철수", "" },
  { "별다방", "" },
  { "999", "" },
  { "12", "" },
  { "\"' *", "" },
};

static char *
dup_people (MunjaArchive *archive, const char *wanted)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) people = NULL;
  GString *found = g_string_new (NULL);

  munja_people_source_find_async (MUNJA_PEOPLE_SOURCE (archive), wanted, NULL, support_result_cb,
                                  &result);
  people = munja_people_source_find_finish (MUNJA_PEOPLE_SOURCE (archive),
                                            support_wait_for_result (&result), NULL);
  for (guint i = 0; i < people->len; i++) {
    const MunjaKnownPerson *person = people->pdata[i];

    g_string_append_printf (found, "%s%s %s", i > 0 ? ", " : "", person->number, person->name);
  }
  return g_string_free (found, FALSE);
}

/* People are known by their own names and numbers, not by what they were written. */
static void
test_people (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people_cases); i++) {
    g_autofree char *found = dup_people (shared, people_cases[i].wanted);

    g_test_message ("%s", people_cases[i].wanted);
    g_assert_cmpstr (found, ==, people_cases[i].people);
  }
}

/* Whoever got something that was deleted is not offered because of it. */
static void
test_people_of_deleted (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) sending = support_archive_add_text (archive, "a", 0, "글", "김철수");
  g_autofree char *before = dup_people (archive, "김철수");
  g_autofree char *now = NULL;

  support_archive_remove (archive, sending);
  now = dup_people (archive, "김철수");
  g_assert_cmpstr (before, ==, "01012345678 김철수");
  g_assert_cmpstr (now, ==, "");
  g_clear_object (&sending);
  support_archive_close (archive);
}

int
main (int argc, char *argv[])
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  int status;

  g_test_init (&argc, &argv, NULL);
  shared = support_archive_open (place);
  fill (shared);
  SUPPORT_ADD_ROWS ("/archive-search/case", cases, test_case);
  g_test_add_func ("/archive-search/anything", test_anything);
  g_test_add_func ("/archive-search/rows", test_rows);
  g_test_add_func ("/archive-search/note", test_note);
  g_test_add_func ("/archive-search/random-parts", test_random_parts);
  g_test_add_func ("/archive-search/filters", test_filters);
  g_test_add_func ("/archive-search/people", test_people);
  g_test_add_func ("/archive-search/people-of-deleted", test_people_of_deleted);
  status = g_test_run ();
  support_archive_close (shared);
  return status;
}
