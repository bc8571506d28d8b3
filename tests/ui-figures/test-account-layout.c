#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "munja-figure-card.h"
#include "support-account.h"
#include "support-rows.h"
#include "support-wait.h"
#include "support-widgets.h"

/* Run in each language: nothing may depend on words. Where MUNJA_PICTURES names a folder, it is
 * filled with pictures to be looked at. */

#define MAX_WIDTH 960

/* 96 dots per inch, as the toolkit counts them. */
#define DPI (96 * 1024)

static const struct {
  const char *name;
  int width;
  int height;
  int dpi;
  AdwColorScheme scheme;
} sizes[] = {
  { "narrow", 360, 640, DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "narrow-dark", 360, 640, DPI, ADW_COLOR_SCHEME_FORCE_DARK },
  { "small-with-large-text", 360, 294, 2 * DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "between", 720, 640, DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "wide", 1280, 800, DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "wide-dark", 1280, 800, DPI, ADW_COLOR_SCHEME_FORCE_DARK },
  { "wide-with-large-text", 1280, 800, 2 * DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
};

typedef typeof (sizes[0]) Size;

static graphene_rect_t
get_bounds (GtkWidget *widget, GtkWidget *within)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, within, &bounds));
  return bounds;
}

/* What does not fit into a table is scrolled; everything else is inside the window. */
static void
check_inside (GtkWidget *widget, GtkWidget *page)
{
  graphene_rect_t bounds;

  if (!gtk_widget_get_mapped (widget))
    return;
  bounds = get_bounds (widget, page);
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget)) {
    g_assert_cmpfloat (bounds.origin.x, >=, 0);
    g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (page));
  }
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "MunjaFigureTable"))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_inside (child, page);
}

static void
check_columns (SupportAccount *account)
{
  GtkWidget *first = support_account_find (account, "MunjaBalanceCard");
  GtkWidget *second = support_account_find (account, "MunjaMemberCard");
  graphene_rect_t one = get_bounds (first, account->page);
  graphene_rect_t other = get_bounds (second, account->page);
  int width = gtk_widget_get_width (account->page);

  if (width < 720 || (one.size.width > MAX_WIDTH / 2.0f)) {
    g_assert_cmpfloat (one.origin.y + one.size.height, <, other.origin.y);
    return;
  }
  g_assert_cmpfloat (one.origin.x + one.size.width, <, other.origin.x);
  g_assert_true (one.origin.y >= other.origin.y && one.origin.y <= other.origin.y);
  g_assert_cmpfloat (other.origin.x + other.size.width - one.origin.x, <=, MAX_WIDTH);
}

static void
take_picture (GtkWidget *widget, int height, const char *name)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr (GdkTexture) texture = NULL;
  g_autoptr (GskRenderNode) node = NULL;
  g_autofree char *path = NULL;

  if (g_getenv ("MUNJA_PICTURES") == NULL)
    return;
  path = g_strdup_printf ("%s/%s-%s.png", g_getenv ("MUNJA_PICTURES"), _ ("Balance"), name);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

static void
apply (const Size *size)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", size->dpi, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), size->scheme);
}

static void
test_cards (gconstpointer data)
{
  const Size *size = data;
  g_autoptr (SupportAccount) account = NULL;

  apply (size);
  account = support_account_new (support_account_new_service (), size->width, size->height);
  g_assert_cmpint (gtk_widget_get_width (account->page), ==, size->width);
  g_assert_cmpint (gtk_widget_get_height (account->page), <=, size->height);
  check_inside (account->page, account->page);
  check_columns (account);
  take_picture (GTK_WIDGET (account->window), size->height, size->name);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MUNJA_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  SUPPORT_ADD_ROWS ("/account-layout/cards", sizes, test_cards);
  return g_test_run ();
}
