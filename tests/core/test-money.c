#include "config.h"

#include "munja-money.h"
#include "support-rows.h"

/* What comes in a reply, what it is in parts of a won, and how many decimals it takes. */
static const struct {
  const char *name;
  double krw;
  MunjaMoney money;
  int decimals;
} krw_cases[] = {
  { "nothing", 0, 0, 0 },
  { "whole", 20, 200000, 0 },
  { "short-message", 7.8, 78000, 1 },
  { "cents", 25.95, 259500, 2 },
  { "finest", 0.0001, 1, 4 },
  { "negative", -7.8, -78000, 1 },
  { "dust-above", 196.00000000001592, 1960000, 0 },
  { "dust-below", 195.99999999998, 1960000, 0 },
  { "dust-of-nothing", -4e-13, 0, 0 },
  { "inexact-sum", 0.1 + 0.2, 3000, 1 },
  { "many-million", 987654321.65, G_GINT64_CONSTANT (9876543216500), 2 },
};

static void
test_krw (gconstpointer data)
{
  const typeof (krw_cases[0]) *c = data;

  g_assert_cmpint (munja_money_from_krw (c->krw), ==, c->money);
  g_assert_cmpint (munja_money_from_krw (munja_money_to_krw (c->money)), ==, c->money);
  g_assert_cmpint (munja_money_count_decimals (c->money), ==, c->decimals);
}

static void
test_times (void)
{
  MunjaMoney price = munja_money_from_krw (7.8);
  MunjaMoney sum = 0;

  g_assert_cmpint (munja_money_times (price, 10), ==, 78 * MUNJA_WON);
  g_assert_cmpint (munja_money_times (price, 0), ==, 0);
  g_assert_cmpint (munja_money_times (-price, 10), ==, -78 * MUNJA_WON);
  for (int i = 0; i < 1000000; i++)
    sum += price;
  g_assert_cmpint (munja_money_times (price, 1000000), ==, sum);
  g_assert_cmpint (sum, ==, G_GINT64_CONSTANT (7800000) * MUNJA_WON);
}

/* A hostile reply makes a wrong sum, but no undefined one. */
static void
test_limits (void)
{
  MunjaMoney most = munja_money_from_krw (1e300);

  g_assert_cmpint (most, >, G_GINT64_CONSTANT (100000000000) * MUNJA_WON);
  g_assert_cmpint (munja_money_from_krw (-1e300), ==, -most);
  g_assert_cmpint (munja_money_times (most, 1000000), ==, most);
  g_assert_cmpint (munja_money_times (-most, 1000000), ==, -most);
  g_assert_cmpint (munja_money_times (most / 2, 3), ==, most);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/money/krw", krw_cases, test_krw);
  g_test_add_func ("/money/times", test_times);
  g_test_add_func ("/money/limits", test_limits);
  return g_test_run ();
}
