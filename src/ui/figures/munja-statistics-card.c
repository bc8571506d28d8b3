#include "config.h"

#include "munja-statistics-card.h"

#include <glib/gi18n.h>

#include "munja-day-chart.h"
#include "munja-describe-time.h"
#include "munja-describe.h"
#include "munja-figure-row.h"
#include "munja-figure-table.h"
#include "munja-figure-words.h"
#include "munja-shown-page.h"

struct _MunjaStatisticsCard {
  MunjaFigureCard parent_instance;

  /* Template children. */
  GtkStack *views;
  MunjaDayChart *chart;
  GtkLabel *delivered_label;
  GtkLabel *failed_label;
  MunjaFigureTable *table;
  GtkToggleButton *table_button;
  MunjaFigureRow *sent_row;
  MunjaFigureRow *delivered_row;
  MunjaFigureRow *failed_row;
  MunjaFigureRow *spent_row;
};

G_DEFINE_FINAL_TYPE (MunjaStatisticsCard, munja_statistics_card, MUNJA_TYPE_FIGURE_CARD)

static const MunjaFiguresPart parts[] = { MUNJA_FIGURES_STATISTICS };

static const MunjaCardLink links[] = { { MUNJA_SERVICE_LOG, N_ ("Message Log on the Website") } };

static void
table_toggled_cb (MunjaStatisticsCard *self)
{
  gtk_stack_set_visible_child_name (
      self->views, gtk_toggle_button_get_active (self->table_button) ? "table" : "chart");
}

/* Whatever it was paid with, and without what came back. */
static MunjaMoney
get_spent (const MunjaDayFigures *figures)
{
  return figures->balance + figures->point;
}

static void
add_day (MunjaFigureTable *table, const MunjaDayFigures *figures)
{
  g_autofree char *day = munja_describe_short_day (figures->day);
  g_autofree char *sent = munja_describe_count (munja_tally_get_sum (&figures->sent));
  g_autofree char *delivered = munja_describe_count (munja_tally_get_sum (&figures->delivered));
  g_autofree char *failed = munja_describe_count (munja_tally_get_sum (&figures->failed));
  g_autofree char *spent = munja_describe_money (get_spent (figures));

  munja_figure_table_add (table,
                          (const char *const[]){ day, sent, delivered, failed, spent, NULL });
}

static void
fill_table (MunjaStatisticsCard *self, const GPtrArray *days)
{
  const char *const titles[]
      = { _ ("Day"), _ ("Sent"), _ ("Delivered"), _ ("Failed"), _ ("Spent"), NULL };

  munja_figure_table_begin (self->table, titles);
  for (guint i = days->len; i > 0; i--)
    add_day (self->table, g_ptr_array_index (days, i - 1));
}

static void
show_chart (MunjaStatisticsCard *self, const MunjaStatistics *statistics)
{
  g_autofree char *delivered
      = munja_describe_count (munja_tally_get_sum (&statistics->total->delivered));
  g_autofree char *failed = munja_describe_count (munja_tally_get_sum (&statistics->total->failed));
  /* Translators: %s is how many messages. */
  g_autofree char *delivered_text = g_strdup_printf (_ ("Delivered: %s"), delivered);
  /* Translators: %s is how many messages. */
  g_autofree char *failed_text = g_strdup_printf (_ ("Failed: %s"), failed);
  g_autofree char *text = g_strdup_printf ("%s, %s. %s", delivered_text, failed_text,
                                           _ ("“Show as Table” has the numbers of each day."));

  munja_day_chart_set_days (self->chart, statistics->days);
  gtk_label_set_label (self->delivered_label, delivered_text);
  gtk_label_set_label (self->failed_label, failed_text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Messages on each day"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

static void
show_tally (MunjaFigureRow *row, const MunjaTally *tally)
{
  g_autofree char *text = munja_describe_tally (tally);

  munja_figure_row_set_text (row, text);
}

static char *
describe_spent (const MunjaDayFigures *total)
{
  MunjaMoney refunded = total->refunded_balance + total->refunded_point;
  g_autofree char *spent = munja_describe_money (get_spent (total));
  g_autofree char *back = munja_describe_money (refunded);

  if (refunded == 0)
    return g_steal_pointer (&spent);
  /* Translators: two amounts of money; the second one was for messages that failed. */
  return g_strdup_printf (_ ("%s · %s refunded"), spent, back);
}

static const char *
munja_statistics_card_show (MunjaFigureCard *card, MunjaFigures *figures)
{
  MunjaStatisticsCard *self = MUNJA_STATISTICS_CARD (card);
  const MunjaStatistics *statistics
      = munja_figure_get_value (munja_figures_get_part (figures, MUNJA_FIGURES_STATISTICS));
  g_autofree char *spent = describe_spent (statistics->total);

  if (munja_tally_get_sum (&statistics->total->sent) == 0)
    return _ ("Nothing was sent in the last 30 days.");
  show_chart (self, statistics);
  fill_table (self, statistics->days);
  show_tally (self->sent_row, &statistics->total->sent);
  show_tally (self->delivered_row, &statistics->total->delivered);
  show_tally (self->failed_row, &statistics->total->failed);
  munja_figure_row_set_text (self->spent_row, spent);
  return NULL;
}

static void
munja_statistics_card_class_init (MunjaStatisticsCardClass *klass)
{
  MunjaFigureCardClass *card_class = MUNJA_FIGURE_CARD_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  card_class->parts = parts;
  card_class->n_parts = G_N_ELEMENTS (parts);
  card_class->links = links;
  card_class->n_links = G_N_ELEMENTS (links);
  card_class->show = munja_statistics_card_show;

  g_type_ensure (MUNJA_TYPE_DAY_CHART);
  g_type_ensure (MUNJA_TYPE_FIGURE_ROW);
  g_type_ensure (MUNJA_TYPE_FIGURE_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-statistics-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, views);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, chart);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, delivered_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, failed_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, table);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, table_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, sent_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, delivered_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, failed_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaStatisticsCard, spent_row);
  gtk_widget_class_bind_template_callback (widget_class, table_toggled_cb);
}

static void
munja_statistics_card_init (MunjaStatisticsCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_shown_page_follow (GTK_WIDGET (self->views));
}
