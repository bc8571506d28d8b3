#include "config.h"

#include "munja-when-button.h"

#include <glib/gi18n.h>

#include "munja-day.h"
#include "munja-describe-job.h"
#include "munja-describe-time.h"
#include "munja-night.h"
#include "munja-seoul.h"

/* How far ahead the time is that is offered first, and what it is rounded up to. In µs. */
#define FIRST_OFFER (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define ROUND_TO    (G_GINT64_CONSTANT (600) * G_USEC_PER_SEC)

/* In the order of the row's list. */
enum {
  WHEN_NOW,
  WHEN_IN_AN_HOUR,
  WHEN_TOMORROW,
  WHEN_MONDAY,
  WHEN_MORNING,
  WHEN_CHOSEN,
};

/* How often it is looked how far ahead the time is, in seconds. */
#define LOOK_INTERVAL 20

/* When people begin to work. */
#define WORK_BEGINS (9 * G_TIME_SPAN_HOUR)

struct _MunjaWhenButton {
  AdwPreferencesGroup parent_instance;

  /* Template children. */
  AdwComboRow *when_row;
  AdwActionRow *date_row;
  GtkMenuButton *date_button;
  GtkPopover *date_popover;
  GtkCalendar *calendar;
  AdwActionRow *time_row;
  GtkSpinButton *hour;
  GtkSpinButton *minute;
  GtkLabel *note;

  guint ahead_id;      /* keeps how far ahead that is up to date */
  gboolean has_time;   /* a time has been offered or chosen */
  gboolean is_filling; /* what is shown is being filled in */
};

/**
 * MunjaWhenButton::changed:
 *
 * Another time may have been chosen.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaWhenButton, munja_when_button, ADW_TYPE_PREFERENCES_GROUP)

/* The calendar knows days of this machine's zone; only their figures are meant. */
static gint64
read_time (MunjaWhenButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  MunjaSeoulTime seoul = {
    .year = g_date_time_get_year (day),
    .month = g_date_time_get_month (day),
    .day = g_date_time_get_day_of_month (day),
    .hour = gtk_spin_button_get_value_as_int (self->hour),
    .minute = gtk_spin_button_get_value_as_int (self->minute),
  };
  gint64 time_us = 0;

  munja_seoul_to_utc (&seoul, &time_us);
  return time_us;
}

static gboolean
is_later (MunjaWhenButton *self)
{
  return adw_combo_row_get_selected (self->when_row) != WHEN_NOW;
}

static void
set_note (MunjaWhenButton *self, const char *text, gboolean is_error)
{
  gtk_label_set_label (self->note, text);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "error");
}

static const char *
find_problem (gint64 time_us)
{
  gint64 now = g_get_real_time ();

  if (munja_seoul_check (time_us, now, NULL))
    return NULL;
  return time_us <= now ? _ ("That time has passed in Seoul. Choose a later one.")
                        : _ ("That is more than six months ahead. Choose an earlier time.");
}

static void
update_ahead (MunjaWhenButton *self)
{
  g_autofree char *ahead = munja_describe_ahead (read_time (self) - g_get_real_time ());

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->when_row), is_later (self) ? ahead : "");
}

static gboolean
look_cb (gpointer user_data)
{
  update_ahead (user_data);
  return G_SOURCE_CONTINUE;
}

static void
munja_when_button_map (GtkWidget *widget)
{
  MunjaWhenButton *self = MUNJA_WHEN_BUTTON (widget);

  GTK_WIDGET_CLASS (munja_when_button_parent_class)->map (widget);
  update_ahead (self);
  self->ahead_id = g_timeout_add_seconds (LOOK_INTERVAL, look_cb, self);
}

static void
munja_when_button_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MUNJA_WHEN_BUTTON (widget)->ahead_id, g_source_remove);
  GTK_WIDGET_CLASS (munja_when_button_parent_class)->unmap (widget);
}

static void
update_note (MunjaWhenButton *self)
{
  gint64 time_us = read_time (self);
  const char *problem = find_problem (time_us);
  g_autofree char *here = munja_describe_time (time_us);
  g_autofree char *seoul = munja_describe_seoul_time (time_us);
  g_autofree char *text = NULL;

  if (problem != NULL) {
    set_note (self, problem, TRUE);
    return;
  }
  if (g_str_has_prefix (seoul, here))
    text = g_strdup (_ ("It is sent and charged then, whether or not Munja is open."));
  else
    /* Translators: %s is a date and a time of day. */
    text = g_strdup_printf (
        _ ("It is sent and charged then, whether or not Munja is open. Here it will be %s."), here);
  set_note (self, text, FALSE);
}

/* What the person chooses is not what was offered any more. */
static void
time_changed_cb (MunjaWhenButton *self)
{
  if (!self->is_filling && is_later (self)) {
    self->is_filling = TRUE;
    adw_combo_row_set_selected (self->when_row, WHEN_CHOSEN);
    self->is_filling = FALSE;
  }
  update_note (self);
  update_ahead (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
date_changed_cb (MunjaWhenButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  /* Translators: a date, as strftime(3) takes it; here as in "Tue 24 November 2026". */
  g_autofree char *text = g_date_time_format (day, _ ("%a %-d %B %Y"));

  gtk_menu_button_set_label (self->date_button, text);
  time_changed_cb (self);
}

static void
show_time (MunjaWhenButton *self, gint64 time_us)
{
  g_autoptr (GDateTime) day = NULL;
  MunjaSeoulTime seoul;

  self->is_filling = TRUE;
  munja_seoul_from_utc (time_us, &seoul);
  day = g_date_time_new_local (seoul.year, seoul.month, seoul.day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, day);
  gtk_spin_button_set_value (self->hour, seoul.hour);
  gtk_spin_button_set_value (self->minute, seoul.minute);
  date_changed_cb (self);
  self->is_filling = FALSE;
  self->has_time = TRUE;
}

/* 1970 began on a Thursday. */
static MunjaDay
find_next_monday (MunjaDay today)
{
  return today + 7 - (today + 3) % 7;
}

static gint64
find_offer (guint when)
{
  gint64 now = g_get_real_time ();
  MunjaDay today = munja_day_from_time (now);

  switch (when) {
  case WHEN_TOMORROW:
    return munja_day_get_start (today + 1) + WORK_BEGINS;
  case WHEN_MONDAY:
    return munja_day_get_start (find_next_monday (today)) + WORK_BEGINS;
  case WHEN_MORNING:
    return munja_night_get_end (now);
  default:
    return (now + FIRST_OFFER + ROUND_TO - 1) / ROUND_TO * ROUND_TO;
  }
}

static void
when_changed_cb (MunjaWhenButton *self)
{
  guint when = adw_combo_row_get_selected (self->when_row);
  gboolean later = when != WHEN_NOW;

  if (later && !self->is_filling
      && (when != WHEN_CHOSEN || !self->has_time || find_problem (read_time (self)) != NULL))
    show_time (self, find_offer (when));
  gtk_widget_set_visible (GTK_WIDGET (self->date_row), later);
  gtk_widget_set_visible (GTK_WIDGET (self->time_row), later);
  gtk_widget_set_visible (GTK_WIDGET (self->note), later);
  update_ahead (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
two_digits_cb (GtkSpinButton *spin)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (spin));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
munja_when_button_class_init (MunjaWhenButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = munja_when_button_map;
  widget_class->unmap = munja_when_button_unmap;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-when-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, when_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, date_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, date_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, date_popover);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, calendar);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, time_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, hour);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, minute);
  gtk_widget_class_bind_template_child (widget_class, MunjaWhenButton, note);
  gtk_widget_class_bind_template_callback (widget_class, when_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, two_digits_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
}

static void
munja_when_button_init (MunjaWhenButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_when_button_check:
 * @self: the group
 * @time_us: (out): when to send, in µs since 1970 UTC, 0 for now
 *
 * Reads what was chosen. If nothing can be sent at that time, it says why and takes the focus.
 *
 * Returns: whether something can be sent then
 */
gboolean
munja_when_button_check (MunjaWhenButton *self, gint64 *time_us)
{
  g_return_val_if_fail (MUNJA_IS_WHEN_BUTTON (self), FALSE);

  *time_us = 0;
  if (!is_later (self))
    return TRUE;
  gtk_spin_button_update (self->hour);
  gtk_spin_button_update (self->minute);
  *time_us = read_time (self);
  update_note (self);
  if (find_problem (*time_us) == NULL)
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->date_button));
  return FALSE;
}

/**
 * munja_when_button_get_time:
 * @self: the group
 *
 * Returns: what was chosen, in µs since 1970 UTC, 0 for now; perhaps a time that cannot be used
 */
gint64
munja_when_button_get_time (MunjaWhenButton *self)
{
  g_return_val_if_fail (MUNJA_IS_WHEN_BUTTON (self), 0);

  return is_later (self) ? read_time (self) : 0;
}

/**
 * munja_when_button_set_time:
 * @self: the group
 * @time_us: when to send, in µs since 1970 UTC, 0 for now
 *
 * Shows a time. One that has passed is shown as now, with nothing remembered of the one before.
 */
void
munja_when_button_set_time (MunjaWhenButton *self, gint64 time_us)
{
  gboolean later = time_us > g_get_real_time ();

  g_return_if_fail (MUNJA_IS_WHEN_BUTTON (self));

  if (later)
    show_time (self, time_us);
  else
    self->has_time = FALSE;
  adw_combo_row_set_selected (self->when_row, later ? WHEN_CHOSEN : WHEN_NOW);
}
