#include "config.h"

#include "munja-day-chart.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"
#include "munja-figure-words.h"

/* In pixels. */
#define MIN_PLOT_WIDTH 120
#define PLOT_HEIGHT    132
#define GAP            6
#define STRIPE         3

/* How much of the room for a day its bar takes. */
#define BAR_PART 0.7f

/* One day. */
typedef struct {
  MunjaDay day;
  gint64 delivered;
  gint64 failed;
} Bar;

struct _MunjaDayChart {
  GtkWidget parent_instance;

  /* Owned. */
  GArray *bars; /* of Bar */

  gint64 top; /* how many messages reach to the top */
};

/* What it is drawn in. */
typedef struct {
  GdkRGBA text;
  GdkRGBA line;
  GdkRGBA delivered;
  GdkRGBA failed;
} Colors;

G_DEFINE_FINAL_TYPE (MunjaDayChart, munja_day_chart, GTK_TYPE_WIDGET)

/* The next of 1, 2, 5, 10, 20, 50 … that is not below a number. */
static gint64
round_up (gint64 number)
{
  static const int steps[] = { 1, 2, 5 };

  for (gint64 power = 1; power < G_MAXINT64 / 100; power *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
      if (steps[i] * power >= number)
        return steps[i] * power;
  return number;
}

static PangoLayout *
new_layout (MunjaDayChart *self, const char *text)
{
  return gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
}

static PangoLayout *
new_count_layout (MunjaDayChart *self, gint64 count)
{
  g_autofree char *text = munja_describe_count (count);

  return new_layout (self, text);
}

static int
get_line_height (MunjaDayChart *self)
{
  g_autoptr (PangoLayout) layout = new_layout (self, "0");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  return height;
}

static int
get_axis_width (MunjaDayChart *self)
{
  g_autoptr (PangoLayout) layout = new_count_layout (self, self->top);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* Where the bars are: beside the numbers of the axis, and above the days. */
static graphene_rect_t
find_plot (MunjaDayChart *self)
{
  int line = get_line_height (self);
  int axis = get_axis_width (self) + GAP;
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - axis;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - line / 2 - GAP - line;
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  return GRAPHENE_RECT_INIT (is_mirrored ? 0 : axis, line / 2, MAX (width, 1), MAX (height, 1));
}

static Colors
find_colors (MunjaDayChart *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  Colors colors;

  gtk_style_context_get_color (context, &colors.text);
  colors.line = colors.text;
  colors.line.alpha *= 0.3f;
  if (!gtk_style_context_lookup_color (context, "accent_color", &colors.delivered))
    colors.delivered = colors.text;
  if (!gtk_style_context_lookup_color (context, "error_color", &colors.failed))
    colors.failed = colors.text;
  return colors;
}

static void
draw_text (GtkSnapshot *snapshot, PangoLayout *layout, float x, float y, const GdkRGBA *color)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* A line across, and how many messages reach up to it. */
static void
draw_level (MunjaDayChart *self,
            GtkSnapshot *snapshot,
            const graphene_rect_t *plot,
            gint64 count,
            const Colors *colors)
{
  g_autoptr (PangoLayout) layout = new_count_layout (self, count);
  float level = plot->origin.y + plot->size.height * (1 - (float)count / (float)self->top);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  gtk_snapshot_append_color (snapshot, &colors->line,
                             &GRAPHENE_RECT_INIT (plot->origin.x, level, plot->size.width, 1));
  draw_text (snapshot, layout,
             plot->origin.x > 0 ? plot->origin.x - GAP - width : plot->size.width + GAP,
             level - height / 2.0f, &colors->text);
}

/* Those that failed are striped, so that nobody has to tell colors apart. */
static void
draw_stripes (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  const GdkRGBA none = { color->red, color->green, color->blue, 0 };
  const GskColorStop stops[] = { { 0, *color }, { 0.6f, *color }, { 0.6f, none }, { 1, none } };

  gtk_snapshot_append_repeating_linear_gradient (snapshot, area, &GRAPHENE_POINT_INIT (0, 0),
                                                 &GRAPHENE_POINT_INIT (STRIPE, STRIPE), stops,
                                                 G_N_ELEMENTS (stops));
}

static void
draw_bar (MunjaDayChart *self,
          GtkSnapshot *snapshot,
          const graphene_rect_t *slot,
          const Bar *bar,
          const Colors *colors)
{
  float one = slot->size.height / (float)self->top;
  float width = MAX (slot->size.width * BAR_PART, 1);
  float x = slot->origin.x + (slot->size.width - width) / 2;
  float bottom = slot->origin.y + slot->size.height;
  float delivered = one * (float)bar->delivered;
  /* One that failed among thousands is to be seen, too. */
  float failed = bar->failed > 0 ? MAX (one * (float)bar->failed, 2) : 0;

  gtk_snapshot_append_color (snapshot, &colors->delivered,
                             &GRAPHENE_RECT_INIT (x, bottom - delivered, width, delivered));
  if (failed > 0)
    draw_stripes (snapshot, &GRAPHENE_RECT_INIT (x, bottom - delivered - failed, width, failed),
                  &colors->failed);
}

static graphene_rect_t
find_slot (MunjaDayChart *self, const graphene_rect_t *plot, guint index)
{
  gboolean is_mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint place = is_mirrored ? self->bars->len - 1 - index : index;
  float width = plot->size.width / (float)self->bars->len;

  return GRAPHENE_RECT_INIT (plot->origin.x + width * (float)place, plot->origin.y, width,
                             plot->size.height);
}

/* The name of a day below its bar, as near as it can be. */
static float
draw_day (MunjaDayChart *self,
          GtkSnapshot *snapshot,
          const graphene_rect_t *plot,
          guint index,
          const Colors *colors)
{
  g_autofree char *text = munja_describe_short_day (g_array_index (self->bars, Bar, index).day);
  g_autoptr (PangoLayout) layout = new_layout (self, text);
  graphene_rect_t slot = find_slot (self, plot, index);
  float end = (float)gtk_widget_get_width (GTK_WIDGET (self));
  int width;
  float x;

  pango_layout_get_pixel_size (layout, &width, NULL);
  x = slot.origin.x + (slot.size.width - (float)width) / 2;
  x = CLAMP (x, 0, MAX (end - (float)width, 0));
  draw_text (snapshot, layout, x, plot->origin.y + plot->size.height + GAP, &colors->text);
  return (float)width;
}

/* The first and the last day, and the one between them where there is room. */
static void
draw_days (MunjaDayChart *self,
           GtkSnapshot *snapshot,
           const graphene_rect_t *plot,
           const Colors *colors)
{
  float used = draw_day (self, snapshot, plot, 0, colors);

  used += draw_day (self, snapshot, plot, self->bars->len - 1, colors);
  if (used * 2 < plot->size.width)
    draw_day (self, snapshot, plot, self->bars->len / 2, colors);
}

static void
munja_day_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MunjaDayChart *self = MUNJA_DAY_CHART (widget);
  graphene_rect_t plot = find_plot (self);
  Colors colors = find_colors (self);

  if (self->bars->len == 0)
    return;
  draw_level (self, snapshot, &plot, self->top, &colors);
  draw_level (self, snapshot, &plot, 0, &colors);
  for (guint i = 0; i < self->bars->len; i++) {
    graphene_rect_t slot = find_slot (self, &plot, i);

    draw_bar (self, snapshot, &slot, &g_array_index (self->bars, Bar, i), &colors);
  }
  draw_days (self, snapshot, &plot, &colors);
}

static void
munja_day_chart_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  MunjaDayChart *self = MUNJA_DAY_CHART (widget);
  int line = get_line_height (self);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_PLOT_WIDTH + get_axis_width (self) + GAP;
  else
    *minimum = *natural = PLOT_HEIGHT + line / 2 + GAP + line;
}

static char *
describe_bar (const Bar *bar)
{
  g_autofree char *day = munja_describe_day (bar->day);
  g_autofree char *delivered = munja_describe_count (bar->delivered);
  g_autofree char *failed = munja_describe_count (bar->failed);

  /* Translators: a date, then how many messages arrived and how many did not on that day. */
  return g_strdup_printf (_ ("%s\n%s delivered, %s failed"), day, delivered, failed);
}

static gboolean
munja_day_chart_query_tooltip (GtkWidget *widget,
                               int x,
                               int y,
                               gboolean keyboard_mode,
                               GtkTooltip *tooltip)
{
  MunjaDayChart *self = MUNJA_DAY_CHART (widget);
  graphene_rect_t plot = find_plot (self);

  for (guint i = 0; i < self->bars->len; i++) {
    graphene_rect_t slot = find_slot (self, &plot, i);
    g_autofree char *text = NULL;

    if (!graphene_rect_contains_point (&slot, &GRAPHENE_POINT_INIT (x, y)))
      continue;
    text = describe_bar (&g_array_index (self->bars, Bar, i));
    gtk_tooltip_set_text (tooltip, text);
    gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle){ slot.origin.x, slot.origin.y,
                                                        slot.size.width, slot.size.height });
    return TRUE;
  }
  return FALSE;
}

static void
munja_day_chart_finalize (GObject *object)
{
  g_array_unref (MUNJA_DAY_CHART (object)->bars);

  G_OBJECT_CLASS (munja_day_chart_parent_class)->finalize (object);
}

static void
munja_day_chart_class_init (MunjaDayChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_day_chart_finalize;
  widget_class->snapshot = munja_day_chart_snapshot;
  widget_class->measure = munja_day_chart_measure;
  widget_class->query_tooltip = munja_day_chart_query_tooltip;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
munja_day_chart_init (MunjaDayChart *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  self->top = 1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "day-chart");
}

/**
 * munja_day_chart_set_days:
 * @self: the chart
 * @days: (element-type MunjaDayFigures): one after the other, the oldest first
 *
 * Draws a bar for each day: what was delivered, and on top of it what failed.
 */
void
munja_day_chart_set_days (MunjaDayChart *self, const GPtrArray *days)
{
  gint64 most = 1;

  g_return_if_fail (MUNJA_IS_DAY_CHART (self));

  g_array_set_size (self->bars, 0);
  for (guint i = 0; i < days->len; i++) {
    const MunjaDayFigures *day = g_ptr_array_index (days, i);
    Bar bar
        = { day->day, munja_tally_get_sum (&day->delivered), munja_tally_get_sum (&day->failed) };

    g_array_append_val (self->bars, bar);
    most = MAX (most, bar.delivered + bar.failed);
  }
  self->top = round_up (most);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
