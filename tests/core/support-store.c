#include "config.h"

#include "support-store.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "munja-error.h"
#include "munja-library-schema.h"
#include "munja-outbox-schema.h"
#include "munja-sql.h"
#include "support-place.h"

/* In bytes; less than a page has, so that each page is broken at several places. */
#define STRIDE 1024

/* A file of one kind, in the course of a test. */
typedef struct {
  const SupportStore *store;
  SupportPlace *place;

  /* What was in the file before it was opened, if that can be read. */
  char *content;
  gsize length;

  /* The process that has the file, if any does. */
  GSubprocess *other;
} Trial;

static Trial
begin (const SupportStore *store)
{
  g_autofree char *name = g_strconcat (store->name, ".sqlite", NULL);

  return (Trial){ .store = store, .place = support_place_new (name) };
}

static void
trial_clear (Trial *self)
{
  support_place_free (self->place);
  g_free (self->content);
  g_clear_object (&self->other);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Trial, trial_clear)

static sqlite3 *
open_db (const Trial *self)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = self->store->open (self->place->path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

static void
assert_cannot_open (const Trial *self, MunjaError code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (sqlite3) db = self->store->open (self->place->path, FALSE, &error);

  g_assert_null (db);
  g_assert_error (error, MUNJA_ERROR, (int)code);
}

static void
make_parent (const Trial *self)
{
  g_autofree char *folder = g_path_get_dirname (self->place->path);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
}

/* A good file, with something in it. */
static void
fill (const Trial *self)
{
  g_autoptr (sqlite3) db = open_db (self);

  self->store->add (db);
}

static void
make_foreign (const Trial *self, int application_id, int version, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %d;"
                                          "CREATE TABLE %s (other TEXT)",
                                          application_id, version, table);

  support_place_make_file (self->place, sql);
}

static void
make_newer (Trial *self)
{
  make_foreign (self, self->store->schema->application_id, 99, self->store->table);
}

/* Only the id tells it apart. */
static void
make_other_store (Trial *self)
{
  const MunjaDbSchema *schema = self->store->schema;
  int other = schema->application_id == MUNJA_OUTBOX_APPLICATION_ID ? MUNJA_LIBRARY_APPLICATION_ID
                                                                    : MUNJA_OUTBOX_APPLICATION_ID;

  make_foreign (self, other, schema->version, self->store->table);
}

static void
make_other_program (Trial *self)
{
  make_foreign (self, 0, 2, "note");
}

static void
make_no_version (Trial *self)
{
  make_foreign (self, 0, 0, "note");
}

/* One that says to be version 1 without having its tables fails in the middle of the migration. */
static void
make_half_older (Trial *self)
{
  make_foreign (self, self->store->schema->application_id, 1, self->store->table);
}

static void
make_no_database (Trial *self)
{
  g_autofree char *text = g_strnfill (5000, 'x');

  make_parent (self);
  g_assert_true (g_file_set_contents (self->place->path, text, -1, NULL));
}

static void
make_truncated (Trial *self)
{
  fill (self);
  g_assert_cmpint (truncate (self->place->path, 9000), ==, 0);
}

static void
make_link (Trial *self)
{
  make_parent (self);
  g_assert_cmpint (symlink ("elsewhere", self->place->path), ==, 0);
}

static void
make_folder (Trial *self)
{
  make_parent (self);
  g_assert_cmpint (g_mkdir (self->place->path, 0700), ==, 0);
}

static void
make_disk_full (Trial *self)
{
  support_place_limit_file_size (0);
}

/* For root no mode is an obstacle, so that it becomes somebody else for a moment. */
static void
make_read_only (Trial *self)
{
  fill (self);
  g_chmod (self->place->folder, 0555);
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  else
    g_chmod (self->place->path, 0400);
}

static void
make_held (Trial *self)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  self->other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--hold",
                                  self->place->path, NULL);
  g_assert_nonnull (self->other);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->other));
  line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
  g_assert_cmpstr (line, ==, "open");
}

/* What could not be read is still what it was. */
static void
set_aside (Trial *self)
{
  g_autofree char *new_path = NULL;
  g_autofree char *after = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  munja_db_set_aside (self->place->path, &new_path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (new_path, &after, &length, NULL));
  g_assert_cmpmem (self->content, self->length, after, length);
}

static void
remove_from_place (Trial *self)
{
  g_assert_cmpint (g_remove (self->place->path), ==, 0);
}

static void
free_disk (Trial *self)
{
  support_place_limit_file_size (RLIM_INFINITY);
}

static void
make_writable (Trial *self)
{
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_chmod (self->place->folder, 0700);
  g_chmod (self->place->path, 0600);
}

static void
release (Trial *self)
{
  g_subprocess_force_exit (self->other);
  g_assert_true (g_subprocess_wait (self->other, NULL, NULL));
}

/* What keeps a file from being opened, the error that tells so, what helps, and how many things are
 * in the file afterwards. There is no such way before version @since of the schema. */
typedef struct {
  const char *name;
  void (*spoil) (Trial *self);
  MunjaError code;
  void (*repair) (Trial *self);
  guint n_kept;
  int since;
} Way;

static const Way ways[] = {
  { "newer", make_newer, MUNJA_ERROR_STORE_NEWER, set_aside, 0, 1 },
  { "other-store", make_other_store, MUNJA_ERROR_STORE_DAMAGED, set_aside, 0, 1 },
  { "other-program", make_other_program, MUNJA_ERROR_STORE_DAMAGED, set_aside, 0, 1 },
  { "no-version", make_no_version, MUNJA_ERROR_STORE_DAMAGED, set_aside, 0, 1 },
  { "half-older", make_half_older, MUNJA_ERROR_STORE_DAMAGED, set_aside, 0, 2 },
  { "no-database", make_no_database, MUNJA_ERROR_STORE_DAMAGED, set_aside, 0, 1 },
  { "truncated", make_truncated, MUNJA_ERROR_STORE_DAMAGED, set_aside, 0, 1 },
  { "link", make_link, MUNJA_ERROR_STORE, remove_from_place, 0, 1 },
  { "folder", make_folder, MUNJA_ERROR_STORE, remove_from_place, 0, 1 },
  { "full-at-first", make_disk_full, MUNJA_ERROR_STORE, free_disk, 0, 1 },
  { "read-only", make_read_only, MUNJA_ERROR_STORE, make_writable, 1, 1 },
  { "two-instances", make_held, MUNJA_ERROR_STORE_IN_USE, release, 1, 1 },
};

typedef struct {
  const SupportStore *store;
  const Way *way;
} Case;

static void
test_way (gconstpointer data)
{
  const Case *c = data;
  g_auto (Trial) trial = begin (c->store);
  g_autoptr (sqlite3) db = NULL;

  c->way->spoil (&trial);
  g_file_get_contents (trial.place->path, &trial.content, &trial.length, NULL);
  assert_cannot_open (&trial, c->way->code);
  c->way->repair (&trial);

  db = open_db (&trial);
  g_assert_cmpuint (c->store->count (db), ==, c->way->n_kept);
  c->store->add (db);
  g_assert_cmpuint (c->store->count (db), ==, c->way->n_kept + 1);
}

/* Returns whether it was noticed; else everything must be there. */
static gboolean
break_at (const Trial *self, gsize offset)
{
  g_autofree char *broken = g_memdup2 (self->content, self->length);
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;

  memset (broken + offset, 0xa5, MIN (512, self->length - offset));
  g_assert_true (g_file_set_contents (self->place->path, broken, (gssize)self->length, NULL));
  db = self->store->open (self->place->path, FALSE, &error);
  if (db != NULL)
    g_assert_cmpuint (self->store->count (db), ==, 1);
  else
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
  g_assert_true (g_file_test (self->place->path, G_FILE_TEST_EXISTS));
  return db == NULL;
}

/* Whatever happens to a page: what is there is told apart from a usable file, or everything can be
 * read. It is never taken for an empty file. */
static void
test_corrupted (gconstpointer data)
{
  g_auto (Trial) trial = begin (data);
  guint n_places = 0;
  guint n_noticed = 0;

  fill (&trial);
  g_assert_true (g_file_get_contents (trial.place->path, &trial.content, &trial.length, NULL));
  for (gsize offset = 0; offset < trial.length; offset += STRIDE) {
    n_places++;
    if (break_at (&trial, offset))
      n_noticed++;
  }
  g_assert_cmpuint (n_noticed * 100, >, n_places * trial.store->noticed);
}

/**
 * support_store_hold_if_asked:
 * @self: a kind of file
 * @argc: how many words the test was called with
 * @argv: the words
 *
 * Has to come first in a test that calls support_store_add_tests(), which calls the test again as
 * the other process: that opens the file, says so, and keeps it until it is killed.
 */
void
support_store_hold_if_asked (const SupportStore *self, int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db;

  if (argc != 3 || !g_str_equal (argv[1], "--hold"))
    return;
  db = self->open (argv[2], FALSE, &error);
  g_assert_no_error (error);
  self->add (db);
  g_print ("open\n");
  for (;;)
    pause ();
}

/**
 * support_store_add_tests:
 * @self: a kind of file; stays until the tests were run
 *
 * Adds one test for each way in which a file cannot be opened, and one of files with a broken page.
 */
void
support_store_add_tests (const SupportStore *self)
{
  g_autofree char *corrupted = g_strdup_printf ("/%s-store/corrupted", self->name);

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *path = g_strdup_printf ("/%s-store/unusable/%s", self->name, ways[i].name);
    Case c = { self, &ways[i] };

    if (self->schema->version >= ways[i].since)
      g_test_add_data_func_full (path, g_memdup2 (&c, sizeof c), test_way, g_free);
  }
  g_test_add_data_func (corrupted, self, test_corrupted);
}
