#include "config.h"

#include "munja-lookalike.h"
#include "support-rows.h"

/* A text, and what it becomes; nothing where there is nothing to ask about. */
static const struct {
  const char *name;
  const char *text;
  const char *meant;
} rows[] = {
  { "braces", "{이름}님 안녕하세요", "#{이름}님 안녕하세요" },
  { "dollar", "${이름}님", "#{이름}님" },
  { "two-braces", "{{이름}}님 {{ 회비 }}", "#{이름}님 #{회비}" },
  { "percent", "%이름%님 %회비%원", "#{이름}님 #{회비}원" },
  { "mail-merge", "[*이름*]님", "#{이름}님" },
  { "wide-braces", "#｛이름｝님", "#{이름}님" },
  { "wide-hash", "＃{이름}님", "#{이름}님" },
  { "wide-everything", "＃｛이름｝님", "#{이름}님" },
  { "hash-apart", "# {이름}님", "#{이름}님" },
  { "unclosed", "#{이름 님", "#{이름} 님" },
  { "unclosed-before-another", "#{이름 #{회비}", "#{이름} #{회비}" },
  { "unclosed-line", "#{이름\n안녕", "#{이름}\n안녕" },
  { "nested", "#{{이름}}", "#{이름}" },
  { "latin", "Dear {name}, {First Name}", "Dear #{name}, #{First Name}" },
  { "position", "{열3}", "#{열3}" },
  { "within-address", "https://a.example/?n={이름}", "https://a.example/?n=#{이름}" },
  { "several", "{이름} ${이름} %이름%", "#{이름} #{이름} #{이름}" },
  { "won", "회비 \\30,000 / \\5000원", "회비 ₩30,000 / ₩5000원" },

  { "field", "#{이름}님 #{ 이 름 }", NULL },
  { "nothing", "", NULL },
  { "empty-braces", "{} {{}} %% #{", NULL },
  { "set", "{1, 2, 3} {a} {x}", NULL },
  { "json", "{\"name\": \"kim\"} {name: kim}", NULL },
  { "css", "b { color: red }", NULL },
  { "emoticons", "{^_^} {ㅠㅠ} {T_T} :-{ }", NULL },
  { "sale", "50%할인, 30% 쿠폰, 100%환불%", NULL },
  { "share", "% 할인 %", NULL },
  { "format", "%d%s %Y%m%d", NULL },
  { "escaped-address", "https://a.example/%EA%B0%80%ED%95%98?q=%20name%20", NULL },
  { "address-without-scheme", "www.a.example/%EA%B0%80%EA", NULL },
  { "brackets", "[이름] [광고] #이름# (이름)", NULL },
  { "path", "C:\\2024\\사진", NULL },
  { "escape", "\\n \\1 \\\\300", NULL },
  { "won-sign", "₩30,000 ￦30,000", NULL },
};

static void
test_find (gconstpointer data)
{
  const typeof (rows[0]) *row = data;
  g_autoptr (GPtrArray) found = munja_lookalike_find (row->text);
  g_autofree char *meant = munja_lookalike_replace (row->text, found);
  g_autoptr (GPtrArray) left = munja_lookalike_find (meant);

  g_assert_cmpint (found->len > 0, ==, row->meant != NULL);
  g_assert_cmpstr (meant, ==, row->meant != NULL ? row->meant : row->text);
  g_assert_cmpuint (left->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/lookalike", rows, test_find);
  return g_test_run ();
}
