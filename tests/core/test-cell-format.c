#include "config.h"

#include "munja-cell-format.h"

static const struct {
  const char *name;
  const char *value;
  const char *format;
  const char *text;
} cases[] = {
  { "general", "1012345678", "General", "1012345678" },
  { "general-exponent", "1.01234567E9", "General", "1012345670" },
  { "general-exponent-long", "1.012345678E+10", "General", "10123456780" },
  { "general-float", "0.30000000000000004", "General", "0.3" },
  { "general-tiny", "0.0000001", "General", "0.0000001" },
  { "general-negative", "-3", "General", "-3" },
  { "text", "1012345678", "@", "1012345678" },
  { "phone", "1012345678", "000-0000-0000", "010-1234-5678" },
  { "phone-quoted", "1012345678", "000\"-\"0000\\-0000", "010-1234-5678" },
  { "phone-leading-zero", "1012345678", "0##########", "01012345678" },
  { "phone-special-mobile", "1012345678", "[<=99999999]####-####;(0##) ####-####",
    "(010) 1234-5678" },
  { "phone-special-local", "12345678", "[<=99999999]####-####;(0##) ####-####", "1234-5678" },
  { "zeros", "7", "00000", "00007" },
  { "money", "12000", "#,##0", "12,000" },
  { "money-large", "1234567890", "#,##0", "1,234,567,890" },
  { "money-small", "120", "#,##0", "120" },
  { "money-zero", "0", "#,##0", "0" },
  { "money-negative", "-12000", "#,##0", "-12,000" },
  { "money-word", "12000", "#,##0\"원\"", "12,000원" },
  { "money-word-bare", "12000", "#,##0원", "12,000원" },
  { "money-symbol", "12000", "[$₩-412]#,##0", "₩12,000" },
  { "money-accounting", "12000", "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"_-;_-@_-", "12,000" },
  { "money-accounting-zero", "0", "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"_-;_-@_-", "-" },
  { "money-accounting-negative", "-12000", "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"_-", "-12,000" },
  { "money-brackets", "-5000", "#,##0_);[Red](#,##0)", "(5,000)" },
  { "thousands", "12345678", "#,##0,\"천원\"", "12,346천원" },
  { "decimals", "3.14159", "0.00", "3.14" },
  { "decimals-optional", "3.5", "0.###", "3.5" },
  { "decimals-optional-none", "3", "0.##", "3" },
  { "decimals-rounded", "1999.999", "#,##0.00", "2,000.00" },
  { "percent", "0.125", "0.0%", "12.5%" },
  { "exponent", "1012345678", "0.00E+00", "1012345678" },
  { "fraction", "0.5", "# ?/?", "0.5" },
  { "hidden", "1012345678", ";;;", "1012345678" },
  { "date", "46143", "yyyy-mm-dd", "2026-05-01" },
  { "date-korean", "46143", "yyyy\"년\" m\"월\" d\"일\"", "2026-05-01" },
  { "date-american", "46143", "m/d/yy", "2026-05-01" },
  { "date-locale", "46143", "[$-412]yyyy/mm/dd;@", "2026-05-01" },
  { "date-month", "46143", "mmm-yy", "2026-05-01" },
  { "date-time", "46143.375", "yyyy-mm-dd h:mm", "2026-05-01 09:00" },
  { "date-time-rounded", "46143.999999", "yyyy-mm-dd h:mm", "2026-05-02 00:00" },
  { "time", "0.5625", "h:mm", "13:30" },
  { "time-am-pm", "0.5625", "[$-412]AM/PM h:mm", "13:30" },
  { "date-first", "1", "yyyy-mm-dd", "1900-01-01" },
  { "date-after-leap", "61", "yyyy-mm-dd", "1900-03-01" },
  { "date-too-late", "99999999", "yyyy-mm-dd", "99999999" },
  { "no-number", "#N/A", "0", "#N/A" },
  { "not-a-number", "nan", "0", "nan" },
  { "open-quote", "5", "0\"원", "5원" },
  { "open-bracket", "5", "0[", "5" },
  { "mark-at-end", "5", "0\\", "5" },
  { "skip-at-end", "5", "0_", "5" },
};

static void
test_number (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autofree char *text = munja_cell_format_number (c->value, c->format, FALSE);

  g_assert_cmpstr (text, ==, c->text);
}

static void
test_1904 (void)
{
  g_autofree char *text = munja_cell_format_number ("44681", "yyyy-mm-dd", TRUE);

  g_assert_cmpstr (text, ==, "2026-05-01");
}

static void
test_builtin (void)
{
  g_assert_cmpstr (munja_cell_format_builtin (0), ==, "General");
  g_assert_cmpstr (munja_cell_format_builtin (3), ==, "#,##0");
  g_assert_cmpstr (munja_cell_format_builtin (14), ==, "yyyy-mm-dd");
  g_assert_cmpstr (munja_cell_format_builtin (41), ==, "#,##0");
  g_assert_cmpstr (munja_cell_format_builtin (49), ==, "General");
  g_assert_cmpstr (munja_cell_format_builtin (4711), ==, "General");
}

static void
test_date (void)
{
  g_autofree char *day = munja_cell_format_date ("2026-05-01");
  g_autofree char *midnight = munja_cell_format_date ("2026-05-01T00:00:00");
  g_autofree char *time = munja_cell_format_date ("2026-05-01T09:30:00");

  g_assert_cmpstr (day, ==, "2026-05-01");
  g_assert_cmpstr (midnight, ==, "2026-05-01");
  g_assert_cmpstr (time, ==, "2026-05-01 09:30");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/cell-format/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_number);
  }
  g_test_add_func ("/cell-format/1904", test_1904);
  g_test_add_func ("/cell-format/builtin", test_builtin);
  g_test_add_func ("/cell-format/iso-date", test_date);
  return g_test_run ();
}
