#include "config.h"

#include "munja-changes-card.h"

#include <glib/gi18n.h>

#include "munja-change-view.h"
#include "munja-figure-row.h"

/* So many of the last changes are shown. */
#define MAX_CHANGES 4

struct _MunjaChangesCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  GtkListBox *list;
};

/**
 * MunjaChangesCard::all:
 *
 * The person wants to see all changes.
 */
enum {
  SIGNAL_ALL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaChangesCard, munja_changes_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaCardLink links[]
    = { { MUNJA_SERVICE_BALANCE_HISTORY, N_ ("Balance History on the Website") } };

static void
all_cb (MunjaChangesCard *self)
{
  g_signal_emit (self, signals[SIGNAL_ALL], 0);
}

static void
munja_changes_card_follow (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaBalanceHistory *history = munja_figures_get_history (figures);

  munja_figure_card_follow (card, munja_balance_history_get_figure (history));
  munja_figure_card_follow (card, history);
  g_signal_connect_object (history, "items-changed", G_CALLBACK (munja_figure_card_show_again),
                           card, G_CONNECT_SWAPPED);
}

static void
munja_changes_card_load (MunjaFigureCard *card, MunjaFigures *figures)
{
  munja_balance_history_load (munja_figures_get_history (figures));
}

static void
munja_changes_card_read_state (MunjaFigureCard *card, MunjaFigures *figures, MunjaCardState *state)
{
  MunjaBalanceHistory *history = munja_figures_get_history (figures);

  munja_figure_card_read_figure (munja_balance_history_get_figure (history), state);
  state->is_known = g_list_model_get_n_items (G_LIST_MODEL (history)) > 0
                    || munja_balance_history_get_is_complete (history);
}

static const char *
munja_changes_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaChangesCard *self = MUNJA_CHANGES_CARD (card);
  GListModel *history = G_LIST_MODEL (munja_figures_get_history (figures));
  guint n_changes = MIN (g_list_model_get_n_items (history), MAX_CHANGES);

  munja_figure_list_clear (self->list);
  for (guint i = 0; i < n_changes; i++) {
    g_autoptr (MunjaBalanceEntry) entry = g_list_model_get_item (history, i);
    GtkWidget *view = munja_change_view_new ();

    gtk_list_box_append (self->list, view);
    munja_change_view_set_change (MUNJA_CHANGE_VIEW (view), munja_balance_entry_get_change (entry));
  }
  return n_changes == 0 ? _ ("The balance has not changed yet.") : NULL;
}

static void
munja_changes_card_class_init (MunjaChangesCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  card_class->links = links;
  card_class->n_links = G_N_ELEMENTS (links);
  card_class->follow = munja_changes_card_follow;
  card_class->load = munja_changes_card_load;
  card_class->read_state = munja_changes_card_read_state;
  card_class->show = munja_changes_card_show;

  signals[SIGNAL_ALL] = g_signal_new ("all", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-changes-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaChangesCard, list);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
}

static void
munja_changes_card_init (MunjaChangesCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
