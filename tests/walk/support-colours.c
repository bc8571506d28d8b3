#include "config.h"

#include <math.h>

#include "support-look.h"

/* The least that can be read by somebody who sees little, by WCAG 2.1: 1.4.3. */
#define LEAST_CONTRAST 4.5

/* What is less is the edge of a text that is scrolled away, in pixels. */
#define LEAST_SIZE 12

typedef struct {
  guint32 *pixels;
  int width;
  int height;
  GtkWidget *window;
  SupportFoundFunc found;
  gpointer user_data;
} Picture;

static double
get_part (guint32 colour, int shift)
{
  double part = ((colour >> shift) & 0xff) / 255.0;

  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
get_luminance (guint32 colour)
{
  return 0.2126 * get_part (colour, 16) + 0.7152 * get_part (colour, 8)
         + 0.0722 * get_part (colour, 0);
}

static double
get_contrast (guint32 one, guint32 other)
{
  double first = get_luminance (one);
  double second = get_luminance (other);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

/* What of a text is seen: not what is scrolled away. */
static gboolean
get_seen (const Picture *picture, GtkWidget *widget, graphene_rect_t *seen)
{
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, picture->width, picture->height);

  if (!gtk_widget_compute_bounds (widget, picture->window, seen)
      || !graphene_rect_intersection (seen, &all, seen))
    return FALSE;
  for (widget = gtk_widget_get_parent (widget); widget != picture->window;
       widget = gtk_widget_get_parent (widget)) {
    if (!GTK_IS_SCROLLED_WINDOW (widget))
      continue;
    if (!gtk_widget_compute_bounds (widget, picture->window, &all)
        || !graphene_rect_intersection (seen, &all, seen))
      return FALSE;
  }
  return seen->size.width >= LEAST_SIZE && seen->size.height >= LEAST_SIZE;
}

static GHashTable *
count_colours (const Picture *picture, const graphene_rect_t *place)
{
  GHashTable *counts = g_hash_table_new (NULL, NULL);
  int left = (int)ceilf (place->origin.x);
  int top = (int)ceilf (place->origin.y);
  int right = (int)(place->origin.x + place->size.width);
  int bottom = (int)(place->origin.y + place->size.height);

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++) {
      gpointer colour = GUINT_TO_POINTER (picture->pixels[y * picture->width + x]);

      g_hash_table_insert (
          counts, colour,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, colour)) + 1));
    }
  return counts;
}

static guint32
find_most_frequent (GHashTable *counts)
{
  GHashTableIter iter;
  gpointer colour, count;
  guint32 found = 0;
  guint most = 0;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, &count))
    if (GPOINTER_TO_UINT (count) > most) {
      most = GPOINTER_TO_UINT (count);
      found = GPOINTER_TO_UINT (colour);
    }
  return found;
}

/* The edges of letters are between both colours, and their cores are not. */
static double
find_highest_contrast (GHashTable *counts, guint32 background)
{
  GHashTableIter iter;
  gpointer colour;
  double highest = 1;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &colour, NULL))
    highest = MAX (highest, get_contrast (GPOINTER_TO_UINT (colour), background));
  return highest;
}

static void
look_at_label (const Picture *picture, GtkWidget *label)
{
  g_autoptr (GHashTable) counts = NULL;
  g_autofree char *fault = NULL;
  graphene_rect_t place;
  double contrast;

  if (*gtk_label_get_text (GTK_LABEL (label)) == '\0' || !get_seen (picture, label, &place))
    return;
  counts = count_colours (picture, &place);
  contrast = find_highest_contrast (counts, find_most_frequent (counts));
  if (contrast >= LEAST_CONTRAST)
    return;
  fault = g_strdup_printf ("has a contrast of %.2f", contrast);
  picture->found (label, fault, picture->user_data);
}

static void
look_at_all (const Picture *picture, GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_NATIVE (widget)
      || !gtk_widget_is_sensitive (widget))
    return;
  if (GTK_IS_LABEL (widget))
    look_at_label (picture, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at_all (picture, child);
}

/**
 * support_look_at_colours:
 * @window: a window or a popover, with letters so large that their strokes are some pixels wide
 * @found: told which text is not seen well enough against what is behind it
 * @user_data: for @found
 */
void
support_look_at_colours (GtkWidget *window, SupportFoundFunc found, gpointer user_data)
{
  g_autoptr (GdkTexture) texture = support_take_picture (window);
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize)width * (gsize)height);
  const Picture picture = { pixels, width, height, window, found, user_data };

  gdk_texture_download (texture, (guchar *)pixels, (gsize)width * sizeof *pixels);
  for (GtkWidget *child = gtk_widget_get_first_child (window); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_at_all (&picture, child);
}
