#include "config.h"

#include <string.h>

#include "munja-archive-repeats.h"
#include "munja-error.h"
#include "munja-sql.h"
#include "support-archive.h"
#include "support-wait.h"

static const MunjaSendingInfo *
get_info (MunjaSending *sending)
{
  return munja_sending_get_info (sending);
}

/* The only sending that is listed, %NULL for none. */
static MunjaSending *
dup_only (MunjaArchive *archive)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) sendings = NULL;

  munja_archive_list_open_async (archive, NULL, support_result_cb, &result);
  sendings = munja_archive_list_open_finish (archive, support_wait_for_result (&result), NULL);
  g_assert_cmpuint (sendings->len, <=, 1);
  return sendings->len > 0 ? g_object_ref (sendings->pdata[0]) : NULL;
}

/* Every member has a value that is not what a new one has. */
static MunjaSendingInfo *
new_full_info (void)
{
  static const MunjaErrorDetails details = {
    .http_status = 400,
    .service_code = "InvalidAppId",
    .service_text = "없는 앱입니다",
    .status_code = "1062",
    .from_service = TRUE,
  };
  MunjaSendingInfo *info = support_archive_new_info ("key", 0, "#{이름}님");

  info->message_id = g_strdup ("M4V1");
  info->member = g_strdup ("member");
  info->is_elsewhere = TRUE;
  info->outcome = MUNJA_SENDING_FAILED;
  info->written.subject = g_strdup ("제목");
  info->columns = g_strdup ("이름");
  info->written.advertising = MUNJA_ADVERTISING_NIGHT_CONSENT;
  info->written.type_choice = MUNJA_TYPE_CHOICE_LMS;
  info->type = MUNJA_MESSAGE_TYPE_LMS;
  info->left_out = (MunjaRecipientLeftOut){ 3, 4 };
  info->scheduled = 5;
  info->completed = 6;
  info->charged_balance = 195000;
  info->charged_point = 7;
  info->refunded_balance = 8;
  info->refunded_point = 9;
  info->profit = 10;
  info->app_id = g_strdup ("app");
  info->group_status = g_strdup ("COMPLETE");
  info->status_text = g_strdup ("발송 완료");
  info->problem = munja_error_new_with_details (MUNJA_ERROR_REFUSED, &details, "no");
  info->last_look = 11;
  info->n_looks = 12;
  return info;
}

static void
assert_full_info (const MunjaSendingInfo *info)
{
  g_assert_cmpint (info->id, ==, SUPPORT_ARCHIVE_TIME / 1000);
  g_assert_cmpstr (info->key, ==, "key");
  g_assert_cmpstr (info->group_id, ==, "G4Vkey");
  g_assert_cmpstr (info->message_id, ==, "M4V1");
  g_assert_cmpstr (info->member, ==, "member");
  g_assert_true (info->is_elsewhere);
  g_assert_cmpint (info->outcome, ==, MUNJA_SENDING_FAILED);
  g_assert_cmpstr (info->from, ==, "0212345678");
  g_assert_cmpstr (info->written.subject, ==, "제목");
  g_assert_cmpstr (info->written.text, ==, "#{이름}님");
  g_assert_cmpstr (info->columns, ==, "이름");
  g_assert_cmpint (info->written.advertising, ==, MUNJA_ADVERTISING_NIGHT_CONSENT);
  g_assert_cmpint (info->written.type_choice, ==, MUNJA_TYPE_CHOICE_LMS);
  g_assert_cmpint (info->type, ==, MUNJA_MESSAGE_TYPE_LMS);
  g_assert_cmpuint (info->left_out.n_invalid, ==, 3);
  g_assert_cmpuint (info->left_out.n_repeated, ==, 4);
}

static void
assert_full_progress (const MunjaSendingInfo *info)
{
  g_assert_cmpint (info->went_out, ==, SUPPORT_ARCHIVE_TIME);
  g_assert_cmpint (info->created, ==, SUPPORT_ARCHIVE_TIME - G_USEC_PER_SEC);
  g_assert_cmpint (info->scheduled, ==, 5);
  g_assert_cmpint (info->completed, ==, 6);
  g_assert_cmpint (munja_sending_info_get_price (info), ==, 195000 + 7 - 8 - 9);
  g_assert_cmpint (info->profit, ==, 10);
  g_assert_cmpstr (info->app_id, ==, "app");
  g_assert_cmpstr (info->group_status, ==, "COMPLETE");
  g_assert_cmpstr (info->status_text, ==, "발송 완료");
  g_assert_error (info->problem, MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpstr (munja_error_get_service_text (info->problem), ==, "없는 앱입니다");
  g_assert_cmpstr (munja_error_get_status_code (info->problem), ==, "1062");
  g_assert_cmpint (info->last_look, ==, 11);
  g_assert_cmpuint (info->n_looks, ==, 12);
}

/* Every member has a value that is not what a new one has. */
static GPtrArray *
new_full_messages (void)
{
  GPtrArray *messages = support_archive_new_messages ();
  MunjaSentMessage *message = support_archive_add_message (messages, "2025550123", "홍길동");

  g_free (message->country);
  message->country = g_strdup ("1");
  message->values = g_bytes_new ("홍길동", sizeof "홍길동");
  message->own_type = MUNJA_MESSAGE_TYPE_MMS;
  message->state = MUNJA_SENT_DELIVERED;
  message->message_id = g_strdup ("M4V1");
  message->status_code = g_strdup ("4000");
  message->status_text = g_strdup ("정상 처리");
  message->network = g_strdup ("SKT");
  message->processed = 1000;
  message->reported = 2000;
  message->received = 3000;
  message->is_replaced = TRUE;
  message = support_archive_add_message (messages, "01012345678", "");
  message->own_subject = g_strdup ("다른 제목");
  message->own_text = g_strdup ("다른 글");
  return messages;
}

static void
assert_full_message (MunjaSending *sending, const MunjaSentMessage *message)
{
  g_autofree char *text = munja_sending_dup_text (sending, message);
  g_autofree char *subject = munja_sending_dup_subject (sending, message);

  g_assert_cmpstr (message->number, ==, "2025550123");
  g_assert_cmpstr (message->country, ==, "1");
  g_assert_cmpstr (message->name, ==, "홍길동");
  g_assert_cmpstr (text, ==, "홍길동님");
  g_assert_cmpstr (subject, ==, "제목");
  g_assert_cmpint (munja_sending_get_message_type (sending, message), ==, MUNJA_MESSAGE_TYPE_MMS);
  g_assert_cmpint (message->state, ==, MUNJA_SENT_DELIVERED);
  g_assert_cmpstr (message->message_id, ==, "M4V1");
  g_assert_cmpstr (message->status_code, ==, "4000");
  g_assert_cmpstr (message->status_text, ==, "정상 처리");
  g_assert_cmpstr (message->network, ==, "SKT");
  g_assert_cmpint (message->processed, ==, 1000);
  g_assert_cmpint (message->reported, ==, 2000);
  g_assert_cmpint (message->received, ==, 3000);
  g_assert_true (message->is_replaced);
}

static void
assert_own_message (MunjaSending *sending, const MunjaSentMessage *message)
{
  g_autofree char *text = munja_sending_dup_text (sending, message);
  g_autofree char *subject = munja_sending_dup_subject (sending, message);

  g_assert_cmpstr (text, ==, "다른 글");
  g_assert_cmpstr (subject, ==, "다른 제목");
  g_assert_cmpint (munja_sending_get_message_type (sending, message), ==, MUNJA_MESSAGE_TYPE_LMS);
  g_assert_null (message->status_code);
  g_assert_null (message->network);
  g_assert_cmpint (message->received, ==, 0);
}

/* Everything that was added is read again, from the file as from memory. */
static void
test_kept (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = new_full_info ();
  g_autoptr (GPtrArray) messages = new_full_messages ();
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GPtrArray) read
        = support_archive_list_messages (archive, sending, MUNJA_SENT_STATES_ALL, NULL);

    assert_full_info (get_info (sending));
    assert_full_progress (get_info (sending));
    g_assert_cmpuint (get_info (sending)->n_messages, ==, 2);
    g_assert_cmpuint (get_info (sending)->n_types[MUNJA_MESSAGE_TYPE_LMS], ==, 1);
    g_assert_cmpuint (get_info (sending)->n_types[MUNJA_MESSAGE_TYPE_MMS], ==, 1);
    g_assert_cmpstr (get_info (sending)->first_number, ==, "2025550123");
    g_assert_cmpstr (get_info (sending)->first_name, ==, "홍길동");
    g_assert_cmpuint (read->len, ==, 2);
    assert_full_message (sending, read->pdata[0]);
    assert_own_message (sending, read->pdata[1]);
    g_clear_object (&sending);
    support_archive_close (archive);
    archive = support_archive_open (place);
    sending = dup_only (archive);
  }
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* The same one again is the one that is there. */
static void
test_twice (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 1200);
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);
  g_autoptr (MunjaSending) again = support_archive_add (archive, info, messages);
  g_autoptr (MunjaSending) other = NULL;
  g_autofree char *found = NULL;

  g_assert_true (again == sending);
  g_assert_cmpuint (get_info (sending)->n_messages, ==, 1200);
  g_clear_pointer (&info->key, g_free);
  other = support_archive_begin (archive, info);
  g_assert_true (other == sending);
  found = support_archive_dup_search (archive, "0100000119");
  g_assert_cmpstr (found, ==, "a ");

  g_clear_object (&sending);
  g_clear_object (&again);
  g_clear_object (&other);
  support_archive_close (archive);
}

/* Two at the same time are told apart, and keep their order. */
static void
test_same_time (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) first = support_archive_add_text (archive, "a", 0, "글", "");
  g_autoptr (MunjaSending) second = support_archive_add_text (archive, "b", 0, "글", "");

  g_assert_cmpint (munja_sending_get_id (second), ==, munja_sending_get_id (first) + 1);
  g_clear_object (&first);
  g_clear_object (&second);
  support_archive_close (archive);
}

/* What was not added to the end is not listed, and is begun again. */
static void
test_crash (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) some = support_archive_new_many (0, 700);
  g_autoptr (GPtrArray) all = support_archive_new_many (0, 1500);
  g_autoptr (MunjaSending) sending = support_archive_begin (archive, info);
  g_autofree char *found = NULL;
  g_autofree char *found_again = NULL;

  support_archive_add_messages (archive, sending, some);
  g_assert_false (get_info (sending)->is_whole);
  g_clear_object (&sending);
  support_archive_close (archive);

  archive = support_archive_open (place);
  found = support_archive_dup_search (archive, "");
  g_assert_cmpstr (found, ==, "");
  g_assert_null (dup_only (archive));
  sending = support_archive_begin (archive, info);
  g_assert_false (get_info (sending)->is_whole);
  g_assert_cmpuint (get_info (sending)->n_messages, ==, 700);
  support_archive_add_messages (archive, sending, all);
  support_archive_finish_adding (archive, sending);
  g_assert_cmpuint (get_info (sending)->n_messages, ==, 1500);
  found_again = support_archive_dup_search (archive, "");
  g_assert_cmpstr (found_again, ==, "a ");
  g_clear_object (&sending);
  support_archive_close (archive);
}

static void
assert_cannot_add_messages (MunjaArchive *archive, MunjaSending *sending, GPtrArray *messages)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_add_messages_async (archive, sending, messages, NULL, support_result_cb, &result);
  g_assert_false (
      munja_archive_add_messages_finish (archive, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
}

/* A message that cannot be one is none. */
static void
test_impossible (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (MunjaSending) sending = support_archive_begin (archive, info);
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 1);

  ((MunjaSentMessage *)messages->pdata[0])->row = MUNJA_SENT_MAX_MESSAGES;
  assert_cannot_add_messages (archive, sending, messages);
  g_assert_cmpuint (get_info (sending)->n_messages, ==, 0);
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* What a message in a state becomes when another one is said of it. */
static const MunjaSentState becomes[MUNJA_N_SENT_STATES][MUNJA_N_SENT_STATES] = {
  [MUNJA_SENT_OPEN] = { MUNJA_SENT_OPEN, MUNJA_SENT_DELIVERED, MUNJA_SENT_FAILED,
                        MUNJA_SENT_REFUSED, MUNJA_SENT_UNKNOWN },
  [MUNJA_SENT_DELIVERED] = { MUNJA_SENT_DELIVERED, MUNJA_SENT_DELIVERED, MUNJA_SENT_DELIVERED,
                             MUNJA_SENT_DELIVERED, MUNJA_SENT_DELIVERED },
  [MUNJA_SENT_FAILED] = { MUNJA_SENT_FAILED, MUNJA_SENT_FAILED, MUNJA_SENT_FAILED,
                          MUNJA_SENT_FAILED, MUNJA_SENT_FAILED },
  [MUNJA_SENT_REFUSED] = { MUNJA_SENT_REFUSED, MUNJA_SENT_REFUSED, MUNJA_SENT_REFUSED,
                           MUNJA_SENT_REFUSED, MUNJA_SENT_REFUSED },
  [MUNJA_SENT_UNKNOWN] = { MUNJA_SENT_UNKNOWN, MUNJA_SENT_DELIVERED, MUNJA_SENT_FAILED,
                           MUNJA_SENT_REFUSED, MUNJA_SENT_UNKNOWN },
};

static void
test_states (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 25);
  g_autoptr (MunjaSending) sending = NULL;
  g_autoptr (GPtrArray) read = NULL;

  for (guint i = 0; i < messages->len; i++)
    ((MunjaSentMessage *)messages->pdata[i])->state = (MunjaSentState)(i / 5);
  sending = support_archive_add (archive, info, messages);
  for (guint i = 0; i < messages->len; i++)
    support_archive_set_state (archive, sending, (int)i, (MunjaSentState)(i % 5));
  read = support_archive_list_messages (archive, sending, MUNJA_SENT_STATES_ALL, NULL);
  for (guint i = 0; i < messages->len; i++)
    g_assert_cmpint (((MunjaSentMessage *)read->pdata[i])->state, ==, becomes[i / 5][i % 5]);
  g_clear_object (&sending);
  support_archive_close (archive);
}

static MunjaSentResult *
add_result (GPtrArray *results, const char *message_id, MunjaSentState state)
{
  MunjaSentResult *said = munja_sent_result_new ();

  said->message_id = g_strdup (message_id);
  said->state = state;
  g_ptr_array_add (results, said);
  return said;
}

/* What is said is found by the service's id; nothing that is known gets lost by it, and what is old
 * says nothing. */
static void
test_results (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (MunjaSendingInfo) news = NULL;
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, 3);
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sent_result_free);
  MunjaSentResult *said = add_result (results, "M4V1", MUNJA_SENT_DELIVERED);
  g_autoptr (GPtrArray) read = NULL;
  const MunjaSentMessage *message;

  said->status_code = g_strdup ("4000");
  said->network = g_strdup ("KT");
  said->processed = 5000;
  said = add_result (results, "M4V1", MUNJA_SENT_DELIVERED);
  said->received = 7000;
  said = add_result (results, "M4V1", MUNJA_SENT_FAILED);
  said->status_code = g_strdup ("3059");
  add_result (results, "M4V99", MUNJA_SENT_FAILED);
  news = munja_sending_info_copy (get_info (sending));
  news->completed = 8000;
  news->n_messages = 77;
  news->is_final = TRUE;
  support_archive_apply (archive, sending, news, results);

  read = support_archive_list_messages (archive, sending, MUNJA_SENT_STATES_ALL, NULL);
  message = read->pdata[1];
  g_assert_cmpint (message->state, ==, MUNJA_SENT_DELIVERED);
  g_assert_cmpstr (message->status_code, ==, "4000");
  g_assert_cmpstr (message->network, ==, "KT");
  g_assert_cmpint (message->processed, ==, 5000);
  g_assert_cmpint (message->received, ==, 7000);
  g_assert_cmpuint (get_info (sending)->n_messages, ==, 3);
  /* What nobody said of the others by the end nobody will. */
  g_assert_cmpuint (get_info (sending)->n_of_state[MUNJA_SENT_OPEN], ==, 0);
  g_assert_cmpuint (get_info (sending)->n_of_state[MUNJA_SENT_UNKNOWN], ==, 2);
  g_assert_cmpuint (get_info (sending)->n_of_state[MUNJA_SENT_DELIVERED], ==, 1);
  g_assert_cmpint (((MunjaSentMessage *)read->pdata[0])->state, ==, MUNJA_SENT_UNKNOWN);
  g_assert_cmpint (get_info (sending)->completed, ==, 8000);
  g_assert_null (dup_only (archive));
  g_clear_object (&sending);
  support_archive_close (archive);
}

/* A message that had no id gets one with what is said of its row, and is found by it from then on.
 * A copy with another id says nothing of it. */
static void
test_late_id (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) sending = support_archive_add_text (archive, "a", 0, "글", "");
  g_autoptr (GPtrArray) results
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sent_result_free);

  add_result (results, "M4V7", MUNJA_SENT_OPEN)->row = 0;
  add_result (results, "M4V8", MUNJA_SENT_FAILED)->row = 0;
  add_result (results, "M4V7", MUNJA_SENT_DELIVERED);
  support_archive_apply (archive, sending, NULL, results);
  g_assert_cmpuint (get_info (sending)->n_of_state[MUNJA_SENT_DELIVERED], ==, 1);
  g_clear_object (&sending);
  support_archive_close (archive);
}

#define N_ROWS  40
#define N_STEPS 60

static MunjaSentStates
get_states (MunjaSentState state)
{
  return (MunjaSentStates)(1 << state);
}

/* The counts, and each list of a state, are those of a plain array. */
static void
assert_model (MunjaArchive *archive, MunjaSending *sending, const MunjaSentState *model)
{
  for (guint state = 0; state < MUNJA_N_SENT_STATES; state++) {
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autofree char *rows = NULL;
    guint count = 0;

    for (guint row = 0; row < N_ROWS; row++)
      if (model[row] == (MunjaSentState)state) {
        g_string_append_printf (expected, "%u ", row);
        count++;
      }
    rows = support_archive_dup_rows (archive, sending, get_states ((MunjaSentState)state), NULL);
    g_assert_cmpstr (rows, ==, expected->str);
    g_assert_cmpuint (get_info (sending)->n_of_state[state], ==, count);
  }
}

static void
test_random (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GPtrArray) messages = support_archive_new_many (0, N_ROWS);
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);
  g_autofree char *failed = NULL;
  MunjaSentState model[N_ROWS] = { MUNJA_SENT_OPEN };

  for (guint i = 0; i < N_STEPS; i++) {
    int row = g_test_rand_int_range (0, N_ROWS);
    MunjaSentState state = (MunjaSentState)g_test_rand_int_range (0, MUNJA_N_SENT_STATES);

    support_archive_set_state (archive, sending, row, state);
    model[row] = becomes[model[row]][state];
    if (i % 10 == 0)
      assert_model (archive, sending, model);
  }
  assert_model (archive, sending, model);
  failed = support_archive_dup_rows (archive, sending, MUNJA_SENT_STATES_FAILED, NULL);
  for (guint row = 0, n = 0; row < N_ROWS; row++)
    if (model[row] == MUNJA_SENT_FAILED || model[row] == MUNJA_SENT_REFUSED) {
      g_auto (GStrv) rows = g_strsplit (failed, " ", -1);

      g_assert_cmpint (g_ascii_strtoll (rows[n++], NULL, 10), ==, row);
    }
  g_clear_object (&sending);
  support_archive_close (archive);
}

static void
count_cb (MunjaArchive *archive, MunjaSending *sending, guint *count)
{
  ++*count;
}

static void
notified_cb (MunjaSending *sending, GParamSpec *pspec, GString *names)
{
  g_string_append_printf (names, "%s ", pspec->name);
}

/* There is one object for each sending, which tells what has changed. */
static void
test_objects (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  guint n_added = 0;
  guint n_changed = 0;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (MunjaSending) sending = NULL;
  g_autoptr (MunjaSending) same = NULL;

  g_signal_connect (archive, "added", G_CALLBACK (count_cb), &n_added);
  g_signal_connect (archive, "changed", G_CALLBACK (count_cb), &n_changed);
  sending = support_archive_add_text (archive, "a", 0, "글", "");
  g_assert_cmpuint (n_added, ==, 1);
  g_assert_cmpuint (n_changed, ==, 0);
  same = dup_only (archive);
  g_assert_true (same == sending);
  g_signal_connect (sending, "notify", G_CALLBACK (notified_cb), names);
  support_archive_set_state (archive, sending, 0, MUNJA_SENT_FAILED);
  g_assert_cmpstr (names->str, ==, "n-open n-failed info ");
  g_string_truncate (names, 0);
  support_archive_set_note (archive, sending, "메모");
  g_assert_cmpstr (names->str, ==, "note info ");
  g_assert_cmpuint (n_changed, ==, 2);
  g_clear_object (&sending);
  g_clear_object (&same);
  support_archive_close (archive);
}

static MunjaSentKnown
look_up (MunjaArchive *archive, const char *group_id)
{
  const char *const group_ids[] = { "G4Vnobody", group_id, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree MunjaSentKnown *known = NULL;

  munja_archive_look_up_async (archive, group_ids, NULL, support_result_cb, &result);
  known = munja_archive_look_up_finish (archive, support_wait_for_result (&result), NULL);
  g_assert_cmpint (known[0], ==, MUNJA_SENT_KNOWN_NOT);
  return known[1];
}

static void
assert_cannot_add (MunjaArchive *archive, const MunjaSendingInfo *info)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_archive_add_async (archive, info, NULL, NULL, support_result_cb, &result);
  g_assert_null (munja_archive_add_finish (archive, support_wait_for_result (&result), &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
}

/* The way of a sending through the archive. */
static void
test_known (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (MunjaSending) sending = NULL;

  g_assert_cmpint (look_up (archive, "G4Va"), ==, MUNJA_SENT_KNOWN_NOT);
  sending = support_archive_begin (archive, info);
  g_assert_cmpint (look_up (archive, "G4Va"), ==, MUNJA_SENT_KNOWN_BEGUN);
  support_archive_finish_adding (archive, sending);
  g_assert_cmpint (look_up (archive, "G4Va"), ==, MUNJA_SENT_KNOWN_OPEN);
  info->is_final = TRUE;
  support_archive_apply (archive, sending, info, NULL);
  g_assert_cmpint (look_up (archive, "G4Va"), ==, MUNJA_SENT_KNOWN_FINAL);
  support_archive_remove (archive, sending);
  g_assert_cmpint (look_up (archive, "G4Va"), ==, MUNJA_SENT_KNOWN_REMOVED);
  assert_cannot_add (archive, info);
  support_archive_purge (archive);
  g_assert_cmpint (look_up (archive, "G4Va"), ==, MUNJA_SENT_KNOWN_REMOVED);
  assert_cannot_add (archive, info);
  g_clear_object (&sending);
  support_archive_close (archive);
}

static GBytes *
load_picture (MunjaArchive *archive, MunjaSending *sending, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_load_picture_async (archive, sending, NULL, support_result_cb, &result);
  return munja_archive_load_picture_finish (archive, support_wait_for_result (&result), error);
}

static MunjaSending *
begin_with_picture (MunjaArchive *archive, GBytes *picture)
{
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, "글");
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_add_async (archive, info, picture, NULL, support_result_cb, &result);
  return munja_archive_add_finish (archive, support_wait_for_result (&result), NULL);
}

static void
test_picture (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (GBytes) picture = g_bytes_new_static ("JPEG", 4);
  g_autoptr (GBytes) read = NULL;
  g_autoptr (MunjaSending) without = support_archive_add_text (archive, "b", 1, "글", "");
  g_autoptr (MunjaSending) sending = begin_with_picture (archive, picture);
  g_autoptr (GError) error = NULL;

  g_assert_true (get_info (sending)->has_picture);
  read = load_picture (archive, sending, NULL);
  g_assert_true (g_bytes_equal (picture, read));
  g_assert_null (load_picture (archive, without, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
  g_clear_object (&sending);
  g_clear_object (&without);
  support_archive_close (archive);
}

static MunjaRepeats *
find_repeats (MunjaArchive *archive, const char *text, gint64 since)
{
  g_autoptr (MunjaAudience) audience = munja_audience_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaRepeats *repeats;

  for (guint i = 0; i < 5; i++) {
    g_autofree char *number = g_strdup_printf ("010%08u", 4 - i);

    munja_audience_append (audience, &(MunjaRecipient){ number, i == 0 ? "1" : "82", "" });
  }
  munja_archive_find_repeats_async (archive, text, audience, since, NULL, support_result_cb,
                                    &result);
  repeats = munja_archive_find_repeats_finish (archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return repeats;
}

static void
assert_repeats (MunjaArchive *archive, const char *text, gint64 since, const char *expected)
{
  g_autoptr (MunjaRepeats) repeats = find_repeats (archive, text, since);
  g_autoptr (GString) positions = g_string_new (NULL);

  for (guint i = 0; i < repeats->positions->len; i++)
    g_string_append_printf (positions, "%u ", g_array_index (repeats->positions, guint, i));
  g_assert_cmpstr (positions->str, ==, expected);
  g_assert_cmpint (repeats->last, ==, *expected != '\0' ? SUPPORT_ARCHIVE_TIME : 0);
}

/* Rows 1 to 3 of the audience have the numbers 3 to 1; number 3 did not get it, and row 0 is
 * somebody else's number. */
static void
test_repeats (void)
{
  static const char text[] = "내일 2시에 #{이름}님 댁으로 갑니다. 문의 02-123-4567";
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSendingInfo) info = support_archive_new_info ("a", 0, text);
  g_autoptr (MunjaSendingInfo) cancelled = support_archive_new_info ("b", 1, "취소한 문자입니다");
  g_autoptr (GPtrArray) messages = support_archive_new_many (1, 6);
  g_autoptr (MunjaSending) sending = support_archive_add (archive, info, messages);
  g_autoptr (MunjaSending) other = NULL;

  cancelled->outcome = MUNJA_SENDING_CANCELLED;
  other = support_archive_add (archive, cancelled, messages);
  support_archive_set_state (archive, sending, 3, MUNJA_SENT_FAILED);
  assert_repeats (archive, text, SUPPORT_ARCHIVE_TIME, "2 3 ");
  assert_repeats (archive, "내일 2시에  #{이름} 님 댁으로 갑니다!\n문의 021234567", 0, "2 3 ");
  assert_repeats (archive, "내일 3시에 #{이름}님 댁으로 갑니다. 문의 02-123-4567", 0, "2 3 ");
  assert_repeats (archive, "다음 주에 #{이름}님 댁으로 갑니다. 문의 02-123-4567", 0, "");
  assert_repeats (archive, text, SUPPORT_ARCHIVE_TIME + 1000, "");
  assert_repeats (archive, "취소한 문자입니다", 0, "");
  g_clear_object (&sending);
  g_clear_object (&other);
  support_archive_close (archive);
}

typedef struct {
  const char *one;
  const char *other;
  gboolean is_nearly;
} Likeness;

static const Likeness likenesses[] = {
  { "", "", TRUE },
  { "", "글", FALSE },
  { "글", "글", TRUE },
  { "안녕하세요", "안녕 하세요!", TRUE },
  { "Sale 50%", "sale 50", TRUE },
  { "쿠폰 번호는 12345번입니다. 오늘까지 쓰세요", "쿠폰 번호는 12346번입니다. 오늘까지 쓰세요",
    TRUE },
  { "안녕하세요", "안녕히 가세요", FALSE },
  { "가나다라", "라다나가", FALSE },
};

static void
test_likeness (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (likenesses); i++) {
    const Likeness *row = &likenesses[i];
    double likeness = munja_archive_repeats_compare (row->one, row->other);

    g_assert_cmpint (likeness >= 0.9, ==, row->is_nearly);
    g_assert_cmpint (likeness <= 1, ==, TRUE);
  }
}

static MunjaArchiveTotals *
get_totals (MunjaArchive *archive)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_archive_get_totals_async (archive, NULL, support_result_cb, &result);
  return munja_archive_get_totals_finish (archive, support_wait_for_result (&result), NULL);
}

static void
test_totals (void)
{
  g_autoptr (SupportPlace) place = support_place_new ("archive.sqlite");
  MunjaArchive *archive = support_archive_open (place);
  g_autoptr (MunjaSending) first = support_archive_add_text (archive, "a", 0, "글", "");
  g_autoptr (MunjaSending) second = support_archive_add_text (archive, "b", 5, "글", "");
  g_autoptr (MunjaSending) third = support_archive_add_text (archive, "c", 6, "글", "");
  g_autofree MunjaArchiveTotals *totals = NULL;

  support_archive_remove (archive, third);
  totals = get_totals (archive);
  g_assert_cmpint (totals->n_sendings, ==, 2);
  g_assert_cmpint (totals->n_messages, ==, 2);
  g_assert_cmpint (totals->oldest, ==, SUPPORT_ARCHIVE_TIME);
  g_assert_cmpint (totals->bytes, >, 4096);
  g_clear_object (&first);
  g_clear_object (&second);
  g_clear_object (&third);
  support_archive_close (archive);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive/kept", test_kept);
  g_test_add_func ("/archive/twice", test_twice);
  g_test_add_func ("/archive/same-time", test_same_time);
  g_test_add_func ("/archive/crash", test_crash);
  g_test_add_func ("/archive/impossible", test_impossible);
  g_test_add_func ("/archive/states", test_states);
  g_test_add_func ("/archive/results", test_results);
  g_test_add_func ("/archive/late-id", test_late_id);
  g_test_add_func ("/archive/random", test_random);
  g_test_add_func ("/archive/objects", test_objects);
  g_test_add_func ("/archive/known", test_known);
  g_test_add_func ("/archive/picture", test_picture);
  g_test_add_func ("/archive/repeats", test_repeats);
  g_test_add_func ("/archive/likeness", test_likeness);
  g_test_add_func ("/archive/totals", test_totals);
  return g_test_run ();
}
