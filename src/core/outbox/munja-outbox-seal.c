#include "config.h"

#include "munja-outbox-seal.h"

#include <gio/gio.h>
#include <string.h>

#include "munja-sql.h"

/* What a file says of itself. */
typedef struct {
  gint64 count;   /* requests that send */
  gint64 born;    /* in µs since 1970 UTC; 0 if the file system does not tell */
  char *computer; /* empty if it has no id */
} Seal;

static void
seal_clear (Seal *self)
{
  g_free (self->computer);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seal, seal_clear)

static gint64
find_birth (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_TIME_CREATED "," G_FILE_ATTRIBUTE_TIME_CREATED_USEC,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);

  if (info == NULL)
    return 0;
  return (gint64)g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_CREATED)
             * G_USEC_PER_SEC
         + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_CREATED_USEC);
}

/* The id itself is not to be passed on. Source: machine-id(5). */
static char *
dup_computer (void)
{
  g_autofree char *id = NULL;

  if (!g_file_get_contents ("/etc/machine-id", &id, NULL, NULL))
    return g_strdup ("");
  return g_compute_hmac_for_string (G_CHECKSUM_SHA256, (const guchar *)id, strlen (id), "outbox",
                                    -1);
}

/* Whoever has no seal cannot be told to be older than it. */
static gint64
read_count (const char *path)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gboolean
read_seal (sqlite3 *db, Seal *seal, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "SELECT count, born, computer FROM seal", error);
  gboolean has_row = FALSE;

  if (statement == NULL || !munja_sql_step (statement, &has_row, error))
    return FALSE;
  seal->count = sqlite3_column_int64 (statement, 0);
  seal->born = sqlite3_column_int64 (statement, 1);
  seal->computer = munja_sql_dup_text (statement, 2);
  return TRUE;
}

static gboolean
store_seal (sqlite3 *db, const Seal *seal, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = munja_sql_prepare (db, "UPDATE seal SET (count, born, computer) = (?, ?, ?)", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, seal->count);
  sqlite3_bind_int64 (statement, 2, seal->born);
  munja_sql_bind_text (statement, 3, seal->computer);
  return munja_sql_run (statement, error);
}

/* What was not known when the file was sealed says nothing. */
static gboolean
is_other (const Seal *was, const Seal *now)
{
  return was->count < now->count || (was->born != 0 && now->born != 0 && was->born != now->born)
         || (*was->computer != '\0' && !g_str_equal (was->computer, now->computer));
}

/**
 * munja_outbox_seal_renew:
 * @db: the connection
 * @path: the seal; it need not be there
 * @is_copy: (out): whether the file is another one than was used last, and has jobs in it
 * @error: return location
 *
 * Looks at the file as it was found, and takes it for the right one from now on. To be called once,
 * in the transaction in which the jobs are taken up; munja_outbox_seal_write() comes after it.
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_seal_renew (sqlite3 *db, const char *path, gboolean *is_copy, GError **error)
{
  g_auto (Seal) was = { 0 };
  g_auto (Seal) now = { 0 };
  gint64 has_jobs = 0;

  if (!read_seal (db, &was, error)
      || !munja_sql_read_int (db, "SELECT EXISTS (SELECT 1 FROM job)", &has_jobs, error))
    return FALSE;
  now.count = MAX (was.count, read_count (path));
  now.born = find_birth (sqlite3_db_filename (db, "main"));
  now.computer = dup_computer ();
  *is_copy = has_jobs != 0 && is_other (&was, &now);
  return store_seal (db, &now, error);
}

/**
 * munja_outbox_seal_raise:
 * @db: the connection
 * @error: return location
 *
 * Counts a request that sends, in the transaction that records it; munja_outbox_seal_write() comes
 * after it, and then the request.
 *
 * Returns: whether it went well
 */
gboolean
munja_outbox_seal_raise (sqlite3 *db, GError **error)
{
  return munja_sql_exec (db, "UPDATE seal SET count = count + 1", error);
}

static gboolean
write_seal (sqlite3 *db, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  gint64 count = 0;

  if (!munja_sql_read_int (db, "SELECT count FROM seal", &count, error))
    return FALSE;
  text = g_strdup_printf ("%" G_GINT64_FORMAT "\n", count);
  g_mkdir_with_parents (folder, 0700);
  return g_file_set_contents_full (
      path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, error);
}

/**
 * munja_outbox_seal_write:
 * @db: the connection, in no transaction
 * @path: the seal
 *
 * Writes the count outside of the file. That comes after the file has it: where it fails, or a
 * crash comes before it, an older file may not be noticed, but the right one is never doubted.
 */
void
munja_outbox_seal_write (sqlite3 *db, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!write_seal (db, path, &error))
    g_message ("The outbox could not be sealed: %s", error->message);
}
