#include "config.h"

#include "munja-advertisement.h"
#include "support-rows.h"

#define SENDER  "행복상회"
#define NUMBER  "080-123-4567"
#define OPT_OUT "무료수신거부 " NUMBER
#define WHOLE   "(광고)행복상회\n여름 세일\n무료수신거부 080-123-4567"

static void
take (char **place, const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static MunjaContent *
new_advertisement (const char *text, const char *sender, const char *opt_out)
{
  MunjaContent *content = munja_content_new ();

  content->is_advertisement = TRUE;
  take (&content->text, text);
  take (&content->ad_sender, sender);
  take (&content->ad_opt_out, opt_out);
  return content;
}

static const struct {
  const char *name;
  const char *text;
  const char *sender;
  const char *opt_out;
  const char *assembled;
} assemble_cases[] = {
  { "plain", "여름 세일", SENDER, NUMBER, WHOLE },
  { "digits", "여름 세일", SENDER, "0801234567", WHOLE },
  { "wide-digits", "여름 세일", SENDER, "０８０ １２３ ４５６７", WHOLE },
  { "eleven-digits", "a", SENDER, "08012345678", "(광고)행복상회\na\n무료수신거부 080-1234-5678" },
  { "blanks-around", "여름 세일", "  행복상회 \n", " 080 123 4567 ", WHOLE },
  { "label-typed", "(광고) 여름 세일", SENDER, NUMBER, WHOLE },
  { "label-after-blanks", "\n (광고)\n여름 세일", SENDER, NUMBER, WHOLE },
  { "label-in-pieces", "(\u1100\u116A\u11BC\u1100\u1169)여름 세일", SENDER, NUMBER, WHOLE },
  { "label-and-sender-typed", "(광고)행복상회\n여름 세일", SENDER, NUMBER, WHOLE },
  { "all-typed", WHOLE, SENDER, NUMBER, WHOLE },
  { "all-typed-in-windows", "(광고)행복상회\r\n여름 세일\r\n" OPT_OUT "\r\n", SENDER, NUMBER,
    WHOLE },
  { "opt-out-in-other-words", "여름 세일\n\n무료수신거부: 0801234567", SENDER, NUMBER,
    "(광고)행복상회\n여름 세일\n\n무료수신거부: 0801234567\n" OPT_OUT },
  { "opt-out-typed-without-hyphens", "여름 세일\n무료수신거부 0801234567\n", SENDER, NUMBER,
    WHOLE },
  { "opt-out-half-typed", "여름 세일\n무료수신거부", SENDER, NUMBER, WHOLE },
  { "other-opt-out-typed", "a\n무료수신거부 080-999-9999", SENDER, NUMBER,
    "(광고)행복상회\na\n무료수신거부 080-999-9999\n" OPT_OUT },
  { "sender-begins-the-text", "(광고)행복상회 여름 세일", SENDER, NUMBER,
    "(광고)행복상회\n행복상회 여름 세일\n" OPT_OUT },
  { "label-in-the-middle", "여름 (광고) 세일", SENDER, NUMBER,
    "(광고)행복상회\n여름 (광고) 세일\n" OPT_OUT },
  { "no-sender", "a", "", NUMBER, "(광고)\na\n" OPT_OUT },
  { "no-number", "a", SENDER, "", "(광고)행복상회\na\n무료수신거부" },
  { "number-half-typed", "a", SENDER, "080-12", "(광고)행복상회\na\n무료수신거부 080-12" },
  { "lines", "\n a \n\n b\n", SENDER, NUMBER, "(광고)행복상회\n\n a \n\n b\n\n" OPT_OUT },
  { "fields", "#{이름}님", SENDER, NUMBER, "(광고)행복상회\n#{이름}님\n" OPT_OUT },
};

static void
test_assemble (gconstpointer data)
{
  const typeof (assemble_cases[0]) *c = data;
  g_autoptr (MunjaContent) content = new_advertisement (c->text, c->sender, c->opt_out);
  g_autofree char *assembled = munja_advertisement_assemble (content);
  g_autofree char *plain = NULL;

  g_assert_cmpstr (assembled, ==, c->assembled);
  content->is_advertisement = FALSE;
  plain = munja_advertisement_assemble (content);
  g_assert_cmpstr (plain, ==, c->text);
}

/* @body is NULL where the text is not what was put together. */
static const struct {
  const char *name;
  const char *text;
  const char *sender;
  const char *body;
  const char *opt_out;
} parse_cases[] = {
  { "plain", WHOLE, SENDER, "여름 세일", NUMBER },
  { "lines", "(광고)a\n\n b \n\n무료수신거부 080-123-4567", "a", "\n b \n", NUMBER },
  { "information", "여름 세일", NULL, NULL, NULL },
  { "empty", "", NULL, NULL, NULL },
  { "only-the-label", "(광고)", NULL, NULL, NULL },
  { "no-body", "(광고)a\n무료수신거부 080-123-4567", NULL, NULL, NULL },
  { "no-opt-out", "(광고)a\nb", NULL, NULL, NULL },
  { "number-in-other-form", "(광고)a\nb\n무료수신거부 0801234567", NULL, NULL, NULL },
  { "blank-behind-the-label", "(광고) a\nb\n" OPT_OUT, NULL, NULL, NULL },
  { "other-label", "[광고]a\nb\n" OPT_OUT, NULL, NULL, NULL },
  { "label-twice", "(광고)a\n(광고)b\n" OPT_OUT, NULL, NULL, NULL },
  { "opt-out-twice", "(광고)a\nb\n" OPT_OUT "\n" OPT_OUT, NULL, NULL, NULL },
  { "something-behind", WHOLE "\n", NULL, NULL, NULL },
};

static void
test_parse (gconstpointer data)
{
  const typeof (parse_cases[0]) *c = data;
  g_autoptr (MunjaContent) content = munja_advertisement_parse ("제목", c->text);
  g_autofree char *again = munja_advertisement_assemble (content);

  g_assert_cmpstr (again, ==, c->text);
  g_assert_cmpstr (content->subject, ==, "제목");
  g_assert_cmpint (content->is_advertisement, ==, c->body != NULL);
  g_assert_cmpstr (content->text, ==, c->body != NULL ? c->body : c->text);
  g_assert_cmpstr (content->ad_sender, ==, c->sender != NULL ? c->sender : "");
  g_assert_cmpstr (content->ad_opt_out, ==, c->opt_out != NULL ? c->opt_out : "");
  g_assert_false (content->night_consent);
}

/* A text put together at random from what matters here, and from what does not. */
static char *
new_random_text (guint n_parts)
{
  static const char *const parts[]
      = { "(광고)",       "(",    ")",     "광고", SENDER, "\n",      " ",     "\r\n",
          "무료수신거부", NUMBER, OPT_OUT, "세일", "a",    "#{이름}", "[광고]" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
  return g_string_free (text, FALSE);
}

/* Whatever was sent comes back when it is sent again, and what was put together comes apart into
 * something that is put together in the same way. */
static void
test_round_trip (void)
{
  for (int i = 0; i < 20000; i++) {
    g_autofree char *text = new_random_text ((guint)g_test_rand_int_range (0, 12));
    g_autoptr (MunjaContent) parsed = munja_advertisement_parse (NULL, text);
    g_autofree char *again = munja_advertisement_assemble (parsed);
    g_autoptr (MunjaContent) written = new_advertisement (text, SENDER, "0801234567");
    g_autofree char *sent = munja_advertisement_assemble (written);
    g_autoptr (MunjaContent) copied = munja_advertisement_parse (NULL, sent);
    g_autofree char *sent_again = munja_advertisement_assemble (copied);

    g_assert_cmpstr (again, ==, text);
    g_assert_cmpstr (sent_again, ==, sent);
    g_assert_true (g_str_has_prefix (sent, MUNJA_ADVERTISEMENT_LABEL SENDER "\n"));
    g_assert_true (g_str_has_suffix (sent, "\n" OPT_OUT));
  }
}

/* What has neither label nor line of its own comes apart into exactly what it was. */
static void
test_inverse (void)
{
  static const char *const parts[] = { "세일", " ", "\n", "a", "#{이름}", "(", "광고", ")b" };

  for (int i = 0; i < 5000; i++) {
    g_autoptr (GString) text = g_string_new ("x");
    g_autoptr (MunjaContent) written = NULL;
    g_autoptr (MunjaContent) parsed = NULL;
    g_autofree char *sent = NULL;

    for (int j = g_test_rand_int_range (0, 10); j > 0; j--)
      g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
    written = new_advertisement (text->str, SENDER, NUMBER);
    sent = munja_advertisement_assemble (written);
    parsed = munja_advertisement_parse ("", sent);
    g_assert_true (munja_content_equal (parsed, written));
  }
}

static const struct {
  const char *name;
  const char *subject;
  const char *text;
  const char *sender;
  const char *opt_out;
  MunjaAdvertisementProblems problems;
} check_cases[] = {
  { "good", "", "a", SENDER, NUMBER, MUNJA_ADVERTISEMENT_OK },
  { "eleven-digits", "", "a", SENDER, "08012345678", MUNJA_ADVERTISEMENT_OK },
  { "label-typed", "(광고) 세일", "(광고) a", SENDER, NUMBER, MUNJA_ADVERTISEMENT_OK },
  { "no-sender", "", "a", " ", NUMBER, MUNJA_ADVERTISEMENT_NO_SENDER },
  { "unsendable-sender", "", "a", "Caf\u00e9", NUMBER, MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER },
  /* It is put together before it is sent. */
  { "sender-in-pieces", "", "a", "\u1112\u1161\u11ab", NUMBER, MUNJA_ADVERTISEMENT_OK },
  { "no-number", "", "a", SENDER, " ", MUNJA_ADVERTISEMENT_NO_OPT_OUT },
  { "mobile", "", "a", SENDER, "010-1234-5678", MUNJA_ADVERTISEMENT_NOT_FREE },
  { "nine-digits", "", "a", SENDER, "080-12-4567", MUNJA_ADVERTISEMENT_NOT_FREE },
  { "twelve-digits", "", "a", SENDER, "080-1234-56789", MUNJA_ADVERTISEMENT_NOT_FREE },
  { "address", "", "a", SENDER, "www.example.com", MUNJA_ADVERTISEMENT_NOT_FREE },
  { "no-text", "", "", SENDER, NUMBER, MUNJA_ADVERTISEMENT_NO_TEXT },
  { "blank-text", "", " \n", SENDER, NUMBER, MUNJA_ADVERTISEMENT_NO_TEXT },
  { "nothing-but-the-lines", "", "(광고)행복상회\n" OPT_OUT, SENDER, NUMBER,
    MUNJA_ADVERTISEMENT_NO_TEXT },
  { "subject-only", "세일", "", SENDER, NUMBER, MUNJA_ADVERTISEMENT_NO_TEXT },
  { "wrong-label", "", "[광고] a", SENDER, NUMBER, MUNJA_ADVERTISEMENT_WRONG_LABEL },
  { "wrong-label-in-subject", "( 광고 ) a", "a", SENDER, NUMBER, MUNJA_ADVERTISEMENT_WRONG_LABEL },
  { "everything", "", "", "", "",
    MUNJA_ADVERTISEMENT_NO_SENDER | MUNJA_ADVERTISEMENT_NO_OPT_OUT | MUNJA_ADVERTISEMENT_NO_TEXT },
};

static void
test_check (gconstpointer data)
{
  const typeof (check_cases[0]) *c = data;
  g_autoptr (MunjaContent) content = new_advertisement (c->text, c->sender, c->opt_out);

  take (&content->subject, c->subject);
  g_assert_cmphex (munja_advertisement_check (content), ==, c->problems);
  g_assert_cmphex (munja_advertisement_check_opt_out (c->opt_out), ==,
                   c->problems & (MUNJA_ADVERTISEMENT_NO_OPT_OUT | MUNJA_ADVERTISEMENT_NOT_FREE));
  /* A picture is no text. */
  content->picture = g_bytes_new_static ("x", 1);
  g_assert_cmphex (munja_advertisement_check (content), ==, c->problems);
}

/* @found is NULL where the label is right or there is none. */
static const struct {
  const char *name;
  const char *text;
  const char *found;
} label_cases[] = {
  { "right", "(광고)a", NULL },
  { "right-after-blank", " (광고) a", NULL },
  { "right-in-the-middle", "a (광고) b", NULL },
  { "none", "a", NULL },
  { "word", "광고 문의", NULL },
  { "in-a-sentence", "새 상품 (광고 문의 환영) 안내", NULL },
  { "blanks", "( 광고 )a", "( 광고 )" },
  { "blank-between", "(광 고)a", "(광 고)" },
  { "dot", "(광.고)a", "(광.고)" },
  { "brackets", "[광고]a", "[광고]" },
  { "wide-brackets", "（광고）a", "（광고）" },
  { "black-brackets", "【광고】a", "【광고】" },
  { "angles", "<광고>a", "<광고>" },
  { "longer", "(대출광고)a", "(대출광고)" },
  { "longer-behind", "(광고성 정보)a", "(광고성 정보)" },
  { "star", "(광*고)a", "(광*고)" },
  { "in-the-middle", "세일 [광고] b", "[광고]" },
  { "after-a-right-one", "(광고)a\n[광고]b", "[광고]" },
  { "in-pieces", "[\u1100\u116A\u11BC\u1100\u1169]a", "[광고]" },
};

static void
test_label (gconstpointer data)
{
  const typeof (label_cases[0]) *c = data;
  g_autoptr (MunjaContent) content = new_advertisement (c->text, SENDER, NUMBER);
  g_autofree char *in_text = munja_advertisement_find_wrong_label (content);
  g_autofree char *in_subject = NULL;

  g_assert_cmpstr (in_text, ==, c->found);
  take (&content->subject, c->text);
  take (&content->text, "a");
  in_subject = munja_advertisement_find_wrong_label (content);
  g_assert_cmpstr (in_subject, ==, c->found);
}

static const struct {
  const char *name;
  const char *subject;
  const char *text;
  MunjaAdvertisementHint hint;
  const char *found;
} hint_cases[] = {
  { "nothing", "안내", "내일 오전 10시에 뵙겠습니다", MUNJA_ADVERTISEMENT_HINT_NONE, NULL },
  { "empty", "", "", MUNJA_ADVERTISEMENT_HINT_NONE, NULL },
  { "label", "", "(광고)a", MUNJA_ADVERTISEMENT_HINT_LABEL, "(광고)" },
  { "wrong-label", "", "[광고]a", MUNJA_ADVERTISEMENT_HINT_LABEL, "[광고]" },
  { "label-in-subject", "(광고)a", "a", MUNJA_ADVERTISEMENT_HINT_LABEL, "(광고)" },
  { "opt-out", "", "a\n" OPT_OUT, MUNJA_ADVERTISEMENT_HINT_LABEL, "무료수신거부" },
  { "word", "", "30% 할인", MUNJA_ADVERTISEMENT_HINT_WORD, "할인" },
  { "word-in-subject", "이벤트", "a", MUNJA_ADVERTISEMENT_HINT_WORD, "이벤트" },
  { "free", "", "무료 배송", MUNJA_ADVERTISEMENT_HINT_WORD, "무료" },
};

static void
test_hint (gconstpointer data)
{
  const typeof (hint_cases[0]) *c = data;
  g_autoptr (MunjaContent) content = munja_content_new ();
  g_autofree char *found = NULL;

  take (&content->subject, c->subject);
  take (&content->text, c->text);
  g_assert_cmpint (munja_advertisement_get_hint (content, &found), ==, c->hint);
  g_assert_cmpstr (found, ==, c->found);
}

static void
test_advertising (void)
{
  g_autoptr (MunjaContent) content = munja_content_new ();

  content->night_consent = TRUE;
  g_assert_cmpint (munja_advertisement_get_advertising (content), ==, MUNJA_ADVERTISING_NONE);
  content->is_advertisement = TRUE;
  g_assert_cmpint (munja_advertisement_get_advertising (content), ==,
                   MUNJA_ADVERTISING_NIGHT_CONSENT);
  content->night_consent = FALSE;
  g_assert_cmpint (munja_advertisement_get_advertising (content), ==, MUNJA_ADVERTISING_DAY);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/advertisement/assemble", assemble_cases, test_assemble);
  SUPPORT_ADD_ROWS ("/advertisement/parse", parse_cases, test_parse);
  g_test_add_func ("/advertisement/round-trip", test_round_trip);
  g_test_add_func ("/advertisement/inverse", test_inverse);
  SUPPORT_ADD_ROWS ("/advertisement/check", check_cases, test_check);
  SUPPORT_ADD_ROWS ("/advertisement/label", label_cases, test_label);
  SUPPORT_ADD_ROWS ("/advertisement/hint", hint_cases, test_hint);
  g_test_add_func ("/advertisement/advertising", test_advertising);
  return g_test_run ();
}
