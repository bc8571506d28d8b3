#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "bench-support.h"
#include "munja-import.h"
#include "munja-recipients.h"
#include "support-zip.h"

/* What is to be read of a workbook in less than two seconds. */
#define N_WORKBOOK_ROWS 100000

/* As a school's list comes out of a spreadsheet: some numbers are there twice, some lost their 0,
 * some are wrong. */
static char *
write_list (guint n_rows, const char *encoding)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (GString) text = g_string_new ("학년,이름,휴대폰\r\n");
  gsize length = 0;
  int handle = g_file_open_tmp ("munja-bench-XXXXXX", &path, NULL);

  for (guint i = 0; i < n_rows; i++)
    switch (i % 100) {
    case 97:
      g_string_append_printf (text, "%u,홍길동,10%08u\r\n", i % 6 + 1, i);
      break;
    case 98:
      g_string_append_printf (text, "%u,홍길동,010-1234-567\r\n", i % 6 + 1);
      break;
    case 99:
      g_string_append_printf (text, "%u,홍길동,010-0000-0001\r\n", i % 6 + 1);
      break;
    default:
      g_string_append_printf (text, "%u,홍길동,010-%04u-%04u\r\n", i % 6 + 1, i / 10000, i % 10000);
    }
  bytes = g_convert (text->str, (gssize)text->len, encoding, "UTF-8", NULL, &length, NULL);
  if (handle < 0 || !g_file_set_contents (path, bytes, (gssize)length, NULL))
    exit (EXIT_FAILURE);
  g_close (handle, NULL);
  return g_steal_pointer (&path);
}

/* The same as Excel writes it: texts that are shared, and numbers with a format. */
static char *
write_workbook (guint n_rows)
{
  g_autofree char *path = NULL;
  g_autoptr (GByteArray) book = NULL;
  g_autoptr (GString) sheet = g_string_new ("<worksheet><sheetData>");
  int handle = g_file_open_tmp ("munja-bench-XXXXXX", &path, NULL);

  g_string_append (sheet,
                   "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v>"
                   "</c><c r=\"C1\" t=\"s\"><v>2</v></c></row>");
  for (guint i = 2; i <= n_rows + 1; i++)
    g_string_append_printf (sheet,
                            "<row r=\"%u\" spans=\"1:3\"><c r=\"A%u\"><v>%u</v></c><c r=\"B%u\" "
                            "t=\"s\"><v>3</v></c><c r=\"C%u\" s=\"1\"><v>10%08u</v></c></row>",
                            i, i, i % 6 + 1, i, i, 20000000 + i);
  g_string_append (sheet, "</sheetData></worksheet>");
  book = support_zip_new (
      (const SupportZipFile[]){
          { "xl/workbook.xml", "<workbook><sheets><sheet name=\"a\" id=\"a\"/></sheets></workbook>",
            0, FALSE },
          { "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"a.xml\"/></Relationships>", 0, FALSE },
          { "xl/sharedStrings.xml",
            "<sst><si><t>학년</t></si><si><t>이름</t></si><si><t>휴대폰</t></si><si><t>홍길동</t>"
            "</si></sst>",
            0, FALSE },
          { "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"000-0000-0000\"/></numFmts>"
            "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>",
            0, FALSE },
          { "xl/a.xml", sheet->str, sheet->len, FALSE },
      },
      5);
  if (handle < 0 || !g_file_set_contents (path, (const char *)book->data, (gssize)book->len, NULL))
    exit (EXIT_FAILURE);
  g_close (handle, NULL);
  return g_steal_pointer (&path);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
import (MunjaRecipients *list, GFile *file)
{
  g_autoptr (MunjaImport) self = munja_import_new (file);
  g_autoptr (MunjaPaste) batch = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) added = NULL;

  munja_import_load_async (self, NULL, done_cb, &loaded);
  BENCH_WAIT_UNTIL (loaded != NULL);
  if (!munja_import_load_finish (self, loaded, NULL))
    exit (EXIT_FAILURE);
  munja_import_read_async (self, NULL, done_cb, &read);
  BENCH_WAIT_UNTIL (read != NULL);
  batch = munja_import_read_finish (self, read, NULL);
  munja_recipients_add_async (list, batch, NULL, done_cb, &added);
  BENCH_WAIT_UNTIL (added != NULL);
}

/* What a person does with a long list once it is there. */
static void
handle_list (MunjaRecipients *list)
{
  g_autoptr (GAsyncResult) made = NULL;
  const guint first = 0;

  munja_recipients_set_filter (list, "1234", MUNJA_RECIPIENT_ANY_STATE);
  BENCH_WAIT_UNTIL (!munja_recipients_is_busy (list));
  munja_recipients_set_filter (list, NULL, MUNJA_RECIPIENT_NEEDS_LOOK);
  g_main_context_iteration (NULL, TRUE);
  munja_recipients_set_filter (list, NULL, MUNJA_RECIPIENT_ANY_STATE);
  g_main_context_iteration (NULL, TRUE);
  munja_recipients_remove (list, &first, 1);
  g_main_context_iteration (NULL, TRUE);
  munja_recipients_remove_states (list, MUNJA_RECIPIENT_NEEDS_LOOK);
  g_main_context_iteration (NULL, TRUE);
  munja_recipients_edit (list, 5, "010-0000-0001", NULL);
  g_main_context_iteration (NULL, TRUE);
  munja_recipients_remove_states (list, MUNJA_RECIPIENT_ANY_STATE);
  g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 4; i++) {
    munja_recipients_undo (list);
    g_main_context_iteration (NULL, TRUE);
  }
  munja_recipients_dup_table_async (list, NULL, NULL, done_cb, &made);
  BENCH_WAIT_UNTIL (made != NULL);
}

static void
measure (guint n_rows, const char *encoding, const char *prefix)
{
  g_autofree char *path = write_list (n_rows, encoding);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (BenchWatch) importing = bench_watch_start ();
  g_autoptr (BenchWatch) handling = NULL;
  g_autofree char *speed = g_strconcat (prefix, "_rows_per_second", NULL);
  g_autofree char *memory = g_strconcat (prefix, "_bytes_per_row", NULL);
  g_autofree char *stall = g_strconcat (prefix, "_longest_stall_ms", NULL);
  g_autofree char *handled = g_strconcat (prefix, "_list_longest_stall_ms", NULL);

  import (list, file);
  bench_print (speed, n_rows / bench_watch_get_seconds (importing), "rows/s");
  bench_print (memory, bench_watch_get_memory (importing) / n_rows, "bytes");
  bench_print (stall, bench_watch_get_longest_stall (importing), "ms");
  handling = bench_watch_start ();
  handle_list (list);
  bench_print (handled, bench_watch_get_longest_stall (handling), "ms");
  g_unlink (path);
}

static void
measure_workbook (void)
{
  g_autofree char *path = write_workbook (N_WORKBOOK_ROWS);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (BenchWatch) importing = bench_watch_start ();

  import (list, file);
  bench_print ("import_xlsx_100000_rows", bench_watch_get_seconds (importing), "s");
  bench_print ("import_xlsx_longest_stall_ms", bench_watch_get_longest_stall (importing), "ms");
  g_unlink (path);
  if (munja_recipients_count (list, MUNJA_RECIPIENT_PEOPLE) != N_WORKBOOK_ROWS)
    exit (EXIT_FAILURE);
}

int
main (int argc, char **argv)
{
  guint n_rows = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 1000000;

  measure (n_rows, "UTF-8", "import");
  measure (n_rows, "CP949", "import_cp949");
  measure_workbook ();
  return EXIT_SUCCESS;
}
