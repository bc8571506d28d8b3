#include "config.h"

#include "munja-day-popover.h"

struct _MunjaDayPopover {
  GtkPopover parent_instance;

  /* Template children. */
  GtkCalendar *calendar;
};

/**
 * MunjaDayPopover::chosen:
 * @day: the #MunjaDay, or %MUNJA_DAY_ANY
 *
 * The person has chosen a day.
 */
enum {
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaDayPopover, munja_day_popover, GTK_TYPE_POPOVER)

static void
choose (MunjaDayPopover *self, MunjaDay day)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (int)day);
}

static void
any_cb (MunjaDayPopover *self)
{
  choose (self, MUNJA_DAY_ANY);
}

/* The calendar knows days of this machine's zone; only their figures are meant. */
static void
take_shown_day (MunjaDayPopover *self)
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
released_cb (GtkGestureClick *gesture, int n_presses, double x, double y, MunjaDayPopover *self)
{
  GtkWidget *calendar = GTK_WIDGET (self->calendar);
  GtkWidget *under = gtk_widget_pick (calendar, x, y, GTK_PICK_DEFAULT);

  if (under != NULL && gtk_widget_has_css_class (under, "day-number"))
    take_shown_day (self);
}

static void
space_pressed_cb (gpointer user_data)
{
  g_autoptr (MunjaDayPopover) self = user_data;

  take_shown_day (self);
}

/* Nor of the key that takes a day; the calendar has it after this. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                MunjaDayPopover *self)
{
  if (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space)
    g_idle_add_once (space_pressed_cb, g_object_ref (self));
  return GDK_EVENT_PROPAGATE;
}

static void
munja_day_popover_class_init (MunjaDayPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-day-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaDayPopover, calendar);
  gtk_widget_class_bind_template_callback (widget_class, take_shown_day);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, any_cb);
}

static void
munja_day_popover_init (MunjaDayPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_day_popover_new:
 *
 * Returns: (transfer floating): what a day is chosen from; a calendar takes 5 ms to make, so that
 * it is made when somebody asks for it
 */
GtkWidget *
munja_day_popover_new (void)
{
  return g_object_new (MUNJA_TYPE_DAY_POPOVER, NULL);
}
