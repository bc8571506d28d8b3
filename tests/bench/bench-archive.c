/* Fills an archive with 1,000,000 messages in 2,000 sendings, and prints how long it takes to add
 * more, to open it, and to search it: one figure a line, with its name and its unit. */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench-support.h"
#include "munja-people-source.h"
#include "munja-sent-list.h"
#include "munja-sent-message-list.h"
#include "support-wait.h"

#define N_SENDINGS 2000
#define N_LARGE    4
#define N_MIDDLE   500
#define LARGE      100000
#define MIDDLE     1000
#define SMALL      67
#define PAGE       2000

/* When the first sending went out, in µs since 1970 UTC; the others an hour each later. */
#define TIME G_GINT64_CONSTANT (1700000000000000)
#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

/* What everybody gets, with something of their own in it. */
static const char template[]
    = "[행복마트] #{이름}님, #{월}월 이용료 #{금액}원을 말일까지 내 주시기 바랍니다.";

static const char *const families[]
    = { "김", "이", "박", "최", "정", "강", "조", "윤", "장", "임" };
static const char *const given[] = { "민", "서", "지", "현", "준", "영", "수", "철", "희", "은",
                                     "진", "호", "우", "연", "아", "경", "미", "숙", "정", "태" };

static char *
new_name (GRand *rand)
{
  return g_strconcat (families[g_rand_int_range (rand, 0, G_N_ELEMENTS (families))],
                      given[g_rand_int_range (rand, 0, G_N_ELEMENTS (given))],
                      given[g_rand_int_range (rand, 0, G_N_ELEMENTS (given))], NULL);
}

static GBytes *
new_values (const char *name, guint row)
{
  g_autoptr (GByteArray) values = g_byte_array_new ();
  g_autofree char *month = g_strdup_printf ("%u", row % 12 + 1);
  g_autofree char *amount = g_strdup_printf ("%u,000", row % 900 + 1);

  g_byte_array_append (values, (const guint8 *)name, (guint)strlen (name) + 1);
  g_byte_array_append (values, (const guint8 *)month, (guint)strlen (month) + 1);
  g_byte_array_append (values, (const guint8 *)amount, (guint)strlen (amount) + 1);
  return g_byte_array_free_to_bytes (g_steal_pointer (&values));
}

static MunjaSentMessage *
new_message (GRand *rand, guint row)
{
  MunjaSentMessage *message = munja_sent_message_new ();

  g_free (message->number);
  g_free (message->name);
  message->row = row;
  message->number = g_strdup_printf ("010%08u", g_rand_int_range (rand, 20000000, 99999999));
  message->name = new_name (rand);
  message->values = new_values (message->name, row);
  message->state = MUNJA_SENT_DELIVERED;
  message->message_id = g_strdup_printf ("M4V20260323161246%08X%07u", g_rand_int (rand), row);
  message->status_code = g_strdup ("4000");
  message->status_text = g_strdup ("정상 처리");
  message->network = g_strdup (row % 2 == 0 ? "SKT" : "KT");
  message->processed = TIME + row;
  message->reported = TIME + row + G_USEC_PER_SEC;
  message->received = TIME + row + 2 * G_USEC_PER_SEC;
  return message;
}

static GPtrArray *
new_page (GRand *rand, guint start, guint end)
{
  GPtrArray *messages = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sent_message_free);

  for (guint row = start; row < end; row++)
    g_ptr_array_add (messages, new_message (rand, row));
  return messages;
}

static MunjaSendingInfo *
new_info (guint position)
{
  MunjaSendingInfo *info = munja_sending_info_new ();

  info->key = g_strdup_printf ("key%u", position);
  info->is_elsewhere = TRUE;
  info->went_out = TIME + position * HOUR;
  info->is_final = TRUE;
  g_free (info->written.text);
  info->written.text = g_strconcat (template, position == 13 ? " 유니콘" : "", NULL);
  info->columns = g_strdup ("이름\n월\n금액");
  return info;
}

static void
add_page (MunjaArchive *archive, MunjaSending *sending, GPtrArray *messages)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_add_messages_async (archive, sending, messages, NULL, support_result_cb, &result);
  BENCH_WAIT_UNTIL (result != NULL);
  if (!munja_archive_add_messages_finish (archive, result, NULL))
    exit (EXIT_FAILURE);
}

static MunjaSending *
begin (MunjaArchive *archive, guint position)
{
  g_autoptr (MunjaSendingInfo) info = new_info (position);
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_add_async (archive, info, NULL, NULL, support_result_cb, &result);
  BENCH_WAIT_UNTIL (result != NULL);
  return munja_archive_add_finish (archive, result, NULL);
}

static void
end (MunjaArchive *archive, MunjaSending *sending)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_finish_adding_async (archive, sending, NULL, support_result_cb, &result);
  BENCH_WAIT_UNTIL (result != NULL);
  if (!munja_archive_finish_adding_finish (archive, result, NULL))
    exit (EXIT_FAILURE);
}

static void
add (MunjaArchive *archive, GRand *rand, guint position, guint size)
{
  g_autoptr (MunjaSending) sending = begin (archive, position);

  for (guint start = 0; start < size; start += PAGE) {
    g_autoptr (GPtrArray) messages = new_page (rand, start, MIN (size, start + PAGE));

    add_page (archive, sending, messages);
  }
  end (archive, sending);
}

static guint
get_size (guint position)
{
  if (position % (N_SENDINGS / N_LARGE) == 7)
    return LARGE;
  return position % (N_SENDINGS / N_MIDDLE) == 0 ? MIDDLE : SMALL;
}

static MunjaArchive *
open_archive (const char *path)
{
  MunjaArchive *archive = munja_archive_new (path);
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_open_async (archive, NULL, support_result_cb, &result);
  BENCH_WAIT_UNTIL (result != NULL);
  if (!munja_archive_open_finish (archive, result, NULL))
    exit (EXIT_FAILURE);
  return archive;
}

static MunjaArchiveTotals *
get_totals (MunjaArchive *archive)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_get_totals_async (archive, NULL, support_result_cb, &result);
  BENCH_WAIT_UNTIL (result != NULL);
  return munja_archive_get_totals_finish (archive, result, NULL);
}

static void
fill (MunjaArchive *archive, GRand *rand)
{
  g_autofree MunjaArchiveTotals *totals = NULL;
  g_autoptr (BenchWatch) watch = bench_watch_start ();

  for (guint position = 0; position < N_SENDINGS; position++)
    add (archive, rand, position, get_size (position));
  totals = get_totals (archive);
  bench_print ("archive_messages", (double)totals->n_messages, "messages");
  bench_print ("archive_fill", bench_watch_get_seconds (watch), "s");
  bench_print ("archive_bytes_per_message", (double)totals->bytes / (double)totals->n_messages,
               "bytes");
}

static void
open_first_page (MunjaArchive *archive)
{
  g_autoptr (BenchWatch) watch = bench_watch_start ();
  g_autoptr (MunjaSentList) list = munja_sent_list_new (archive);

  BENCH_WAIT_UNTIL (!munja_sent_list_get_loading (list));
  bench_print ("archive_first_page", bench_watch_get_seconds (watch) * 1000, "ms");
}

static void
search (MunjaArchive *archive, const char *name, const char *text, guint at_least)
{
  g_autoptr (MunjaSentList) list = munja_sent_list_new (archive);
  g_autoptr (MunjaSentQuery) query = munja_sent_query_new ();
  g_autoptr (BenchWatch) watch = NULL;

  BENCH_WAIT_UNTIL (!munja_sent_list_get_loading (list));
  query->text = g_strdup (text);
  watch = bench_watch_start ();
  munja_sent_list_set_query (list, query);
  BENCH_WAIT_UNTIL (!munja_sent_list_get_loading (list));
  bench_print (name, bench_watch_get_seconds (watch) * 1000, "ms");
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) < at_least)
    exit (EXIT_FAILURE);
}

static void
search_all (MunjaArchive *archive)
{
  g_autoptr (BenchWatch) watch = bench_watch_start ();

  search (archive, "archive_search_one_syllable", "김", 50);
  search (archive, "archive_search_two_syllables", "철수", 50);
  search (archive, "archive_search_four_digits", "5678", 30);
  search (archive, "archive_search_number", "010-5678-1234", 0);
  search (archive, "archive_search_rare_word", "유니콘", 1);
  search (archive, "archive_search_frequent_word", "이용료", 50);
  search (archive, "archive_search_two_words", "철수 5678", 1);
  search (archive, "archive_search_no_word", "없는말", 0);
  bench_print ("archive_search_longest_stall", bench_watch_get_longest_stall (watch), "ms");
}

static void
find_people (MunjaArchive *archive)
{
  static const char *const wanted[]
      = { "김", "김민", "김민수", "010", "5678", "ㄱㅁㅅ", "이", "님" };
  g_autoptr (BenchWatch) watch = bench_watch_start ();
  double longest = 0;

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    g_autoptr (BenchWatch) waiting = bench_watch_start ();
    g_autoptr (GAsyncResult) result = NULL;
    g_autoptr (GPtrArray) people = NULL;

    munja_people_source_find_async (MUNJA_PEOPLE_SOURCE (archive), wanted[i], NULL,
                                    support_result_cb, &result);
    BENCH_WAIT_UNTIL (result != NULL);
    people = munja_people_source_find_finish (MUNJA_PEOPLE_SOURCE (archive), result, NULL);
    if (people == NULL)
      exit (EXIT_FAILURE);
    longest = MAX (longest, bench_watch_get_seconds (waiting));
  }
  bench_print ("archive_find_people", longest * 1000, "ms");
  bench_print ("archive_find_people_longest_stall", bench_watch_get_longest_stall (watch), "ms");
}

static MunjaSending *
dup_large (MunjaArchive *archive)
{
  g_autoptr (MunjaSentList) list = munja_sent_list_new (archive);
  g_autoptr (MunjaSentQuery) query = munja_sent_query_new ();

  query->since = TIME + 7 * HOUR;
  query->until = TIME + 8 * HOUR;
  munja_sent_list_set_query (list, query);
  BENCH_WAIT_UNTIL (!munja_sent_list_get_loading (list));
  return g_list_model_get_item (G_LIST_MODEL (list), 0);
}

static void
search_messages (MunjaArchive *archive)
{
  g_autoptr (MunjaSending) sending = dup_large (archive);
  g_autoptr (MunjaSentMessageList) list = munja_sent_message_list_new (archive, sending);
  g_autoptr (BenchWatch) watch = bench_watch_start ();

  BENCH_WAIT_UNTIL (!munja_sent_message_list_get_loading (list));
  bench_print ("archive_messages_first_page", bench_watch_get_seconds (watch) * 1000, "ms");
  g_clear_pointer (&watch, bench_watch_free);
  watch = bench_watch_start ();
  munja_sent_message_list_set_filter (list, MUNJA_SENT_STATES_ALL, "철수");
  BENCH_WAIT_UNTIL (!munja_sent_message_list_get_loading (list));
  bench_print ("archive_messages_search", bench_watch_get_seconds (watch) * 1000, "ms");
}

static void
find_repeats (MunjaArchive *archive)
{
  g_autoptr (MunjaSending) sending = dup_large (archive);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) found = NULL;
  g_autoptr (MunjaAudience) audience = NULL;
  g_autoptr (MunjaRepeats) repeats = NULL;
  g_autoptr (BenchWatch) watch = bench_watch_start ();

  munja_archive_load_audience_async (archive, sending, MUNJA_SENT_STATES_ALL, NULL,
                                     support_result_cb, &loaded);
  BENCH_WAIT_UNTIL (loaded != NULL);
  audience = munja_archive_load_audience_finish (archive, loaded, NULL);
  bench_print ("archive_load_100000_people", bench_watch_get_seconds (watch), "s");
  g_clear_pointer (&watch, bench_watch_free);
  watch = bench_watch_start ();
  munja_archive_find_repeats_async (archive, template, audience,
                                    TIME + (N_SENDINGS / N_LARGE * (N_LARGE - 1) + 7) * HOUR, NULL,
                                    support_result_cb, &found);
  BENCH_WAIT_UNTIL (found != NULL);
  repeats = munja_archive_find_repeats_finish (archive, found, NULL);
  bench_print ("archive_repeats_among_200000", bench_watch_get_seconds (watch), "s");
}

/* How long a search takes while a long list is added, at the worst of some times. */
static void
add_and_search (MunjaArchive *archive, GRand *rand)
{
  g_autoptr (MunjaSending) sending = begin (archive, N_SENDINGS);
  g_autoptr (GPtrArray) messages = new_page (rand, 0, LARGE);
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (BenchWatch) watch = bench_watch_start ();
  double longest = 0;

  munja_archive_add_messages_async (archive, sending, messages, NULL, support_result_cb, &added);
  while (added == NULL) {
    g_autoptr (BenchWatch) waiting = bench_watch_start ();
    g_autoptr (MunjaSentList) list = munja_sent_list_new (archive);

    BENCH_WAIT_UNTIL (!munja_sent_list_get_loading (list));
    longest = MAX (longest, bench_watch_get_seconds (waiting));
    for (guint i = 0; i < 20 && added == NULL; i++)
      g_main_context_iteration (NULL, TRUE);
  }
  end (archive, sending);
  bench_print ("archive_add_100000", bench_watch_get_seconds (watch), "s");
  bench_print ("archive_add_longest_stall", bench_watch_get_longest_stall (watch), "ms");
  bench_print ("archive_first_page_while_adding", longest * 1000, "ms");
}

static void
remove_and_purge (MunjaArchive *archive)
{
  g_autoptr (MunjaSending) sending = dup_large (archive);
  g_autoptr (GAsyncResult) removed = NULL;
  g_autoptr (GAsyncResult) purged = NULL;
  g_autoptr (BenchWatch) watch = bench_watch_start ();

  munja_archive_remove_async (archive, sending, NULL, support_result_cb, &removed);
  munja_archive_purge_async (archive, NULL, support_result_cb, &purged);
  BENCH_WAIT_UNTIL (removed != NULL && purged != NULL);
  bench_print ("archive_remove_100000", bench_watch_get_seconds (watch), "s");
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("munja-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "archive.sqlite", NULL);
  MunjaArchive *archive = open_archive (path);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (BenchWatch) watch = NULL;

  fill (archive, rand);
  support_finalize (archive);
  watch = bench_watch_start ();
  archive = open_archive (path);
  bench_print ("archive_open", bench_watch_get_seconds (watch) * 1000, "ms");
  open_first_page (archive);
  search_all (archive);
  find_people (archive);
  search_messages (archive);
  find_repeats (archive);
  add_and_search (archive, rand);
  remove_and_purge (archive);
  support_finalize (archive);
  bench_remove_folder (folder);
  return EXIT_SUCCESS;
}
