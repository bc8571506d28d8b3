#include "config.h"

#include <string.h>

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

/* Chooses what is offered under a name. */
static void
choose_offer (GtkWidget *group, const char *name)
{
  GtkWidget *label;

  munja_when_button_open (MUNJA_WHEN_BUTTON (group));
  support_wait_frames (GTK_WINDOW (gtk_widget_get_root (group)));
  label = support_find (child (group, "offers"), GTK_TYPE_LABEL, name);
  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static void
choose (GtkWidget *group, const MunjaSeoulTime *time)
{
  g_autoptr (GDateTime) day = g_date_time_new_local (time->year, time->month, time->day, 12, 0, 0);

  if (!gtk_widget_get_mapped (child (group, "chooser")))
    choose_offer (group, "Choose…");
  gtk_calendar_select_day (GTK_CALENDAR (child (group, "calendar")), day);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (group, "hour")), time->hour);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (group, "minute")), time->minute);
}

/* A window that goes while a popover has the pointer makes the toolkit complain. */
static void
end (GtkWidget *group)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (group));

  gtk_popover_popdown (GTK_POPOVER (child (group, "popover")));
  support_wait_frames (window);
  gtk_window_destroy (window);
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
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  gint64 time_us = -1;

  support_show (group);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, ==, 0);
  g_assert_null (support_find (group, GTK_TYPE_SPIN_BUTTON, NULL));
  end (group);
}

static void
test_offer (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  gint64 now = g_get_real_time ();
  gint64 time_us = 0;

  support_show (group);
  choose_offer (group, "In an Hour");
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, >, now + 59 * MINUTE);
  g_assert_cmpint (time_us, <, now + 71 * MINUTE);
  g_assert_cmpint (munja_compose_model_get_scheduled (model), ==, time_us);
  end (group);
}

/* What was offered can be changed from there, and taken back. */
static void
test_change (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  GtkWindow *window = support_show (group);
  gint64 time_us;

  choose_offer (group, "Tomorrow at 9:00");
  time_us = munja_compose_model_get_scheduled (model);
  munja_when_button_open (MUNJA_WHEN_BUTTON (group));
  support_wait_frames (window);
  g_assert_cmpint (munja_compose_model_get_scheduled (model), ==, time_us);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (child (group, "minute")), 5);
  g_assert_cmpint (munja_compose_model_get_scheduled (model), ==, time_us + 5 * MINUTE);
  g_signal_emit_by_name (support_find (group, GTK_TYPE_BUTTON, "_Other Times"), "clicked");
  g_signal_emit_by_name (
      gtk_widget_get_ancestor (support_find (child (group, "offers"), GTK_TYPE_LABEL, "Now"),
                               GTK_TYPE_BUTTON),
      "clicked");
  g_assert_cmpint (munja_compose_model_get_scheduled (model), ==, 0);
  end (group);
}

/* Who turns to another month chooses the same day of it. */
static void
test_other_month (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  GtkCalendar *calendar = GTK_CALENDAR (child (group, "calendar"));
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) later = NULL;
  MunjaSeoulTime seoul;

  support_show (group);
  choose_offer (group, "Choose…");
  day = gtk_calendar_get_date (calendar);
  later = g_date_time_add_months (day, 2);
  gtk_calendar_select_day (calendar, later);
  munja_seoul_from_utc (munja_compose_model_get_scheduled (model), &seoul);
  g_assert_cmpint (seoul.month, ==, g_date_time_get_month (later));
  g_assert_cmpint (seoul.day, ==, g_date_time_get_day_of_month (later));
  end (group);
}

static void
test_read (void)
{
  static const int minutes[] = { 2, 61, 24 * 60, 45 * 24 * 60 };
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);

  support_show (group);
  for (gsize i = 0; i < G_N_ELEMENTS (minutes); i++) {
    MunjaSeoulTime wanted = seoul_after (minutes[i], 0);
    gint64 wanted_us = 0;
    gint64 time_us = 0;

    choose (group, &wanted);
    g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
    g_assert_true (munja_seoul_to_utc (&wanted, &wanted_us));
    g_assert_cmpint (time_us, ==, wanted_us);
  }
  end (group);
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
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  GtkWindow *window = support_show (group);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    MunjaSeoulTime time = seoul_after (cases[i].minutes, cases[i].months);
    gint64 time_us = 0;

    choose (group, &time);
    g_assert_false (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
    support_wait_frames (window);
    g_assert_true (support_shows (group, cases[i].text));
  }
  end (group);
}

static void
test_set (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  MunjaSeoulTime seoul = seoul_after (3 * 24 * 60, 0);
  gint64 wanted_us = 0;
  gint64 time_us = 0;

  support_show (group);
  g_assert_true (munja_seoul_to_utc (&seoul, &wanted_us));
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), wanted_us);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, ==, wanted_us);
  /* What has passed in the meantime is offered as now. */
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), wanted_us - 30 * G_TIME_SPAN_DAY);
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, ==, 0);
  end (group);
}

/* A new message is not for the day of the one before. */
static void
test_forgets (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  MunjaSeoulTime seoul = seoul_after (3 * 24 * 60, 0);
  gint64 time_us = 0;

  support_show (group);
  choose (group, &seoul);
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), 0);
  gtk_popover_popdown (GTK_POPOVER (child (group, "popover")));
  choose_offer (group, "Choose…");
  g_assert_true (munja_when_button_check (MUNJA_WHEN_BUTTON (group), &time_us));
  g_assert_cmpint (time_us, <, g_get_real_time () + 71 * MINUTE);
  end (group);
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
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  GtkLabel *label = GTK_LABEL (child (group, "label"));
  GtkLabel *beside = GTK_LABEL (child (group, "ahead"));

  support_show (group);
  g_assert_cmpstr (gtk_label_get_label (label), ==, "Now");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    /* The time is in whole minutes, and half of one may have gone by. */
    MunjaSeoulTime seoul = seoul_after (cases[i].minutes + 1, 0);
    g_autofree char *ahead = munja_describe_ahead (cases[i].minutes * MINUTE);

    g_assert_cmpstr (ahead, ==, cases[i].text);
    choose (group, &seoul);
    g_assert_true (g_str_has_prefix (gtk_label_get_label (beside), "in "));
  }
  munja_when_button_set_time (MUNJA_WHEN_BUTTON (group), 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (beside)));
  g_assert_cmpstr (gtk_label_get_label (label), ==, "Now");
  end (group);
}

/* What is typed into the fields counts also while they have the focus. */
static void
test_typed (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *group = g_object_new (MUNJA_TYPE_WHEN_BUTTON, "model", model, NULL);
  MunjaSeoulTime seoul = seoul_after (48 * 60, 0);
  gint64 wanted_us = 0;
  gint64 time_us = 0;

  support_show (group);
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
  end (group);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/when/now", test_now);
  g_test_add_func ("/when/offer", test_offer);
  g_test_add_func ("/when/change", test_change);
  g_test_add_func ("/when/other-month", test_other_month);
  g_test_add_func ("/when/read", test_read);
  g_test_add_func ("/when/refuse", test_refuse);
  g_test_add_func ("/when/set", test_set);
  g_test_add_func ("/when/forgets", test_forgets);
  g_test_add_func ("/when/ahead", test_ahead);
  g_test_add_func ("/when/typed", test_typed);
  return g_test_run ();
}
