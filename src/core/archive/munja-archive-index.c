#include "config.h"

#include "munja-archive-index.h"

#include <string.h>

#include "munja-archive-schema.h"
#include "munja-packed-merge.h"
#include "munja-search-words.h"
#include "munja-sql.h"

/* How much of the word that a value stands in is taken in on either side, in characters; no word is
 * longer. */
#define MAX_CONTEXT 16

struct _MunjaArchiveIndex {
  const MunjaSendingInfo *info; /* borrowed */

  /* Owned. */
  sqlite3_stmt *statement;
  GString *text;  /* what is taken apart */
  GString *words; /* what comes of it */
  MunjaPackedMerge *merge;
};

/* Takes the template of a sending apart, if it has one. */
static void
prepare_merge (MunjaArchiveIndex *self)
{
  self->merge = munja_sending_info_new_merge (self->info);
}

/**
 * munja_archive_index_new:
 * @db: the connection, in a transaction
 * @info: a sending; it has to last as long as this
 * @indexing: what to do with the words
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the index
 */
MunjaArchiveIndex *
munja_archive_index_new (sqlite3 *db,
                         const MunjaSendingInfo *info,
                         MunjaArchiveIndexing indexing,
                         GError **error)
{
  static const char *const statements[] = {
    [MUNJA_ARCHIVE_INDEX] = "INSERT INTO search (rowid, words) VALUES (?, ?)",
    [MUNJA_ARCHIVE_UNINDEX] = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)",
  };
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, statements[indexing], error);
  MunjaArchiveIndex *self;

  if (statement == NULL)
    return NULL;
  self = g_new0 (MunjaArchiveIndex, 1);
  self->info = info;
  self->statement = g_steal_pointer (&statement);
  self->text = g_string_new (NULL);
  self->words = g_string_new (NULL);
  prepare_merge (self);
  return self;
}

/**
 * munja_archive_index_free:
 * @self: (nullable) (transfer full): the index
 */
void
munja_archive_index_free (MunjaArchiveIndex *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->statement);
  g_string_free (self->text, TRUE);
  g_string_free (self->words, TRUE);
  munja_packed_merge_free (self->merge);
  g_free (self);
}

static gboolean
take (MunjaArchiveIndex *self, gint64 row, GError **error)
{
  g_string_truncate (self->words, 0);
  munja_search_words_append (self->words, self->text->str);
  sqlite3_bind_int64 (self->statement, 1, self->info->id << MUNJA_ARCHIVE_ROW_BITS | row);
  sqlite3_bind_text (self->statement, 2, self->words->str, (int)self->words->len, SQLITE_STATIC);
  return munja_sql_run (self->statement, error);
}

static void
begin (MunjaArchiveIndex *self, const char *text)
{
  g_string_assign (self->text, text != NULL ? text : "");
}

static void
add (MunjaArchiveIndex *self, const char *text)
{
  g_string_append_c (self->text, '\n');
  g_string_append (self->text, text != NULL ? text : "");
}

/* What is around the values of a message, while its pieces are gone through. */
typedef struct {
  GString *out;
  const char *before; /* what stands before the next value; NULL if that is taken already */
  gboolean is_behind; /* whether a value stands before the next piece */
} Context;

/* Finds where the word ends that a piece begins with. */
static const char *
find_head (const char *text)
{
  const char *p = text;

  for (guint i = 0; i < MAX_CONTEXT && *p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)); i++)
    p = g_utf8_next_char (p);
  return p;
}

/* Finds where the word begins that a piece ends with. */
static const char *
find_tail (const char *text)
{
  const char *p = text + strlen (text);

  for (guint i = 0; i < MAX_CONTEXT && p > text; i++) {
    const char *before = g_utf8_prev_char (p);

    if (g_unichar_isspace (g_utf8_get_char (before)))
      break;
    p = before;
  }
  return p;
}

static void
take_piece (const char *text, gboolean is_value, gpointer data)
{
  Context *context = data;
  const char *head = text;

  if (is_value) {
    if (context->before != NULL)
      g_string_append (context->out, context->before);
    g_string_append (context->out, text);
    context->before = NULL;
    context->is_behind = TRUE;
    return;
  }
  if (context->is_behind) {
    head = find_head (text);
    g_string_append_len (context->out, text, head - text);
  }
  /* What is all of one word is taken in already. */
  context->before = *head != '\0' || !context->is_behind ? find_tail (head) : NULL;
  if (*head != '\0')
    g_string_append_c (context->out, ' ');
  context->is_behind = FALSE;
}

/* Adds what the text of a message has that those of the others may not have, and the words that it
 * stands in. */
static void
add_own_words (MunjaArchiveIndex *self, const MunjaSentMessage *message)
{
  Context context = { self->text, NULL, FALSE };

  if (message->own_text != NULL) {
    add (self, message->own_subject);
    add (self, message->own_text);
    return;
  }
  if (self->merge == NULL || !munja_packed_merge_unpack (self->merge, message->values))
    return;
  g_string_append_c (self->text, '\n');
  munja_packed_merge_foreach (self->merge, take_piece, &context);
}

/**
 * munja_archive_index_take_message:
 * @self: the index
 * @message: a message of the sending
 * @error: return location
 *
 * Puts the words of a message into the index, or takes them out.
 *
 * Returns: whether it is done
 */
gboolean
munja_archive_index_take_message (MunjaArchiveIndex *self,
                                  const MunjaSentMessage *message,
                                  GError **error)
{
  begin (self, message->number);
  add (self, message->name);
  add_own_words (self, message);
  return take (self, message->row, error);
}

/**
 * munja_archive_index_take_sending:
 * @self: the index
 * @error: return location
 *
 * Puts the words of the sending itself into the index, or takes them out.
 *
 * Returns: whether it is done
 */
gboolean
munja_archive_index_take_sending (MunjaArchiveIndex *self, GError **error)
{
  begin (self, self->info->written.subject);
  add (self, self->info->written.text);
  add (self, self->info->note);
  return take (self, MUNJA_ARCHIVE_NO_ROW, error);
}

struct _MunjaArchiveSearch {
  sqlite3_stmt *newest;
};

/**
 * munja_archive_search_new:
 * @db: the connection
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a search
 */
MunjaArchiveSearch *
munja_archive_search_new (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) newest
      = munja_sql_prepare (db,
                           "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid <= ?2"
                           " AND rowid >= ?3 ORDER BY rowid DESC LIMIT 1",
                           error);
  MunjaArchiveSearch *self;

  if (newest == NULL)
    return NULL;
  self = g_new0 (MunjaArchiveSearch, 1);
  self->newest = g_steal_pointer (&newest);
  return self;
}

/**
 * munja_archive_search_free:
 * @self: (nullable) (transfer full): a search
 */
void
munja_archive_search_free (MunjaArchiveSearch *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->newest);
  g_free (self);
}

static gboolean
find (MunjaArchiveSearch *self,
      const char *phrase,
      gint64 last,
      gint64 first,
      gint64 *found,
      GError **error)
{
  gboolean has_row = FALSE;

  munja_sql_bind_text (self->newest, 1, phrase);
  sqlite3_bind_int64 (self->newest, 2, last);
  sqlite3_bind_int64 (self->newest, 3, first);
  if (!munja_sql_step (self->newest, &has_row, error))
    return FALSE;
  *found = has_row ? sqlite3_column_int64 (self->newest, 0) : 0;
  sqlite3_reset (self->newest);
  return TRUE;
}

/**
 * munja_archive_search_find_sending:
 * @self: a search
 * @phrase: a word, from munja_search_words_parse()
 * @last: id of the newest sending to look at
 * @first: id of the oldest one
 * @id: (out): the newest of these that has the word somewhere, 0 if there is none. It may be one
 *   that is not there any more
 * @error: return location
 *
 * Returns: whether it could be looked for
 */
gboolean
munja_archive_search_find_sending (MunjaArchiveSearch *self,
                                   const char *phrase,
                                   gint64 last,
                                   gint64 first,
                                   gint64 *id,
                                   GError **error)
{
  if (!find (self, phrase, last << MUNJA_ARCHIVE_ROW_BITS | MUNJA_ARCHIVE_NO_ROW,
             first << MUNJA_ARCHIVE_ROW_BITS, id, error))
    return FALSE;
  *id >>= MUNJA_ARCHIVE_ROW_BITS;
  return TRUE;
}

/**
 * munja_archive_search_is_in_sending:
 * @self: a search
 * @phrase: a word, from munja_search_words_parse()
 * @id: a sending
 * @is_there: (out): whether the word is in its own text, subject or note
 * @error: return location
 *
 * Returns: whether it could be looked for
 */
gboolean
munja_archive_search_is_in_sending (MunjaArchiveSearch *self,
                                    const char *phrase,
                                    gint64 id,
                                    gboolean *is_there,
                                    GError **error)
{
  gint64 row = id << MUNJA_ARCHIVE_ROW_BITS | MUNJA_ARCHIVE_NO_ROW;
  gint64 found = 0;

  if (!find (self, phrase, row, row, &found, error))
    return FALSE;
  *is_there = found != 0;
  return TRUE;
}
