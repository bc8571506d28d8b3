#include "config.h"

#include "munja-archive-find.h"

#include "munja-archive-db.h"
#include "munja-archive-index.h"
#include "munja-search-words.h"
#include "munja-sql.h"

/* How long to look at once, in µs; what else is asked of the file has to wait for it. */
#define MAX_TIME 20000

/* What meets a query, its words apart; all of it is in one index. */
#define LISTED                                                                                     \
  "SELECT id FROM sending INDEXED BY sending_listed"                                               \
  " WHERE is_whole AND NOT is_hidden AND id <= ?1 AND id >= ?2"                                    \
  " AND CASE ?3 WHEN 1 THEN n_open > 0 WHEN 2 THEN n_messages > 0 AND n_delivered = n_messages"    \
  "   WHEN 3 THEN n_failed + n_refused > 0 OR outcome = 1 WHEN 4 THEN outcome = 2 ELSE 1 END"      \
  " AND CASE ?4 WHEN 0 THEN n_sms > 0 WHEN 1 THEN n_lms > 0 WHEN 2 THEN n_mms > 0 ELSE 1 END"      \
  " AND (?5 IS NULL OR sender = ?5) ORDER BY id DESC LIMIT ?6"

/* A search, while it goes from newer sendings to older ones. */
typedef struct {
  sqlite3 *db;
  gint64 first;
  guint limit;
  gint64 deadline; /* µs, monotonic */

  /* Owned. */
  GStrv phrases;
  sqlite3_stmt *listed;
  MunjaArchiveSearch *search;
  MunjaFoundPage *page;
} Walk;

static void
walk_clear (Walk *self)
{
  g_strfreev (self->phrases);
  sqlite3_finalize (self->listed);
  munja_archive_search_free (self->search);
  munja_found_page_free (self->page);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

/**
 * munja_found_page_free:
 * @self: (nullable) (transfer full): what was found
 */
void
munja_found_page_free (MunjaFoundPage *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->infos);
  g_free (self);
}

static gint64
round_up (gint64 time_us)
{
  return (time_us + 999) / 1000;
}

static gboolean
prepare (Walk *self, const MunjaSentQuery *query, GError **error)
{
  self->phrases = munja_search_words_parse (query->text != NULL ? query->text : "");
  self->page = g_new0 (MunjaFoundPage, 1);
  self->page->infos = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sending_info_free);
  self->listed = munja_sql_prepare (self->db, LISTED, error);
  self->search = munja_archive_search_new (self->db, error);
  if (self->listed == NULL || self->search == NULL)
    return FALSE;
  sqlite3_bind_int (self->listed, 3, (int)query->filter);
  sqlite3_bind_int (self->listed, 4, query->type);
  munja_sql_bind_text (self->listed, 5, query->from);
  return TRUE;
}

/* Adds those that are listed between @last and @first. */
static gboolean
add_listed (Walk *self, gint64 last, gint64 first, GError **error)
{
  guint room = self->limit - self->page->infos->len;

  sqlite3_bind_int64 (self->listed, 1, last);
  sqlite3_bind_int64 (self->listed, 2, first);
  sqlite3_bind_int64 (self->listed, 6, room);
  for (;;) {
    gboolean has_row = FALSE;
    MunjaSendingInfo *info;

    if (!munja_sql_step (self->listed, &has_row, error))
      return FALSE;
    if (!has_row)
      return TRUE;
    info = munja_archive_db_read (self->db, sqlite3_column_int64 (self->listed, 0), error);
    if (info == NULL)
      return FALSE;
    g_ptr_array_add (self->page->infos, info);
  }
}

static gint64
get_next (const Walk *self)
{
  const GPtrArray *infos = self->page->infos;
  const MunjaSendingInfo *info;

  if (infos->len < self->limit)
    return 0;
  info = g_ptr_array_index (infos, infos->len - 1);
  return info->id > self->first ? info->id - 1 : 0;
}

static gboolean
list (Walk *self, gint64 last, GError **error)
{
  if (!add_listed (self, last, self->first, error))
    return FALSE;
  self->page->next = get_next (self);
  return TRUE;
}

/* Finds the newest sending, not above @last, that has all words: each word says how far down the
 * others need not look. 0 stands for none. */
static gboolean
find_common (Walk *self, gint64 last, gint64 *common, GError **error)
{
  guint n_phrases = g_strv_length (self->phrases);
  guint n_agreed = 0;

  *common = last;
  for (guint i = 0; n_agreed < n_phrases; i = (i + 1) % n_phrases) {
    gint64 id = 0;

    if (!munja_archive_search_find_sending (self->search, self->phrases[i], *common, self->first,
                                            &id, error))
      return FALSE;
    n_agreed = id == *common ? n_agreed + 1 : 1;
    *common = id;
    if (id == 0)
      return TRUE;
  }
  return TRUE;
}

static gboolean
search (Walk *self, gint64 last, GError **error)
{
  self->page->next = last;
  while (self->page->next >= self->first && self->page->infos->len < self->limit
         && g_get_monotonic_time () < self->deadline) {
    gint64 id = 0;

    if (!find_common (self, self->page->next, &id, error))
      return FALSE;
    if (id != 0 && !add_listed (self, id, id, error))
      return FALSE;
    self->page->next = id - 1;
  }
  if (self->page->next < self->first)
    self->page->next = 0;
  return TRUE;
}

/**
 * munja_archive_find:
 * @db: the connection
 * @query: what to look for
 * @last: id of the newest sending to look at
 * @first: id of the oldest one, above 0
 * @limit: how many to find at most
 * @error: return location
 *
 * Looks for sendings, the newest first. It takes a look of limited length, which may end before it
 * has found anything; then the next one begins at the id that it names.
 *
 * A sending has a word if it is in its text, subject or note, or in the number, the name or the
 * text of any of its messages; several words need not be in the same place.
 *
 * Returns: (transfer full) (nullable): what was found
 */
MunjaFoundPage *
munja_archive_find (sqlite3 *db,
                    const MunjaSentQuery *query,
                    gint64 last,
                    gint64 first,
                    guint limit,
                    GError **error)
{
  g_auto (Walk) walk = {
    .db = db,
    .first = MAX (first, round_up (query->since)),
    .limit = limit,
    .deadline = g_get_monotonic_time () + MAX_TIME,
  };

  if (query->until > 0)
    last = MIN (last, round_up (query->until) - 1);
  if (!prepare (&walk, query, error))
    return NULL;
  if (walk.phrases[0] == NULL ? !list (&walk, last, error) : !search (&walk, last, error))
    return NULL;
  return g_steal_pointer (&walk.page);
}

/**
 * munja_archive_find_match:
 * @db: the connection
 * @sending: id of a sending
 * @text: (nullable): what somebody typed
 * @error: return location
 *
 * Finds what to look for among the messages of a sending. Words that the sending itself has count
 * for nothing there: all its messages have them.
 *
 * Returns: (transfer full) (nullable): what all those messages match, in the language of FTS5; ""
 *   for all of them
 */
char *
munja_archive_find_match (sqlite3 *db, gint64 sending, const char *text, GError **error)
{
  g_auto (GStrv) phrases = munja_search_words_parse (text != NULL ? text : "");
  g_autoptr (MunjaArchiveSearch) look = munja_archive_search_new (db, error);
  g_autoptr (GString) match = g_string_new (NULL);

  if (look == NULL)
    return NULL;
  for (guint i = 0; phrases[i] != NULL; i++) {
    gboolean is_there = FALSE;

    if (!munja_archive_search_is_in_sending (look, phrases[i], sending, &is_there, error))
      return NULL;
    if (!is_there)
      g_string_append_printf (match, "%s%s", match->len > 0 ? " AND " : "", phrases[i]);
  }
  return g_string_free (g_steal_pointer (&match), FALSE);
}
