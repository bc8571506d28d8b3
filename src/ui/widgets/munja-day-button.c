#include "config.h"

#include "munja-day-button.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"

struct _MunjaDayButton {
  AdwBin parent_instance;

  /* Template children. */
  GtkMenuButton *button;
  GtkPopover *popover;
  GtkCalendar *calendar;

  MunjaDay day;
};

/**
 * MunjaDayButton::changed:
 *
 * The person has chosen another day.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaDayButton, munja_day_button, ADW_TYPE_BIN)

static void
show (MunjaDayButton *self)
{
  g_autofree char *text
      = self->day != MUNJA_DAY_ANY ? munja_describe_day (self->day) : g_strdup (_ ("Any Day"));

  gtk_menu_button_set_label (self->button, text);
}

static void
choose (MunjaDayButton *self, MunjaDay day)
{
  gtk_popover_popdown (self->popover);
  if (day == self->day)
    return;
  self->day = day;
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
any_cb (MunjaDayButton *self)
{
  choose (self, MUNJA_DAY_ANY);
}

/* The calendar knows days of this machine's zone; only their figures are meant. */
static void
take_shown_day (MunjaDayButton *self)
{
  g_autoptr (GDateTime) time = gtk_calendar_get_date (self->calendar);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d");
  MunjaDay day;

  if (munja_day_parse (text, &day))
    choose (self, day);
}

/* The calendar says nothing of a click on the day that it has already, such as today, or the same
 * day of another month. */
static void
released_cb (GtkGestureClick *gesture, int n_presses, double x, double y, MunjaDayButton *self)
{
  GtkWidget *calendar = GTK_WIDGET (self->calendar);
  GtkWidget *under = gtk_widget_pick (calendar, x, y, GTK_PICK_DEFAULT);

  if (under != NULL && gtk_widget_has_css_class (under, "day-number"))
    take_shown_day (self);
}

static void
space_pressed_cb (gpointer user_data)
{
  g_autoptr (MunjaDayButton) self = user_data;

  take_shown_day (self);
}

/* Nor of the key that takes a day; the calendar has it after this. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                MunjaDayButton *self)
{
  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    g_idle_add_once (space_pressed_cb, g_object_ref (self));
  return GDK_EVENT_PROPAGATE;
}

static void
munja_day_button_class_init (MunjaDayButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-day-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaDayButton, button);
  gtk_widget_class_bind_template_child (widget_class, MunjaDayButton, popover);
  gtk_widget_class_bind_template_child (widget_class, MunjaDayButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, take_shown_day);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, any_cb);
}

static void
munja_day_button_init (MunjaDayButton *self)
{
  self->day = MUNJA_DAY_ANY;
  gtk_widget_init_template (GTK_WIDGET (self));
  show (self);
}

/**
 * munja_day_button_get_day:
 * @self: the button
 *
 * Returns: the day in Seoul that was chosen, or %MUNJA_DAY_ANY
 */
MunjaDay
munja_day_button_get_day (MunjaDayButton *self)
{
  g_return_val_if_fail (MUNJA_IS_DAY_BUTTON (self), MUNJA_DAY_ANY);

  return self->day;
}

/**
 * munja_day_button_set_day:
 * @self: the button
 * @day: a day in Seoul, or %MUNJA_DAY_ANY
 *
 * Chooses a day as the person would, but tells nobody.
 */
void
munja_day_button_set_day (MunjaDayButton *self, MunjaDay day)
{
  g_return_if_fail (MUNJA_IS_DAY_BUTTON (self));

  self->day = day;
  show (self);
}
