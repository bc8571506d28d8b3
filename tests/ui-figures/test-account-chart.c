#include "config.h"

#include "munja-day-chart.h"
#include "munja-describe-time.h"
#include "support-account.h"
#include "support-wait.h"
#include "support-widgets.h"

static const MunjaStatistics *
get_statistics (SupportAccount *account)
{
  return munja_figure_get_value (
      munja_figures_get_part (account->figures, MUNJA_FIGURES_STATISTICS));
}

static GtkListBoxRow *
find_row (GtkWidget *table, int index)
{
  GtkWidget *list = support_find (table, GTK_TYPE_LIST_BOX, NULL);

  g_assert_nonnull (list);
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index);
}

/* What stands in a row, with bars between the cells. */
static char *
read_row (GtkListBoxRow *row)
{
  GtkWidget *box = gtk_list_box_row_get_child (row);
  GString *text = g_string_new (NULL);

  for (GtkWidget *cell = gtk_widget_get_first_child (box); cell != NULL;
       cell = gtk_widget_get_next_sibling (cell))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " | " : "",
                            gtk_label_get_text (GTK_LABEL (cell)));
  return g_string_free (text, FALSE);
}

static char *
describe_day (const MunjaDayFigures *figures)
{
  g_autofree char *day = munja_describe_short_day (figures->day);
  MunjaMoney spent = figures->balance + figures->point;
  g_autofree char *money
      = g_strdup_printf ("₩%.*f", munja_money_count_decimals (spent), munja_money_to_krw (spent));

  return g_strdup_printf ("%s | %d | %d | %d | %s", day, (int)munja_tally_get_sum (&figures->sent),
                          (int)munja_tally_get_sum (&figures->delivered),
                          (int)munja_tally_get_sum (&figures->failed), money);
}

/* The table has what the service said of each day, the last one first. */
static void
test_table (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  GtkWidget *card = support_account_find (account, "MunjaStatisticsCard");
  GtkWidget *button = support_find (card, GTK_TYPE_TOGGLE_BUTTON, "Show as _Table");
  const GPtrArray *days = get_statistics (account)->days;
  g_autofree char *titles = NULL;
  GtkWidget *table;

  g_assert_null (support_find (card, g_type_from_name ("MunjaFigureTable"), NULL));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  support_wait_frames (account->window);
  table = support_find (card, g_type_from_name ("MunjaFigureTable"), NULL);
  g_assert_nonnull (table);
  titles = read_row (find_row (table, 0));
  g_assert_cmpstr (titles, ==, "Day | Sent | Delivered | Failed | Spent");
  for (guint i = 0; i < days->len; i++) {
    g_autofree char *wanted = describe_day (days->pdata[days->len - 1 - i]);
    g_autofree char *text = read_row (find_row (table, (int)i + 1));

    g_assert_cmpstr (text, ==, wanted);
  }
  g_assert_null (find_row (table, MUNJA_STATISTICS_DAYS + 1));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), FALSE);
  support_wait_frames (account->window);
  g_assert_nonnull (support_find (card, MUNJA_TYPE_DAY_CHART, NULL));
}

/* Whether the chart says something of a day at a place. */
static gboolean
has_tooltip (GtkWidget *chart, int x, int y)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean shown = FALSE;

  g_signal_emit_by_name (chart, "query-tooltip", x, y, FALSE, tooltip, &shown);
  return shown;
}

/* Each day has a bar, from the start of the axis to the end of the chart. */
static void
test_tooltips (void)
{
  g_autoptr (SupportAccount) account
      = support_account_new (support_account_new_service (), 360, 600);
  GtkWidget *card = support_account_find (account, "MunjaStatisticsCard");
  GtkWidget *chart = support_find (card, MUNJA_TYPE_DAY_CHART, NULL);
  int width = gtk_widget_get_width (chart);
  int start = 1;

  g_assert_false (has_tooltip (chart, start, 40));
  while (start < width / 2 && !has_tooltip (chart, start, 40))
    start++;
  g_assert_cmpint (start, <, width / 2);
  for (int x = start; x < width; x++)
    g_assert_true (has_tooltip (chart, x, 40));
}

static MunjaDayFigures *
new_day (MunjaDay day, gint64 delivered, gint64 failed)
{
  MunjaDayFigures *figures = munja_day_figures_new (day, NULL);

  figures->delivered.of[MUNJA_TALLY_SMS] = delivered;
  figures->failed.of[MUNJA_TALLY_LMS] = failed;
  return figures;
}

/* How it looks, row by row. */
static cairo_surface_t *
draw (GtkWidget *chart)
{
  GdkPaintable *paintable = gtk_widget_paintable_new (chart);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (chart);
  int height = gtk_widget_get_height (chart);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  gsk_render_node_unref (node);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_object_unref (paintable);
  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface, int x, int y)
{
  const unsigned char *data = cairo_image_surface_get_data (surface);

  return ((const guint32 *)(gconstpointer)(data + y * cairo_image_surface_get_stride (surface)))[x];
}

/* Versions of the toolkit round colors in their own ways, and smooth the edges of stripes. */
static gboolean
is_near (guint32 color, guint32 other)
{
  for (int shift = 0; shift < 32; shift += 8)
    if (ABS ((int)(color >> shift & 0xff) - (int)(other >> shift & 0xff)) > 24)
      return FALSE;
  return TRUE;
}

/* How many pixels of a column are of a color. */
static int
count_pixels (cairo_surface_t *surface, int x, guint32 color)
{
  int count = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    count += is_near (get_pixel (surface, x, y), color);
  return count;
}

/* Newer versions know colors that a screen cannot show. */
static guint32
get_channel (float part)
{
  return (guint32)(CLAMP (part, 0, 1) * 255 + 0.5f);
}

static guint32
look_up (GtkWidget *chart, const char *name)
{
  GdkRGBA color;

  g_assert_true (
      gtk_style_context_lookup_color (gtk_widget_get_style_context (chart), name, &color));
  return 0xff000000u | get_channel (color.red) << 16 | get_channel (color.green) << 8
         | get_channel (color.blue);
}

/* Four days: nothing, all delivered, half of them failed, and all of them. */
static void
test_drawing (void)
{
  g_autoptr (GPtrArray) days
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_day_figures_free);
  GtkWidget *chart = g_object_new (MUNJA_TYPE_DAY_CHART, NULL);
  GtkWindow *window = support_show (chart);
  int width = gtk_widget_get_width (chart);
  guint32 accent = look_up (chart, "accent_color");
  guint32 error = look_up (chart, "error_color");
  cairo_surface_t *surface;
  int full;

  g_ptr_array_add (days, new_day (20000, 0, 0));
  g_ptr_array_add (days, new_day (20001, 100, 0));
  g_ptr_array_add (days, new_day (20002, 50, 50));
  g_ptr_array_add (days, new_day (20003, 0, 100));
  munja_day_chart_set_days (MUNJA_DAY_CHART (chart), days);
  support_wait_frames (window);
  surface = draw (chart);
  /* The middle of each bar; the axis takes less than a tenth of the width. */
  full = count_pixels (surface, width * 45 / 100, accent);
  g_assert_cmpint (full, >, gtk_widget_get_height (chart) / 2);
  g_assert_cmpint (count_pixels (surface, width * 20 / 100, accent), ==, 0);
  g_assert_cmpint (count_pixels (surface, width * 20 / 100, error), ==, 0);
  g_assert_cmpint (count_pixels (surface, width * 45 / 100, error), ==, 0);
  g_assert_cmpint (ABS (count_pixels (surface, width * 66 / 100, accent) - full / 2), <=, 2);
  g_assert_cmpint (count_pixels (surface, width * 66 / 100, error), >, full / 8);
  g_assert_cmpint (count_pixels (surface, width * 88 / 100, accent), ==, 0);
  /* Stripes leave gaps. */
  g_assert_cmpint (count_pixels (surface, width * 88 / 100, error), >, full / 4);
  g_assert_cmpint (count_pixels (surface, width * 88 / 100, error), <, full * 9 / 10);
  cairo_surface_destroy (surface);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/account-chart/table", test_table);
  g_test_add_func ("/account-chart/tooltips", test_tooltips);
  g_test_add_func ("/account-chart/drawing", test_drawing);
  return g_test_run ();
}
