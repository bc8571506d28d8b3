#include "config.h"

#include "munja-action-bar.h"
#include "munja-paste-reader.h"
#include "munja-seoul.h"
#include "support-content.h"
#include "support-wait.h"
#include "support-widget.h"

typedef struct {
  GtkWidget *window;
  GtkWidget *bar;
  MunjaComposeModel *model;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->model = munja_compose_model_new ();
  fixture->bar = g_object_new (MUNJA_TYPE_ACTION_BAR, "model", fixture->model, NULL);
  fixture->window = support_show (fixture->bar);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  support_settle ();
  g_assert_finalize_object (fixture->model);
}

static void
write_text (Fixture *fixture, const char *text, gboolean with_picture)
{
  MunjaContent *content = support_content_new (text);

  content->picture = with_picture ? g_bytes_new_static ("jpeg", 4) : NULL;
  munja_compose_model_take_content (fixture->model, content);
}

static void
write_bytes (Fixture *fixture, guint bytes)
{
  g_autofree char *text = g_strnfill (bytes, 'a');

  write_text (fixture, text, FALSE);
}

static void
name_people (Fixture *fixture, const char *text)
{
  g_autoptr (MunjaRecipients) people = munja_recipients_new ();
  g_autoptr (MunjaPaste) batch = munja_paste_reader_read (text);

  munja_recipients_add (people, batch);
  munja_compose_model_set_people (fixture->model, people);
}

static void
name_so_many (Fixture *fixture, guint n_people)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_people; i++)
    g_string_append_printf (text, "010-2000-%04u\n", i);
  name_people (fixture, text->str);
}

static void
assert_cost (Fixture *fixture, const char *text)
{
  g_assert_cmpstr (support_text_of (fixture->bar, "cost"), ==, text);
}

static void
assert_short (Fixture *fixture, gboolean is_short)
{
  g_assert_cmpint (support_is_shown (fixture->bar, "top_up_button"), ==, is_short);
  g_assert_cmpint (support_is_shown (fixture->bar, "warning"), ==, is_short);
  g_assert_cmpint (gtk_widget_has_css_class (support_find (fixture->bar, "cost"), "error"), ==,
                   is_short);
}

static void
assert_button (Fixture *fixture, const char *label)
{
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (support_find (fixture->bar, "send_button"))),
                   ==, label);
}

static void
test_cost (Fixture *fixture, gconstpointer data)
{
  const MunjaPrices prices = { 20 * MUNJA_WON, 50 * MUNJA_WON, -1 };

  assert_cost (fixture, "");
  munja_compose_model_set_prices (fixture->model, &prices, -1);
  assert_cost (fixture, "SMS ₩20");
  munja_compose_model_set_prices (fixture->model, &prices, 1000 * MUNJA_WON);
  assert_cost (fixture, "SMS ₩20 · ₩980 left");
  name_so_many (fixture, 42);
  assert_cost (fixture, "SMS ₩20 × 42 = ₩840 · ₩160 left");
  assert_short (fixture, FALSE);
  write_bytes (fixture, 91);
  assert_cost (fixture, "LMS ₩50 × 42 = ₩2100 · ₩1100 short");
  assert_short (fixture, TRUE);
  write_text (fixture, "a", TRUE);
  assert_cost (fixture, "");
  assert_short (fixture, FALSE);
}

/* A short message at 7.8 KRW is not one at 8. */
static void
test_fractions (Fixture *fixture, gconstpointer data)
{
  const MunjaPrices prices = { 78 * MUNJA_WON / 10, 2595 * MUNJA_WON / 100, -1 };

  munja_compose_model_set_prices (fixture->model, &prices, 100 * MUNJA_WON);
  assert_cost (fixture, "SMS ₩7.8 · ₩92.2 left");
  name_so_many (fixture, 10);
  assert_cost (fixture, "SMS ₩7.8 × 10 = ₩78 · ₩22 left");
}

/* Some get a longer text than others. */
static void
test_several_types (Fixture *fixture, gconstpointer data)
{
  const MunjaPrices prices = { 78 * MUNJA_WON / 10, 2595 * MUNJA_WON / 100, -1 };
  g_autofree char *value = g_strnfill (91, 'x');
  g_autofree char *text
      = g_strdup_printf ("a 010-2000-0001\nb 010-2000-0002\n%s 010-2000-0003", value);

  name_people (fixture, text);
  munja_compose_model_set_prices (fixture->model, &prices, 100 * MUNJA_WON);
  write_text (fixture, "#{이름}", FALSE);
  SUPPORT_WAIT_UNTIL (
      munja_compose_model_get_report (fixture->model)->n_types[MUNJA_MESSAGE_TYPE_LMS] == 1);
  assert_cost (fixture, "SMS 2, LMS 1: ₩41.55 · ₩58.45 left");
}

/* The button says what it does. */
static void
test_button (Fixture *fixture, gconstpointer data)
{
  gint64 time_us = 0;

  assert_button (fixture, "_Send");
  name_so_many (fixture, 1);
  assert_button (fixture, "_Send");
  name_so_many (fixture, 295);
  assert_button (fixture, "_Send to 295");
  g_assert_true (munja_seoul_parse ("2035-12-01T08:30:00", &time_us));
  munja_compose_model_set_scheduled (fixture->model, time_us);
  assert_button (fixture, "_Schedule for 1 Dec 08:30");
  munja_compose_model_set_scheduled (fixture->model, 0);
  assert_button (fixture, "_Send to 295");
}

/* Within the week the day says it. */
static void
test_day_of_the_week (Fixture *fixture, gconstpointer data)
{
  gint64 time_us = g_get_real_time () + 2 * G_TIME_SPAN_DAY;
  MunjaSeoulTime seoul;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *label = NULL;

  munja_seoul_from_utc (time_us, &seoul);
  time = g_date_time_new_utc (seoul.year, seoul.month, seoul.day, seoul.hour, seoul.minute, 0);
  label = g_date_time_format (time, "_Schedule for %a %H:%M");
  munja_compose_model_set_scheduled (fixture->model, time_us);
  assert_button (fixture, label);
}

#define ADD(name, func) g_test_add ("/action-bar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("cost", test_cost);
  ADD ("fractions", test_fractions);
  ADD ("several-types", test_several_types);
  ADD ("button", test_button);
  ADD ("day-of-the-week", test_day_of_the_week);
  return g_test_run ();
}
