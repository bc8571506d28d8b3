#include "config.h"

#include <stdlib.h>
#include <time.h>

#include "bench-support.h"
#include "munja-measure.h"

#define N_KEYS      5000
#define N_BYTES     2000
#define LAST_LENGTH 3 /* a syllable in UTF-8 */

/* As people write and paste: mostly syllables, blanks and line ends, some Latin, and in every line
 * something that cannot be sent, of several code points, or in need of being normalised. */
static GString *
new_text (void)
{
  static const char line[] = "안녕하세요, 홍길동 고객님! 다음 주 수요일(12/3) 오후 2시에 "
                             "뵙겠습니다 👍🏽 "
                             "– caf\u00e9 \u1112\u1161\u11ab글 ₩15,000 ✔\ufe0f\r\n";
  GString *text = g_string_new (NULL);

  for (;;) {
    MunjaMeasure measure = munja_measure (text->str, NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE);

    if (measure.bytes >= N_BYTES - 2)
      break;
    if (measure.bytes < N_BYTES - 100)
      g_string_append (text, line);
    else
      g_string_append (text, "가");
  }
  g_string_append (text, "가");
  return text;
}

static int
compare (gconstpointer one, gconstpointer other)
{
  const gint64 *a = one;
  const gint64 *b = other;

  return (*a > *b) - (*a < *b);
}

static gint64
get_nanoseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * G_GINT64_CONSTANT (1000000000) + now.tv_nsec;
}

/* One key: the last syllable changes, as it does while it is composed, and all is measured anew. */
static gint64
press_key (GString *text, gunichar syllable)
{
  gint64 start;
  MunjaMeasure measure;

  g_string_truncate (text, text->len - LAST_LENGTH);
  g_string_append_unichar (text, syllable);
  start = get_nanoseconds ();
  measure = munja_measure (text->str, NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE);
  if (measure.bytes < N_BYTES - 2 || measure.n_unsendable == 0)
    exit (EXIT_FAILURE);
  return get_nanoseconds () - start;
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) text = new_text ();
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < N_KEYS; i++) {
    gint64 time = press_key (text, 0xac00 + i);

    g_array_append_val (times, time);
  }
  g_array_sort (times, compare);
  bench_print ("meter_keystroke_median", (double)g_array_index (times, gint64, N_KEYS / 2) / 1000,
               "us");
  return EXIT_SUCCESS;
}
