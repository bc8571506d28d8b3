#include "config.h"

#include "munja-meter.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe.h"

struct _MunjaMeter {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *used;
  GtkLabel *left;
  GtkLabel *reason;
  GtkLabel *cost;

  MunjaMeasure measure;
  MunjaPrices prices; /* below 0 if not known */
  MunjaMoney balance; /* the same */
  guint n_people;
  guint n_types[MUNJA_N_MESSAGE_TYPES]; /* of the messages to those people, as far as known */
};

G_DEFINE_FINAL_TYPE (MunjaMeter, munja_meter, ADW_TYPE_BIN)

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static char *
describe_left (const MunjaMeasure *measure)
{
  guint over = (guint)(measure->bytes - measure->max_bytes);
  guint left = (guint)(measure->max_bytes - measure->bytes);

  if (munja_measure_is_too_long (measure))
    return g_strdup_printf (ngettext ("%u byte too long", "%u bytes too long", over), over);
  return g_strdup_printf (ngettext ("%u byte left", "%u bytes left", left), left);
}

/* The word says what the colour does. */
static void
set_level (GtkWidget *label, MunjaMeasureLevel level)
{
  static const char *const classes[] = {
    [MUNJA_MEASURE_PLENTY] = "dim-label",
    [MUNJA_MEASURE_SOME] = NULL,
    [MUNJA_MEASURE_LITTLE] = "warning",
    [MUNJA_MEASURE_OVER] = "error",
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] != NULL)
      gtk_widget_remove_css_class (label, classes[i]);
  if (classes[level] != NULL)
    gtk_widget_add_css_class (label, classes[level]);
}

static const char *
describe_reason (const MunjaMeasure *measure)
{
  switch (measure->reason) {
  case MUNJA_TYPE_REASON_LONG:
    return _ ("Too long for an SMS: goes out as an LMS.");
  case MUNJA_TYPE_REASON_SUBJECT:
    return _ ("Goes out as an LMS, because it has a subject.");
  case MUNJA_TYPE_REASON_PICTURE:
    return _ ("Goes out as an MMS, because it has a picture.");
  case MUNJA_TYPE_REASON_SHORT:
  case MUNJA_TYPE_REASON_CHOSEN:
  default:
    return NULL;
  }
}

/* Whether the messages differ in type, and that was found out for just these people. */
static gboolean
is_mixed (MunjaMeter *self)
{
  guint n_messages = 0;
  guint n_most = 0;

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++) {
    n_messages += self->n_types[i];
    n_most = MAX (n_most, self->n_types[i]);
  }
  return n_messages == self->n_people && n_most < n_messages;
}

/* Below 0 if not known. Only prices in Korea are known here, so that the sum of a list is
 * no more than an estimate. */
static MunjaMoney
find_sum (MunjaMeter *self)
{
  MunjaMoney sum = 0;

  if (!is_mixed (self))
    return munja_money_times (munja_prices_get (&self->prices, self->measure.type),
                              MAX (self->n_people, 1));
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++) {
    MunjaMoney price = munja_prices_get (&self->prices, (MunjaMessageType)i);

    if (self->n_types[i] > 0 && price < 0)
      return -1;
    sum += munja_money_times (price, self->n_types[i]);
  }
  return sum;
}

static char *
describe_sum (MunjaMeter *self, MunjaMoney price)
{
  g_autofree char *sum = munja_describe_money (price);
  g_autofree char *each
      = munja_describe_money (munja_prices_get (&self->prices, self->measure.type));

  if (is_mixed (self)) {
    g_autofree char *types = munja_describe_types (self->n_types);

    /* Translators: the first %s is as in "SMS 40, LMS 2", the second one what all cost. */
    return g_strdup_printf (_ ("%s: about %s"), types, sum);
  }
  if (self->n_people <= 1)
    /* Translators: %s is what one message costs. */
    return g_strdup_printf (_ ("%s a message"), each);
  return g_strdup_printf (
      /* Translators: the first %s is what one message costs, the second one what all cost. */
      ngettext ("%s a message, about %s for %u person", "%s a message, about %s for %u people",
                self->n_people),
      each, sum, self->n_people);
}

static char *
describe_cost (MunjaMeter *self)
{
  MunjaMoney price = find_sum (self);
  MunjaMoney rest = self->balance - price;
  g_autofree char *sum = NULL;
  g_autofree char *money = NULL;

  if (price < 0)
    return NULL;
  sum = describe_sum (self, price);
  if (self->balance < 0)
    return g_steal_pointer (&sum);
  money = munja_describe_money (ABS (rest));
  if (rest < 0)
    /* Translators: the first %s is what the messages cost, the second one an amount of money. */
    return g_strdup_printf (_ ("%s · your balance is short of %s"), sum, money);
  /* Translators: the first %s is what the messages cost, the second one an amount of money. */
  return g_strdup_printf (_ ("%s · %s stay in your balance"), sum, money);
}

static void
update (MunjaMeter *self)
{
  const MunjaMeasure *measure = &self->measure;
  g_autofree char *left = describe_left (measure);
  g_autofree char *cost = describe_cost (self);
  g_autofree char *used = NULL;

  /* Translators: bytes used, bytes there may be, and the type, as in "78 / 90 bytes · SMS". */
  used = g_strdup_printf (_ ("%u / %u bytes · %s"), (guint)measure->bytes,
                          (guint)measure->max_bytes, munja_message_type_to_string (measure->type));
  set_text (self->used, used);
  set_text (self->left, left);
  set_text (self->reason, describe_reason (measure));
  set_text (self->cost, cost);
  set_level (GTK_WIDGET (self->used), munja_measure_get_level (measure));
  set_level (GTK_WIDGET (self->left), munja_measure_get_level (measure));
}

static void
munja_meter_class_init (MunjaMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, used);
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, left);
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, reason);
  gtk_widget_class_bind_template_child (widget_class, MunjaMeter, cost);
}

static void
munja_meter_init (MunjaMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->measure = munja_measure ("", NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE);
  self->prices = (MunjaPrices){ -1, -1, -1 };
  self->balance = -1;
  update (self);
}

/**
 * munja_meter_set_measure:
 * @self: the meter
 * @measure: of the message, as far as it is written
 *
 * Shows how long a message is, what it goes out as, and why.
 */
void
munja_meter_set_measure (MunjaMeter *self, const MunjaMeasure *measure)
{
  g_return_if_fail (MUNJA_IS_METER (self));

  self->measure = *measure;
  update (self);
}

/**
 * munja_meter_set_prices:
 * @self: the meter
 * @prices: (nullable): in Korea, %NULL if they are not known
 * @balance: what there is to pay with, below 0 if it is not known
 *
 * Shows what a message costs as well, as far as that is known.
 */
void
munja_meter_set_prices (MunjaMeter *self, const MunjaPrices *prices, MunjaMoney balance)
{
  g_return_if_fail (MUNJA_IS_METER (self));

  self->prices = prices != NULL ? *prices : (MunjaPrices){ -1, -1, -1 };
  self->balance = balance;
  update (self);
}

/**
 * munja_meter_set_n_people:
 * @self: the meter
 * @n_people: how many people get the message
 */
void
munja_meter_set_n_people (MunjaMeter *self, guint n_people)
{
  g_return_if_fail (MUNJA_IS_METER (self));

  self->n_people = n_people;
  update (self);
}

/**
 * munja_meter_set_n_types:
 * @self: the meter
 * @n_types: how many of the messages to those people are of each #MunjaMessageType; all 0 as long
 *   as that is not known, or if all of them are alike
 */
void
munja_meter_set_n_types (MunjaMeter *self, const gsize n_types[MUNJA_N_MESSAGE_TYPES])
{
  g_return_if_fail (MUNJA_IS_METER (self));

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    self->n_types[i] = (guint)n_types[i];
  update (self);
}

/**
 * munja_meter_get_label:
 * @self: the meter
 *
 * Returns: what says the most important, to describe the text with
 */
GtkWidget *
munja_meter_get_label (MunjaMeter *self)
{
  g_return_val_if_fail (MUNJA_IS_METER (self), NULL);

  return GTK_WIDGET (self->used);
}
