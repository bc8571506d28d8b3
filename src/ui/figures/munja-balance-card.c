#include "config.h"

#include "munja-balance-card.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"
#include "munja-describe.h"
#include "munja-figure-row.h"

struct _MunjaBalanceCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  MunjaFigureRow *balance_row;
  MunjaFigureRow *point_row;
  MunjaFigureRow *low_row;
  MunjaFigureRow *need_row;
  MunjaFigureRow *enough_row;

  /* Owned. */
  GArray *planned; /* of MunjaPlanned */
};

G_DEFINE_FINAL_TYPE (MunjaBalanceCard, munja_balance_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaFiguresPart parts[] = { MUNJA_FIGURES_BALANCE };

static const MunjaCardLink links[] = { { MUNJA_SERVICE_TOP_UP, N_ ("Top Up on the Website…") } };

static void
show_balance (MunjaBalanceCard *self, const MunjaBalance *balance)
{
  g_autofree char *money = munja_describe_money (balance->balance);
  g_autofree char *points = munja_describe_money (balance->point);

  munja_figure_row_set_text (self->balance_row, money);
  munja_figure_row_set_text (self->point_row, balance->point != 0 ? points : NULL);
}

static void
show_low (MunjaBalanceCard *self, const MunjaBalance *balance)
{
  const MunjaService *service = munja_figure_card_get_service (MUNJA_FIGURE_CARD (self));
  const char *name = munja_describe_service (service);
  g_autofree char *limit = munja_describe_money (balance->alerts_below);
  /* Translators: an amount of money, and the name of the service. */
  g_autofree char *text = g_strdup_printf (_ ("Below %s, the alert limit at %s"), limit, name);

  munja_figure_row_set_text (self->low_row, munja_balance_is_low (balance) ? text : NULL);
}

static char *
describe_need (const MunjaNeed *need)
{
  g_autofree char *money = munja_describe_money (need->needed);
  g_autofree char *time = munja_describe_seoul_time (need->until_us);
  /* Translators: an amount of money, and a date with its time. */
  g_autofree char *text = g_strdup_printf (_ ("%s until %s"), money, time);
  g_autofree char *unknown = NULL;

  if (need->n_unknown == 0)
    return g_steal_pointer (&text);
  unknown = g_strdup_printf (ngettext ("%'u more without a known price",
                                       "%'u more without a known price", need->n_unknown),
                             need->n_unknown);
  return g_strdup_printf ("%s\n%s", text, unknown);
}

static char *
describe_enough (const MunjaNeed *need)
{
  g_autofree char *missing = munja_describe_money (need->short_by);
  g_autofree char *all_missing = munja_describe_money (need->missing);
  g_autofree char *time = munja_describe_seoul_time (need->short_at_us);

  if (need->missing == 0)
    return g_strdup (need->n_unknown > 0 ? _ ("Yes, as far as prices are known") : _ ("Yes"));
  if (need->missing == need->short_by)
    /* Translators: an amount of money, and a date with its time. */
    return g_strdup_printf (_ ("No: %s short on %s"), missing, time);
  /* Translators: an amount of money, a date with its time, and another amount. */
  return g_strdup_printf (_ ("No: %s short on %s, and %s in all"), missing, time, all_missing);
}

static void
show_need (MunjaBalanceCard *self, const MunjaBalance *balance)
{
  MunjaNeed need;
  g_autofree char *needed = NULL;
  g_autofree char *enough = NULL;

  munja_need_compute ((const MunjaPlanned *)self->planned->data, self->planned->len, balance,
                      &need);
  if (self->planned->len > 0) {
    needed = describe_need (&need);
    enough = describe_enough (&need);
  }
  munja_figure_row_set_text (self->need_row, needed);
  munja_figure_row_set_text (self->enough_row, enough);
  munja_figure_row_set_warns (self->enough_row, need.missing > 0);
}

static const char *
munja_balance_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaBalanceCard *self = MUNJA_BALANCE_CARD (card);
  const MunjaBalance *balance
      = munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_BALANCE));

  show_balance (self, balance);
  show_low (self, balance);
  show_need (self, balance);
  return NULL;
}

static void
munja_balance_card_finalize (GObject *object)
{
  g_array_unref (MUNJA_BALANCE_CARD (object)->planned);

  G_OBJECT_CLASS (munja_balance_card_parent_class)->finalize (object);
}

static void
munja_balance_card_class_init (MunjaBalanceCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_balance_card_finalize;
  card_class->parts = parts;
  card_class->n_parts = G_N_ELEMENTS (parts);
  card_class->links = links;
  card_class->n_links = G_N_ELEMENTS (links);
  card_class->show = munja_balance_card_show;

  g_type_ensure (MUNJA_TYPE_FIGURE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-balance-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaBalanceCard, balance_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaBalanceCard, point_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaBalanceCard, low_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaBalanceCard, need_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaBalanceCard, enough_row);
}

static void
munja_balance_card_init (MunjaBalanceCard *self)
{
  self->planned = g_array_new (FALSE, FALSE, sizeof (MunjaPlanned));
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_figure_row_set_warns (self->low_row, TRUE);
}

/**
 * munja_balance_card_set_planned:
 * @self: the card
 * @planned: (array length=n_planned): what is scheduled, in any order
 * @n_planned: how much of it there is
 *
 * Says what that will cost until when, and whether it is there.
 */
void
munja_balance_card_set_planned (MunjaBalanceCard *self,
                                const MunjaPlanned *planned,
                                gsize n_planned)
{
  g_return_if_fail (MUNJA_IS_BALANCE_CARD (self));

  g_array_set_size (self->planned, 0);
  g_array_append_vals (self->planned, planned, (guint)n_planned);
  munja_figure_card_show_again (MUNJA_FIGURE_CARD (self));
}
