#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "munja-error.h"
#include "munja-outbox-pictures.h"
#include "munja-sql.h"
#include "support-job.h"
#include "support-place.h"
#include "support-rows.h"

/* In bytes; no divisor of a page, so that bits at all kinds of places are turned. */
#define STRIDE 61

static sqlite3 *
open_db (const SupportPlace *place)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *db = munja_outbox_db_open (place->path, FALSE, &error);

  g_assert_no_error (error);
  return db;
}

static void
fill (const SupportPlace *place)
{
  g_autoptr (sqlite3) db = open_db (place);
  g_autoptr (MunjaAudience) recipients = munja_audience_new ();
  g_autoptr (MunjaJobRecord) record = g_new0 (MunjaJobRecord, 1);

  for (guint i = 0; i < 20; i++) {
    g_autofree char *number = g_strdup_printf ("0102000%04u", i);

    munja_audience_append (recipients, &(MunjaRecipient){ number, "82", "홍길동" });
  }
  record->key = g_strdup ("7b9a1f3e-0000-4000-8000-000000000001");
  record->is_group = TRUE;
  record->state = MUNJA_JOB_READY;
  record->from = g_strdup ("029302266");
  record->written.text = g_strdup ("내일 3시에 뵙겠습니다.");
  record->n_recipients = 20;
  record->first_number = g_strdup ("01020000000");
  record->first_name = g_strdup ("홍길동");
  record->last_number = g_strdup ("01020000019");
  record->price = -1;
  g_assert_true (support_job_insert (db, record, recipients, NULL, NULL));
  g_assert_true (munja_outbox_db_update_job (db, record, NULL));
}

static const struct {
  const char *name;
  const char *sql;
  gboolean is_noticed;
} rows[] = {
  { "nothing", "SELECT 1", FALSE },
  { "state", "UPDATE job SET state = 2", TRUE },
  { "released", "UPDATE job SET was_released = 1", TRUE },
  { "how-many-were-added", "UPDATE job SET n_added = 19", TRUE },
  { "sender", "UPDATE job SET sender = '029302267'", TRUE },
  { "text", "UPDATE job SET text = replace (text, '3', '2')", TRUE },
  { "price", "UPDATE job SET price = 20", TRUE },
  { "number", "UPDATE recipient SET number = '01020000091' WHERE row = 11", TRUE },
  { "country", "UPDATE recipient SET country = '81' WHERE row = 0", TRUE },
  { "name", "UPDATE recipient SET name = '홍길순' WHERE row = 19", TRUE },
  { "digit-between-cells",
    "UPDATE recipient SET number = number || '8', country = '2' WHERE row = 3", TRUE },
  { "row-lost", "DELETE FROM recipient WHERE row = 19", TRUE },
  { "rows-in-another-order", "UPDATE recipient SET row = CASE row WHEN 0 THEN 50 ELSE row END",
    TRUE },
};

/* Without what keeps the sums right, as a disk would do it. */
static void
change (const SupportPlace *place, const char *sql)
{
  g_autoptr (sqlite3) db = NULL;

  g_assert_cmpint (sqlite3_open (place->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
test_changed (gconstpointer data)
{
  const typeof (rows[0]) *row = data;
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;

  fill (place);
  change (place, row->sql);
  db = munja_outbox_db_open (place->path, FALSE, &error);
  if (row->is_noticed)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
  else
    g_assert_no_error (error);
}

/* A job of a version that had no sums gets one. */
static void
test_older (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;

  fill (place);
  change (place, "UPDATE job SET sum = NULL, recipients_sum = NULL");
  db = open_db (place);
  g_clear_pointer (&db, sqlite3_close_v2);
  change (place, "UPDATE job SET state = 2");
  g_assert_null (munja_outbox_db_open (place->path, FALSE, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
}

/* A picture is looked at when it is sent. */
static void
test_picture (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autoptr (GBytes) jpeg = g_bytes_new_static ("JPEG", 4);
  g_autoptr (MunjaPictureSource) good = NULL;
  g_autoptr (MunjaPictureSource) bad = NULL;
  g_autoptr (sqlite3) db = NULL;
  g_autoptr (GError) error = NULL;
  MunjaJobRecord record = { .picture = 0 };

  fill (place);
  db = open_db (place);
  record.picture = munja_outbox_pictures_keep (db, jpeg, &error);
  g_assert_no_error (error);
  good = munja_outbox_pictures_find (db, &record, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (good->jpeg, jpeg));
  g_assert_true (munja_sql_exec (db, "UPDATE picture SET jpeg = CAST ('JPEH' AS BLOB)", NULL));
  bad = munja_outbox_pictures_find (db, &record, &error);
  g_assert_null (bad);
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED);
}

static char *
dup_all (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) statement = munja_sql_prepare (
      db,
      "SELECT (SELECT group_concat (key || sender || text || state || step || n_recipients)"
      " FROM job) || (SELECT group_concat (row || number || country || name) FROM recipient)",
      NULL);
  gboolean has_row = FALSE;

  g_assert_true (munja_sql_step (statement, &has_row, NULL));
  return munja_sql_dup_text (statement, 0);
}

static char *
read_all (const SupportPlace *place)
{
  g_autoptr (sqlite3) db = munja_outbox_db_open (place->path, FALSE, NULL);

  return db != NULL ? dup_all (db) : NULL;
}

/* Wherever one bit is turned, the file is refused, or nothing that matters is another. */
static void
test_turned_bits (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("outbox.sqlite");
  g_autofree char *content = NULL;
  g_autofree char *expected = NULL;
  gsize length = 0;
  guint n_refused = 0;

  fill (place);
  expected = read_all (place);
  g_assert_nonnull (expected);
  g_assert_true (g_file_get_contents (place->path, &content, &length, NULL));
  for (gsize i = 0; i < length; i += STRIDE) {
    g_autofree char *found = NULL;

    content[i] ^= (char)(1 << (i % 8));
    g_assert_true (g_file_set_contents_full (place->path, content, (gssize)length,
                                             G_FILE_SET_CONTENTS_NONE, 0600, NULL));
    content[i] ^= (char)(1 << (i % 8));
    found = read_all (place);
    if (found == NULL)
      n_refused++;
    else
      g_assert_cmpstr (found, ==, expected);
  }
  g_assert_cmpuint (n_refused, >, 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/outbox-sum/changed", rows, test_changed);
  g_test_add_func ("/outbox-sum/older", test_older);
  g_test_add_func ("/outbox-sum/picture", test_picture);
  g_test_add_func ("/outbox-sum/turned-bits", test_turned_bits);
  return g_test_run ();
}
