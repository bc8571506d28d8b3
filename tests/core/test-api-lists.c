#include "config.h"

#include "munja-api-lists.h"
#include "munja-error.h"
#include "support-answers.h"
#include "support-group.h"
#include "support-wait.h"

#define LIST_PATH "/messages/v4/list"

static MunjaGroup *
find_group (SupportGroup *group, const char *key, GError **error)
{
  g_clear_object (&group->result);
  munja_api_perform_async (group->session->api,
                           munja_call_find_group (group->session->api, key, g_get_real_time ()),
                           NULL, support_result_cb, &group->result);
  return munja_api_perform_finish (group->session->api, support_wait_for_result (&group->result),
                                   error);
}

static MunjaListedMessage *
find_message (SupportGroup *group, const char *to, const char *key, GError **error)
{
  g_clear_object (&group->result);
  munja_api_perform_async (
      group->session->api,
      munja_call_find_message (group->session->api, to, key, g_get_real_time ()), NULL,
      support_result_cb, &group->result);
  return munja_api_perform_finish (group->session->api, support_wait_for_result (&group->result),
                                   error);
}

static MunjaMessagePage *
list_messages (SupportGroup *group, const char *start_key, GError **error)
{
  g_clear_object (&group->result);
  munja_api_perform_async (group->session->api,
                           munja_call_list_group_messages (group->id, start_key), NULL,
                           support_result_cb, &group->result);
  return munja_api_perform_finish (group->session->api, support_wait_for_result (&group->result),
                                   error);
}

static void
assert_no_group (SupportGroup *group, const char *key)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find_group (group, key, &error));
  g_assert_no_error (error);
}

static void
test_find_group (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) found = find_group (group, SUPPORT_KEY, &error);
  g_autoptr (GPtrArray) added = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, group->id);
  assert_no_group (group, "another");
  /* One that holds something is not the one that was just made. */
  added = support_group_add (group, 0, 1, &error);
  g_assert_no_error (error);
  assert_no_group (group, SUPPORT_KEY);
}

static void
test_find_deleted_group (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) deleted = support_group_delete (group, &error);

  g_assert_no_error (error);
  assert_no_group (group, SUPPORT_KEY);
}

/* Newer groups fill the first page. */
static void
test_find_old_group (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) found = NULL;

  for (int i = 0; i < 101; i++) {
    g_autoptr (MunjaGroup) newer = NULL;

    g_clear_object (&group->result);
    munja_api_perform_async (group->session->api,
                             munja_call_create_group (group->session->api, "newer"), NULL,
                             support_result_cb, &group->result);
    newer = munja_api_perform_finish (group->session->api, support_wait_for_result (&group->result),
                                      &error);
    g_assert_no_error (error);
  }
  support_service_forget (group->session->service);
  found = find_group (group, SUPPORT_KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->id, ==, group->id);
  g_assert_cmpuint (support_group_count (group, "GET", SUPPORT_GROUPS_PATH), ==, 2);
}

static void
send_single (SupportGroup *group)
{
  g_autoptr (MunjaMessage) message = munja_message_new_for_text ("a");
  const MunjaOutgoing outgoing = {
    .from = group->session->service->sender,
    .to = "01012345678",
    .message = message,
    .key = SUPPORT_KEY,
  };
  g_autoptr (MunjaReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&group->result);
  munja_api_perform_async (group->session->api, munja_call_send (group->session->api, &outgoing),
                           NULL, support_result_cb, &group->result);
  receipt = munja_api_perform_finish (group->session->api, support_wait_for_result (&group->result),
                                      &error);
  g_assert_no_error (error);
}

static void
test_find_message (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;
  g_autofree MunjaListedMessage *found = NULL;

  send_single (group);
  found = find_message (group, "01012345678", SUPPORT_KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->key, ==, SUPPORT_KEY);
  g_assert_cmpstr (found->to, ==, "01012345678");
  g_assert_cmpstr (found->status_code, ==, "2000");
  g_assert_nonnull (found->message_id);
  g_assert_null (find_message (group, "01012345678", "another", &error));
  g_assert_no_error (error);
  g_assert_null (find_message (group, "01087654321", SUPPORT_KEY, &error));
  g_assert_no_error (error);
}

/* "Not there" is never concluded from a reply that cannot be read. */
/* Two with one key: what went out decides, wherever it stands. */
static void
test_find_accepted_message (gconstpointer data)
{
  gboolean is_first = GPOINTER_TO_INT (data);
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autofree char *accepted
      = g_strdup_printf ("{\"munjaKey\":\"" SUPPORT_KEY "\"},\"statusCode\":\"%s\"", "4000");
  g_autofree char *refused
      = g_strdup_printf ("{\"munjaKey\":\"" SUPPORT_KEY "\"},\"statusCode\":\"%s\"", "1026");
  g_autofree char *list = g_strdup_printf (
      "{\"messageList\":{\"M1\":{\"messageId\":\"M1\",\"dateCreated\":\"2026-03-23T07:12:46.000Z\","
      "\"customFields\":%s},\"M2\":{\"messageId\":\"M2\",\"dateCreated\":"
      "\"2026-03-23T07:12:47.000Z\",\"customFields\":%s}},\"nextKey\":null}",
      is_first ? accepted : refused, is_first ? refused : accepted);
  g_autofree char *quoted = g_strescape (list, NULL);
  g_autofree char *members = g_strdup_printf (",\"body\":\"%s\"", quoted);
  g_autoptr (GError) error = NULL;
  g_autofree MunjaListedMessage *found = NULL;

  support_service_fault (group->session->service, LIST_PATH, "wrong_type", members);
  found = find_message (group, "01012345678", SUPPORT_KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->status_code, ==, "4000");
  g_assert_cmpstr (found->message_id, ==, is_first ? "M1" : "M2");
}

static void
test_unreadable_list (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  const char *const kinds[] = { "wrong_type", "not_json", "empty" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GError) message_error = NULL;
    g_autoptr (GError) group_error = NULL;

    support_service_fault (group->session->service, LIST_PATH, kinds[i], "");
    g_assert_null (find_message (group, "01012345678", SUPPORT_KEY, &message_error));
    g_assert_error (message_error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
    support_service_fault (group->session->service, SUPPORT_GROUPS_PATH, kinds[i], "");
    g_assert_null (find_group (group, SUPPORT_KEY, &group_error));
    g_assert_error (group_error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  }
}

/* A list is only read, and so it is asked for again when the connection breaks. */
static void
test_broken_list (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;
  g_autofree MunjaListedMessage *found = NULL;

  send_single (group);
  support_service_fault (group->session->service, LIST_PATH, "truncated", "");
  support_service_fault (group->session->service, LIST_PATH, "status", ",\"status\":503");
  found = find_message (group, "01012345678", SUPPORT_KEY, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->key, ==, SUPPORT_KEY);
  g_assert_cmpuint (support_group_count (group, "GET", LIST_PATH), ==, 3);
}

static void
test_cancelled (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  support_service_fault (group->session->service, LIST_PATH, "slow", ",\"delay_ms\":60000");
  g_clear_object (&group->result);
  munja_api_perform_async (
      group->session->api,
      munja_call_find_message (group->session->api, "01012345678", SUPPORT_KEY, 0), cancellable,
      support_result_cb, &group->result);
  support_service_wait_for (group->session->service, LIST_PATH);
  g_cancellable_cancel (cancellable);
  g_assert_null (munja_api_perform_finish (group->session->api,
                                           support_wait_for_result (&group->result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The clock was days fast when it was sent, or still is: what the service knows decides. */
static void
test_fast_clock (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autofree MunjaListedMessage *found = NULL;
  g_autoptr (GError) error = NULL;

  send_single (group);
  g_clear_object (&group->result);
  munja_api_perform_async (group->session->api,
                           munja_call_find_message (group->session->api, "01012345678", SUPPORT_KEY,
                                                    g_get_real_time () + 3 * G_TIME_SPAN_DAY),
                           NULL, support_result_cb, &group->result);
  found = munja_api_perform_finish (group->session->api, support_wait_for_result (&group->result),
                                    &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
}

/* It is days fast, and the service says so. */
static void
test_service_behind (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autofree MunjaListedMessage *found = NULL;
  g_autoptr (GError) error = NULL;

  support_service_set (group->session->service, "{\"clock\":{\"advance\":-259200}}");
  send_single (group);
  found = find_message (group, "01012345678", SUPPORT_KEY, &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
}

/* How many pages there are before the first comes again; 0 if that never happens. */
static guint circle;

static void
answer_endless (SoupServerMessage *message)
{
  static guint n_pages;
  guint page = circle != 0 ? n_pages++ % circle : n_pages++;
  char *answer
      = g_strdup_printf ("{\"messageList\":{},\"groupList\":{},\"nextKey\":\"P%u\"}", page);

  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, answer,
                                    strlen (answer));
}

static gpointer
find_released (SupportGroup *group, GError **error)
{
  munja_api_perform_async (group->session->api,
                           munja_call_find_released_group (group->session->api, SUPPORT_KEY, 0),
                           NULL, support_result_cb, &group->result);
  return munja_api_perform_finish (group->session->api, support_wait_for_result (&group->result),
                                   error);
}

static gpointer
find_made (SupportGroup *group, GError **error)
{
  return find_group (group, SUPPORT_KEY, error);
}

static gpointer
find_sent (SupportGroup *group, GError **error)
{
  return find_message (group, "01012345678", SUPPORT_KEY, error);
}

typedef struct {
  const char *name;
  gpointer (*find) (SupportGroup *group, GError **error);
  guint circle;
} EndlessRow;

static const EndlessRow endless_rows[] = {
  { "groups", find_made, 0 },       { "groups-in-a-circle", find_made, 3 },
  { "released", find_released, 0 }, { "released-in-a-circle", find_released, 3 },
  { "messages", find_sent, 0 },     { "messages-in-a-circle", find_sent, 3 },
};

/* Of a list without an end nobody can say that something is not in it. */
static void
test_endless (gconstpointer data)
{
  const EndlessRow *row = data;
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (SupportAnswers) answers = support_answers_new (NULL, answer_endless);
  g_autoptr (MunjaTransport) transport = munja_transport_new (answers->base);
  g_autoptr (GError) error = NULL;

  circle = row->circle;
  g_object_unref (group->session->api);
  group->session->api = munja_api_new (transport, group->session->account, "APP");
  munja_api_set_retry_delay (group->session->api, 1);
  g_clear_object (&group->result);
  g_assert_null (row->find (group, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
}

/* All messages of a group come, each once, over as many pages as it takes. */
static void
test_pages (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) added = support_group_add (group, 0, 1001, &error);
  g_autoptr (GHashTable) rows = g_hash_table_new (NULL, NULL);
  g_autofree char *next_key = NULL;
  guint pages = 0;

  g_assert_no_error (error);
  do {
    g_autoptr (MunjaMessagePage) page = list_messages (group, next_key, &error);

    g_assert_no_error (error);
    for (guint i = 0; i < page->messages->len; i++) {
      const MunjaListedMessage *message = page->messages->pdata[i];

      g_assert_cmpstr (message->key, ==, SUPPORT_KEY);
      g_assert_cmpstr (message->group_id, ==, group->id);
      g_assert_true (g_hash_table_add (rows, GINT_TO_POINTER (message->row)));
    }
    pages++;
    g_free (next_key);
    next_key = g_steal_pointer (&page->next_key);
  } while (next_key != NULL);
  g_assert_cmpuint (g_hash_table_size (rows), ==, 1001);
  g_assert_cmpuint (pages, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/api-lists/find-group", test_find_group);
  g_test_add_func ("/api-lists/find-deleted-group", test_find_deleted_group);
  g_test_add_func ("/api-lists/find-old-group", test_find_old_group);
  g_test_add_func ("/api-lists/find-message", test_find_message);
  g_test_add_data_func ("/api-lists/find-older-accepted-message", GINT_TO_POINTER (TRUE),
                        test_find_accepted_message);
  g_test_add_data_func ("/api-lists/find-newer-accepted-message", GINT_TO_POINTER (FALSE),
                        test_find_accepted_message);
  g_test_add_func ("/api-lists/unreadable-list", test_unreadable_list);
  g_test_add_func ("/api-lists/broken-list", test_broken_list);
  g_test_add_func ("/api-lists/cancelled", test_cancelled);
  g_test_add_func ("/api-lists/pages", test_pages);
  g_test_add_func ("/api-lists/fast-clock", test_fast_clock);
  g_test_add_func ("/api-lists/service-behind", test_service_behind);
  for (gsize i = 0; i < G_N_ELEMENTS (endless_rows); i++) {
    g_autofree char *path = g_strdup_printf ("/api-lists/endless/%s", endless_rows[i].name);

    g_test_add_data_func (path, &endless_rows[i], test_endless);
  }
  return g_test_run ();
}
