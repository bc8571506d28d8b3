#include "config.h"

#include "munja-completion.h"
#include "support-rows.h"

/* Who is known, and when there was last something to do with each. */
static const struct {
  const char *number;
  const char *country;
  const char *name;
  gint64 last;
} known[] = {
  { "01012345678", "82", "김철수", 10 },      { "01098765432", "82", "남궁민수", 20 },
  { "01055556666", "82", "John Smith", 30 },  { "01077778888", "82", "smilla", 40 },
  { "01011112222", "82", "김영희", 50 },      { "021234567", "82", "", 60 },
  { "01012340000", "82", "박김준", 70 },      { "2025550123", "1", "Ann, of Boston", 80 },
  { "01012345678", "82", "철수", 5 },         { "abc", "82", "김broken", 90 },
  { "01033330000", "82", "3반 이나라", 1 },   { "01044440001", "82", "이1", 101 },
  { "01044440002", "82", "이2", 102 },        { "01044440003", "82", "이3", 103 },
  { "01044440004", "82", "이4", 104 },        { "01044440005", "82", "이5", 105 },
  { "01044440006", "82", "이6", 106 },        { "01044440007", "82", "이7", 107 },
  { "01066660000", "82", "인수010-1234", 2 },
};

/* Who is offered, by the last four digits; "-" where nobody can be. */
static const struct {
  const char *name;
  const char *typed;
  const char *offered;
} cases[] = {
  { "nothing", "", "-" },
  { "blank", "  ", "-" },
  { "family-name", "김", "2222 5678 0000" },
  { "given-name", "철수", "5678" },
  { "end-of-name", "수", "5432 5678 0000" },
  { "whole-name", "김철수", "5678" },
  { "nobody", "홍길동", "" },
  { "latin", "sm", "8888 6666" },
  { "latin-capitals", "SMITH", "6666" },
  { "inside-latin", "mit", "6666" },
  { "second-word", "이나", "0000" },
  { "two-words", "john s", "6666" },
  { "full-width", "ｊｏｈｎ", "6666" },
  { "decomposed", "\u1100\u1175\u11b7\u110e\u1165\u11af", "5678" },
  { "number-and-letter", "3반", "0000" },
  { "one-digit", "3", "-" },
  { "two-digits", "01", "-" },
  { "start-of-number", "0101234", "0000 5678" },
  { "hyphen", "010-1234", "0000 5678 0000" },
  { "end-of-number", "5678", "5678" },
  { "no-number", "999", "" },
  { "whole-number", "01012345678", "-" },
  { "whole-with-hyphens", "010-1234-5678", "-" },
  { "abroad", "+12025", "-" },
  { "of-abroad", "202555", "0123" },
  { "newest-six", "이", "0007 0006 0005 0004 0003 0002" },
  { "initials", "ㄱㅊㅅ", "5678" },
  { "one-initial", "ㄱ", "2222 5678 0000 5432" },
  { "syllable-and-initial", "김ㅊ", "5678" },
  { "open-syllable", "김처", "5678" },
  { "open-syllable-inside", "처수", "" },
  { "named-already", "010-1234-5678, 김", "2222 0000" },
  { "named-with-name", "김철수 010-1234-5678; 김", "2222 0000" },
  { "full-width-comma", "010-1234-5678，김", "2222 0000" },
  { "behind-what-is-wrong", "홍길동, 김", "2222 5678 0000" },
  { "behind-comma", "010-1234-5678, ", "-" },
  { "only-the-last", "김, 이나", "0000" },
  { "name-and-number", "김철수 010-1234", "" },
};

static GPtrArray *
new_known (void)
{
  GPtrArray *people = munja_known_people_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    g_ptr_array_add (people, munja_known_person_new (known[i].number, known[i].country,
                                                     known[i].name, known[i].last));
  return people;
}

static const char *
last_four (const MunjaKnownPerson *person)
{
  return person->number + strlen (person->number) - 4;
}

static void
test_case (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (MunjaCompletion) completion = munja_completion_new (c->typed);
  g_autoptr (GPtrArray) people = new_known ();
  g_autoptr (GPtrArray) offered = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  if (completion == NULL) {
    g_assert_cmpstr ("-", ==, c->offered);
    return;
  }
  offered = munja_completion_choose (completion, people);
  for (guint i = 0; i < offered->len; i++)
    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", last_four (offered->pdata[i]));
  g_assert_cmpstr (found->str, ==, c->offered);
}

/* What the entry has once somebody was chosen: each is read as that person again. */
static const struct {
  const char *typed;
  guint person;
  const char *text;
} filled[] = {
  { "김", 0, "김철수 010-1234-5678" },
  { "010-1111-2222, 김", 0, "010-1111-2222, 김철수 010-1234-5678" },
  { "x;  5678", 0, "x;  김철수 010-1234-5678" },
  { "023", 5, "02-123-4567" },
  { "ann", 7, "+1 2025550123" },
  { "인", 18, "010-6666-0000" },
};

static void
test_fill_in (void)
{
  g_autoptr (GPtrArray) people = new_known ();

  for (gsize i = 0; i < G_N_ELEMENTS (filled); i++) {
    g_autoptr (MunjaCompletion) completion = munja_completion_new (filled[i].typed);
    g_autofree char *text = munja_completion_fill_in (completion, people->pdata[filled[i].person]);

    g_assert_cmpstr (text, ==, filled[i].text);
  }
}

/* Only where a name may match that does not have what was typed is it worth to look further. */
static void
test_loose (void)
{
  static const struct {
    const char *typed;
    gboolean is_loose;
  } rows[] = { { "김", FALSE },   { "ㄱ", TRUE },   { "김ㅊ", TRUE }, { "김처", TRUE },
               { "처김", FALSE }, { "kim", FALSE }, { "5678", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MunjaCompletion) completion = munja_completion_new (rows[i].typed);

    g_assert_cmpint (munja_completion_is_loose (completion), ==, rows[i].is_loose);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/completion", cases, test_case);
  g_test_add_func ("/completion/fill-in", test_fill_in);
  g_test_add_func ("/completion/loose", test_loose);
  return g_test_run ();
}
