#include "config.h"

#include "support-place.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "munja-sql.h"
#include "support-wait.h"

/**
 * support_place_new:
 * @name: what the file is to be called
 *
 * Returns: (transfer full): a place for it
 */
SupportPlace *
support_place_new (const char *name)
{
  SupportPlace *self = g_new0 (SupportPlace, 1);
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("munja-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "practice", name, NULL);
  return self;
}

/* A thread that closes its file in the meantime takes the journal away itself. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_folder (child);
    else if (g_unlink (child) != 0)
      g_assert_cmpint (errno, ==, ENOENT);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/**
 * support_place_free:
 * @self: (transfer full): a place, where nothing is open any more
 */
void
support_place_free (SupportPlace *self)
{
  remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

/**
 * support_place_make_file:
 * @self: the place
 * @sql: what to do in a new file
 *
 * Makes a file as another version or program would.
 */
void
support_place_make_file (const SupportPlace *self, const char *sql)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autoptr (sqlite3) db = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_cmpint (sqlite3_open (self->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/**
 * support_place_wait_until_closed:
 * @path: an SQLite file, with a journal as long as it is open
 *
 * Waits for the end of what is under way, after which the store's thread closes the file.
 */
void
support_place_wait_until_closed (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-wal", NULL);
  guint watch = support_watch_start ("the file to be closed");

  while (g_file_test (journal, G_FILE_TEST_EXISTS)) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (500);
  }
  g_source_remove (watch);
}

/**
 * support_place_get_mode:
 * @path: a file or folder
 *
 * Returns: who may do what with it
 */
guint
support_place_get_mode (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &content, &length, NULL)
         && memmem (content, length, text, strlen (text)) != NULL;
}

/**
 * support_place_holds:
 * @self: the place
 * @text: what to look for
 *
 * Returns: whether the text is anywhere in the file or in its journal, used or not
 */
gboolean
support_place_holds (const SupportPlace *self, const char *text)
{
  g_autofree char *journal = g_strconcat (self->path, "-wal", NULL);

  g_assert_true (g_file_test (self->path, G_FILE_TEST_IS_REGULAR));
  return file_holds (self->path, text) || file_holds (journal, text);
}

/**
 * support_place_limit_file_size:
 * @size: what a file may have, in bytes
 *
 * Makes the disk full, for this process.
 */
void
support_place_limit_file_size (rlim_t size)
{
  struct rlimit limit;

  /* Else it would not be an error, but the end. */
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = MIN (size, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}
