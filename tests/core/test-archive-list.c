#include "config.h"

#include "munja-sent-list.h"
#include "munja-sent-message-list.h"
#include "munja-sent-row.h"
#include "support-archive.h"
#include "support-wait.h"

/* A list as somebody sees it who is told of every change, and of nothing else. */
typedef struct {
  GListModel *model;
  GPtrArray *items;
  guint n_changes;
} Mirror;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Mirror *self)
{
  g_assert_cmpuint (position + removed, <=, self->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->items, (int)(position + i),
                        g_list_model_get_item (model, position + i));
  self->n_changes++;
}

static Mirror *
mirror_new (gpointer model)
{
  Mirror *self = g_new0 (Mirror, 1);

  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  items_changed_cb (model, 0, 0, g_list_model_get_n_items (model), self);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

static void
mirror_free (Mirror *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

/* What is seen is what is there. */
static void
assert_same (const Mirror *self)
{
  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (self->model));
  for (guint i = 0; i < self->items->len; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

    g_assert_true (item == self->items->pdata[i]);
  }
}

static const char *
get_key (const Mirror *self, guint position)
{
  return munja_sending_get_info (self->items->pdata[position])->key;
}

static void
add_some (MunjaArchive *archive, guint start, guint end)
{
  for (guint i = start; i < end; i++) {
    g_autofree char *key = g_strdup_printf ("%03u", i);

    g_object_unref (support_archive_add_text (archive, key, i, i % 2 == 0 ? "짝수" : "홀수", ""));
  }
}

static void
wait_for (MunjaSentList *list)
{
  SUPPORT_WAIT_UNTIL (!munja_sent_list_get_loading (list));
  g_assert_null (munja_sent_list_get_error (list));
}

/* Waits until everything that was asked of the file has been answered. */
static void
settle (MunjaArchive *archive)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree MunjaArchiveTotals *totals = NULL;

  munja_archive_get_totals_async (archive, NULL, support_result_cb, &result);
  totals = munja_archive_get_totals_finish (archive, support_wait_for_result (&result), NULL);
}

/* Pages come as somebody gets near to the end, and what comes and goes meanwhile neither is lost
 * nor comes twice. */
static void
test_pages (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSentList) list = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (GObject) near_end = NULL;

  add_some (archive, 10, 140);
  list = munja_sent_list_new (archive);
  mirror = mirror_new (list);
  g_assert_true (munja_sent_list_get_loading (list));
  wait_for (list);
  g_assert_cmpuint (mirror->items->len, ==, 50);
  g_assert_cmpstr (get_key (mirror, 0), ==, "139");
  g_assert_false (munja_sent_list_get_is_whole (list));

  add_some (archive, 140, 143);
  add_some (archive, 0, 3);
  support_archive_remove (archive, mirror->items->pdata[10]);
  settle (archive);
  g_assert_cmpuint (mirror->items->len, ==, 52);
  g_assert_cmpstr (get_key (mirror, 0), ==, "142");
  while (!munja_sent_list_get_is_whole (list)) {
    near_end = g_list_model_get_item (G_LIST_MODEL (list), mirror->items->len - 1);
    g_clear_object (&near_end);
    wait_for (list);
  }
  g_assert_cmpuint (mirror->items->len, ==, 135);
  g_assert_cmpstr (get_key (mirror, 134), ==, "000");
  assert_same (mirror);
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&list);
  support_archive_close (archive);
}

static void
set_text (MunjaSentList *list, const char *text)
{
  g_autoptr (MunjaSentQuery) query = munja_sent_query_new ();

  query->text = g_strdup (text);
  munja_sent_list_set_query (list, query);
}

/* What has a word comes in pages, too. */
static void
test_pages_of_words (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSentList) list = NULL;
  g_autoptr (Mirror) mirror = NULL;

  add_some (archive, 0, 130);
  list = munja_sent_list_new (archive);
  mirror = mirror_new (list);
  set_text (list, "홀수");
  wait_for (list);
  g_assert_cmpuint (mirror->items->len, ==, 50);
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), 49));
  wait_for (list);
  g_assert_cmpuint (mirror->items->len, ==, 65);
  g_assert_cmpstr (get_key (mirror, 0), ==, "129");
  g_assert_cmpstr (get_key (mirror, 64), ==, "001");
  g_assert_true (munja_sent_list_get_is_whole (list));
  assert_same (mirror);
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&list);
  support_archive_close (archive);
}

/* An item far from the end is no reason to read on. */
static void
test_no_more_than_asked (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSentList) list = NULL;
  g_autoptr (GObject) first = NULL;

  add_some (archive, 0, 60);
  list = munja_sent_list_new (archive);
  wait_for (list);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  settle (archive);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 50);
  g_clear_object (&first);
  g_clear_object (&list);
  support_archive_close (archive);
}

/* What was found before is there until something else is; of several queries the last one counts.
 */
static void
test_queries (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSentList) list = NULL;
  g_autoptr (Mirror) mirror = NULL;

  add_some (archive, 0, 9);
  list = munja_sent_list_new (archive);
  mirror = mirror_new (list);
  wait_for (list);
  set_text (list, "짝");
  g_assert_cmpuint (mirror->items->len, ==, 9);
  set_text (list, "홀");
  set_text (list, "홀수");
  wait_for (list);
  g_assert_cmpuint (mirror->items->len, ==, 4);
  g_assert_cmpuint (mirror->n_changes, ==, 3);
  set_text (list, "없음");
  wait_for (list);
  g_assert_cmpuint (mirror->items->len, ==, 0);
  g_assert_true (munja_sent_list_get_is_whole (list));
  assert_same (mirror);
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&list);
  support_archive_close (archive);
}

/* A list of what is open, or of what has a word, follows what becomes of it. */
static void
test_follows (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSentQuery) query = munja_sent_query_new ();
  g_autoptr (MunjaSentList) list = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (MunjaSending) sending = support_archive_add_text (archive, "a", 0, "글", "");

  query->filter = MUNJA_SENT_FILTER_OPEN;
  list = munja_sent_list_new (archive);
  mirror = mirror_new (list);
  munja_sent_list_set_query (list, query);
  wait_for (list);
  add_some (archive, 1, 2);
  settle (archive);
  g_assert_cmpuint (mirror->items->len, ==, 2);
  support_archive_set_state (archive, sending, 0, MUNJA_SENT_DELIVERED);
  settle (archive);
  g_assert_cmpuint (mirror->items->len, ==, 1);
  set_text (list, "메모");
  wait_for (list);
  support_archive_set_note (archive, sending, "메모");
  settle (archive);
  g_assert_cmpuint (mirror->items->len, ==, 1);
  g_assert_true (mirror->items->pdata[0] == sending);
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&list);
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* What is removed and brought back is where it was. */
static void
test_removal (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSentList) list = NULL;
  g_autoptr (Mirror) mirror = NULL;
  g_autoptr (MunjaSending) sending = NULL;
  g_autofree char *found = NULL;

  add_some (archive, 0, 3);
  list = munja_sent_list_new (archive);
  mirror = mirror_new (list);
  wait_for (list);
  sending = g_object_ref (mirror->items->pdata[1]);
  support_archive_remove (archive, sending);
  g_assert_cmpuint (mirror->items->len, ==, 2);
  found = support_archive_dup_search (archive, "홀수");
  g_assert_cmpstr (found, ==, "");
  g_assert_true (support_archive_restore (archive, sending));
  settle (archive);
  g_assert_true (mirror->items->pdata[1] == sending);
  support_archive_remove (archive, sending);
  support_archive_purge (archive);
  g_assert_false (support_archive_restore (archive, sending));
  settle (archive);
  g_assert_cmpuint (mirror->items->len, ==, 2);
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&list);
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* A list may end while its page is on its way. */
static void
test_early_end (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) sending = support_archive_add_text (archive, "a", 0, "글", "");

  support_finalize (munja_sent_list_new (archive));
  support_finalize (munja_sent_message_list_new (archive, sending));
  settle (archive);
  g_clear_object (&sending);
  support_archive_close (archive);
}

static guint
get_row (const Mirror *self, guint position)
{
  return munja_sent_row_get_message (self->items->pdata[position])->row;
}

static void
wait_for_messages (MunjaArchive *archive, MunjaSentMessageList *list)
{
  SUPPORT_WAIT_UNTIL (!munja_sent_message_list_get_loading (list));
  g_assert_null (munja_sent_message_list_get_error (list));
  settle (archive);
}

static void
test_messages (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 650);
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);
  g_autoptr (MunjaSentMessageList) list = munja_sent_message_list_new (archive, sending);
  g_autoptr (Mirror) mirror = mirror_new (list);

  wait_for_messages (archive, list);
  g_assert_cmpuint (mirror->items->len, ==, 200);
  while (!munja_sent_message_list_get_is_whole (list)) {
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), mirror->items->len - 1));
    wait_for_messages (archive, list);
  }
  g_assert_cmpuint (mirror->items->len, ==, 650);
  for (guint i = 0; i < 650; i++)
    g_assert_cmpuint (get_row (mirror, i), ==, i);
  munja_sent_message_list_set_filter (list, MUNJA_SENT_STATES_ALL, "0000064");
  wait_for_messages (archive, list);
  g_assert_cmpuint (mirror->items->len, ==, 11);
  g_assert_cmpuint (get_row (mirror, 0), ==, 64);
  g_assert_cmpuint (get_row (mirror, 1), ==, 640);
  assert_same (mirror);
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&list);
  g_clear_object (&sending);
  support_archive_close (archive);
}

static void
count_cb (MunjaSentRow *row, GParamSpec *pspec, guint *count)
{
  ++*count;
}

/* What becomes of a message is seen where it is listed, in the same place; and it goes from a list
 * that it does not belong to any more. */
static void
test_messages_change (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 300);
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);
  g_autoptr (MunjaSentMessageList) list = munja_sent_message_list_new (archive, sending);
  g_autoptr (Mirror) mirror = mirror_new (list);
  g_autoptr (MunjaSentRow) row = NULL;
  guint n_changes = 0;
  guint n_before;

  wait_for_messages (archive, list);
  g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), 199));
  wait_for_messages (archive, list);
  row = g_object_ref (mirror->items->pdata[250]);
  g_signal_connect (row, "notify::message", G_CALLBACK (count_cb), &n_changes);
  n_before = mirror->n_changes;
  support_archive_set_state (archive, sending, 250, MUNJA_SENT_FAILED);
  SUPPORT_WAIT_UNTIL (n_changes > 0);
  g_assert_cmpint (munja_sent_row_get_message (row)->state, ==, MUNJA_SENT_FAILED);
  g_assert_cmpuint (mirror->n_changes, ==, n_before);

  munja_sent_message_list_set_filter (list, MUNJA_SENT_STATES_FAILED, NULL);
  wait_for_messages (archive, list);
  g_assert_cmpuint (mirror->items->len, ==, 1);
  support_archive_set_state (archive, sending, 3, MUNJA_SENT_REFUSED);
  support_archive_set_state (archive, sending, 299, MUNJA_SENT_FAILED);
  SUPPORT_WAIT_UNTIL (mirror->items->len == 3);
  g_assert_cmpuint (get_row (mirror, 0), ==, 3);
  g_assert_cmpuint (get_row (mirror, 2), ==, 299);
  munja_sent_message_list_set_filter (list, MUNJA_SENT_STATES_OPEN, NULL);
  wait_for_messages (archive, list);
  support_archive_set_state (archive, sending, 1, MUNJA_SENT_DELIVERED);
  SUPPORT_WAIT_UNTIL (get_row (mirror, 1) == 2);
  settle (archive);
  assert_same (mirror);
  g_clear_pointer (&mirror, mirror_free);
  g_clear_object (&list);
  g_clear_object (&row);
  g_clear_object (&sending);
  support_archive_close (archive);
}

static MunjaAudience *
load_audience (MunjaArchive *archive, MunjaSending *sending, MunjaSentStates states)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaAudience *audience;

  munja_archive_load_audience_async (archive, sending, states, NULL, support_result_cb, &result);
  audience
      = munja_archive_load_audience_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return audience;
}

/* Those to whom something did not arrive can be written to again, with what was put in. */
static void
test_audience (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "#{금액}원");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 5);
  g_autoptr (MunjaSending) sending = NULL;
  g_autoptr (MunjaAudience) audience = NULL;
  const char *values[1] = { NULL };

  info->columns = g_strdup ("금액");
  for (guint i = 0; i < messages->len; i++) {
    MunjaSentMessage *message = messages->pdata[i];

    message->values = g_bytes_new ("1,00\0", 5);
    if (i % 2 == 1)
      message->state = i == 1 ? MUNJA_SENT_FAILED : MUNJA_SENT_REFUSED;
  }
  sending = support_archive_add (archive, info, messages);
  audience = load_audience (archive, sending, MUNJA_SENT_STATES_FAILED);
  g_assert_cmpuint (munja_audience_get_length (audience), ==, 2);
  g_assert_cmpstr (munja_audience_get (audience, 0).number, ==, "01000000001");
  g_assert_cmpstr (munja_audience_get (audience, 1).number, ==, "01000000003");
  g_assert_cmpstr (munja_audience_get_columns (audience)[0], ==, "금액");
  munja_audience_get_values (audience, 1, values);
  g_assert_cmpstr (values[0], ==, "1,00");
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* A number that was there twice: who got it by one row did not miss it because the other one was
 * refused, but did miss what else that one said; and nobody has got what both did not bring. */
static void
test_audience_twice (void)
{
  static const struct {
    const char *number;
    const char *value;
    MunjaSentState state;
  } rows[] = {
    { "01000000001", "1", MUNJA_SENT_DELIVERED }, { "01000000001", "1", MUNJA_SENT_REFUSED },
    { "01000000001", "2", MUNJA_SENT_REFUSED },   { "01000000002", "1", MUNJA_SENT_OPEN },
    { "01000000002", "1", MUNJA_SENT_REFUSED },   { "01000000003", "1", MUNJA_SENT_FAILED },
    { "01000000003", "1", MUNJA_SENT_REFUSED },
  };
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "#{금액}원");
  g_autoptr (GPtrArray) messages = support_archive_new_messages ();
  g_autoptr (MunjaSending) sending = NULL;
  g_autoptr (MunjaAudience) failed = NULL;
  g_autoptr (MunjaAudience) all = NULL;
  const char *values[1] = { NULL };

  info->columns = g_strdup ("금액");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MunjaSentMessage *message = support_archive_add_message (messages, rows[i].number, "");

    message->values = g_bytes_new (rows[i].value, 2);
    message->state = rows[i].state;
  }
  sending = support_archive_add (archive, info, messages);
  failed = load_audience (archive, sending, MUNJA_SENT_STATES_FAILED);
  g_assert_cmpuint (munja_audience_get_length (failed), ==, 3);
  munja_audience_get_values (failed, 0, values);
  g_assert_cmpstr (values[0], ==, "2");
  g_assert_cmpstr (munja_audience_get (failed, 1).number, ==, "01000000003");
  g_assert_cmpstr (munja_audience_get (failed, 2).number, ==, "01000000003");
  all = load_audience (archive, sending, MUNJA_SENT_STATES_ALL);
  g_assert_cmpuint (munja_audience_get_length (all), ==, G_N_ELEMENTS (rows));
  g_clear_object (&sending);
  support_archive_close (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive-list/pages", test_pages);
  g_test_add_func ("/archive-list/pages-of-words", test_pages_of_words);
  g_test_add_func ("/archive-list/no-more-than-asked", test_no_more_than_asked);
  g_test_add_func ("/archive-list/queries", test_queries);
  g_test_add_func ("/archive-list/follows", test_follows);
  g_test_add_func ("/archive-list/removal", test_removal);
  g_test_add_func ("/archive-list/early-end", test_early_end);
  g_test_add_func ("/archive-list/messages", test_messages);
  g_test_add_func ("/archive-list/messages-change", test_messages_change);
  g_test_add_func ("/archive-list/audience", test_audience);
  g_test_add_func ("/archive-list/audience-twice", test_audience_twice);
  return g_test_run ();
}
