#include "config.h"

#include "munja-day-button.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"

struct _MunjaDayButton {
  AdwBin parent_instance;

  /* Template children. */
  GtkMenuButton *button;

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
chosen_cb (MunjaDayButton *self, int day)
{
  if (day == self->day)
    return;
  self->day = day;
  show (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
make_popover (GtkMenuButton *button, gpointer user_data)
{
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = munja_day_popover_new ();
  g_signal_connect_object (popover, "chosen", G_CALLBACK (chosen_cb), user_data, G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, popover);
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
}

static void
munja_day_button_init (MunjaDayButton *self)
{
  self->day = MUNJA_DAY_ANY;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->button, make_popover, self, NULL);
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
