#include "config.h"

#include "munja-library-content.h"

#include "munja-sql-picture.h"
#include "munja-sql.h"

/* The numbers are kept in the file. */
enum {
  KIND_UNKNOWN,
  KIND_ADVERTISEMENT,
  KIND_INFORMATION,
};

/**
 * munja_library_content_store_picture:
 * @db: the connection
 * @picture: a picture
 * @id: (out): what it is called in the file
 * @error: return location
 *
 * Stores a picture, if it is not there yet. It is part of a transaction, in which something begins
 * to use it.
 *
 * Returns: whether it is there
 */
gboolean
munja_library_content_store_picture (sqlite3 *db, GBytes *picture, gint64 *id, GError **error)
{
  *id = munja_sql_picture_keep (db, "SELECT id FROM picture WHERE hash = ?",
                                "INSERT INTO picture (hash, data) VALUES (?, ?)", picture, error);
  return *id != 0;
}

static int
get_kind (const MunjaContent *content)
{
  if (content->is_advertisement)
    return KIND_ADVERTISEMENT;
  return content->is_information ? KIND_INFORMATION : KIND_UNKNOWN;
}

/**
 * munja_library_content_bind:
 * @statement: a statement with a parameter for each of %MUNJA_LIBRARY_CONTENT_COLUMNS
 * @index: the first one of them, from 1
 * @content: what was written; stays until the statement was run
 * @modified: when that was, in µs since 1970 UTC
 * @picture: what its picture is called in the file, 0 for none
 */
void
munja_library_content_bind (sqlite3_stmt *statement,
                            int index,
                            const MunjaContent *content,
                            gint64 modified,
                            gint64 picture)
{
  munja_sql_bind_text (statement, index++, content->subject);
  munja_sql_bind_text (statement, index++, content->text);
  sqlite3_bind_int (statement, index++, (int)content->type);
  sqlite3_bind_int (statement, index++, get_kind (content));
  munja_sql_bind_text (statement, index++, content->ad_sender);
  munja_sql_bind_text (statement, index++, content->ad_opt_out);
  sqlite3_bind_int (statement, index++, content->night_consent);
  sqlite3_bind_int64 (statement, index++, modified);
  if (picture != 0)
    sqlite3_bind_int64 (statement, index, picture);
}

/**
 * munja_library_content_take_text:
 * @statement: a statement that stands on a row
 * @column: which column, from 0
 * @text: (inout) (transfer full): gets the text, if there is any
 */
void
munja_library_content_take_text (sqlite3_stmt *statement, int column, char **text)
{
  g_autofree char *read = munja_sql_dup_text (statement, column);

  if (read == NULL)
    return;
  g_free (*text);
  *text = g_steal_pointer (&read);
}

/**
 * munja_library_content_read:
 * @statement: a statement that stands on a row with %MUNJA_LIBRARY_CONTENT_COLUMNS, and the bytes
 * of the picture for the last one
 * @column: the first one of them, from 0
 *
 * Returns: (transfer full): what was written
 */
MunjaContent *
munja_library_content_read (sqlite3_stmt *statement, int column)
{
  MunjaContent *content = munja_content_new ();
  int type = sqlite3_column_int (statement, column + 2);

  munja_library_content_take_text (statement, column, &content->subject);
  munja_library_content_take_text (statement, column + 1, &content->text);
  if (type >= MUNJA_TYPE_CHOICE_AUTO && type <= MUNJA_TYPE_CHOICE_LMS)
    content->type = (MunjaTypeChoice)type;
  content->is_advertisement = sqlite3_column_int (statement, column + 3) == KIND_ADVERTISEMENT;
  content->is_information = sqlite3_column_int (statement, column + 3) == KIND_INFORMATION;
  munja_library_content_take_text (statement, column + 4, &content->ad_sender);
  munja_library_content_take_text (statement, column + 5, &content->ad_opt_out);
  content->night_consent = sqlite3_column_int (statement, column + 6) != 0;
  content->picture = munja_sql_dup_bytes (statement, column + 8);
  return content;
}
