#include "config.h"

#include "munja-prices-card.h"

#include <glib/gi18n.h>

#include "munja-figure-words.h"
#include "munja-figure-table.h"

struct _MunjaPricesCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  MunjaFigureTable *table;
  GtkLabel *fees_label;
};

G_DEFINE_FINAL_TYPE (MunjaPricesCard, munja_prices_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaFiguresPart parts[] = { MUNJA_FIGURES_PRICES, MUNJA_FIGURES_FEES };

static char *
describe_price (const MunjaPrices *prices, MunjaMessageType type)
{
  return munja_describe_known_money (prices != NULL ? munja_prices_get (prices, type) : -1);
}

static void
fill_table (MunjaPricesCard *self, const MunjaPrices *prices, const MunjaPrices *fees)
{
  const char *const titles[] = { _ ("Type"), _ ("One Message"), _ ("Of Which Fee"), NULL };

  munja_figure_table_begin (self->table, titles);
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++) {
    g_autofree char *price = describe_price (prices, i);
    g_autofree char *fee = describe_price (fees, i);

    munja_figure_table_add (
        self->table, (const char *const[]){ munja_message_type_to_string (i), price, fee, NULL });
  }
}

static const char *
munja_prices_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaPricesCard *self = MUNJA_PRICES_CARD (card);
  MunjaFigure *fees = munja_figures_get_part (figures, MUNJA_FIGURES_FEES);
  g_autofree char *lack = munja_figure_card_describe_lack (card, fees);
  /* Translators: %s says what to do, in whole sentences. */
  g_autofree char *text = lack != NULL ? g_strdup_printf (_ ("The fee is not known. %s"), lack)
                                       : g_strdup (_ ("The fee goes to the app."));

  fill_table (self, munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_PRICES)),
              munja_figure_get_value (fees));
  gtk_label_set_label (self->fees_label, text);
  return NULL;
}

static void
munja_prices_card_class_init (MunjaPricesCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  card_class->parts = parts;
  card_class->n_parts = G_N_ELEMENTS (parts);
  card_class->show = munja_prices_card_show;

  g_type_ensure (MUNJA_TYPE_FIGURE_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-prices-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaPricesCard, table);
  gtk_widget_class_bind_template_child (widget_class, MunjaPricesCard, fees_label);
}

static void
munja_prices_card_init (MunjaPricesCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
