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
  { "narrow-and-tall", 360, 4600, DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "between", 720, 640, DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "wide", 1280, 800, DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "wide-and-tall", 1280, 2400, DPI, ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "wide-and-tall-dark", 1280, 2400, DPI, ADW_COLOR_SCHEME_FORCE_DARK },
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
take_picture (GtkWindow *window, const char *what, const char *name)
{
  GtkWidget *widget = GTK_WIDGET (window);
  GdkPaintable *paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GdkTexture *texture;
  GskRenderNode *node;
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", g_getenv ("MUNJA_PICTURES"), what, name);

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  g_assert_true (gdk_texture_save_to_png (texture, path));
  g_object_unref (texture);
  gsk_render_node_unref (node);
  g_object_unref (paintable);
}

/* Nothing is cut, and nothing is wider or higher than its window. */
static void
check (SupportAccount *account, const Size *size, const char *what)
{
  g_assert_cmpint (gtk_widget_get_width (account->page), ==, size->width);
  g_assert_cmpint (gtk_widget_get_height (account->page), <=, size->height);
  check_inside (account->page, account->page);
  if (g_getenv ("MUNJA_PICTURES") != NULL)
    take_picture (account->window, what, size->name);
}

static void
apply (const Size *size)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", size->dpi, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), size->scheme);
}

static void
test_filled (gconstpointer data)
{
  const Size *size = data;
  const MunjaPlanned planned = { G_GINT64_CONSTANT (1775001600000000), 20000 * MUNJA_WON };
  g_autoptr (SupportAccount) account = NULL;
  GtkWidget *statistics;

  apply (size);
  account = support_account_new (support_account_new_service (), size->width, size->height);
  munja_account_page_set_planned (MUNJA_ACCOUNT_PAGE (account->page), &planned, 1);
  support_wait_frames (account->window);
  check (account, size, "cards");
  check_columns (account);
  statistics = support_account_find (account, "MunjaStatisticsCard");
  g_object_set (support_find (statistics, GTK_TYPE_TOGGLE_BUTTON, NULL), "active", TRUE, NULL);
  support_wait_frames (account->window);
  check (account, size, "table");
}

static void
test_lacking (gconstpointer data)
{
  const Size *size = data;
  SupportReplies *service = support_account_new_service ();
  g_autoptr (SupportAccount) account = NULL;

  apply (size);
  support_account_forbid (service, SUPPORT_BALANCE_PATH);
  support_account_forbid (service, SUPPORT_MEMBER_PATH);
  support_account_forbid (service, SUPPORT_COMBINED_PATH);
  support_account_forbid (service, SUPPORT_HISTORY_PATH);
  support_replies_set (service, SUPPORT_SENDERS_PATH, 200, "{\"senderIds\":[]}");
  support_replies_set (service, SUPPORT_STATISTICS_PATH, 400,
                       "{\"errorCode\":\"ValidationError\",\"errorMessage\":\"No.\"}");
  account = support_account_new (service, size->width, size->height);
  check (account, size, "lacking");
  check_columns (account);
}

static void
test_changes (gconstpointer data)
{
  const Size *size = data;
  g_autoptr (SupportAccount) account = NULL;
  GtkWidget *card;

  apply (size);
  account = support_account_new (support_account_new_service (), size->width, size->height);
  card = support_account_find (account, "MunjaChangesCard");
  g_signal_emit_by_name (support_find (card, GTK_TYPE_BUTTON, _ ("_All Changes")), "clicked");
  SUPPORT_WAIT_UNTIL (!gtk_widget_get_mapped (card));
  support_account_wait (account);
  check (account, size, "changes");
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

  SUPPORT_ADD_ROWS ("/account-layout/filled", sizes, test_filled);
  SUPPORT_ADD_ROWS ("/account-layout/lacking", sizes, test_lacking);
  SUPPORT_ADD_ROWS ("/account-layout/changes", sizes, test_changes);
  return g_test_run ();
}
