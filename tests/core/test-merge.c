#include "config.h"

#include "munja-field.h"
#include "munja-merge.h"
#include "munja-text.h"
#include "support-rows.h"

/* A message put together with three values, of which the third one is not there. */
static const char *const columns[] = { "이름", "금액", "비고", NULL };
static const char *const values[] = { "홍길동", "3만원\n(부가세)", NULL };

typedef struct {
  const char *name;
  const char *text;
  const char *fields;
  const char *merged;
} Template;

static const Template templates[] = {
  { "plain", "안녕하세요", "", "안녕하세요" },
  { "empty", "", "", "" },
  { "field", "#{이름}", "이름", "홍길동" },
  { "among-text", "안녕 #{이름}님!", "이름", "안녕 홍길동님!" },
  { "two", "#{이름}#{금액}", "이름|금액", "홍길동3만원\n(부가세)" },
  { "twice", "#{이름} #{이름}", "이름", "홍길동 홍길동" },
  { "blanks", "#{ 이름\t}", "이름", "홍길동" },
  { "nfd", "#{\u110b\u1175\u1105\u1173\u11b7}", "이름", "홍길동" },
  { "missing", "[#{비고}]", "비고", "[]" },
  { "no-column", "[#{주소}]", "주소", "[#{주소}]" },
  { "no-column-blanks", "#{ 주소 }", "주소", "#{ 주소 }" },
  { "open", "#{이름", "", "#{이름" },
  { "open-line", "#{이\n름}", "", "#{이\n름}" },
  { "open-open", "#{#{이름}", "이름", "#{홍길동" },
  { "no-name", "#{}", "", "#{}" },
  { "blank-name", "#{  }", "", "#{  }" },
  { "closed-only", "이름}", "", "이름}" },
  { "no-hash", "{이름}", "", "{이름}" },
  { "space-between", "# {이름}", "", "# {이름}" },
  { "hashes", "##{이름}", "이름", "#홍길동" },
  { "closed-twice", "#{이름}}", "이름", "홍길동}" },
  { "brace-in-name", "#{이{름}", "", "#{이{름}" },
  { "end", "끝#{", "", "끝#{" },
  { "case", "#{Name}", "Name", "#{Name}" },
};

static MunjaMessage *
new_message (const char *subject, const char *text)
{
  return munja_message_new (subject, text, MUNJA_TYPE_CHOICE_AUTO, NULL, MUNJA_ADVERTISING_NONE);
}

static void
test_template (gconstpointer data)
{
  const Template *row = data;
  g_autoptr (MunjaMessage) message = munja_message_new_for_text (row->text);
  g_autoptr (MunjaMerge) merge = munja_merge_new (message, columns);
  g_autofree char *fields = g_strjoinv ("|", (GStrv)munja_message_get_fields (message));
  g_autofree char *text = NULL;
  g_autofree char *subject = NULL;

  g_assert_cmpstr (fields, ==, row->fields);
  text = munja_merge_dup_text (merge, values);
  g_assert_cmpstr (text, ==, row->merged);
  g_assert_cmpuint (munja_merge_measure (merge, values).bytes, ==, munja_text_count_bytes (text));
  subject = munja_merge_dup_subject (merge, values);
  g_assert_null (subject);
}

/* A value is not looked at for fields of its own. */
static void
test_value_with_field (void)
{
  static const char *const nested[] = { "#{금액}", "#{이름}", "" };
  g_autoptr (MunjaMessage) message = munja_message_new_for_text ("#{이름}");
  g_autoptr (MunjaMerge) merge = munja_merge_new (message, columns);
  g_autofree char *text = NULL;

  text = munja_merge_dup_text (merge, nested);
  g_assert_cmpstr (text, ==, "#{금액}");
}

/* A cell may have several lines. */
static void
test_subject_is_one_line (void)
{
  static const char *const lines[] = { "첫 줄\n둘째", "", "" };
  g_autoptr (MunjaMessage) message = new_message ("[#{이름}]", "#{이름}");
  g_autoptr (MunjaMerge) merge = munja_merge_new (message, columns);
  g_autofree char *subject = NULL;
  g_autofree char *text = NULL;

  subject = munja_merge_dup_subject (merge, lines);
  text = munja_merge_dup_text (merge, lines);
  g_assert_cmpstr (subject, ==, "[첫 줄 둘째]");
  g_assert_cmpstr (text, ==, "첫 줄\n둘째");
  g_assert_cmpuint (munja_merge_measure (merge, lines).subject_bytes, ==,
                    munja_text_count_bytes (subject));
}

static void
test_subject (void)
{
  g_autoptr (MunjaMessage) message = new_message ("#{금액} #{주소}", "#{이름} #{금액}");
  g_autoptr (MunjaMerge) merge = munja_merge_new (message, columns);
  g_autofree char *fields = g_strjoinv ("|", (GStrv)munja_message_get_fields (message));
  g_auto (GStrv) unbound = NULL;
  g_autofree char *subject = NULL;

  g_assert_cmpstr (fields, ==, "금액|주소|이름");
  unbound = munja_merge_dup_unbound (merge);
  g_assert_cmpuint (g_strv_length (unbound), ==, 1);
  g_assert_cmpstr (unbound[0], ==, "주소");
  subject = munja_merge_dup_subject (merge, values);
  g_assert_cmpstr (subject, ==, "3만원 (부가세) #{주소}");
  g_assert_cmpuint (munja_merge_measure (merge, values).subject_bytes, ==,
                    munja_text_count_bytes (subject));
}

typedef struct {
  const char *name;
  const char *title;
  const char *field;
} Name;

static const Name names[] = {
  { "plain", "이름", "이름" },
  { "blanks", "  이름 \t", "이름" },
  { "inner", "납부  금액", "납부 금액" },
  { "line-break", "납부 금액\n(원)", "납부 금액 (원)" },
  { "nfd", "\u1100\u1173\u11b7\u110b\u1162\u11a8", "금액" },
  { "wide-blank", "\u3000이름\u00a0", "이름" },
  { "nothing", " \n", "" },
};

static void
test_name (gconstpointer data)
{
  const Name *row = data;
  g_autofree char *field = munja_field_dup_name (row->title, -1);

  g_assert_cmpstr (field, ==, row->field);
}

static void
test_words (void)
{
  guint column = 99;

  g_assert_true (munja_field_is_name ("이름"));
  g_assert_true (munja_field_is_name ("Name"));
  g_assert_false (munja_field_is_name ("이름표"));
  g_assert_true (munja_field_is_number ("번호"));
  g_assert_false (munja_field_is_number ("3번호"));
  g_assert_true (munja_field_is_position ("열3", &column));
  g_assert_cmpuint (column, ==, 2);
  g_assert_true (munja_field_is_position ("Column 12", &column));
  g_assert_cmpuint (column, ==, 11);
  g_assert_false (munja_field_is_position ("열", &column));
  g_assert_false (munja_field_is_position ("열0", &column));
  g_assert_false (munja_field_is_position ("열 3개", &column));
  g_assert_false (munja_field_is_position ("열12345", &column));
  g_assert_false (munja_field_can_be_written ("a}"));
  g_assert_false (munja_field_can_be_written (""));
}

static char *
random_text (GRand *random, const char *const *bits, guint n_bits, guint most)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gint n = g_rand_int_range (random, 0, (gint)most); n > 0; n--)
    g_string_append (text, bits[g_rand_int_range (random, 0, (gint)n_bits)]);
  return munja_text_normalize (text->str);
}

/* However parts meet, what they are counted by is what comes of them: also where a value ends in
 * what the next part could be composed with. */
static void
test_lengths (void)
{
  static const char *const pieces[]
      = { "#{",     "}", "#{이름}", "#{금액}", "#{비고}", "a", "가", "\n",     "\u1100", "\u1161",
          "\u11a8", "e", "\u0301",  "\u3099",  "\u304b",  "📞", "🇰",  "\u302a", "\u0600" };
  static const char *const bits[]
      = { "홍", "1,000", "\n", "\u1161", "\u0301", "é", "", "#{이름}", "🇷", "\u0600" };
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 20000; round++) {
    g_autofree char *text = random_text (random, pieces, G_N_ELEMENTS (pieces), 12);
    g_autofree char *first = random_text (random, bits, G_N_ELEMENTS (bits), 4);
    g_autofree char *second = random_text (random, bits, G_N_ELEMENTS (bits), 4);
    const char *const put_in[] = { first, second, round % 3 == 0 ? NULL : "" };
    g_autoptr (MunjaMessage) message = new_message (text, text);
    g_autoptr (MunjaMerge) merge = munja_merge_new (message, columns);
    g_autofree char *merged = NULL;
    MunjaMergeSize size;

    merged = munja_merge_dup_text (merge, put_in);
    size = munja_merge_measure (merge, put_in);
    g_assert_cmpuint (size.bytes, ==, munja_text_count_bytes (merged));
    g_assert_cmpuint (size.subject_bytes, ==, size.bytes);
  }
}

static void
append_piece (const char *text, gboolean is_value, gpointer data)
{
  g_string_append_printf (data, is_value ? "<%s>" : "%s|", text);
}

/* What is put in is told from what stays. */
static void
test_pieces (void)
{
  g_autoptr (MunjaMessage) message = new_message ("#{이름}님", "안녕 #{이름}#{비고}, #{주소} 끝");
  g_autoptr (MunjaMerge) merge = munja_merge_new (message, columns);
  g_autoptr (GString) pieces = g_string_new (NULL);

  munja_merge_foreach (merge, values, append_piece, pieces);
  g_assert_cmpstr (pieces->str, ==, "<홍길동>님|\n|안녕 |<홍길동><>, |#{주소}| 끝|");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/merge/template", templates, test_template);
  g_test_add_func ("/merge/value-with-field", test_value_with_field);
  g_test_add_func ("/merge/subject", test_subject);
  g_test_add_func ("/merge/subject-is-one-line", test_subject_is_one_line);
  SUPPORT_ADD_ROWS ("/merge/name", names, test_name);
  g_test_add_func ("/merge/words", test_words);
  g_test_add_func ("/merge/lengths", test_lengths);
  g_test_add_func ("/merge/pieces", test_pieces);
  return g_test_run ();
}
