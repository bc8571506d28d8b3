/* Looks what becomes of a text with merge fields for 100,000 people of a table, and prints how long
 * that takes: the columns are taken out of the table, and every text is measured. */

#include "config.h"

#include <stdlib.h>

#include "bench-support.h"
#include "munja-merge-report.h"
#include "munja-recipients.h"

#define N_ROWS 100000

#define TEXT                                                                                       \
  "[행복마트] #{이름}님, #{월}월 이용료 #{금액}을 #{납부기한}까지 내 주시기 바랍니다. 감사합니다."

static MunjaPaste *
new_batch (void)
{
  static const MunjaRecipientLayout layout = { { ',', '"' }, TRUE, 1, 0 };
  g_autoptr (GBytes) bytes = NULL;
  GString *text = g_string_new ("이름,휴대폰,주소,월,금액,납부기한\n");

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (text,
                            "홍길동,010-%04u-%04u,서울시 중구 세종대로 %u,%u,\"%u,000원\",%u일\n",
                            2000 + i / 10000, i % 10000, i, i % 12 + 1, i % 900 + 1, i % 28 + 1);
  bytes = g_string_free_to_bytes (text);
  return munja_paste_new (bytes, &layout);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static MunjaMergeReport *
check (MunjaRecipients *list)
{
  g_autoptr (MunjaMessage) message = munja_message_new_for_text (TEXT);
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (GAsyncResult) checked = NULL;
  g_autoptr (MunjaAudience) table = NULL;

  munja_recipients_dup_table_async (list, munja_message_get_fields (message), NULL, done_cb, &made);
  BENCH_WAIT_UNTIL (made != NULL);
  table = munja_recipients_dup_table_finish (list, made, NULL);
  munja_merge_report_async (message, table, NULL, done_cb, &checked);
  BENCH_WAIT_UNTIL (checked != NULL);
  return munja_merge_report_finish (checked, NULL);
}

int
main (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaPaste) batch = new_batch ();
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (BenchWatch) watch = NULL;
  g_autoptr (MunjaMergeReport) found = NULL;

  munja_recipients_add_async (list, batch, NULL, done_cb, &added);
  BENCH_WAIT_UNTIL (added != NULL);
  watch = bench_watch_start ();
  found = check (list);
  if (munja_audience_get_length (found->table) != N_ROWS)
    return EXIT_FAILURE;
  bench_print ("preview_100000_rows", bench_watch_get_seconds (watch), "s");
  bench_print ("preview_100000_longest_stall_ms", bench_watch_get_longest_stall (watch), "ms");
  return EXIT_SUCCESS;
}
