#include "config.h"

#include "munja-describe-time.h"
#include "munja-seoul.h"
#include "munja-when-button.h"
#include "support-widgets.h"

/* The same holds wherever the machine is, so that this program is run in several zones. */

#define MINUTE (60 * G_TIME_SPAN_SECOND)

static GtkWidget *
child (GtkWidget *group, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (group, MUNJA_TYPE_WHEN_BUTTON, name));
}

static void
choose_later (GtkWidget *group)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (child (group, "when_row")), 1);
}

static void
choose (GtkWidget *group, const MunjaSeoulTime *time)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (time->year, time->month, time->day, 12, 0, 0);

  choose_later (group);
  gtk_calendar_select_day (GTK_CALENDAR (child (group, "calendar")), day);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (group, "hour")), time->hour);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (group, "minute")), time->minute);
}

/* The clocks of Seoul, some minutes or months from now. */
static MunjaSeoulTime
seoul_after (int minutes, int months)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  g_autoptr (GDateTime) month = g_date_time_add_months (now, months);
  g_autoptr (GDateTime) then = g_date_time_add_minutes (month, minutes);

  return (MunjaSeoulTime){ g_date_time_get_year (then), g_date_time_get_month (then),
                           g_date_time_get_day_of_month (then), g_date_time_get_hour (then),
                           g_date_time_get_minute (then) };
}

static void
test_now (void)
{
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  gint64 time_us = -1;

  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, ==, 0);
  g_assert_null (support_find (group, GTK_TYPE_SPIN_BUTTON, NULL));
  gtk_window_destroy (window);
}

static void
test_offer (void)
{
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  gint64 now = g_get_real_time ();
  gint64 time_us = 0;

  choose_later (group);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, >, now + 59 * MINUTE);
  g_assert_cmpint (time_us, <, now + 71 * MINUTE);
  g_assert_cmpint (time_us % (10 * MINUTE), ==, 0);
  gtk_window_destroy (window);
}

static gint64
read_preset (GtkWidget *group, guint position, MunjaSeoulTime *seoul)
{
  gint64 time_us = 0;

  adw_combo_row_set_selected (ADW_COMBO_ROW (child (group, "when_row")), position);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, >, g_get_real_time ());
  munja_seoul_from_utc (time_us, seoul);
  return time_us;
}

/* What is offered is Seoul's morning, and can be changed from there. */
static void
test_presets (void)
{
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  AdwComboRow *row = ADW_COMBO_ROW (child (group, "when_row"));
  MunjaSeoulTime tomorrow = seoul_after (24 * 60, 0);
  g_autoptr (GDateTime) monday = NULL;
  MunjaSeoulTime seoul;
  gint64 time_us;

  read_preset (group, 2, &seoul);
  g_assert_cmpint (seoul.day, ==, tomorrow.day);
  g_assert_cmpint (seoul.hour * 60 + seoul.minute, ==, 9 * 60);
  time_us = read_preset (group, 3, &seoul);
  monday = g_date_time_new_utc (seoul.year, seoul.month, seoul.day, 0, 0, 0);
  g_assert_cmpint (g_date_time_get_day_of_week (monday), ==, 1);
  g_assert_cmpint (seoul.hour * 60 + seoul.minute, ==, 9 * 60);
  g_assert_cmpint (time_us, <=, g_get_real_time () + 8 * G_TIME_SPAN_DAY);
  time_us = read_preset (group, 4, &seoul);
  g_assert_cmpint (seoul.hour * 60 + seoul.minute, ==, 8 * 60);
  g_assert_cmpint (time_us, <=, g_get_real_time () + G_TIME_SPAN_DAY);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 4);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (group, "minute")), 5);
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 5);
  g_assert_cmpint (munja_when_button_get_time (MUNJA_WHEN_BUTTON (group)), ==,
                   time_us + 5 * MINUTE);
  gtk_window_destroy (window);
}

/* Who turns to another month chooses the same day of it, and is told so. */
static void
test_other_month (void)
{
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  GtkCalendar *calendar = GTK_CALENDAR (child (group, "calendar"));
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) later = NULL;
  g_autofree char *text = NULL;

  choose_later (group);
  day = gtk_calendar_get_date (calendar);
  later = g_date_time_add_months (day, 2);
  gtk_calendar_select_day (calendar, later);
  text = g_date_time_format (later, "%a %-d %B %Y");
  g_assert_cmpstr (gtk_menu_button_get_label (GTK_MENU_BUTTON (child (group, "date_button"))), ==,
                   text);
  gtk_window_destroy (window);
}

static void
test_read (void)
{
  static const int minutes[] = { 2, 61, 24 * 60, 45 * 24 * 60 };
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);

  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++) {
    MunjaSeoulTime wanted = seoul_after (minutes[i], 0);
    gint64 wanted_us = 0;
    gint64 time_us = 0;

    choose (group, &wanted);
    g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
    g_assert_true (munja_seoul_to_utc (&wanted, &wanted_us));
    g_assert_cmpint (time_us, ==, wanted_us);
  }
  gtk_window_destroy (window);
}

static void
test_refuse (void)
{
  static const struct {
    int minutes;
    int months;
    const char *text;
  } cases[] = {
    { -2, 0, "That time has passed in Seoul. Choose a later one." },
    { -24 * 60, 0, "That time has passed in Seoul. Choose a later one." },
    { 2, 6, "That is more than six months ahead. Choose an earlier time." },
    { 0, 12, "That is more than six months ahead. Choose an earlier time." },
  };
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MunjaSeoulTime time = seoul_after (cases[i].minutes, cases[i].months);
    gint64 time_us = 0;

    choose (group, &time);
    g_assert_false (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
    support_wait_frames (window);
    g_assert_true (support_shows (group, cases[i].text));
  }
  gtk_window_destroy (window);
}

static void
test_set (void)
{
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  MunjaSeoulTime seoul = seoul_after (3 * 24 * 60, 0);
  gint64 wanted_us = 0;
  gint64 time_us = 0;

  g_assert_true (munja_seoul_to_utc (&seoul, &wanted_us));
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), wanted_us);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, ==, wanted_us);
  /* What has passed in the meantime is offered as now. */
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), wanted_us - 30 * G_TIME_SPAN_DAY);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, ==, 0);
  gtk_window_destroy (window);
}

/* A new message is not for the day of the one before. */
static void
test_forgets (void)
{
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  AdwComboRow *row = ADW_COMBO_ROW (child (group, "when_row"));
  MunjaSeoulTime seoul = seoul_after (3 * 24 * 60, 0);
  gint64 time_us = 0;

  choose (group, &seoul);
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), 0);
  adw_combo_row_set_selected (row, 5);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, <, g_get_real_time () + 71 * MINUTE);
  gtk_window_destroy (window);
}

static void
test_ahead (void)
{
  static const struct {
    int minutes;
    const char *text;
  } cases[] = {
    { 30, "in 30 min" },
    { 6 * 60 + 22, "in 6 h 22 min" },
    { 30 * 60, "in 30 h 0 min" },
    { 3 * 24 * 60 + 5, "in 3 days" },
  };
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  AdwActionRow *row = ADW_ACTION_ROW (child (group, "when_row"));

  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    /* The time is in whole minutes, and half of one may have gone by. */
    MunjaSeoulTime seoul = seoul_after (cases[i].minutes + 1, 0);
    g_autofree char *ahead = munja_describe_ahead (cases[i].minutes * MINUTE);

    g_assert_cmpstr (ahead, ==, cases[i].text);
    choose (group, &seoul);
    g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (row), "in "));
  }
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), 0);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "");
  gtk_window_destroy (window);
}

/* What is typed into the fields counts also while they have the focus. */
static void
test_typed (void)
{
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, NULL);
  GtkWindow *window = support_show (group);
  MunjaSeoulTime seoul = seoul_after (48 * 60, 0);
  gint64 wanted_us = 0;
  gint64 time_us = 0;

  choose (group, &seoul);
  seoul.hour = 7;
  seoul.minute = 5;
  g_assert_true (munja_seoul_to_utc (&seoul, &wanted_us));
  gtk_editable_set_text (GTK_EDITABLE (child (group, "hour")), "7");
  gtk_editable_set_text (GTK_EDITABLE (child (group, "minute")), "5");
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, ==, wanted_us);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (group, "hour"))), ==, "07");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (group, "minute"))), ==, "05");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/when/now", test_now);
  g_test_add_func ("/when/offer", test_offer);
  g_test_add_func ("/when/presets", test_presets);
  g_test_add_func ("/when/other-month", test_other_month);
  g_test_add_func ("/when/read", test_read);
  g_test_add_func ("/when/refuse", test_refuse);
  g_test_add_func ("/when/set", test_set);
  g_test_add_func ("/when/forgets", test_forgets);
  g_test_add_func ("/when/ahead", test_ahead);
  g_test_add_func ("/when/typed", test_typed);
  return g_test_run ();
}
