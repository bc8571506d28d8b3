#include "config.h"

#include "munja-earnings-card.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"
#include "munja-figure-row.h"
#include "munja-figure-table.h"
#include "munja-figure-words.h"

struct _MunjaEarningsCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  MunjaFigureRow *days_row;
  MunjaFigureRow *this_month_row;
  MunjaFigureRow *estimate_row;
  MunjaFigureRow *last_month_row;
  MunjaFigureRow *next_row;
  GtkLabel *fees_label;
  MunjaFigureTable *type_table;
  GtkWidget *days_expander;
  MunjaFigureTable *day_table;
  GtkLabel *settlements_label;
  GtkListBox *settlements;
};

G_DEFINE_FINAL_TYPE (MunjaEarningsCard, munja_earnings_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaFiguresPart parts[]
    = { MUNJA_FIGURES_EARNINGS, MUNJA_FIGURES_FEES, MUNJA_FIGURES_SETTLEMENTS };

static const MunjaCardLink links[]
    = { { MUNJA_SERVICE_SETTLEMENT, N_ ("For Publishers: Revenue on the Website") } };

static void
show_money (MunjaFigureRow *row, MunjaMoney money)
{
  g_autofree char *text = munja_describe_known_money (money);

  munja_figure_row_set_text (row, text);
}

static void
show_estimate (MunjaEarningsCard *self, MunjaMoney estimate)
{
  g_autofree char *money = munja_describe_known_money (estimate);
  /* Translators: %s is an amount of money, and how it is reckoned. */
  g_autofree char *text = g_strdup_printf (_ ("%s at the pace of the last 30 days"), money);

  munja_figure_row_set_text (self->estimate_row, estimate < 0 ? money : text);
}

static void
show_sums (MunjaEarningsCard *self, const MunjaEarnings *earnings)
{
  g_autofree char *next
      = munja_describe_seoul_time (munja_settlement_get_next (g_get_real_time ()));

  show_money (self->days_row, earnings->statistics->total->profit);
  show_money (self->this_month_row, earnings->this_month);
  show_estimate (self, earnings->estimate);
  show_money (self->last_month_row, earnings->last_month);
  munja_figure_row_set_text (self->next_row, next);
}

static void
add_type (MunjaFigureTable *table,
          MunjaMessageType type,
          gint64 n_delivered,
          MunjaMoney fee,
          MunjaMoney fees)
{
  g_autofree char *count = munja_describe_count (n_delivered);
  g_autofree char *each = munja_describe_known_money (fee);
  g_autofree char *sum = munja_describe_known_money (fees);

  munja_figure_table_add (
      table, (const char *const[]){ munja_message_type_to_string (type), count, each, sum, NULL });
}

static void
fill_types (MunjaEarningsCard *self, const MunjaEarnings *earnings, const MunjaPrices *fees)
{
  const char *const titles[] = { _ ("Type"), _ ("Delivered"), _ ("Fee Each"), _ ("Fees"), NULL };

  munja_figure_table_begin (self->type_table, titles);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    add_type (self->type_table, i, earnings->statistics->total->delivered.of[i],
              fees != NULL ? munja_prices_get (fees, i) : -1, earnings->by_type[i]);
}

static void
add_day (MunjaFigureTable *table, const MunjaDayFigures *figures)
{
  const gint64 *of = figures->delivered.of;
  g_autofree char *day = munja_describe_short_day (figures->day);
  g_autofree char *sms = munja_describe_count (of[MUNJA_TALLY_SMS]);
  g_autofree char *lms = munja_describe_count (of[MUNJA_TALLY_LMS]);
  g_autofree char *mms = munja_describe_count (of[MUNJA_TALLY_MMS]);
  g_autofree char *profit = munja_describe_known_money (figures->profit);

  munja_figure_table_add (table, (const char *const[]){ day, sms, lms, mms, profit, NULL });
}

static void
fill_days (MunjaEarningsCard *self, const GPtrArray *days)
{
  const char *const titles[] = { _ ("Day"),
                                 munja_describe_tally_kind (MUNJA_TALLY_SMS),
                                 munja_describe_tally_kind (MUNJA_TALLY_LMS),
                                 munja_describe_tally_kind (MUNJA_TALLY_MMS),
                                 _ ("Fees"),
                                 NULL };
  gboolean has_days = FALSE;

  munja_figure_table_begin (self->day_table, titles);
  for (guint i = days->len; i > 0; i--) {
    const MunjaDayFigures *figures = g_ptr_array_index (days, i - 1);

    if (munja_tally_get_sum (&figures->sent) == 0)
      continue;
    add_day (self->day_table, figures);
    has_days = TRUE;
  }
  gtk_widget_set_visible (self->days_expander, has_days);
}

static void
show_fees (MunjaEarningsCard *self, const MunjaEarnings *earnings, MunjaFigure *fees)
{
  g_autofree char *lack = munja_figure_card_describe_lack (MUNJA_FIGURE_CARD (self), fees);
  /* Translators: %s says what to do, in whole sentences. */
  g_autofree char *text
      = lack != NULL ? g_strdup_printf (_ ("The fee for one message is not known. %s"), lack)
                     : NULL;

  gtk_label_set_label (self->fees_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->fees_label), text != NULL);
  fill_types (self, earnings, munja_figure_get_value (fees));
}

static char *
describe_settlements (MunjaEarningsCard *self, MunjaFigure *figure)
{
  const GPtrArray *settlements = munja_figure_get_value (figure);
  char *lack = munja_figure_card_describe_lack (MUNJA_FIGURE_CARD (self), figure);

  if (lack != NULL)
    return lack;
  if (settlements == NULL)
    return g_strdup (_ ("Loading…"));
  return g_strdup (settlements->len > 0 ? _ ("Taken from the balance history, by the time of each "
                                             "payment.")
                                        : _ ("None in the balance history."));
}

static void
show_settlements (MunjaEarningsCard *self, MunjaFigure *figure)
{
  const GPtrArray *settlements = munja_figure_get_value (figure);
  g_autofree char *text = describe_settlements (self, figure);

  gtk_label_set_label (self->settlements_label, text);
  munja_figure_list_clear (self->settlements);
  gtk_widget_set_visible (GTK_WIDGET (self->settlements),
                          settlements != NULL && settlements->len > 0);
  for (guint i = 0; settlements != NULL && i < settlements->len; i++) {
    const MunjaBalanceChange *change = g_ptr_array_index (settlements, i);
    g_autofree char *time = munja_describe_seoul_time (change->time_us);
    g_autofree char *money = munja_describe_change (change->balance);

    gtk_list_box_append (self->settlements, munja_figure_row_new (time, money));
  }
}

static const char *
munja_earnings_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaEarningsCard *self = MUNJA_EARNINGS_CARD (card);
  const MunjaEarnings *earnings
      = munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_EARNINGS));

  show_sums (self, earnings);
  show_fees (self, earnings, munja_figures_get_part (figures, MUNJA_FIGURES_FEES));
  fill_days (self, earnings->statistics->days);
  show_settlements (self, munja_figures_get_part (figures, MUNJA_FIGURES_SETTLEMENTS));
  return NULL;
}

static void
munja_earnings_card_class_init (MunjaEarningsCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  card_class->parts = parts;
  card_class->n_parts = G_N_ELEMENTS (parts);
  card_class->links = links;
  card_class->n_links = G_N_ELEMENTS (links);
  card_class->show = munja_earnings_card_show;

  g_type_ensure (MUNJA_TYPE_FIGURE_ROW);
  g_type_ensure (MUNJA_TYPE_FIGURE_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-earnings-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, days_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, this_month_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, estimate_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, last_month_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, next_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, fees_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, type_table);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, days_expander);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, day_table);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, settlements_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaEarningsCard, settlements);
}

static void
munja_earnings_card_init (MunjaEarningsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
