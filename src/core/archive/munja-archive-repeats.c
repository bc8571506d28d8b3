#include "config.h"

#include "munja-archive-repeats.h"

#include "munja-archive-db.h"
#include "munja-phone-key.h"
#include "munja-search-words.h"
#include "munja-sql.h"

/* From which likeness on two texts are nearly the same. */
#define NEARLY 0.9

/* A row of the audience by its number. */
typedef struct {
  MunjaPhoneKey key;
  guint position;
} Place;

/* Whom a text is to go to, while it is looked who has it. */
typedef struct {
  GArray *places;        /* of Place, by their numbers */
  gboolean *is_repeated; /* by position */
  gint64 last;           /* id of the newest sending that any of them got it with */
} Look;

/* Of what begins with a number. */
static int
compare_numbers (gconstpointer one, gconstpointer other)
{
  const guint64 *a = one;
  const guint64 *b = other;

  return (*a > *b) - (*a < *b);
}

/* Makes a list of the pairs of letters and digits that a text has, each as one number, in order. */
static GArray *
new_pairs (const char *text)
{
  g_autofree char *folded = munja_search_words_fold (text);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 before = 0;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    guint64 pair = before << 32 | c;

    if (!g_unichar_isalnum (c))
      continue;
    g_array_append_val (pairs, pair);
    before = c;
  }
  g_array_sort (pairs, compare_numbers);
  return pairs;
}

static guint
count_common (const GArray *pairs, const GArray *others)
{
  guint count = 0;

  for (guint i = 0, j = 0; i < pairs->len && j < others->len;) {
    guint64 a = g_array_index (pairs, guint64, i);
    guint64 b = g_array_index (others, guint64, j);

    count += a == b;
    i += a <= b;
    j += b <= a;
  }
  return count;
}

static double
compare_pairs (const GArray *pairs, const GArray *others)
{
  if (pairs->len == 0 && others->len == 0)
    return 1;
  return 2.0 * count_common (pairs, others) / (pairs->len + others->len);
}

/**
 * munja_archive_repeats_compare:
 * @text: a text, or a template
 * @other: another one
 *
 * Tells how much two texts are alike. White space, punctuation, upper and lower case, and full and
 * half width count for nothing.
 *
 * Returns: the part of their pairs of letters that they have in common, 1 for the same text
 */
double
munja_archive_repeats_compare (const char *text, const char *other)
{
  g_autoptr (GArray) pairs = new_pairs (text);
  g_autoptr (GArray) others = new_pairs (other);

  return compare_pairs (pairs, others);
}

/* Lists the rows of an audience by their numbers. */
static GArray *
new_places (MunjaAudience *audience)
{
  gsize length = munja_audience_get_length (audience);
  GArray *places = g_array_sized_new (FALSE, FALSE, sizeof (Place), (guint)length);

  for (guint i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_audience_get (audience, i);
    Place place = { munja_phone_key_find (recipient.number, recipient.country), i };

    g_array_append_val (places, place);
  }
  g_array_sort (places, compare_numbers);
  return places;
}

/* Finds the first place of a number. */
static guint
find_place (const GArray *places, MunjaPhoneKey key)
{
  guint low = 0;
  guint high = places->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (places, Place, middle).key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
mark (Look *look, gint64 sending, MunjaPhoneKey key)
{
  if (key == 0)
    return;
  for (guint i = find_place (look->places, key); i < look->places->len; i++) {
    const Place *place = &g_array_index (look->places, Place, i);

    if (place->key != key)
      return;
    look->is_repeated[place->position] = TRUE;
    look->last = MAX (look->last, sending);
  }
}

/* What did not arrive is no repeat. */
static gboolean
look_at_sending (sqlite3 *db, Look *look, gint64 sending, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db,
      "SELECT number, country FROM message WHERE id >= ?1 << 20 AND id < (?1 + 1) << 20"
      " AND state NOT IN (2, 3)",
      sending, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return FALSE;
    if (!has_row)
      return TRUE;
    mark (look, sending,
          munja_phone_key_find ((const char *)sqlite3_column_text (statement, 0),
                                (const char *)sqlite3_column_text (statement, 1)));
  }
}

/* Looks at all sendings since a time whose texts are nearly the same. */
static gboolean
look_at_all (sqlite3 *db, Look *look, const char *text, gint64 since, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_archive_db_prepare_for (
      db,
      "SELECT id, text FROM sending WHERE id >= ? AND outcome = 0 AND is_whole AND NOT is_hidden",
      since, error);
  g_autoptr (GArray) pairs = new_pairs (text);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return FALSE;
  for (;;) {
    g_autofree char *other = NULL;
    g_autoptr (GArray) others = NULL;

    if (!munja_sql_step (statement, &has_row, error))
      return FALSE;
    if (!has_row)
      return TRUE;
    other = munja_sql_dup_text (statement, 1);
    others = new_pairs (other);
    if (compare_pairs (pairs, others) >= NEARLY
        && !look_at_sending (db, look, sqlite3_column_int64 (statement, 0), error))
      return FALSE;
  }
}

static MunjaRepeats *
new_repeats (const Look *look)
{
  MunjaRepeats *repeats = g_new0 (MunjaRepeats, 1);

  repeats->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < look->places->len; i++)
    if (look->is_repeated[i])
      g_array_append_val (repeats->positions, i);
  repeats->sending = look->last;
  repeats->last = look->last * 1000;
  return repeats;
}

/**
 * munja_archive_repeats_find:
 * @db: the connection
 * @text: what is to be sent, as it is written, with its merge fields
 * @audience: whom it is to go to
 * @since_us: how far to look back, in µs since 1970 UTC
 * @error: return location
 *
 * Finds who of an audience has got the same text, or nearly the same, since a time. What did not
 * arrive does not count, and what is still on its way does.
 *
 * Returns: (transfer full) (nullable): who that is
 */
MunjaRepeats *
munja_archive_repeats_find (sqlite3 *db,
                            const char *text,
                            MunjaAudience *audience,
                            gint64 since_us,
                            GError **error)
{
  g_autoptr (GArray) places = new_places (audience);
  g_autofree gboolean *is_repeated = g_new0 (gboolean, places->len + 1);
  Look look = { places, is_repeated, 0 };

  if (!look_at_all (db, &look, text, since_us / 1000, error))
    return NULL;
  return new_repeats (&look);
}
