#include "config.h"

#include "munja-csv-write.h"
#include "support-rows.h"

static const struct {
  const char *name;
  const char *cell;
  const char *written;
} cases[] = {
  { "word", "문자", "문자" },           { "empty", "", "" },
  { "comma", "a,b", "\"a,b\"" },        { "quote", "a\"b", "\"a\"\"b\"" },
  { "line-break", "a\nb", "\"a\nb\"" }, { "other-delimiters", "a;b\tc", "\"a;b\tc\"" },
  { "formula", "=1+1", "\"'=1+1\"" },   { "plus", "+82", "\"'+82\"" },
  { "minus", "-1", "\"'-1\"" },         { "at", "@SUM(A1)", "\"'@SUM(A1)\"" },
  { "tab", "\t=1", "\"'\t=1\"" },       { "formula-with-quote", "=\"a\"", "\"'=\"\"a\"\"\"" },
  { "later-sign", "1=1", "1=1" },
};

static void
test_cell (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (GString) out = g_string_new (NULL);

  munja_csv_append_cell (out, c->cell);
  g_assert_cmpstr (out->str, ==, c->written);
}

static void
test_cells (void)
{
  g_autoptr (GString) out = g_string_new (MUNJA_CSV_START);
  const char *const cells[] = { "a", "", "=b", NULL };

  munja_csv_append_cells (out, cells);
  g_assert_cmpstr (out->str, ==,
                   "\xEF\xBB\xBF"
                   "a,,\"'=b\"\r\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/csv-write/cell", cases, test_cell);
  g_test_add_func ("/csv-write/cells", test_cells);
  return g_test_run ();
}
