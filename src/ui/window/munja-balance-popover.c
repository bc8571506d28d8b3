#include "config.h"

#include "munja-balance-popover.h"

#include <glib/gi18n.h>

#include "munja-describe.h"

struct _MunjaBalancePopover {
  GtkPopover parent_instance;

  /* Template children. */
  GtkLabel *balance;
  GtkLabel *points;
  GtkLabel *prices;
  GtkLabel *time;

  MunjaAccountInfo *info; /* owned */
};

G_DEFINE_FINAL_TYPE (MunjaBalancePopover, munja_balance_popover, GTK_TYPE_POPOVER)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
update_balance (MunjaBalancePopover *self)
{
  MunjaMoney points = munja_account_info_get_points (self->info);
  g_autofree char *money = munja_describe_money (munja_account_info_get_balance (self->info));
  g_autofree char *amount = munja_describe_money (points);
  /* Translators: %s is an amount of money: bonus points that are part of the balance. */
  g_autofree char *text = g_strdup_printf (_ ("%s of it in points"), amount);

  gtk_label_set_label (self->balance, money);
  set_text (self->points, points > 0 ? text : NULL);
}

/* As in "SMS ₩18 · LMS ₩45 · MMS ₩110". */
static char *
describe_prices (const MunjaPrices *prices)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++) {
    MunjaMoney price = munja_prices_get (prices, (MunjaMessageType)i);
    g_autofree char *money = price >= 0 ? munja_describe_money (price) : NULL;

    if (money != NULL)
      g_string_append_printf (text, "%s%s %s", text->len > 0 ? " · " : "",
                              munja_message_type_to_string ((MunjaMessageType)i), money);
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
update_prices (MunjaBalancePopover *self)
{
  const MunjaPrices *prices = munja_account_info_get_prices (self->info);
  g_autofree char *text = prices != NULL ? describe_prices (prices) : NULL;

  set_text (self->prices, text);
}

static void
update_time (MunjaBalancePopover *self)
{
  gint64 time_us = munja_account_info_get_balance_time (self->info);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);
  /* Translators: a time of day, as strftime(3) takes it. */
  g_autofree char *shown = g_date_time_format (time, _ ("%H:%M"));
  /* Translators: %s is the time of day at which the service was asked. */
  g_autofree char *text = g_strdup_printf (_ ("As of %s"), shown);

  gtk_label_set_label (self->time, text);
}

static void
update (MunjaBalancePopover *self)
{
  update_balance (self);
  update_prices (self);
  update_time (self);
}

static void
munja_balance_popover_dispose (GObject *object)
{
  g_clear_object (&MUNJA_BALANCE_POPOVER (object)->info);

  G_OBJECT_CLASS (munja_balance_popover_parent_class)->dispose (object);
}

static void
munja_balance_popover_class_init (MunjaBalancePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_balance_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-balance-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaBalancePopover, balance);
  gtk_widget_class_bind_template_child (widget_class, MunjaBalancePopover, points);
  gtk_widget_class_bind_template_child (widget_class, MunjaBalancePopover, prices);
  gtk_widget_class_bind_template_child (widget_class, MunjaBalancePopover, time);
}

static void
munja_balance_popover_init (MunjaBalancePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_balance_popover_follow:
 * @self: the popover
 * @info: whose balance it is
 *
 * Begins to show what there is to pay with, and what a message costs.
 */
void
munja_balance_popover_follow (MunjaBalancePopover *self, MunjaAccountInfo *info)
{
  g_return_if_fail (MUNJA_IS_BALANCE_POPOVER (self));

  self->info = g_object_ref (info);
  g_signal_connect_object (info, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
