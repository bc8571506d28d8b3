#include "config.h"

#include "support-sizes.h"

#include "support-look.h"
#include "support-program.h"

/* 96 dots per inch, as the toolkit counts them. */
#define DPI (96 * 1024)

/* What the window needs in letters of double size, as wide as a phone. */
#define LEAST_HEIGHT 430

static const struct {
  int width;
  int height;
} sizes[] = {
  { 360, 294 }, { 360, 640 }, { 640, 700 }, { 1280, 800 }, { 1920, 1080 },
};

/* So high that nothing is scrolled away, with letters of double size: narrow, and with everything
 * side by side. */
static const typeof (sizes[0]) colour_sizes[] = { { 720, 3200 }, { 1920, 1600 } };

static const struct {
  const char *name;
  AdwColorScheme scheme;
} styles[] = {
  { "light", ADW_COLOR_SCHEME_FORCE_LIGHT },
  { "dark", ADW_COLOR_SCHEME_FORCE_DARK },
};

/* The window of the program. */
static GtkWindow *main_window;

/* What is looked at. */
typedef struct {
  GtkWindow *window;
  const char *page;
  char *size;
  GtkWidget
      *within; /* NULL for the window itself, or what the popovers that are looked at are in */
  GHashTable *faults; /* of GString: where each one was found */
} Look;

/* How high it may be. */
static int
get_height (const Look *look, const typeof (sizes[0]) *size, int scale)
{
  return look->window == main_window && scale > 1 ? MAX (size->height, LEAST_HEIGHT) : size->height;
}

static void
found_cb (GtkWidget *widget, const char *fault, gpointer user_data)
{
  const Look *look = user_data;
  g_autofree char *name = support_name_of (widget);
  g_autofree char *text = g_strdup_printf ("%s %s", name, fault);
  GString *where = g_hash_table_lookup (look->faults, text);

  if (where == NULL) {
    where = g_string_new (NULL);
    g_hash_table_insert (look->faults, g_steal_pointer (&text), where);
  }
  g_string_append_printf (where, " %s", look->size);
}

static void
set_size (Look *look, const typeof (sizes[0]) *size, int scale, const char *style)
{
  g_free (look->size);
  look->size = g_strdup_printf ("%dx%d-%d%%%s%s", size->width, size->height, scale * 100,
                                *style != '\0' ? "-" : "", style);
  gtk_window_set_default_size (look->window, size->width, get_height (look, size, scale));
  support_wait_settled (look->window);
}

static void
set_scale (int scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", scale * DPI, NULL);
}

static void
take_picture (const Look *look, GtkWidget *widget, const char *name)
{
  const char *folder = g_getenv ("MUNJA_PICTURES");
  g_autofree char *path = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  if (folder == NULL)
    return;
  path = g_strdup_printf ("%s/%s%s-%s.png", folder, look->page, name, look->size);
  texture = support_take_picture (widget);
  g_assert_true (gdk_texture_save_to_png (texture, path));
}

/* A window that says how large it has to be would not fit into a smaller screen. */
static void
look_at_window (Look *look, const typeof (sizes[0]) *size, int scale)
{
  GtkWidget *widget = GTK_WIDGET (look->window);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  int most = get_height (look, size, scale);
  g_autofree char *fault = NULL;

  if (width <= size->width && height <= most)
    return;
  fault = g_strdup_printf ("makes the window %d × %d", width, height);
  found_cb (support_find_largest (widget, width > size->width ? GTK_ORIENTATION_HORIZONTAL
                                                              : GTK_ORIENTATION_VERTICAL),
            fault, look);
}

/* Nobody opens what is scrolled away. */
static void
scroll_to (const Look *look, GtkWidget *widget)
{
  while (widget != NULL && !gtk_widget_grab_focus (widget))
    widget = gtk_widget_get_parent (widget);
  support_wait_settled (look->window);
}

/* The toolkit makes a popover as small as the screen, and cuts what cannot be so small. */
static void
look_at_room (Look *look, GtkWidget *popover, const typeof (sizes[0]) *size, int scale)
{
  int most = get_height (look, size, scale);
  g_autofree char *fault = NULL;
  graphene_rect_t contents;
  int frame, width, height;

  g_assert_true (
      gtk_widget_compute_bounds (gtk_widget_get_first_child (popover), popover, &contents));
  frame = gtk_widget_get_width (popover) - (int)contents.size.width;
  gtk_widget_measure (popover, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (popover, GTK_ORIENTATION_VERTICAL, size->width + frame, &height, NULL, NULL,
                      NULL);
  if (width <= size->width + frame && height <= most + frame)
    return;
  fault = g_strdup_printf ("makes the popover %d × %d", width - frame, height - frame);
  found_cb (support_find_largest (popover, width > size->width + frame ? GTK_ORIENTATION_HORIZONTAL
                                                                       : GTK_ORIENTATION_VERTICAL),
            fault, look);
}

static void
look_at_popover (Look *look, GtkWidget *popover, const typeof (sizes[0]) *size, int scale)
{
  GtkWidget *parent = gtk_widget_get_parent (popover);
  g_autofree char *name = g_strdup_printf ("-%p", (gpointer)popover);

  scroll_to (look, parent);
  gtk_popover_popup (GTK_POPOVER (popover));
  support_wait_settled (look->window);
  if (size != NULL) {
    look_at_room (look, popover, size, scale);
    support_look_at_places (popover, found_cb, look);
  } else
    support_look_at_colours (popover, found_cb, look);
  take_picture (look, popover, name);
  gtk_popover_popdown (GTK_POPOVER (popover));
  support_wait_settled (look->window);
}

static void
look_at_popovers (Look *look, GtkWidget *widget, const typeof (sizes[0]) *size, int scale)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (GTK_IS_POPOVER (child))
      look_at_popover (look, child, size, scale);
    else
      look_at_popovers (look, child, size, scale);
  }
}

static void
look_at_sizes (Look *look)
{
  for (int scale = 1; scale <= 2; scale++) {
    set_scale (scale);
    for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
      set_size (look, &sizes[i], scale, "");
      if (look->within != NULL) {
        look_at_popovers (look, look->within, &sizes[i], scale);
        continue;
      }
      look_at_window (look, &sizes[i], scale);
      support_look_at_places (GTK_WIDGET (look->window), found_cb, look);
      take_picture (look, GTK_WIDGET (look->window), "");
    }
  }
}

static void
look_at_styles (Look *look)
{
  set_scale (2);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++) {
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[i].scheme);
    for (gsize j = 0; j < G_N_ELEMENTS (colour_sizes); j++) {
      set_size (look, &colour_sizes[j], 2, styles[i].name);
      if (look->within != NULL) {
        look_at_popovers (look, look->within, NULL, 2);
        break;
      }
      support_look_at_colours (GTK_WIDGET (look->window), found_cb, look);
      take_picture (look, GTK_WIDGET (look->window), "");
    }
  }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), styles[0].scheme);
}

static void
free_string (gpointer string)
{
  g_string_free (string, TRUE);
}

static void
report (const Look *look)
{
  GHashTableIter iter;
  gpointer fault;
  GString *where;

  g_hash_table_iter_init (&iter, look->faults);
  while (g_hash_table_iter_next (&iter, &fault, (gpointer *)&where))
    g_test_message ("%s: %s:%s", look->page, (const char *)fault, where->str);
  if (g_hash_table_size (look->faults) > 0)
    g_test_fail ();
}

static void
look_at_all (gpointer which, const char *page, GtkWidget *within)
{
  const char *pages = g_getenv ("MUNJA_PAGES");
  Look look = { which, page, NULL, within, NULL };

  if (pages != NULL && strstr (pages, page) == NULL)
    return;
  /* Without a frame, which would take from the size. */
  gtk_widget_remove_css_class (which, "solid-csd");
  look.faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
  if (g_strcmp0 (g_getenv ("MUNJA_WALK"), "colours") != 0)
    look_at_sizes (&look);
  look_at_styles (&look);
  set_scale (1);
  set_size (&look, &sizes[2], 1, "");
  report (&look);
  g_hash_table_unref (look.faults);
  g_free (look.size);
}

/**
 * support_sizes_start:
 * @window: the window of the program
 *
 * Says which window needs more height with large letters than a dialog does.
 */
void
support_sizes_start (GtkWindow *window)
{
  main_window = window;
}

/**
 * support_sizes_look_at:
 * @which: (type GtkWindow): a window
 * @page: what it shows, for what is reported and for pictures
 *
 * Looks at it in every size, with small and large letters, and in light and dark.
 */
void
support_sizes_look_at (gpointer which, const char *page)
{
  look_at_all (which, page, NULL);
}

/**
 * support_sizes_look_at_popovers:
 * @within: a part of a window
 * @page: what it shows
 *
 * As support_sizes_look_at(), for everything that opens out of it.
 */
void
support_sizes_look_at_popovers (GtkWidget *within, const char *page)
{
  look_at_all (gtk_widget_get_root (within), page, within);
}

/**
 * support_sizes_look_at_dialog:
 * @dialog: (type GtkWindow): a dialog
 * @page: what it shows
 *
 * As support_sizes_look_at(), and closes it.
 */
void
support_sizes_look_at_dialog (gpointer dialog, const char *page)
{
  gtk_window_present (dialog);
  support_wait_settled (dialog);
  support_sizes_look_at (dialog, page);
  gtk_window_destroy (dialog);
  support_wait_settled (main_window);
}
