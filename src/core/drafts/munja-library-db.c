#include "config.h"

#include "munja-library-db.h"

#include "munja-error.h"
#include "munja-library-content.h"
#include "munja-library-schema.h"
#include "munja-recipient-pack.h"
#include "munja-sql.h"

static const char *const tables[] = {
  [MUNJA_LIBRARY_DRAFT] = "draft",
  [MUNJA_LIBRARY_TEMPLATE] = "template",
};

/**
 * munja_library_db_open:
 * @path: the file; it and its folder are made if they are not there
 * @forget: whether to throw away a file that cannot be used
 * @error: return location
 *
 * Opens the file for this process alone, see munja_db_file_open() for what can go wrong.
 *
 * Returns: (transfer full) (nullable): the connection, for sqlite3_close_v2()
 */
sqlite3 *
munja_library_db_open (const char *path, gboolean forget, GError **error)
{
  return munja_db_file_open (path, &munja_library_schema, forget, error);
}

static MunjaLibraryEntry *
read_entry (sqlite3_stmt *statement, MunjaLibraryKind kind)
{
  MunjaLibraryEntry *entry = munja_library_entry_new (kind, sqlite3_column_int64 (statement, 0));
  g_autofree char *name = munja_sql_dup_text (statement, 1);
  g_autofree char *to = munja_sql_dup_text (statement, 2);
  g_autoptr (MunjaContent) content = munja_content_new ();
  MunjaLibrarySummary summary = {
    .name = name,
    .content = content,
    .to = to,
    .n_people = (guint)sqlite3_column_int64 (statement, 3),
    .has_picture = sqlite3_column_int (statement, 6) != 0,
    .modified = sqlite3_column_int64 (statement, 7),
  };

  munja_library_content_take_text (statement, 4, &content->subject);
  munja_library_content_take_text (statement, 5, &content->text);
  munja_library_entry_update (entry, &summary);
  return entry;
}

/**
 * munja_library_db_list:
 * @db: the connection
 * @kind: what to list
 * @error: return location
 *
 * Reads what is to be seen of all entries, those apart that are hidden.
 *
 * Returns: (transfer full) (element-type MunjaLibraryEntry) (nullable): the entries, newest first
 */
GPtrArray *
munja_library_db_list (sqlite3 *db, MunjaLibraryKind kind, GError **error)
{
  static const char *const queries[] = {
    [MUNJA_LIBRARY_DRAFT]
    = "SELECT id, '', recipient, n_people, subject, text, picture IS NOT NULL,"
      " modified FROM draft WHERE NOT is_hidden ORDER BY modified DESC",
    [MUNJA_LIBRARY_TEMPLATE]
    = "SELECT id, name, '', 0, subject, text, picture IS NOT NULL, modified"
      " FROM template WHERE NOT is_hidden ORDER BY modified DESC",
  };
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, queries[kind], error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  for (;;) {
    if (!munja_sql_step (statement, &has_row, error))
      return NULL;
    if (!has_row)
      return g_steal_pointer (&entries);
    g_ptr_array_add (entries, read_entry (statement, kind));
  }
}

/**
 * munja_library_db_read_next_id:
 * @db: the connection
 * @kind: of what
 * @id: (out): an id that no entry of the kind ever had; the next ones are free, too
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
munja_library_db_read_next_id (sqlite3 *db, MunjaLibraryKind kind, gint64 *id, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT ifnull (max (seq), 0) + 1 FROM sqlite_sequence WHERE name = '%s'", tables[kind]);

  return munja_sql_read_int (db, sql, id, error);
}

/* Prepares a statement whose table is that of @kind, and whose first parameter is an id. */
static sqlite3_stmt *
prepare_for (sqlite3 *db,
             const char *before,
             MunjaLibraryKind kind,
             const char *after,
             gint64 id,
             GError **error)
{
  g_autofree char *sql = g_strconcat (before, tables[kind], after, NULL);
  sqlite3_stmt *statement = munja_sql_prepare (db, sql, error);

  if (statement != NULL)
    sqlite3_bind_int64 (statement, 1, id);
  return statement;
}

/**
 * munja_library_db_hide:
 * @db: the connection
 * @kind: what it is
 * @id: which one
 * @is_hidden: whether it is deleted for all to see, and can still come back
 * @error: return location
 *
 * Returns: whether it is recorded
 */
gboolean
munja_library_db_hide (sqlite3 *db,
                       MunjaLibraryKind kind,
                       gint64 id,
                       gboolean is_hidden,
                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = prepare_for (db, "UPDATE ", kind, " SET is_hidden = ?2 WHERE id = ?1", id, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 2, is_hidden);
  return munja_sql_run (statement, error);
}

/* What is removed is overwritten, and the file shrinks. May be part of a transaction. */
static gboolean
remove_unused_pictures (sqlite3 *db, GError **error)
{
  return munja_sql_exec (db,
                         "DELETE FROM picture WHERE"
                         " NOT EXISTS (SELECT 1 FROM draft WHERE picture = picture.id)"
                         " AND NOT EXISTS (SELECT 1 FROM template WHERE picture = picture.id);"
                         "PRAGMA incremental_vacuum;",
                         error);
}

static gboolean
clean_up (sqlite3 *db, GError **error)
{
  return remove_unused_pictures (db, error) && munja_sql_clean_up (db, error);
}

/**
 * munja_library_db_remove:
 * @db: the connection
 * @kind: what it is
 * @id: which one
 * @error: return location
 *
 * Removes it for good, and overwrites it in the file.
 *
 * Returns: whether it is gone
 */
gboolean
munja_library_db_remove (sqlite3 *db, MunjaLibraryKind kind, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = prepare_for (db, "DELETE FROM ", kind, " WHERE id = ?1", id, error);

  return statement != NULL && munja_sql_run (statement, error) && clean_up (db, error);
}

/**
 * munja_library_db_remove_hidden:
 * @db: the connection
 * @error: return location
 *
 * Removes for good what was deleted, for when nobody can take that back any more.
 *
 * Returns: whether it is gone
 */
gboolean
munja_library_db_remove_hidden (sqlite3 *db, GError **error)
{
  return munja_sql_exec (db,
                         "DELETE FROM draft WHERE is_hidden;"
                         "DELETE FROM template WHERE is_hidden;",
                         error)
         && clean_up (db, error);
}

/**
 * munja_library_db_read_shown:
 * @db: the connection
 * @shown: (out caller-allocates): what the form held
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
munja_library_db_read_shown (sqlite3 *db, MunjaLibraryShown *shown, GError **error)
{
  gint64 is_open = 0;

  if (!munja_sql_read_int (db,
                           "SELECT draft.id FROM shown JOIN draft ON shown.draft = draft.id"
                           " WHERE NOT is_hidden",
                           &shown->draft, error)
      || !munja_sql_read_int (db, "SELECT is_open FROM shown", &is_open, error))
    return FALSE;
  shown->is_open = is_open != 0;
  return TRUE;
}

/**
 * munja_library_db_write_shown:
 * @db: the connection
 * @shown: what the form holds
 * @error: return location
 *
 * May be part of a transaction.
 *
 * Returns: whether it is recorded
 */
gboolean
munja_library_db_write_shown (sqlite3 *db, const MunjaLibraryShown *shown, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "UPDATE shown SET draft = ?, is_open = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, shown->draft);
  sqlite3_bind_int (statement, 2, shown->is_open);
  return munja_sql_run (statement, error);
}

typedef struct {
  gint64 id;
  const MunjaDraft *form;
  gboolean with_recipients;
  gint64 modified;
} DraftWrite;

static gboolean
write_draft (sqlite3 *db, const DraftWrite *write, gint64 picture, GError **error)
{
  const MunjaDraft *form = write->form;
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db,
      "INSERT INTO draft (id, sender, recipient, scheduled, "
      "n_people, replaces, list_name, " MUNJA_LIBRARY_CONTENT_COLUMNS ")"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (id) DO UPDATE SET (sender, recipient, scheduled, "
      "n_people, replaces, list_name, " MUNJA_LIBRARY_CONTENT_COLUMNS
      ", is_hidden) = (excluded.sender, excluded.recipient, excluded.scheduled, excluded.n_people,"
      " excluded.replaces, excluded.list_name,"
      " excluded.subject, excluded.text, excluded.type, excluded.kind,"
      " excluded.ad_sender, excluded.ad_opt_out, excluded.night_consent, excluded.modified,"
      " excluded.picture, 0)",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, write->id);
  munja_sql_bind_text (statement, 2, form->from);
  munja_sql_bind_text (statement, 3, form->to);
  sqlite3_bind_int64 (statement, 4, form->scheduled);
  sqlite3_bind_int64 (statement, 5, munja_draft_count_people (form));
  munja_sql_bind_text (statement, 6, form->replaces);
  munja_sql_bind_text (statement, 7, form->list_name);
  munja_library_content_bind (statement, 8, form->content, write->modified, picture);
  return munja_sql_run (statement, error);
}

/* A list without rows is none. */
static gboolean
write_recipients (sqlite3 *db, gint64 draft, MunjaRoster *recipients, GError **error)
{
  g_autoptr (GBytes) pack = recipients != NULL ? munja_recipient_pack (recipients) : NULL;
  gboolean is_empty = pack == NULL || g_bytes_get_size (pack) == 0;
  g_autofree char *digest = is_empty ? NULL : munja_sql_dup_digest (pack);
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db,
      is_empty ? "DELETE FROM recipients WHERE draft = ?"
               : "INSERT OR REPLACE INTO recipients (draft, pack, digest) VALUES (?, ?, ?)",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, draft);
  if (!is_empty) {
    munja_sql_bind_bytes (statement, 2, pack);
    munja_sql_bind_text (statement, 3, digest);
  }
  return munja_sql_run (statement, error);
}

static gboolean
save_draft (sqlite3 *db, gpointer data, GError **error)
{
  const DraftWrite *write = data;
  const MunjaDraft *form = write->form;
  gint64 picture = 0;

  if (form->content->picture != NULL
      && !munja_library_content_store_picture (db, form->content->picture, &picture, error))
    return FALSE;
  return write_draft (db, write, picture, error)
         && (!write->with_recipients || write_recipients (db, write->id, form->recipients, error))
         && munja_library_db_write_shown (db, &(MunjaLibraryShown){ write->id, TRUE }, error)
         && remove_unused_pictures (db, error);
}

/**
 * munja_library_db_save_draft:
 * @db: the connection
 * @id: which one; a new one, or one that takes the place of what is there
 * @form: what it holds
 * @with_recipients: whether to write the list of recipients; else that stays as it is in the file
 * @modified: when it was written, in µs since 1970 UTC
 * @error: return location
 *
 * Writes a draft, which is from now on the one that the form holds.
 *
 * Returns: whether all of it is written
 */
gboolean
munja_library_db_save_draft (sqlite3 *db,
                             gint64 id,
                             const MunjaDraft *form,
                             gboolean with_recipients,
                             gint64 modified,
                             GError **error)
{
  DraftWrite write = { id, form, with_recipients, modified };

  return munja_sql_transact (db, save_draft, &write, error);
}

static sqlite3_stmt *
find (sqlite3 *db, const char *sql, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (db, sql, error);
  gboolean has_row = FALSE;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  if (!munja_sql_step (statement, &has_row, error))
    return NULL;
  if (has_row)
    return g_steal_pointer (&statement);
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED, "The entry is not there");
  return NULL;
}

/**
 * munja_library_db_load_draft:
 * @db: the connection
 * @id: which one
 * @error: return location
 *
 * Reads all of a draft. A list of a million recipients takes about a second.
 *
 * Returns: (transfer full) (nullable): what it holds
 */
MunjaDraft *
munja_library_db_load_draft (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = find (db,
              "SELECT sender, recipient, scheduled, pack, subject, text, type, kind, ad_sender,"
              " ad_opt_out, night_consent, modified, picture.data, digest, replaces, list_name"
              " FROM draft"
              " LEFT JOIN recipients ON recipients.draft = draft.id"
              " LEFT JOIN picture ON picture.id = draft.picture WHERE draft.id = ?",
              id, error);
  g_autoptr (MunjaDraft) form = munja_draft_new ();
  g_autoptr (GBytes) pack = NULL;
  g_autofree char *digest = NULL;

  if (statement == NULL)
    return NULL;
  munja_library_content_take_text (statement, 0, &form->from);
  munja_library_content_take_text (statement, 1, &form->to);
  form->scheduled = sqlite3_column_int64 (statement, 2);
  form->replaces = munja_sql_dup_text (statement, 14);
  form->list_name = munja_sql_dup_text (statement, 15);
  munja_content_free (form->content);
  form->content = munja_library_content_read (statement, 4);
  pack = munja_sql_dup_bytes (statement, 3);
  if (pack == NULL)
    return g_steal_pointer (&form);
  digest = munja_sql_dup_text (statement, 13);
  if (!munja_sql_check_digest (pack, digest, error))
    return NULL;
  form->recipients = munja_recipient_unpack (pack, error);
  return form->recipients != NULL ? g_steal_pointer (&form) : NULL;
}

typedef struct {
  gint64 id;
  const char *name;
  const MunjaContent *content;
  gint64 modified;
} TemplateWrite;

static gboolean
save_template (sqlite3 *db, gpointer data, GError **error)
{
  const TemplateWrite *write = data;
  g_autoptr (sqlite3_stmt) statement = NULL;
  gint64 picture = 0;

  if (write->content->picture != NULL
      && !munja_library_content_store_picture (db, write->content->picture, &picture, error))
    return FALSE;
  statement = munja_sql_prepare (
      db,
      "INSERT OR REPLACE INTO template (id, name, " MUNJA_LIBRARY_CONTENT_COLUMNS ")"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, write->id);
  munja_sql_bind_text (statement, 2, write->name);
  munja_library_content_bind (statement, 3, write->content, write->modified, picture);
  return munja_sql_run (statement, error) && remove_unused_pictures (db, error);
}

/**
 * munja_library_db_save_template:
 * @db: the connection
 * @id: which one; a new one, or one that takes the place of what is there
 * @name: what it is called
 * @content: what it says
 * @modified: when it was written, in µs since 1970 UTC
 * @error: return location
 *
 * Returns: whether all of it is written
 */
gboolean
munja_library_db_save_template (sqlite3 *db,
                                gint64 id,
                                const char *name,
                                const MunjaContent *content,
                                gint64 modified,
                                GError **error)
{
  TemplateWrite write = { id, name, content, modified };

  return munja_sql_transact (db, save_template, &write, error);
}

/**
 * munja_library_db_rename_template:
 * @db: the connection
 * @id: which one
 * @name: what to call it
 * @error: return location
 *
 * Returns: whether it is recorded
 */
gboolean
munja_library_db_rename_template (sqlite3 *db, gint64 id, const char *name, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare_for (db, "UPDATE ", MUNJA_LIBRARY_TEMPLATE,
                                                    " SET name = ?2 WHERE id = ?1", id, error);

  if (statement == NULL)
    return FALSE;
  munja_sql_bind_text (statement, 2, name);
  return munja_sql_run (statement, error);
}

/**
 * munja_library_db_load_template:
 * @db: the connection
 * @id: which one
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it says
 */
MunjaContent *
munja_library_db_load_template (sqlite3 *db, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = find (db,
              "SELECT subject, text, type, kind, ad_sender, ad_opt_out, night_consent,"
              " modified, picture.data FROM template"
              " LEFT JOIN picture ON picture.id = template.picture WHERE template.id = ?",
              id, error);

  return statement != NULL ? munja_library_content_read (statement, 0) : NULL;
}
