#include "config.h"

#include "munja-base64.h"
#include "munja-uri.h"
#include "support-rows.h"

/* Source: RFC 4648, section 10, and bytes that differ in the alphabet for addresses. */
static const struct {
  const char *name;
  const char *bytes;
  const char *text;
} cases[] = {
  { "none", "", "" },
  { "one", "f", "Zg" },
  { "two", "fo", "Zm8" },
  { "three", "foo", "Zm9v" },
  { "six", "foobar", "Zm9vYmFy" },
  { "alphabet", "\xfb\xef\xff", "--__" },
};

static void
test_both_ways (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autofree char *text = munja_base64_encode (c->bytes, strlen (c->bytes));
  gsize length = 0;
  g_autofree char *bytes = munja_base64_decode (c->text, &length);

  g_assert_cmpstr (text, ==, c->text);
  g_assert_cmpmem (bytes, length, c->bytes, strlen (c->bytes));
  g_assert_cmpint (bytes[length], ==, '\0');
}

static void
test_nul (void)
{
  const char bytes[] = { 'a', '\0', 'b' };
  g_autofree char *text = munja_base64_encode (bytes, sizeof bytes);
  gsize length = 0;
  g_autofree char *again = munja_base64_decode (text, &length);

  g_assert_cmpmem (again, length, bytes, sizeof bytes);
}

static const struct {
  const char *name;
  const char *text;
  gboolean graphic;
} graphic_cases[] = {
  { "plain", "aZ09!~\"", TRUE }, { "empty", "", FALSE },      { "blank", "a b", FALSE },
  { "newline", "a\n", FALSE },   { "delete", "\x7f", FALSE }, { "beyond", "가", FALSE },
};

static void
test_graphic (gconstpointer data)
{
  const typeof (graphic_cases[0]) *c = data;

  g_assert_cmpint (munja_uri_is_graphic (c->text), ==, c->graphic);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/base64/both-ways", cases, test_both_ways);
  g_test_add_func ("/base64/nul", test_nul);
  SUPPORT_ADD_ROWS ("/base64/graphic", graphic_cases, test_graphic);
  return g_test_run ();
}
