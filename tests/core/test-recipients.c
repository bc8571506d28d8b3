#include "config.h"

#include "munja-paste-reader.h"
#include "munja-recipient-typed.h"
#include "munja-recipients.h"
#include "support-wait.h"

/* What the list model shows, as "010…=name" with a letter for each state but the best. */
static char *
describe (MunjaRecipients *list)
{
  static const char letters[] = { 0, '~', '!', '*' };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (MunjaRosterItem) row = g_list_model_get_item (G_LIST_MODEL (list), i);
    MunjaRecipientState state = munja_roster_item_get_state (row);

    if (i > 0)
      g_string_append_c (out, ' ');
    if (letters[state] != 0)
      g_string_append_c (out, letters[state]);
    g_string_append (out, munja_roster_item_get_number (row));
    if (*munja_roster_item_get_name (row) != '\0')
      g_string_append_printf (out, "=%s", munja_roster_item_get_name (row));
  }
  return g_string_free (out, FALSE);
}

#define assert_shown(list, wanted)                                                                 \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *shown = describe (list);                                                      \
    g_assert_cmpstr (shown, ==, wanted);                                                           \
  }                                                                                                \
  G_STMT_END

/* A copy of the model that only listens, as a list widget does. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, GListStore *mirror)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (rows, g_list_model_get_item (model, position + i));
  g_list_store_splice (mirror, position, removed, rows->pdata, added);
}

static void
assert_mirrors (GListStore *mirror, MunjaRecipients *list)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (list));

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (mirror)), ==, length);
  for (guint i = 0; i < length; i++) {
    g_autoptr (MunjaRosterItem) seen = g_list_model_get_item (G_LIST_MODEL (mirror), i);
    g_autoptr (MunjaRosterItem) real = g_list_model_get_item (G_LIST_MODEL (list), i);

    g_assert_cmpuint (munja_roster_item_get_id (seen), ==, munja_roster_item_get_id (real));
    g_assert_cmpint (munja_roster_item_get_state (seen), ==, munja_roster_item_get_state (real));
    g_assert_cmpstr (munja_roster_item_get_number (seen), ==, munja_roster_item_get_number (real));
  }
}

static void
add (MunjaRecipients *list, const char *text)
{
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read (text);

  munja_recipients_add (list, batch);
}

static void
remove_at (MunjaRecipients *list, guint position)
{
  g_autoptr (MunjaRosterItem) row = g_list_model_get_item (G_LIST_MODEL (list), position);
  guint id = munja_roster_item_get_id (row);

  munja_recipients_remove (list, &id, 1);
}

static void
rename_at (MunjaRecipients *list, guint position, const char *number, const char *name)
{
  g_autoptr (MunjaRosterItem) row = g_list_model_get_item (G_LIST_MODEL (list), position);

  munja_recipients_edit (list, munja_roster_item_get_id (row), number, name);
}

static void
edit_at (MunjaRecipients *list, guint position, const char *number)
{
  g_autoptr (MunjaRosterItem) row = g_list_model_get_item (G_LIST_MODEL (list), position);

  munja_recipients_edit (list, munja_roster_item_get_id (row), number, NULL);
}

static void
test_states (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  g_assert_false (munja_recipients_can_undo (list));
  add (list, "홍길동 010-1111-1111\n1022222222\n010-111\n+82 10 1111 1111\n+81 90-1234-5678");
  assert_shown (list, "010-1111-1111=홍길동 ~010-2222-2222 !010-111 *010-1111-1111 +81 9012345678");
  g_assert_cmpuint (munja_recipients_get_length (list), ==, 5);
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_VALID)), ==,
                    2);
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_NEEDS_LOOK), ==, 2);
  munja_recipients_undo (list);
  assert_shown (list, "");
  g_assert_cmpuint (munja_recipients_get_length (list), ==, 0);
  g_assert_false (munja_recipients_can_undo (list));
  munja_recipients_undo (list);
}

static void
test_duplicates (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add (list, "010-1111-1111\n010-2222-2222");
  add (list, "010-1111-1111\n010-1111-1111");
  assert_shown (list, "010-1111-1111 010-2222-2222 *010-1111-1111 *010-1111-1111");
  remove_at (list, 0);
  assert_shown (list, "010-2222-2222 010-1111-1111 *010-1111-1111");
  remove_at (list, 2);
  assert_shown (list, "010-2222-2222 010-1111-1111");
  munja_recipients_undo (list);
  munja_recipients_undo (list);
  assert_shown (list, "010-1111-1111 010-2222-2222 *010-1111-1111 *010-1111-1111");
  munja_recipients_remove_states (list, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_DUPLICATE));
  assert_shown (list, "010-1111-1111 010-2222-2222");
  munja_recipients_undo (list);
  /* The same digits in another country are another number. */
  add (list, "+1 212 555 0123\n+1 (212) 555-0123");
  munja_recipients_set_filter (list, NULL, MUNJA_RECIPIENT_NEEDS_LOOK);
  assert_shown (list, "*010-1111-1111 *010-1111-1111 *+1 2125550123");
}

static void
test_edit (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add (list, "홍길동 010-1111-111\n010-2222-2222\n010-3333-3333\n010-2222-2222");
  edit_at (list, 0, "010-1111-1111");
  assert_shown (list, "010-1111-1111=홍길동 010-2222-2222 010-3333-3333 *010-2222-2222");
  edit_at (list, 0, "010-2222-2222");
  assert_shown (list, "010-2222-2222=홍길동 *010-2222-2222 010-3333-3333 *010-2222-2222");
  edit_at (list, 0, "not a number");
  assert_shown (list, "!not a number=홍길동 010-2222-2222 010-3333-3333 *010-2222-2222");
  edit_at (list, 1, "1033333333");
  assert_shown (list, "!not a number=홍길동 ~010-3333-3333 *010-3333-3333 010-2222-2222");
  edit_at (list, 3, "010-2222-2222");
  for (guint i = 0; i < 4; i++)
    munja_recipients_undo (list);
  assert_shown (list, "010-1111-1111=홍길동 010-2222-2222 010-3333-3333 *010-2222-2222");
  munja_recipients_undo (list);
  assert_shown (list, "!010-1111-111=홍길동 010-2222-2222 010-3333-3333 *010-2222-2222");
}

/* A name can be corrected with its number, and alone; where there is no column for one, it stays
 * away. */
static void
test_names (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add (list, "홍길동\t010-1111-1111\t3-2\n김철수\t010-222\t3-1");
  rename_at (list, 1, "010-2222-2222", "김철순");
  rename_at (list, 0, "010-1111-1111", "홍\"길\"동, 3반");
  assert_shown (list, "010-1111-1111=홍\"길\"동, 3반 010-2222-2222=김철순");
  rename_at (list, 1, "010-2222-2222", "");
  assert_shown (list, "010-1111-1111=홍\"길\"동, 3반 010-2222-2222");
  munja_recipients_undo (list);
  munja_recipients_undo (list);
  munja_recipients_undo (list);
  assert_shown (list, "010-1111-1111=홍길동 !010-222=김철수");
}

/* Landlines are a matter of their own: they are sent to, and found by themselves; and whoever
 * repeats one goes with it. */
static void
test_landlines (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add (list, "02-123-4567\n010-1111-1111\n031-1234-5678\n02-123-4567\n+81 3 1234 5678\n"
             "070-1234-5678\n02-12");
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_LANDLINES), ==, 3);
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_TO_CHECK), ==, 4);
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_PEOPLE), ==, 5);
  munja_recipients_set_filter (list, NULL, MUNJA_RECIPIENT_LANDLINES);
  assert_shown (list, "02-123-4567 031-1234-5678 *02-123-4567");
  edit_at (list, 1, "010-3333-3333");
  assert_shown (list, "02-123-4567 *02-123-4567");
  munja_recipients_remove_states (list, MUNJA_RECIPIENT_LANDLINES);
  munja_recipients_set_filter (list, NULL, MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, "010-1111-1111 010-3333-3333 +81 312345678 070-1234-5678 !02-12");
  munja_recipients_undo (list);
  munja_recipients_undo (list);
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_LANDLINES), ==, 3);
}

/* What is typed in one line: whether it stays there, what is wrong, how it is written; "" is what
 * stays as it is. */
static const struct {
  const char *name;
  const char *typed;
  gboolean is_few;
  MunjaRecipientProblem problem;
  const char *tidy;
  gboolean is_people;
} typed_lines[] = {
  { "one", "01022223333", TRUE, MUNJA_RECIPIENT_FINE, "010-2222-3333", TRUE },
  { "three", "01022223333;010 3333 4444, 02-123-4567,", TRUE, MUNJA_RECIPIENT_FINE,
    "010-2222-3333, 010-3333-4444, 02-123-4567", TRUE },
  { "name", "홍길동 01022223333", TRUE, MUNJA_RECIPIENT_FINE, "", TRUE },
  { "abroad", "+81 90-1234-5678", TRUE, MUNJA_RECIPIENT_FINE, "", TRUE },
  { "four", "010-2222-3331, 010-2222-3332, 010-2222-3333, 010-2222-3334", FALSE,
    MUNJA_RECIPIENT_FINE, "010-2222-3331, 010-2222-3332, 010-2222-3333, 010-2222-3334", TRUE },
  { "one-wrong", "010-2222-3333, 010-22", TRUE, MUNJA_RECIPIENT_LENGTH, "", FALSE },
  { "words", "내일 10시에 봬요", TRUE, MUNJA_RECIPIENT_CHARACTERS, "", FALSE },
  { "nothing", " , ", TRUE, MUNJA_RECIPIENT_EMPTY, "", FALSE },
};

static void
test_typed (gconstpointer data)
{
  const typeof (typed_lines[0]) *line = data;
  g_autoptr (MunjaPaste) typed = munja_paste_reader_read (line->typed);
  g_autofree char *tidy = munja_recipient_typed_tidy (typed);

  g_assert_cmpint (munja_recipient_typed_is_few (typed), ==, line->is_few);
  g_assert_cmpint (munja_recipient_typed_find_problem (typed), ==, line->problem);
  g_assert_cmpint (munja_recipient_typed_is_people (line->typed), ==, line->is_people);
  if (line->problem == MUNJA_RECIPIENT_FINE)
    g_assert_cmpstr (tidy != NULL ? tidy : "", ==, line->tidy);
}

/* The numbers go to the list, and what is none stays as it was typed. */
static void
test_typed_split (void)
{
  g_autoptr (MunjaPaste) typed
      = munja_paste_reader_read ("홍길동 01022223333, 김철수 010-22, 010-3333-4444, 010-1");
  g_autofree char *others = NULL;
  g_autoptr (MunjaPaste) people = munja_recipient_typed_split (typed, &others);
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  munja_recipients_add (list, people);
  assert_shown (list, "010-2222-3333=홍길동 010-3333-4444");
  g_assert_cmpstr (others, ==, "김철수 010-22, 010-1");
}

/* What was copied stays as it was, whatever becomes of the rows, and of the copies. */
static void
test_copy (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  MunjaRoster *first;
  g_autoptr (MunjaRoster) second = NULL;

  add (list, "010-1111-1111\n010-2222-2222\n010-1111-1111");
  first = munja_roster_copy (munja_recipients_get_rows (list));
  remove_at (list, 0);
  second = munja_roster_copy (munja_recipients_get_rows (list));
  add (list, "010-3333-3333");
  edit_at (list, 0, "010-111");
  assert_shown (list, "!010-111 010-1111-1111 010-3333-3333");
  g_assert_cmpuint (munja_roster_count (first, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_VALID)), ==, 2);
  g_assert_cmpuint (munja_roster_count (first, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_DUPLICATE)), ==,
                    1);
  munja_roster_free (first);
  g_assert_cmpuint (munja_roster_count (second, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_VALID)), ==,
                    2);
  g_assert_cmpuint (munja_roster_count (second, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_DUPLICATE)),
                    ==, 0);
  g_assert_cmpuint (munja_roster_get_length (second), ==, 3);
}

static void
test_filter (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add (list, "홍길동 010-1111-1234\nKim 010-2222-2222\n010-123\n홍길순 010-1111-1234");
  munja_recipients_set_filter (list, "홍길", MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, "010-1111-1234=홍길동 *010-1111-1234=홍길순");
  munja_recipients_set_filter (list, "KIM", MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, "010-2222-2222=Kim");
  munja_recipients_set_filter (list, "010-1111-12", MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, "010-1111-1234=홍길동 *010-1111-1234=홍길순");
  munja_recipients_set_filter (list, "10111112", MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, "010-1111-1234=홍길동 *010-1111-1234=홍길순");
  munja_recipients_set_filter (list, "010-1111-12", MUNJA_RECIPIENT_NEEDS_LOOK);
  assert_shown (list, "*010-1111-1234=홍길순");
  remove_at (list, 0);
  assert_shown (list, "");
  munja_recipients_undo (list);
  assert_shown (list, "*010-1111-1234=홍길순");
  munja_recipients_set_filter (list, "", MUNJA_RECIPIENT_ANY_STATE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
}

/* A Mac takes syllables apart, in the list or in what is searched for. */
static void
test_filter_apart (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autofree char *apart = g_utf8_normalize ("김하늘", -1, G_NORMALIZE_NFD);
  g_autofree char *line
      = g_strconcat (apart, " 010-1111-1111\n김하늘 010-2222-2222\n이바다 010-3333-3333", NULL);
  g_autofree char *both = g_strdup_printf ("010-1111-1111=%s 010-2222-2222=김하늘", apart);

  add (list, line);
  munja_recipients_set_filter (list, "하늘", MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, both);
  munja_recipients_set_filter (list, apart, MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, both);
}

static void
test_clear_and_reset (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();

  add (list, "010-1111-1111\n010-1111-1111\nx");
  munja_recipients_remove_states (list, MUNJA_RECIPIENT_ANY_STATE);
  assert_shown (list, "");
  add (list, "010-1111-1111");
  assert_shown (list, "010-1111-1111");
  munja_recipients_undo (list);
  munja_recipients_undo (list);
  assert_shown (list, "010-1111-1111 *010-1111-1111 !x");
  munja_recipients_reset (list);
  assert_shown (list, "");
  g_assert_false (munja_recipients_can_undo (list));
  g_assert_cmpuint (munja_recipients_get_length (list), ==, 0);
}

static void
test_table (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaAudience) table = NULL;
  MunjaRecipient row;

  add (list, "홍길동 010-1111-1111\nx\n1022222222\n010-1111-1111\n+81 90-1234-5678");
  table = munja_recipients_dup_table (list, NULL);
  g_assert_cmpuint (munja_audience_get_length (table), ==, 3);
  row = munja_audience_get (table, 0);
  g_assert_cmpstr (row.number, ==, "01011111111");
  g_assert_cmpstr (row.country, ==, "82");
  g_assert_cmpstr (row.name, ==, "홍길동");
  row = munja_audience_get (table, 2);
  g_assert_cmpstr (row.number, ==, "9012345678");
  g_assert_cmpstr (row.country, ==, "81");
  g_assert_cmpstr (row.name, ==, "");
}

static void
test_undo_is_bounded (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  guint n_undone = 0;

  for (guint i = 0; i < 60; i++)
    add (list, "010-1111-1111");
  for (; munja_recipients_can_undo (list); n_undone++)
    munja_recipients_undo (list);
  g_assert_cmpuint (n_undone, ==, 50);
  g_assert_cmpuint (munja_recipients_get_length (list), ==, 10);
}

/* Compares every row with all before it. */
static void
assert_truth (MunjaRecipients *list)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize counts[MUNJA_N_RECIPIENT_STATES] = { 0 };
  gsize n_landlines = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (MunjaRosterItem) row = g_list_model_get_item (G_LIST_MODEL (list), i);
    MunjaRecipientState state = munja_roster_item_get_state (row);
    const char *number = munja_roster_item_get_number (row);

    counts[state]++;
    n_landlines += munja_roster_item_is_landline (row);
    g_assert_cmpint (munja_roster_item_is_landline (row), ==, g_str_has_prefix (number, "02-1"));
    if (state == MUNJA_RECIPIENT_INVALID)
      g_assert_cmpint (munja_roster_item_get_problem (row), !=, MUNJA_RECIPIENT_FINE);
    else
      g_assert_cmpint (g_hash_table_add (seen, g_strdup (number)), ==,
                       state != MUNJA_RECIPIENT_DUPLICATE);
  }
  for (guint i = 0; i < MUNJA_N_RECIPIENT_STATES; i++)
    g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_BIT (i)), ==, counts[i]);
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_LANDLINES), ==, n_landlines);
}

static void
do_anything (MunjaRecipients *list, GRand *random)
{
  g_autofree char *number = g_strdup_printf (
      g_rand_boolean (random) ? "010-1111-000%d" : "02-111-000%d", g_rand_int_range (random, 0, 6));
  g_autofree char *lines
      = g_strdup_printf ("%s\nx\n101111000%d", number, g_rand_int_range (random, 0, 6));
  const unsigned states[] = { MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_INVALID),
                              MUNJA_RECIPIENT_LANDLINES, MUNJA_RECIPIENT_TO_CHECK };
  guint length = g_list_model_get_n_items (G_LIST_MODEL (list));

  switch (g_rand_int_range (random, 0, 9)) {
  case 0:
  case 1:
    add (list, lines);
    break;
  case 2:
  case 3:
    if (length > 0)
      remove_at (list, (guint)g_rand_int_range (random, 0, (gint)length));
    break;
  case 4:
  case 5:
    if (length > 0)
      edit_at (list, (guint)g_rand_int_range (random, 0, (gint)length),
               g_rand_boolean (random) ? number : "y");
    break;
  case 6:
    munja_recipients_remove_states (list, states[g_rand_int_range (random, 0, 3)]);
    break;
  case 7:
    if (g_rand_int_range (random, 0, 10) == 0)
      munja_recipients_remove_states (list, MUNJA_RECIPIENT_ANY_STATE);
    break;
  default:
    munja_recipients_undo (list);
  }
}

/* Whatever is done in whatever order, states and counts are right, whoever listens knows all, and
 * every step back leads to where one was. */
static void
test_anything (void)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 40; round++) {
    g_autoptr (MunjaRecipients) list = munja_recipients_new ();
    g_autoptr (GListStore) mirror = g_list_store_new (MUNJA_TYPE_ROSTER_ITEM);

    g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), mirror);
    for (guint i = 0; i < 60; i++) {
      do_anything (list, random);
      assert_truth (list);
      assert_mirrors (mirror, list);
    }
    for (guint i = 0; i < 40; i++) {
      g_autofree char *before = describe (list);

      if (*before == '\0')
        add (list, "010-1111-0001");
      else {
        munja_recipients_remove_states (list, MUNJA_RECIPIENT_ANY_STATE);
        add (list, "010-1111-0002\n010-1111-0003");
        while (g_list_model_get_n_items (G_LIST_MODEL (list)) > 0)
          munja_recipients_undo (list);
        munja_recipients_undo (list);
        assert_shown (list, before);
        remove_at (list, 0);
      }
    }
    assert_truth (list);
    assert_mirrors (mirror, list);
  }
}

static MunjaPaste *
make_batch (guint n_rows, guint first)
{
  static const MunjaRecipientLayout layout = { { ',', '"' }, FALSE, 0, 1 };
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = first; i < first + n_rows; i++)
    g_string_append_printf (text, "010%08u,사람%u\n", i, i);
  bytes = g_string_free_to_bytes (text);
  return munja_paste_new (bytes, &layout);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  int *answer = user_data;

  *answer = munja_recipients_add_finish (MUNJA_RECIPIENTS (source), result, &error) ? 1 : -1;
  g_assert_true (*answer == 1 || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
}

static void
table_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  MunjaAudience **table = user_data;

  *table = munja_recipients_dup_table_finish (MUNJA_RECIPIENTS (source), result, &error);
  g_assert_no_error (error);
}

/* Long lists go through a thread; what happens meanwhile counts. */
static void
test_long (void)
{
  g_autoptr (MunjaRecipients) list = munja_recipients_new ();
  g_autoptr (MunjaPaste) long_batch = make_batch (50000, 1);
  g_autoptr (MunjaAudience) table = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  int answer = 0;
  int cancelled = 0;

  munja_recipients_add_async (list, long_batch, NULL, added_cb, &answer);
  munja_recipients_add_async (list, long_batch, cancellable, added_cb, &cancelled);
  g_assert_true (munja_recipients_is_busy (list));
  add (list, "010-0000-0007");
  g_cancellable_cancel (cancellable);
  SUPPORT_WAIT_UNTIL (answer != 0);
  SUPPORT_WAIT_UNTIL (cancelled != 0);
  g_assert_cmpint (answer, ==, 1);
  g_assert_cmpint (cancelled, ==, -1);
  g_assert_cmpuint (munja_recipients_get_length (list), ==, 50001);
  g_assert_cmpuint (munja_recipients_count (list, MUNJA_RECIPIENT_NEEDS_LOOK), ==, 1);

  munja_recipients_set_filter (list, "사람499", MUNJA_RECIPIENT_ANY_STATE);
  munja_recipients_set_filter (list, "사람4999", MUNJA_RECIPIENT_ANY_STATE);
  SUPPORT_WAIT_UNTIL (!munja_recipients_is_busy (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 11);
  munja_recipients_dup_table_async (list, NULL, NULL, table_cb, &table);
  munja_recipients_reset (list);
  SUPPORT_WAIT_UNTIL (table != NULL);
  g_assert_cmpuint (munja_audience_get_length (table), ==, 50000);
  g_assert_cmpuint (munja_recipients_get_length (list), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipients/states", test_states);
  g_test_add_func ("/recipients/duplicates", test_duplicates);
  g_test_add_func ("/recipients/edit", test_edit);
  g_test_add_func ("/recipients/copy", test_copy);
  g_test_add_func ("/recipients/names", test_names);
  g_test_add_func ("/recipients/landlines", test_landlines);
  g_test_add_func ("/recipients/typed-split", test_typed_split);
  for (gsize i = 0; i < G_N_ELEMENTS (typed_lines); i++) {
    g_autofree char *path = g_strconcat ("/recipients/typed/", typed_lines[i].name, NULL);

    g_test_add_data_func (path, &typed_lines[i], test_typed);
  }
  g_test_add_func ("/recipients/filter", test_filter);
  g_test_add_func ("/recipients/filter-apart", test_filter_apart);
  g_test_add_func ("/recipients/clear-and-reset", test_clear_and_reset);
  g_test_add_func ("/recipients/table", test_table);
  g_test_add_func ("/recipients/undo-is-bounded", test_undo_is_bounded);
  g_test_add_func ("/recipients/anything", test_anything);
  g_test_add_func ("/recipients/long", test_long);
  return g_test_run ();
}
