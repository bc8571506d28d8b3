#include "config.h"

#include "munja-action-bar.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-time.h"
#include "munja-describe.h"
#include "munja-wrap-box.h"
#include "munja-wrap-button.h"

struct _MunjaActionBar {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *warning;
  GtkLabel *cost;
  GtkWidget *top_up_button;
  GtkWidget *to_me_button;
  GtkButton *send_button;

  MunjaComposeModel *model; /* owned */
};

enum {
  PROP_MODEL = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaActionBar, munja_action_bar, ADW_TYPE_BIN)

static char *
describe_sum (const MunjaComposeCost *cost, MunjaMessageType type)
{
  g_autofree char *sum = munja_describe_money (cost->sum);
  g_autofree char *each = munja_describe_money (cost->each);
  g_autofree char *count = g_strdup_printf ("%'u", cost->n_people);

  if (munja_compose_cost_is_mixed (cost)) {
    g_autofree char *types = munja_describe_types (cost->n_types);

    /* Translators: as in "SMS 40, LMS 2: ₩900"; the last one is what all cost. */
    return g_strdup_printf (_ ("%s: %s"), types, sum);
  }
  if (cost->n_people <= 1)
    /* Translators: a type of message and what one costs, as in "SMS ₩18". */
    return g_strdup_printf (_ ("%s %s"), munja_message_type_to_string (type), each);
  /* Translators: as in "MMS ₩210 × 295 = ₩61,950". */
  return g_strdup_printf (_ ("%s %s × %s = %s"), munja_message_type_to_string (type), each, count,
                          sum);
}

static char *
describe_cost (const MunjaComposeCost *cost, MunjaMessageType type)
{
  g_autofree char *sum = NULL;
  g_autofree char *money = NULL;

  if (cost->sum < 0)
    return g_strdup ("");
  sum = describe_sum (cost, type);
  if (!cost->has_rest)
    return g_steal_pointer (&sum);
  money = munja_describe_money (ABS (cost->rest));
  /* Translators: the first %s is what the messages cost, the second one an amount of money that the
   * balance lacks. */
  if (cost->rest < 0)
    return g_strdup_printf (_ ("%s · %s short"), sum, money);
  /* Translators: the first %s is what the messages cost, the second one an amount of money that
   * stays in the balance. */
  return g_strdup_printf (_ ("%s · %s left"), sum, money);
}

/* What is missing is said in full, and what is there is quiet. */
static void
update_cost (MunjaActionBar *self)
{
  const MunjaComposeCost cost = munja_compose_model_get_cost (self->model);
  g_autofree char *text
      = describe_cost (&cost, munja_compose_model_get_measure (self->model)->type);
  gboolean is_short = cost.has_rest && cost.rest < 0;

  gtk_label_set_label (self->cost, text);
  gtk_widget_set_visible (self->warning, is_short);
  gtk_widget_set_visible (self->top_up_button, is_short);
  if (is_short)
    gtk_widget_add_css_class (GTK_WIDGET (self->cost), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->cost), "error");
}

static void
update_button (MunjaActionBar *self)
{
  g_autofree char *label = munja_describe_send (munja_compose_model_get_n_people (self->model),
                                                munja_compose_model_get_scheduled (self->model));

  if (g_strcmp0 (gtk_button_get_label (self->send_button), label) != 0)
    gtk_button_set_label (self->send_button, label);
}

static void
set_model (MunjaActionBar *self, MunjaComposeModel *model)
{
  if (!g_set_object (&self->model, model) || model == NULL)
    return;
  g_signal_connect_object (model, "measured", G_CALLBACK (update_cost), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "priced", G_CALLBACK (update_cost), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "changed", G_CALLBACK (update_button), self, G_CONNECT_SWAPPED);
  update_cost (self);
  update_button (self);
}

static void
munja_action_bar_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    set_model (MUNJA_ACTION_BAR (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_action_bar_dispose (GObject *object)
{
  g_clear_object (&MUNJA_ACTION_BAR (object)->model);

  G_OBJECT_CLASS (munja_action_bar_parent_class)->dispose (object);
}

static void
munja_action_bar_class_init (MunjaActionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_action_bar_set_property;
  object_class->dispose = munja_action_bar_dispose;

  /**
   * MunjaActionBar:model:
   *
   * The message that is to be sent. It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-action-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaActionBar, warning);
  gtk_widget_class_bind_template_child (widget_class, MunjaActionBar, cost);
  gtk_widget_class_bind_template_child (widget_class, MunjaActionBar, top_up_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaActionBar, to_me_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaActionBar, send_button);
}

static void
munja_action_bar_init (MunjaActionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_wrap_button (self->to_me_button);
  munja_wrap_button (self->send_button);
}

/**
 * munja_action_bar_get_send_button:
 * @self: the bar
 *
 * Returns: the button that sends the message
 */
GtkWidget *
munja_action_bar_get_send_button (MunjaActionBar *self)
{
  g_return_val_if_fail (MUNJA_IS_ACTION_BAR (self), NULL);

  return GTK_WIDGET (self->send_button);
}

/**
 * munja_action_bar_get_to_me_button:
 * @self: the bar
 *
 * Returns: the button that sends it to the person alone
 */
GtkWidget *
munja_action_bar_get_to_me_button (MunjaActionBar *self)
{
  g_return_val_if_fail (MUNJA_IS_ACTION_BAR (self), NULL);

  return self->to_me_button;
}
