#include "config.h"

#include <string.h>

#include "munja-cluster.h"
#include "munja-measure.h"
#include "munja-text-scan.h"
#include "support-random-text.h"

#define SEED    20261125
#define N_TEXTS 20000

typedef void (*Check) (const char *text);

static void
for_random_texts (Check check)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);

  for (int i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = support_random_text_new (rand, 40, SUPPORT_RANDOM_ANYTHING);

    check (text);
  }
}

/* And for every character that has a meaning but the rare ideographs, which are all alike, alone
 * and behind a letter. */
static void
for_all_characters (Check check)
{
  for (gunichar c = 1; c <= 0x10ffff; c++) {
    char text[10] = "e";

    if (!g_unichar_isdefined (c) || (c >= 0x20000 && c < 0x2f800)
        || g_unichar_type (c) == G_UNICODE_PRIVATE_USE || g_unichar_type (c) == G_UNICODE_SURROGATE)
      continue;
    g_unichar_to_utf8 (c, text + 1);
    check (text + 1);
    check (text);
  }
}

static guint
count_unsendable (const char *text)
{
  MunjaMeasure measure = munja_measure (text, NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE);

  return measure.n_unsendable;
}

static void
check_normalizing (const char *text)
{
  g_autofree char *once = munja_text_normalize (text);
  g_autofree char *twice = munja_text_normalize (once);

  g_assert_cmpstr (twice, ==, once);
  g_assert_cmpint (munja_charset_can_send_text (once), ==, count_unsendable (text) == 0);
  if (munja_charset_can_send_text (text))
    g_assert_cmpstr (once, ==, text);
}

static void
test_normalizing (void)
{
  for_random_texts (check_normalizing);
  for_all_characters (check_normalizing);
}

/* Bytes of a text are those of its clusters, and those of what it is normalised to. */
static void
check_counting (const char *text)
{
  g_autofree char *normalized = munja_text_normalize (text);
  MunjaMeasure measure = munja_measure (text, NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE);
  gsize bytes = 0;

  for (const char *p = text; *p != '\0';) {
    const char *end = munja_cluster_find_end (p);
    g_autoptr (GString) cluster = g_string_new (NULL);

    g_assert_true (end > p);
    munja_cluster_append_normalized (cluster, p, end);
    bytes += munja_text_count_bytes (cluster->str);
    p = end;
  }
  g_assert_cmpuint (measure.bytes, ==, bytes);
  g_assert_cmpuint (munja_text_count_bytes (normalized), ==, bytes);
}

static void
test_counting (void)
{
  for_random_texts (check_counting);
  for_all_characters (check_counting);
}

/* After all suggestions were taken, nothing is left that cannot be sent, and nothing else changed.
 */
static void
check_replacing (const char *text)
{
  g_autofree char *replaced = munja_text_replace_unsendable (text);
  g_autofree char *again = munja_text_replace_unsendable (replaced);

  g_assert_cmpuint (count_unsendable (replaced), ==, 0);
  g_assert_cmpstr (again, ==, replaced);
  if (count_unsendable (text) == 0)
    g_assert_cmpstr (replaced, ==, text);
}

static void
test_replacing (void)
{
  for_random_texts (check_replacing);
}

/* The problems of a text are in order, apart, and where they say. */
static void
check_scanning (const char *text)
{
  MunjaTextScan scan;
  MunjaTextProblem problem;
  const char *last_end = text;

  munja_text_scan_init (&scan, text);
  while (munja_text_scan_next (&scan, &problem)) {
    g_assert_true (problem.start >= last_end);
    g_assert_cmpint (g_utf8_pointer_to_offset (text, problem.start), ==, problem.offset);
    last_end = problem.start + problem.n_bytes;
    g_assert_cmpint (g_utf8_pointer_to_offset (problem.start, last_end), ==, problem.length);
    g_assert_true (scan.next == last_end);
  }
  g_assert_true (*scan.next == '\0');
}

static void
test_scanning (void)
{
  for_random_texts (check_scanning);
}

static void
test_not_utf8 (void)
{
  g_autofree char *normalized = munja_text_normalize ("a\xff"
                                                      "b\xea\xb0");

  g_assert_true (g_utf8_validate (normalized, -1, NULL));
  g_assert_true (g_str_has_prefix (normalized, "a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-properties/normalizing", test_normalizing);
  g_test_add_func ("/text-properties/counting", test_counting);
  g_test_add_func ("/text-properties/replacing", test_replacing);
  g_test_add_func ("/text-properties/scanning", test_scanning);
  g_test_add_func ("/text-properties/not-utf8", test_not_utf8);
  return g_test_run ();
}
