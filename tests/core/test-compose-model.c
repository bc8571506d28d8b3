#include "config.h"

#include <string.h>

#include "munja-compose-model.h"
#include "munja-paste-reader.h"
#include "support-content.h"
#include "support-rows.h"
#include "support-wait.h"

#define PEOPLE                                                                                     \
  "이름\t휴대폰\t금액\n홍길동\t010-1111-1111\t1만\n김철수\t010-2222-2222\t\n"        \
  "남궁민수\t010-3333-3333\t3만\n"

/* A message, and how often what shows it was told of something. */
typedef struct {
  MunjaComposeModel *model;
  guint n_changed;
  guint n_measured;
  guint n_reported;
} Fixture;

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->model = munja_compose_model_new ();
  g_signal_connect_swapped (self->model, "changed", G_CALLBACK (count_cb), &self->n_changed);
  g_signal_connect_swapped (self->model, "measured", G_CALLBACK (count_cb), &self->n_measured);
  g_signal_connect_swapped (self->model, "reported", G_CALLBACK (count_cb), &self->n_reported);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->model);
}

static void
write_text (Fixture *self, const char *text)
{
  munja_compose_model_take_content (self->model, support_content_new (text));
}

static void
name_people (Fixture *self, const char *text)
{
  g_autoptr (MunjaRecipients) people = munja_recipients_new ();
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read (text);

  munja_recipients_add (people, batch);
  munja_compose_model_set_people (self->model, people);
}

static void
wait_for_report (Fixture *self, gsize n_people)
{
  SUPPORT_WAIT_UNTIL (
      munja_audience_get_length (munja_compose_model_get_report (self->model)->table) == n_people);
}

static gsize
get_bytes (Fixture *self)
{
  return munja_compose_model_get_measure (self->model)->bytes;
}

/* Who shows something is told once for each key. */
static void
test_a_key (Fixture *self, gconstpointer data)
{
  write_text (self, "안녕");
  g_assert_cmpuint (get_bytes (self), ==, 4);
  g_assert_cmpstr (munja_compose_model_get_message (self->model)->text, ==, "안녕");
  g_assert_cmpuint (munja_compose_model_get_report (self->model)->largest_bytes, ==, 0);
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpuint (self->n_measured, ==, 1);
  g_assert_cmpuint (self->n_reported, ==, 1);
  /* The same once more is nothing new. */
  write_text (self, "안녕");
  g_assert_cmpuint (self->n_changed, ==, 1);
  g_assert_cmpuint (self->n_measured, ==, 1);
}

/* What is kept is what was typed, though what goes out stays the same. */
static void
test_typed_but_not_sent (Fixture *self, gconstpointer data)
{
  write_text (self, "안녕");
  write_text (self, "안녕\u200b");
  g_assert_cmpstr (munja_compose_model_get_content (self->model)->text, ==, "안녕\u200b");
  g_assert_cmpuint (self->n_changed, ==, 2);
  g_assert_cmpuint (self->n_measured, ==, 1);
}

/* What is counted is what goes out. */
static void
test_advertisement (Fixture *self, gconstpointer data)
{
  MunjaContent *content = support_content_new ("세일");

  content->is_advertisement = TRUE;
  g_free (content->ad_sender);
  content->ad_sender = g_strdup ("상회");
  munja_compose_model_take_content (self->model, content);
  g_assert_cmpuint (get_bytes (self), ==,
                    munja_text_count_bytes (munja_compose_model_get_message (self->model)->text));
  g_assert_cmpuint (get_bytes (self), >, strlen ("(광고)상회"));
}

static void
test_picture (Fixture *self, gconstpointer data)
{
  MunjaContent *content = support_content_new ("사진");

  content->picture = g_bytes_new_static ("jpeg", 4);
  munja_compose_model_take_content (self->model, content);
  g_assert_cmpint (munja_compose_model_get_measure (self->model)->type, ==, MUNJA_MESSAGE_TYPE_MMS);
}

/* While a text is typed, what is said about it holds for the one who gets most of it. */
static void
test_largest (Fixture *self, gconstpointer data)
{
  name_people (self, PEOPLE);
  write_text (self, "#{이름}");
  g_assert_cmpuint (get_bytes (self), ==, strlen ("#{") + 4 + strlen ("}"));
  wait_for_report (self, 3);
  g_assert_cmpuint (get_bytes (self), ==, 8);
  write_text (self, "#{이름}, 안녕");
  g_assert_cmpuint (get_bytes (self), ==, 14);
}

/* Many keys one after another end in one look at what came of them. */
static void
test_pause (Fixture *self, gconstpointer data)
{
  name_people (self, PEOPLE);
  self->n_reported = 0;
  for (guint i = 0; i < 20; i++) {
    g_autofree char *text = g_strdup_printf ("#{이름} %u", i);

    write_text (self, text);
  }
  g_assert_cmpuint (self->n_reported, ==, 0);
  wait_for_report (self, 3);
  g_assert_cmpuint (self->n_reported, ==, 1);
  g_assert_cmpuint (munja_compose_model_get_report (self->model)->largest_bytes, ==, 11);
}

/* Somebody is added, and the list is looked at anew. */
static void
test_people (Fixture *self, gconstpointer data)
{
  name_people (self, PEOPLE);
  write_text (self, "#{금액}");
  wait_for_report (self, 3);
  g_assert_cmpuint (munja_compose_model_get_report (self->model)->n_lacking, ==, 1);
  name_people (self, "010-1111-1111\n010-2222-2222");
  wait_for_report (self, 2);
  g_assert_cmpstr (munja_compose_model_get_report (self->model)->unbound[0], ==, "금액");
  /* Without fields there is nothing to look at for each of them. */
  write_text (self, "안녕");
  g_assert_cmpuint (munja_audience_get_length (munja_compose_model_get_report (self->model)->table),
                    ==, 0);
}

/* It may end while somebody is looking. */
static void
test_ends_while_looking (void)
{
  Fixture fixture = { 0 };

  set_up (&fixture, NULL);
  name_people (&fixture, PEOPLE);
  write_text (&fixture, "#{이름}");
  wait_for_report (&fixture, 3);
  write_text (&fixture, "#{금액}");
  tear_down (&fixture, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Prices, in tenths of a won; the balance, in won; what there is to pay for, and what it costs. */
typedef struct {
  const char *name;
  MunjaPrices prices;
  MunjaMoney balance;
  guint n_people;
  MunjaMessageType type;
  gsize n_types[MUNJA_N_MESSAGE_TYPES];
  MunjaMoney sum;
  MunjaMoney rest; /* -1 for one that is not known */
  gboolean is_mixed;
} CostRow;

#define TENTH (MUNJA_WON / 10)
#define SMS   MUNJA_MESSAGE_TYPE_SMS
#define LMS   MUNJA_MESSAGE_TYPE_LMS
#define MMS   MUNJA_MESSAGE_TYPE_MMS

static const CostRow cost_rows[] = {
  { "nobody",
    { 78 * TENTH, 259 * TENTH, -1 },
    1000 * TENTH,
    0,
    SMS,
    { 0 },
    78 * TENTH,
    922 * TENTH,
    FALSE },
  { "ten",
    { 78 * TENTH, 259 * TENTH, -1 },
    1000 * TENTH,
    10,
    SMS,
    { 0 },
    780 * TENTH,
    220 * TENTH,
    FALSE },
  { "long",
    { 78 * TENTH, 259 * TENTH, -1 },
    1000 * TENTH,
    3,
    LMS,
    { 0 },
    777 * TENTH,
    223 * TENTH,
    FALSE },
  { "mixed",
    { 78 * TENTH, 259 * TENTH, -1 },
    1000 * TENTH,
    3,
    LMS,
    { 2, 1, 0 },
    415 * TENTH,
    585 * TENTH,
    TRUE },
  { "alike",
    { 78 * TENTH, 259 * TENTH, -1 },
    1000 * TENTH,
    3,
    SMS,
    { 3, 0, 0 },
    234 * TENTH,
    766 * TENTH,
    FALSE },
  /* Somebody was added since it was looked at. */
  { "one-more",
    { 78 * TENTH, 259 * TENTH, -1 },
    1000 * TENTH,
    4,
    SMS,
    { 2, 1, 0 },
    312 * TENTH,
    688 * TENTH,
    FALSE },
  { "no-price", { 78 * TENTH, 259 * TENTH, -1 }, 1000 * TENTH, 3, SMS, { 1, 0, 2 }, -1, -1, TRUE },
  { "no-prices", { -1, -1, -1 }, 1000 * TENTH, 1, SMS, { 0 }, -1, -1, FALSE },
  { "no-balance", { 78 * TENTH, 259 * TENTH, -1 }, -1, 2, SMS, { 0 }, 156 * TENTH, -1, FALSE },
};

static void
test_cost (gconstpointer data)
{
  const CostRow *row = data;
  MunjaComposeCost cost = munja_compose_cost_find (&row->prices, row->balance, row->n_people,
                                                   row->type, row->n_types);

  g_assert_cmpint (cost.sum < 0 ? -1 : cost.sum, ==, row->sum);
  g_assert_cmpint (cost.has_rest ? cost.rest : -1, ==, row->rest);
  g_assert_cmpint (munja_compose_cost_is_mixed (&cost), ==, row->is_mixed);
}

/* What is missing is what it takes to pay. */
static void
test_short (void)
{
  const MunjaPrices prices = { 20 * MUNJA_WON, 50 * MUNJA_WON, -1 };
  const gsize n_types[MUNJA_N_MESSAGE_TYPES] = { 0 };
  MunjaComposeCost cost = munja_compose_cost_find (&prices, 1000 * MUNJA_WON, 42, LMS, n_types);

  g_assert_true (cost.has_rest);
  g_assert_cmpint (cost.rest, ==, -1100 * MUNJA_WON);
}

#define ADD(name, func) g_test_add ("/compose-model/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("a-key", test_a_key);
  ADD ("typed-but-not-sent", test_typed_but_not_sent);
  ADD ("advertisement", test_advertisement);
  ADD ("picture", test_picture);
  ADD ("largest", test_largest);
  ADD ("pause", test_pause);
  ADD ("people", test_people);
  g_test_add_func ("/compose-model/ends-while-looking", test_ends_while_looking);
  SUPPORT_ADD_ROWS ("/compose-model/cost", cost_rows, test_cost);
  g_test_add_func ("/compose-model/short", test_short);
  return g_test_run ();
}
