#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "munja-error.h"
#include "munja-outbox-db.h"
#include "munja-outbox-seal.h"
#include "munja-sql.h"

/* In the build folder, as a file system for temporary files may not tell when a file was made. */
typedef struct {
  char *folder;
  char *path;
  char *seal;
} Place;

static Place *
place_new (void)
{
  Place *self = g_new0 (Place, 1);

  self->folder = g_mkdtemp (g_strdup ("munja-seal-XXXXXX"));
  g_assert_nonnull (self->folder);
  self->path = g_build_filename (self->folder, "outbox.sqlite", NULL);
  self->seal = g_build_filename (self->folder, "state", "outbox.seal", NULL);
  return self;
}

static void
place_free (Place *self)
{
  g_autofree char *state = g_path_get_dirname (self->seal);

  g_unlink (self->seal);
  g_rmdir (state);
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->seal);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static sqlite3 *
open_db (const Place *place)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = munja_outbox_db_open (place->path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

static void
run (sqlite3 *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  munja_sql_exec (db, sql, &error);
  g_assert_no_error (error);
}

static gboolean
load (const Place *place, sqlite3 *db)
{
  g_autoptr (GError) error = NULL;
  gboolean is_copy = FALSE;
  g_autoptr (GPtrArray) records = munja_outbox_db_load (db, place->seal, &is_copy, &error);

  g_assert_no_error (error);
  return is_copy;
}

static void
add_job (sqlite3 *db)
{
  run (db, "INSERT INTO job (key, is_group, abroad, type, sender, text, created,"
           " scheduled, n_recipients, first_number, first_name, last_number, state)"
           " VALUES ('k', 0, 0, 0, '021234567', 't', 1, 0, 1, '01020000001', '', '01020000001',"
           " 1)");
}

static void
send_something (const Place *place, sqlite3 *db)
{
  g_assert_true (munja_outbox_seal_raise (db, NULL));
  munja_outbox_seal_write (db, place->seal);
}

static char *
dup_content (const Place *place, gsize *length)
{
  char *content = NULL;

  g_assert_true (g_file_get_contents (place->path, &content, length, NULL));
  return content;
}

/* Does what happens between two runs, to a file that was closed. */
typedef void (*ChangeFunc) (const Place *place);

static void
change_nothing (const Place *place)
{
}

static void
lose_seal (const Place *place)
{
  g_assert_cmpint (g_unlink (place->seal), ==, 0);
}

static void
break_seal (const Place *place)
{
  g_assert_true (g_file_set_contents (place->seal, "\xff no number", -1, NULL));
}

/* A crash came between the two. */
static void
count_without_seal (const Place *place)
{
  g_autoptr (sqlite3) db = open_db (place);

  g_assert_true (munja_outbox_seal_raise (db, NULL));
}

/* What was in the journal is gone: the file is what it was at the last checkpoint. */
static void
lose_journal (const Place *place)
{
  gsize length = 0;
  g_autofree char *old = NULL;
  FILE *file;

  {
    g_autoptr (sqlite3) db = open_db (place);

    old = dup_content (place, &length);
    send_something (place, db);
  }
  file = g_fopen (place->path, "r+b");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (old, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

/* As a backup does, which brings the seal as well. */
static void
restore (const Place *place)
{
  gsize length = 0;
  g_autofree char *content = dup_content (place, &length);

  g_assert_cmpint (g_unlink (place->path), ==, 0);
  g_assert_true (g_file_set_contents (place->path, content, (gssize)length, NULL));
}

static void
take_to_other_computer (const Place *place)
{
  g_autoptr (sqlite3) db = open_db (place);

  run (db, "UPDATE seal SET computer = 'another'");
}

static void
forget_computer (const Place *place)
{
  g_autoptr (sqlite3) db = open_db (place);

  run (db, "UPDATE seal SET computer = '', born = 0");
}

static void
begin_anew (const Place *place)
{
  g_assert_cmpint (g_unlink (place->path), ==, 0);
}

static void
remove_all_jobs (const Place *place)
{
  g_autoptr (sqlite3) db = NULL;

  lose_journal (place);
  db = open_db (place);
  run (db, "DELETE FROM job");
}

typedef struct {
  const char *name;
  ChangeFunc change;
  gboolean is_copy;
} Row;

static const Row rows[] = {
  { "same", change_nothing, FALSE },
  { "seal-lost", lose_seal, FALSE },
  { "seal-broken", break_seal, FALSE },
  { "crash-before-seal", count_without_seal, FALSE },
  { "journal-lost", lose_journal, TRUE },
  { "restored-with-seal", restore, TRUE },
  { "other-computer", take_to_other_computer, TRUE },
  { "nothing-known", forget_computer, FALSE },
  { "begun-anew", begin_anew, FALSE },
  { "older-and-empty", remove_all_jobs, FALSE },
};

static gboolean
knows_birth (const Place *place)
{
  g_autoptr (GFile) file = g_file_new_for_path (place->path);
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_CREATED, 0, NULL, NULL);

  return g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_TIME_CREATED);
}

static void
begin (const Place *place)
{
  g_autoptr (sqlite3) db = open_db (place);

  g_assert_false (load (place, db));
  add_job (db);
  send_something (place, db);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (Place) place = place_new ();

  begin (place);
  if (row->change == restore && !knows_birth (place)) {
    g_test_skip ("the file system does not tell when a file was made");
    return;
  }
  row->change (place);
  {
    g_autoptr (sqlite3) db = open_db (place);

    g_assert_cmpint (load (place, db), ==, row->is_copy);
  }
  /* It is said once, and the file is the right one from then on. */
  {
    g_autoptr (sqlite3) db = open_db (place);

    g_assert_false (load (place, db));
    if (row->is_copy)
      send_something (place, db);
  }
}

/* Where the seal cannot be written, the file can be used all the same. */
static void
test_no_room (void)
{
  g_autoptr (Place) place = place_new ();
  g_autofree char *state = g_path_get_dirname (place->seal);

  g_assert_true (g_file_set_contents (state, "in the way", -1, NULL));
  begin (place);
  g_assert_cmpint (g_unlink (state), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/outbox-seal/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  g_test_add_func ("/outbox-seal/no-room", test_no_room);
  return g_test_run ();
}
