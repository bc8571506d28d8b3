#include "config.h"

#include "munja-merge-report.h"
#include "munja-paste-reader.h"
#include "munja-recipient-pack.h"
#include "munja-recipients.h"
#include "munja-roster-audience.h"
#include "munja-text.h"
#include "support-rows.h"
#include "support-wait.h"

static const MunjaFieldWords words = { "이름", "번호", "열" };

static MunjaPaste *
read_csv (const char *text, gboolean has_header, guint number_column, int name_column)
{
  MunjaRecipientLayout layout = { { ',', '"' }, has_header, number_column, name_column };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return munja_paste_new (bytes, &layout);
}

static void
add_csv (MunjaRecipients *list, const char *text, gboolean has_header)
{
  g_autoptr (MunjaPaste) batch = read_csv (text, has_header, 1, 0);

  munja_recipients_add (list, batch);
}

static void
add_pasted (MunjaRecipients *list, const char *text)
{
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read (text);

  munja_recipients_add (list, batch);
}

/* Every row as "number:value,value", "-" for a value that is not there. */
static char *
describe (MunjaAudience *table)
{
  guint n_columns = munja_audience_get_n_columns (table);
  g_autofree const char **values = g_new0 (const char *, n_columns + 1);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < munja_audience_get_length (table); i++) {
    g_string_append_printf (out, "%s%s:", i > 0 ? " " : "", munja_audience_get (table, i).number);
    munja_audience_get_values (table, i, values);
    for (guint j = 0; j < n_columns; j++)
      g_string_append_printf (out, "%s%s", j > 0 ? "," : "", values[j] != NULL ? values[j] : "-");
  }
  return g_string_free (out, FALSE);
}

static void
assert_values (MunjaRecipients *list, const char *fields, const char *columns, const char *wanted)
{
  g_auto (GStrv) names = g_strsplit (fields, "|", -1);
  g_autoptr (MunjaAudience) table = munja_recipients_dup_table (list, (const char *const *)names);
  g_autofree char *found = g_strjoinv ("|", (GStrv)munja_audience_get_columns (table));
  g_autofree char *described = describe (table);

  g_assert_cmpstr (found, ==, columns);
  g_assert_cmpstr (described, ==, wanted);
}

static void
assert_fields (MunjaRecipients *list, const char *wanted)
{
  g_auto (GStrv) fields = munja_recipients_list_fields (list, &words);
  g_autofree char *joined = g_strjoinv ("|", fields);

  g_assert_cmpstr (joined, ==, wanted);
}

static void
test_columns (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add_csv (list,
           "성함,휴대폰,금액,\"납부\n기한\",금액,\n"
           "홍길동,010-1111-1111,\"1,000원\",12월,x,y\n"
           "김철수,1022222222,,\"1월\n말\"\n",
           TRUE);
  assert_fields (list, "성함|휴대폰|금액|납부 기한|열 6");
  assert_values (list, "금액|납부 기한", "금액|납부 기한",
                 "01011111111:1,000원,12월 01022222222:,1월\n말");
  assert_values (list, "이름|성함|번호|휴대폰", "이름|성함|번호|휴대폰",
                 "01011111111:홍길동,홍길동,010-1111-1111,010-1111-1111 "
                 "01022222222:김철수,김철수,010-2222-2222,010-2222-2222");
  assert_values (list, "열6|열 7|주소", "열6", "01011111111:y 01022222222:");
  assert_values (list, "주소", "", "01011111111: 01022222222:");
}

/* A title that says 번호 or 이름 is that column, whatever it holds. */
static void
test_titles_first (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaPaste) batch
      = read_csv ("번호,이름,담당자,전화\n7,홍길동,김철수,010-1111-1111\n", TRUE, 3, 2);

  munja_recipients_add (list, batch);
  assert_values (list, "번호|이름|담당자", "번호|이름|담당자", "01011111111:7,홍길동,김철수");
}

static void
test_no_titles (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add_csv (list, "홍길동,010-1111-1111,3반\n김철수,010-2222-2222\n", FALSE);
  assert_fields (list, "이름|번호|열 3");
  assert_values (list, "이름|열3", "이름|열3", "01011111111:홍길동,3반 01022222222:김철수,");
}

static void
test_pasted (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add_pasted (list, "홍길동 010-1111-1111\n010-2222-2222");
  assert_fields (list, "이름|번호");
  assert_values (list, "이름", "이름", "01011111111:홍길동 01022222222:");
}

static void
test_pasted_table (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add_pasted (list, "이름\t휴대폰\t금액\r\n홍길동\t010-1111-1111\t\"3\n만\"\r\n김철수\t?\t2만\r\n");
  assert_fields (list, "이름|휴대폰|금액");
  assert_values (list, "금액|이름", "금액|이름", "01011111111:3\n만,홍길동");
  munja_recipients_undo (list);
  add_pasted (list, "홍길동\t010-1111-1111\t3만\n김철수\t010-2222-2222\t2만");
  assert_fields (list, "이름|번호|열 3");
  assert_values (list, "열3", "열3", "01011111111:3만 01022222222:2만");
  munja_recipients_undo (list);
  /* Two numbers in a line are two people, whatever the tabs. */
  add_pasted (list, "홍길동\t010-1111-1111\t010-2222-2222");
  assert_values (list, "이름", "이름", "01011111111:홍길동 01022222222:");
}

/* Lists with other columns beside each other: fields go by name. */
static void
test_batches (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  const guint last = 2;

  add_csv (list, "이름,휴대폰,금액\n홍길동,010-1111-1111,1만\n", TRUE);
  add_csv (list, "금액,휴대폰,반\n2만,010-2222-2222,3반\n", TRUE);
  add_pasted (list, "박영희 010-3333-3333");
  assert_fields (list, "이름|휴대폰|금액|반|번호");
  assert_values (list, "반|금액|이름", "반|금액|이름",
                 "01011111111:-,1만,홍길동 01022222222:3반,2만,2만 01033333333:-,-,박영희");
  munja_recipients_remove (list, &last, 1);
  assert_fields (list, "이름|휴대폰|금액|반");
}

/* A number that was put right keeps the rest of its row, also once it was kept in a file. */
static void
test_edited (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  static const char *const fields[] = { "금액", NULL };
  g_autoptr (GBytes) pack = NULL;
  g_autoptr (MunjaRoster) rows = NULL;
  g_autoptr (MunjaAudience) table = NULL;
  g_autofree char *described = NULL;

  add_csv (list, "이름,휴대폰,금액\n홍길동,010-1111-111,\"1만\n\"\"원\"\"\"\n", TRUE);
  assert_values (list, "금액", "", "");
  munja_recipients_edit (list, 0, "010, \"1111\"", NULL);
  assert_values (list, "금액", "", "");
  munja_recipients_edit (list, 0, "010-1111-1111", NULL);
  assert_values (list, "금액|번호|이름", "금액|번호|이름",
                 "01011111111:1만\n\"원\",010-1111-1111,홍길동");
  rows = munja_roster_copy (munja_recipients_get_rows (list));
  pack = munja_recipient_pack (rows);
  g_clear_pointer (&rows, munja_roster_free);
  rows = munja_recipient_unpack (pack, NULL);
  table = munja_roster_dup_table (rows, fields);
  described = describe (table);
  g_assert_cmpstr (described, ==, "01011111111:1만\n\"원\"");
  munja_recipients_undo (list);
  munja_recipients_undo (list);
  assert_values (list, "금액", "", "");
}

static void
test_left_out (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaAudience) table = NULL;
  MunjaRecipientLeftOut left_out;
  const guint gone = 4;

  add_pasted (list, "010-1111-1111\n010-12\n010-1111-1111\n김철수\n010-13");
  munja_recipients_remove (list, &gone, 1);
  table = munja_recipients_dup_table (list, NULL);
  left_out = munja_audience_get_left_out (table);
  g_assert_cmpuint (left_out.n_invalid, ==, 2);
  g_assert_cmpuint (left_out.n_repeated, ==, 1);
}

static void
test_unpack (void)
{
  static const char packed[] = "가\0\0\xff";
  const char *values[3];

  g_assert_true (munja_recipient_values_unpack (packed, sizeof packed, 3, values));
  g_assert_cmpstr (values[0], ==, "가");
  g_assert_cmpstr (values[1], ==, "");
  g_assert_null (values[2]);
  g_assert_true (munja_recipient_values_unpack (NULL, 0, 0, values));
  g_assert_false (munja_recipient_values_unpack (packed, sizeof packed, 2, values));
  g_assert_false (munja_recipient_values_unpack (packed, sizeof packed - 1, 3, values));
  g_assert_false (munja_recipient_values_unpack (packed, sizeof packed, 4, values));
  g_assert_false (munja_recipient_values_unpack ("\xff\xff", 3, 1, values));
}

/* What the service makes of a message by itself, without asking what is tested here. */
static MunjaMessageType
choose_type (const char *text, const char *subject, gboolean has_picture)
{
  if (has_picture)
    return MUNJA_MESSAGE_TYPE_MMS;
  return subject != NULL || munja_text_count_bytes (text) > MUNJA_SMS_MAX_BYTES
             ? MUNJA_MESSAGE_TYPE_LMS
             : MUNJA_MESSAGE_TYPE_SMS;
}

/* The same by putting every text together. */
static void
assert_is_right (const MunjaMergeReport *check, gboolean has_picture)
{
  gsize n_types[MUNJA_N_MESSAGE_TYPES] = { 0 };
  gsize n_too_long = 0;
  gsize n_lacking = 0;
  gsize n_spoiled = 0;
  gsize largest = 0;
  guint n_problems = 0;

  for (gsize i = 0; i < munja_audience_get_length (check->table); i++) {
    g_autofree char *text = munja_merge_report_dup_text (check, i);
    g_autofree char *subject = munja_merge_report_dup_subject (check, i);
    MunjaMessageType type = choose_type (text, subject, has_picture);
    const char *values[3];
    gboolean is_long;
    gboolean lacks;
    gboolean spoils;

    munja_audience_get_values (check->table, i, values);
    is_long = munja_text_count_bytes (text) > munja_message_type_get_max_bytes (type)
              || (subject != NULL && munja_text_count_bytes (subject) > MUNJA_SUBJECT_MAX_BYTES);
    lacks = values[0] == NULL || *values[0] == '\0' || values[1] == NULL || *values[1] == '\0';
    spoils = (values[0] != NULL && strstr (values[0], "📞") != NULL)
             || (values[1] != NULL && strstr (values[1], "📞") != NULL);
    n_types[type]++;
    n_too_long += is_long ? 1 : 0;
    n_lacking += lacks ? 1 : 0;
    n_spoiled += spoils ? 1 : 0;
    largest = MAX (largest, munja_text_count_bytes (text));
    if (is_long || lacks || spoils)
      g_assert_cmpuint (g_array_index (check->problems, guint, n_problems++), ==, i);
  }
  g_assert_cmpuint (check->problems->len, ==, n_problems);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    g_assert_cmpuint (check->n_types[i], ==, n_types[i]);
  g_assert_cmpuint (check->n_too_long, ==, n_too_long);
  g_assert_cmpuint (check->n_lacking, ==, n_lacking);
  g_assert_cmpuint (check->n_spoiled, ==, n_spoiled);
  g_assert_cmpuint (check->largest_bytes, ==, largest);
}

static char *
random_value (GRand *random)
{
  GString *text;

  switch (g_rand_int_range (random, 0, 12)) {
  case 0:
    return NULL;
  case 1:
    return g_strdup ("");
  case 2:
    return g_strdup ("전화 📞");
  case 3:
    text = g_string_new (NULL);
    for (gint n = g_rand_int_range (random, 900, 1100); n > 0; n--)
      g_string_append (text, "긴");
    return g_string_free (text, FALSE);
  default:
    text = g_string_new (NULL);
    for (gint n = g_rand_int_range (random, 1, 40); n > 0; n--)
      g_string_append (text, n % 3 == 0 ? "값" : "a");
    return g_string_free (text, FALSE);
  }
}

static MunjaAudience *
random_table (GRand *random)
{
  static const char *const columns[] = { "a", "b", NULL };
  MunjaAudience *table = munja_audience_new_with_columns (columns);

  for (gint n = g_rand_int_range (random, 0, 40); n > 0; n--) {
    g_autofree char *a = random_value (random);
    g_autofree char *b = random_value (random);
    const char *const values[] = { a, b };

    munja_audience_append_with_values (table, &(MunjaRecipient){ "01000000000", "82", "" }, values);
  }
  return table;
}

static void
test_against_brute_force (void)
{
  static const char *const texts[] = { "#{a}#{b}", "안녕 #{a}\n#{b}님 #{a}", "#{b} #{c} #{a}" };
  static const char *const subjects[] = { NULL, "#{b}", "제목 #{a}", "제목" };
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GBytes) picture = g_bytes_new_static ("jpeg", 4);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 400; round++) {
    g_autoptr (MunjaAudience) table = random_table (random);
    gboolean has_picture = round % 7 == 0;
    g_autoptr (MunjaMessage) message = munja_message_new (
        subjects[round % 8 < 4 ? 0 : round % 4],
        texts[g_rand_int_range (random, 0, G_N_ELEMENTS (texts))], MUNJA_TYPE_CHOICE_AUTO,
        has_picture ? picture : NULL, MUNJA_ADVERTISING_NONE);
    g_autoptr (MunjaMergeReport) check = munja_merge_report_new (message, table, NULL);

    assert_is_right (check, has_picture);
  }
}

static void
test_problems (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaMessage) message = munja_message_new_for_text ("#{이름}: #{금액} #{주소}");
  g_autoptr (MunjaAudience) table = NULL;
  g_autoptr (MunjaMergeReport) check = NULL;
  g_autofree char *text = NULL;
  gsize row = 0;

  add_csv (list,
           "이름,휴대폰,금액\n홍길동,010-1111-1111,1만\n김철수,010-2222-2222,\n"
           ",010-3333-3333,3만\n박영희,010-4444-4444,4만\n",
           TRUE);
  table = munja_recipients_dup_table (list, munja_message_get_fields (message));
  check = munja_merge_report_new (message, table, NULL);
  g_assert_cmpstr (check->unbound[0], ==, "주소");
  g_assert_cmpuint (check->n_lacking, ==, 2);
  g_assert_cmpuint (check->n_lacks[0], ==, 1);
  g_assert_cmpuint (check->n_lacks[1], ==, 1);
  g_assert_cmpuint (check->n_lacks[2], ==, 0);
  g_assert_cmpint (munja_merge_report_get_row (check, 0).lacks, ==, -1);
  g_assert_cmpint (munja_merge_report_get_row (check, 1).lacks, ==, 1);
  g_assert_true (munja_merge_report_find_problem (check, 0, &row));
  g_assert_cmpuint (row, ==, 1);
  g_assert_true (munja_merge_report_find_problem (check, 1, &row));
  g_assert_cmpuint (row, ==, 2);
  g_assert_true (munja_merge_report_find_problem (check, 2, &row));
  g_assert_cmpuint (row, ==, 1);
  text = munja_merge_report_dup_text (check, 0);
  g_assert_cmpstr (text, ==, "홍길동: 1만 #{주소}");
}

/* What each kind of message becomes, at the limits. */
typedef struct {
  const char *name;
  const char *subject;
  MunjaTypeChoice type;
  gboolean has_picture;
  guint length;
  MunjaMessageType wanted;
  gboolean is_too_long;
  guint n_grown;
} TypeRow;

static const TypeRow type_rows[] = {
  { "sms", NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE, 89, MUNJA_MESSAGE_TYPE_SMS, FALSE, 0 },
  { "lms", NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE, 90, MUNJA_MESSAGE_TYPE_LMS, FALSE, 1 },
  { "lms-full", NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE, 1999, MUNJA_MESSAGE_TYPE_LMS, FALSE, 1 },
  { "too-long", NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE, 2000, MUNJA_MESSAGE_TYPE_LMS, TRUE, 1 },
  { "subject", "제목", MUNJA_TYPE_CHOICE_AUTO, FALSE, 10, MUNJA_MESSAGE_TYPE_LMS, FALSE, 0 },
  { "picture", NULL, MUNJA_TYPE_CHOICE_AUTO, TRUE, 10, MUNJA_MESSAGE_TYPE_MMS, FALSE, 0 },
  { "fixed-sms", NULL, MUNJA_TYPE_CHOICE_SMS, FALSE, 90, MUNJA_MESSAGE_TYPE_SMS, TRUE, 0 },
  { "fixed-lms", NULL, MUNJA_TYPE_CHOICE_LMS, FALSE, 10, MUNJA_MESSAGE_TYPE_LMS, FALSE, 0 },
};

static void
test_type (gconstpointer data)
{
  const TypeRow *row = data;
  static const char *const columns[] = { "a", NULL };
  g_autofree char *value = g_strnfill (row->length, 'x');
  const char *const values[] = { value };
  g_autoptr (MunjaAudience) table = munja_audience_new_with_columns (columns);
  g_autoptr (GBytes) picture = row->has_picture ? g_bytes_new_static ("jpeg", 4) : NULL;
  g_autoptr (MunjaMessage) message
      = munja_message_new (row->subject, "-#{a}", row->type, picture, MUNJA_ADVERTISING_NONE);
  g_autoptr (MunjaMergeReport) check = NULL;

  munja_audience_append_with_values (table, &(MunjaRecipient){ "0", "82", "" }, values);
  check = munja_merge_report_new (message, table, NULL);
  g_assert_cmpint (munja_merge_report_get_row (check, 0).type, ==, row->wanted);
  g_assert_cmpint (munja_merge_report_get_row (check, 0).is_too_long, ==, row->is_too_long);
  g_assert_cmpuint (check->n_types[row->wanted], ==, 1);
  g_assert_cmpuint (check->n_too_long, ==, row->is_too_long ? 1 : 0);
  g_assert_cmpuint (check->n_grown, ==, row->n_grown);
  g_assert_cmpuint (check->largest_bytes, ==, row->length + 1);
}

static void
test_async (void)
{
  static const char *const columns[] = { "a", NULL };
  static const char *const values[] = { "x" };
  g_autoptr (MunjaAudience) table = munja_audience_new_with_columns (columns);
  g_autoptr (MunjaMessage) message = munja_message_new_for_text ("#{a}");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (MunjaMergeReport) check = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 10000; i++)
    munja_audience_append_with_values (table, &(MunjaRecipient){ "0", "82", "" }, values);
  munja_merge_report_async (message, table, NULL, support_result_cb, &result);
  check = munja_merge_report_finish (support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check->n_types[MUNJA_MESSAGE_TYPE_SMS], ==, 10000);

  munja_merge_report_async (message, table, cancellable, support_result_cb, &cancelled);
  g_cancellable_cancel (cancellable);
  g_assert_null (munja_merge_report_finish (support_wait_for_result (&cancelled), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge-check/columns", test_columns);
  g_test_add_func ("/merge-check/titles-first", test_titles_first);
  g_test_add_func ("/merge-check/no-titles", test_no_titles);
  g_test_add_func ("/merge-check/pasted", test_pasted);
  g_test_add_func ("/merge-check/pasted-table", test_pasted_table);
  g_test_add_func ("/merge-check/batches", test_batches);
  g_test_add_func ("/merge-check/edited", test_edited);
  g_test_add_func ("/merge-check/left-out", test_left_out);
  g_test_add_func ("/merge-check/unpack", test_unpack);
  g_test_add_func ("/merge-check/against-brute-force", test_against_brute_force);
  g_test_add_func ("/merge-check/problems", test_problems);
  SUPPORT_ADD_ROWS ("/merge-check/type", type_rows, test_type);
  g_test_add_func ("/merge-check/async", test_async);
  return g_test_run ();
}
