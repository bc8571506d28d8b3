#include "config.h"

#include "munja-archive-people.h"

#include "munja-archive-schema.h"
#include "munja-completion.h"
#include "munja-search-words.h"
#include "munja-sql.h"

/* How long to look at once, in µs; what else is asked of the file has to wait for it. */
#define MAX_TIME 20000

/* Among so many of those who got something last are the ones to offer. */
#define MAX_PEOPLE 50

#define PEOPLE "SELECT m.number, m.country, m.name, s.id FROM "

/* The messages that have all words somewhere, and all messages; the newest first. */
#define FOUND                                                                                      \
  PEOPLE "search CROSS JOIN message m ON m.id = search.rowid"                                      \
         " CROSS JOIN sending s ON s.id = m.id >> 20"                                              \
         " WHERE search MATCH ?1 AND NOT s.is_hidden ORDER BY search.rowid DESC"
#define NEWEST                                                                                     \
  PEOPLE "message m CROSS JOIN sending s ON s.id = m.id >> 20"                                     \
         " WHERE m.name <> '' AND NOT s.is_hidden ORDER BY m.id DESC"

/* People, while they are looked for. */
typedef struct {
  sqlite3 *db;
  gint64 deadline; /* µs, monotonic */

  /* Owned. */
  MunjaCompletion *completion;
  GPtrArray *people;
  GHashTable *by_number; /* of those in @people */
} Look;

static void
look_clear (Look *self)
{
  munja_completion_free (self->completion);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_hash_table_unref (self->by_number);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

/* Whoever is there already gets a name, at least. */
static void
add (Look *self, const char *number, const char *country, const char *name, gint64 last)
{
  MunjaKnownPerson *person = g_hash_table_lookup (self->by_number, number);

  if (person == NULL) {
    person = munja_known_person_new (number, country, name, last);
    g_ptr_array_add (self->people, person);
    g_hash_table_insert (self->by_number, person->number, person);
  } else if (*person->name == '\0') {
    g_free (person->name);
    person->name = g_strdup (name);
  }
}

/* The words may be in what somebody was written, too. */
static void
take (Look *self, sqlite3_stmt *row)
{
  const char *number = (const char *)sqlite3_column_text (row, 0);
  const char *country = (const char *)sqlite3_column_text (row, 1);
  const char *name = (const char *)sqlite3_column_text (row, 2);

  if (munja_completion_matches (self->completion, number, name))
    add (self, number, country, name, sqlite3_column_int64 (row, 3) * 1000);
}

static gboolean
look (Look *self, const char *sql, const char *words, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (self->db, sql, error);
  gboolean has_row = statement != NULL;

  if (statement == NULL)
    return FALSE;
  if (words != NULL)
    munja_sql_bind_text (statement, 1, words);
  while (has_row && self->people->len < MAX_PEOPLE && g_get_monotonic_time () < self->deadline) {
    if (!munja_sql_step (statement, &has_row, error))
      return FALSE;
    if (has_row)
      take (self, statement);
  }
  return TRUE;
}

/**
 * munja_archive_people_find:
 * @db: the connection
 * @wanted: a part of a name or number
 * @error: return location
 *
 * Looks for those who got something, or should have, and may be meant. It takes a look of limited
 * length, from the newest messages on.
 *
 * Returns: (transfer full) (nullable) (element-type MunjaKnownPerson): the people, each number once
 */
GPtrArray *
munja_archive_people_find (sqlite3 *db, const char *wanted, GError **error)
{
  g_auto (GStrv) phrases = munja_search_words_parse (wanted);
  g_autofree char *words = g_strjoinv (" ", phrases);
  g_auto (Look) self = {
    .db = db,
    .deadline = g_get_monotonic_time () + MAX_TIME,
    .completion = munja_completion_new (wanted),
    .people = munja_known_people_new (),
    .by_number = g_hash_table_new (g_str_hash, g_str_equal),
  };

  if (self.completion == NULL)
    return g_steal_pointer (&self.people);
  if (*words != '\0' && !look (&self, FOUND, words, error))
    return NULL;
  if (munja_completion_is_loose (self.completion) && !look (&self, NEWEST, NULL, error))
    return NULL;
  return g_steal_pointer (&self.people);
}
