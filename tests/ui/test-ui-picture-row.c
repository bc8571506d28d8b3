#include "config.h"

#include <glib/gstdio.h>

#include "munja-compose-page.h"
#include "munja-import-dialog.h"
#include "munja-message-editor.h"
#include "munja-picture-limits.h"
#include "munja-picture-row.h"
#include "munja-picture-view.h"
#include "support-picture.h"
#include "support-wait.h"
#include "support-widget.h"

typedef struct {
  GtkWidget *window;
  MunjaPictureRow *row;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->row = g_object_new (MUNJA_TYPE_PICTURE_ROW, NULL);
  g_signal_connect_swapped (self->row, "changed", G_CALLBACK (changed_cb), self);
  self->window = support_show (GTK_WIDGET (self->row));
  return self;
}

static void
fixture_free (Fixture *self)
{
  GObject *row = g_object_ref (G_OBJECT (self->row));

  gtk_window_destroy (GTK_WINDOW (self->window));
  support_settle ();
  support_finalize (row);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static GtkWidget *
part (Fixture *fixture, const char *id)
{
  return support_find (GTK_WIDGET (fixture->row), id);
}

static const char *
subtitle (Fixture *fixture)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (part (fixture, "row")));
}

static void
load (Fixture *fixture, GBytes *source)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (source);

  munja_picture_row_load_stream (fixture->row, stream);
}

static void
wait_until_idle (Fixture *fixture)
{
  SUPPORT_WAIT_UNTIL (!gtk_widget_get_visible (part (fixture, "spinner")));
}

static void
load_well (Fixture *fixture, GBytes *source)
{
  load (fixture, source);
  wait_until_idle (fixture);
  g_assert_false (gtk_widget_get_visible (part (fixture, "note")));
}

static GdkPaintable *
shown_paintable (GtkWidget *view)
{
  return gtk_image_get_paintable (GTK_IMAGE (adw_bin_get_child (ADW_BIN (view))));
}

/* From a large picture to what is sent: it is shown, with its size. */
static void
test_large (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GBytes) source = support_picture_new_noise (1600, 1200, "png");
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *expected = NULL;

  g_assert_false (gtk_widget_get_visible (part (fixture, "view")));
  g_assert_false (gtk_widget_get_visible (part (fixture, "remove_button")));
  load (fixture, source);
  g_assert_true (gtk_widget_get_visible (part (fixture, "spinner")));
  g_assert_cmpstr (subtitle (fixture), ==, "Making it fit…");
  g_assert_false (munja_picture_row_check (fixture->row));
  g_assert_true (gtk_widget_get_visible (part (fixture, "note")));
  g_assert_cmpuint (fixture->n_changed, ==, 0);

  wait_until_idle (fixture);
  picture = munja_picture_row_dup_picture (fixture->row);
  g_assert_nonnull (picture);
  g_assert_cmpuint (g_bytes_get_size (picture), <=, MUNJA_PICTURE_MAX_BYTES);
  g_assert_true (g_str_has_suffix (subtitle (fixture), " KB"));
  g_assert_nonnull (strstr (subtitle (fixture), " × "));
  g_assert_true (munja_picture_row_check (fixture->row));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  SUPPORT_WAIT_UNTIL (shown_paintable (part (fixture, "view")) != NULL);
}

static void
test_remove_and_undo (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GBytes) source = support_picture_new_jpeg (0xff0000ffu);
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GBytes) none = NULL;
  g_autoptr (GBytes) back = NULL;

  load_well (fixture, source);
  picture = munja_picture_row_dup_picture (fixture->row);
  gtk_widget_grab_focus (part (fixture, "remove_button"));
  support_press (GTK_WIDGET (fixture->row), "remove_button");
  none = munja_picture_row_dup_picture (fixture->row);
  g_assert_null (none);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == part (fixture, "undo_button"));
  support_press (GTK_WIDGET (fixture->row), "undo_button");
  back = munja_picture_row_dup_picture (fixture->row);
  g_assert_true (g_bytes_equal (picture, back));
  g_assert_false (gtk_widget_get_visible (part (fixture, "undo_button")));
  g_assert_cmpuint (fixture->n_changed, ==, 3);

  munja_picture_row_set_picture (fixture->row, NULL);
  g_assert_false (gtk_widget_get_visible (part (fixture, "undo_button")));
}

/* What cannot be used is said, and what was there before stays. */
static void
test_problems (void)
{
  static const struct {
    const char *content;
    const char *note;
  } cases[] = {
    { "no picture", "This is not a picture" },
    { "<svg xmlns='http://www.w3.org/2000/svg'/>", "This is a drawing (SVG)" },
    { "\x89PNG\r\n\x1a\nxxxxxxxxxxxxxxxxxxxx", "This picture is damaged" },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GBytes) source = support_picture_new_jpeg (0xff0000ffu);
  g_autoptr (GFile) missing = g_file_new_for_path ("/nonexistent/picture.jpg");

  load_well (fixture, source);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) wrong = g_bytes_new_static (cases[i].content, strlen (cases[i].content));
    g_autoptr (GBytes) kept = NULL;

    load (fixture, wrong);
    wait_until_idle (fixture);
    g_assert_true (gtk_widget_get_visible (part (fixture, "note")));
    g_assert_true (
        g_str_has_prefix (support_text_of (GTK_WIDGET (fixture->row), "note"), cases[i].note));
    kept = munja_picture_row_dup_picture (fixture->row);
    g_assert_nonnull (kept);
  }
  munja_picture_row_load_file (fixture->row, missing);
  wait_until_idle (fixture);
  g_assert_true (g_str_has_prefix (support_text_of (GTK_WIDGET (fixture->row), "note"),
                                   "This picture cannot be read."));
  load_well (fixture, source);
}

/* Another one takes the place of the one that is being made to fit; and that can be given up. */
static void
test_impatience (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GBytes) large = support_picture_new_noise (1600, 1200, "png");
  g_autoptr (GBytes) small = support_picture_new_jpeg (0xff0000ffu);
  g_autoptr (GBytes) picture = NULL;

  load (fixture, large);
  load_well (fixture, small);
  g_assert_true (g_str_has_prefix (subtitle (fixture), "16 × 16, "));
  load (fixture, large);
  support_press (GTK_WIDGET (fixture->row), "remove_button");
  g_assert_false (gtk_widget_get_visible (part (fixture, "spinner")));
  picture = munja_picture_row_dup_picture (fixture->row);
  g_assert_nonnull (picture);
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  load (fixture, large);
}

static GtkShortcut *
find_paste (GtkWidget *form)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (form);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_SHORTCUT_CONTROLLER (controller))
      return g_list_model_get_item (G_LIST_MODEL (controller), 0);
  }
  return NULL;
}

/* What Ctrl+V does before the text gets it. */
static gboolean
paste (GtkWidget *form)
{
  g_autoptr (GtkShortcut) shortcut = find_paste (form);

  return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, form, NULL);
}

static void
test_paste (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  GtkWidget *form = gtk_widget_get_parent (GTK_WIDGET (fixture->row));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (form);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);

  munja_picture_row_watch (fixture->row, form, GTK_WIDGET (fixture->row));
  gdk_clipboard_set_text (clipboard, "text");
  g_assert_false (paste (form));
  gdk_clipboard_set_texture (clipboard, texture);
  g_assert_true (paste (form));
  SUPPORT_WAIT_UNTIL (fixture->n_changed == 1);
  g_assert_true (g_str_has_prefix (subtitle (fixture), "40 × 30, "));

  /* A spreadsheet offers both, and means the text. */
  gdk_clipboard_set_content (
      clipboard,
      gdk_content_provider_new_union (
          (GdkContentProvider *[]){ gdk_content_provider_new_typed (G_TYPE_STRING, "text"),
                                    gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture) },
          2));
  g_assert_false (paste (form));
}

/* A picture that would be a thin strip on a phone is taken, with a word about it. */
static void
test_strip (void)
{
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GBytes) strip = support_picture_new_noise (9000, 180, "png");
  g_autoptr (GBytes) wide = support_picture_new_noise (800, 100, "png");

  load_well (fixture, strip);
  g_assert_true (g_str_has_prefix (subtitle (fixture), "1500 × 30, "));
  g_assert_true (g_str_has_suffix (subtitle (fixture), " is hard to make out."));
  load_well (fixture, wide);
  g_assert_true (g_str_has_suffix (subtitle (fixture), " KB"));
}

/* A form that is emptied and brought back, as undoing a send does it. */
static void
test_form (void)
{
  GtkWidget *page = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, NULL);
  GtkWidget *window = support_show (page);
  MunjaPictureRow *row = MUNJA_PICTURE_ROW (support_find (page, "picture_row"));
  g_autoptr (GBytes) source = support_picture_new_jpeg (0xff0000ffu);
  g_autoptr (MunjaDraft) form = NULL;
  g_autoptr (GBytes) emptied = NULL;
  g_autoptr (GBytes) restored = NULL;

  munja_picture_row_set_picture (row, source);
  g_assert_false (munja_compose_page_is_empty (MUNJA_COMPOSE_PAGE (page)));
  form = munja_compose_page_dup_form (MUNJA_COMPOSE_PAGE (page));
  munja_compose_page_clear (MUNJA_COMPOSE_PAGE (page));
  emptied = munja_picture_row_dup_picture (row);
  g_assert_null (emptied);
  g_assert_true (munja_compose_page_is_empty (MUNJA_COMPOSE_PAGE (page)));
  munja_compose_page_set_form (MUNJA_COMPOSE_PAGE (page), form);
  restored = munja_picture_row_dup_picture (row);
  g_assert_true (restored == source);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Where the middle of a widget is on the screen, as there is no window manager to move windows. */
static char *
find_place (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);
  graphene_point_t middle = GRAPHENE_POINT_INIT ((float)gtk_widget_get_width (widget) / 2,
                                                 (float)gtk_widget_get_height (widget) / 2);
  graphene_point_t place;
  double x = 0;
  double y = 0;

  g_assert_true (gtk_widget_compute_point (widget, GTK_WIDGET (native), &middle, &place));
  gtk_native_get_surface_transform (native, &x, &y);
  return g_strdup_printf ("%d %d", (int)(place.x + x), (int)(place.y + y));
}

/* @pause is in tenths of a second. */
static void
drag (GtkWidget *from, GtkWidget *to, guint pause)
{
  g_autofree char *start = find_place (from);
  g_autofree char *end = find_place (to);
  g_autofree char *command = g_strdup_printf (
      "xdotool mousemove %s sleep 0.%u mousedown 1 sleep 0.%u mousemove_relative 0 20 sleep 0.%u"
      " mousemove %s sleep 0.%u mousemove_relative 2 2 sleep 0.%u mouseup 1",
      start, pause, pause, pause, end, pause, pause);
  g_auto (GStrv) words = g_strsplit (command, " ", -1);
  g_autoptr (GSubprocess) process
      = g_subprocess_newv ((const char *const *)words, G_SUBPROCESS_FLAGS_NONE, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_wait_check_async (process, NULL, support_result_cb, &result);
  g_assert_true (g_subprocess_wait_check_finish (process, support_wait_for_result (&result), NULL));
}

static gboolean
look_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A busy machine sees the mouse only here and there, so that it moves slower each time. */
static void
drag_until (GtkWidget *from,
            GtkWidget *to,
            gboolean (*has_arrived) (GtkWidget *page),
            GtkWidget *page)
{
  guint look = g_timeout_add (20, look_cb, NULL);

  for (guint pause = 1; pause <= 9 && !has_arrived (page); pause += 2) {
    gint64 end;

    drag (from, to, pause);
    end = g_get_monotonic_time () + 2 * pause * G_USEC_PER_SEC;
    while (!has_arrived (page) && g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (look);
  g_assert_true (has_arrived (page));
}

/* What is dragged: a file, and perhaps the picture itself, as a browser has it. */
typedef struct {
  GFile *file;
  GBytes *png;
} Dragged;

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, const Dragged *dragged)
{
  GdkFileList *files = gdk_file_list_new_from_array ((GFile **)&dragged->file, 1);
  GdkContentProvider *providers[2]
      = { gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files), NULL };

  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  if (dragged->png == NULL)
    return providers[0];
  providers[1] = gdk_content_provider_new_for_bytes ("image/png", dragged->png);
  return gdk_content_provider_new_union (providers, 2);
}

static gboolean
has_import_dialog (GtkWidget *page)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (MUNJA_IS_IMPORT_DIALOG (window))
      return TRUE;
  }
  return FALSE;
}

static gboolean
has_picture (GtkWidget *page)
{
  GtkWidget *row = support_find (page, "picture_row");
  g_autoptr (GBytes) picture = munja_picture_row_dup_picture (MUNJA_PICTURE_ROW (row));

  return picture != NULL;
}

/* A file goes into the row wherever it is dropped, but for the list of people, which takes it for
 * a table. */
static void
test_drop (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *source = gtk_image_new_from_icon_name ("folder-symbolic");
  GtkWidget *page = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, NULL);
  GtkDragSource *drag_source = gtk_drag_source_new ();
  g_autofree char *folder = g_dir_make_tmp ("munja-drop-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "picture.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) content = support_picture_new_noise (50, 40, "png");
  Dragged dragged = { file, NULL };
  const char *const places[] = { "text_view", "row", "when_group" };
  g_autoptr (GFile) missing = g_file_new_for_uri ("https://example.com/picture.png");
  g_autofree char *text = NULL;
  MunjaPictureRow *row;
  GtkWidget *window;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (content, NULL),
                                      (gssize)g_bytes_get_size (content), NULL));
  g_signal_connect (drag_source, "prepare", G_CALLBACK (prepare_cb), &dragged);
  gtk_widget_add_controller (source, GTK_EVENT_CONTROLLER (drag_source));
  gtk_widget_set_size_request (source, 60, 60);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), source);
  gtk_box_append (GTK_BOX (box), page);
  window = support_show (box);
  /* All of the form has to be in sight. */
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 740);
  support_settle ();
  row = MUNJA_PICTURE_ROW (support_find (page, "picture_row"));

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_test_message ("Dropped on %s", places[i]);
    munja_picture_row_set_picture (row, NULL);
    drag_until (source, support_find (page, places[i]), has_picture, page);
    g_assert_false (has_import_dialog (page));
  }
  munja_picture_row_set_picture (row, NULL);
  dragged = (Dragged){ missing, content };
  drag_until (source, support_find (page, "text_view"), has_picture, page);

  munja_picture_row_set_picture (row, NULL);
  dragged = (Dragged){ file, NULL };
  drag_until (source, support_find (page, "recipients_box"), has_import_dialog, page);
  g_assert_false (has_picture (page));
  text = munja_message_editor_dup_text (MUNJA_MESSAGE_EDITOR (support_find (page, "editor")));
  g_assert_cmpstr (text, ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
  g_unlink (path);
  g_rmdir (folder);
}

static gboolean
has_text (GtkWidget *page)
{
  GtkWidget *editor = support_find (page, "editor");
  g_autofree char *text = munja_message_editor_dup_text (MUNJA_MESSAGE_EDITOR (editor));

  return *text != '\0';
}

/* Copies a file as a file manager does, which offers its path as a text, too. */
static void
copy_file (GdkClipboard *clipboard, const char *uri)
{
  g_autofree char *list = g_strconcat (uri, "\r\n", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (list, strlen (list));
  g_autoptr (GdkContentProvider) provider = gdk_content_provider_new_union (
      (GdkContentProvider *[]){ gdk_content_provider_new_typed (G_TYPE_STRING, uri),
                                gdk_content_provider_new_for_bytes ("text/uri-list", bytes) },
      2);

  gdk_clipboard_set_content (clipboard, provider);
}

/* A file that was copied goes where it would if it had been dropped there; a table to the list. */
static void
test_paste_file (void)
{
  GtkWidget *page = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, NULL);
  GtkWidget *window = support_show (page);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (page);
  g_autofree char *folder = g_dir_make_tmp ("munja-paste-XXXXXX", NULL);
  g_autofree char *picture = g_build_filename (folder, "휴가 사진.png", NULL);
  g_autofree char *table = g_build_filename (folder, "people.csv", NULL);
  g_autofree char *picture_uri = g_filename_to_uri (picture, NULL, NULL);
  g_autofree char *table_uri = g_filename_to_uri (table, NULL, NULL);
  g_autoptr (GBytes) content = support_picture_new_noise (50, 40, "png");

  g_assert_true (g_file_set_contents (picture, g_bytes_get_data (content, NULL),
                                      (gssize)g_bytes_get_size (content), NULL));
  g_assert_true (g_file_set_contents (table, "홍길동,010-2222-3333\n", -1, NULL));
  gtk_widget_grab_focus (support_find (page, "text_view"));

  copy_file (clipboard, picture_uri);
  g_assert_true (paste (page));
  SUPPORT_WAIT_UNTIL (has_picture (page));
  g_assert_false (has_import_dialog (page));
  copy_file (clipboard, "https://example.com/picture.png");
  g_assert_true (paste (page));
  SUPPORT_WAIT_UNTIL (has_text (page));
  copy_file (clipboard, table_uri);
  g_assert_true (paste (page));
  SUPPORT_WAIT_UNTIL (has_import_dialog (page));

  gtk_window_destroy (GTK_WINDOW (window));
  g_unlink (picture);
  g_unlink (table);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/picture-row/large", test_large);
  g_test_add_func ("/picture-row/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/picture-row/problems", test_problems);
  g_test_add_func ("/picture-row/impatience", test_impatience);
  g_test_add_func ("/picture-row/paste", test_paste);
  g_test_add_func ("/picture-row/strip", test_strip);
  g_test_add_func ("/picture-row/form", test_form);
  g_test_add_func ("/picture-row/drop", test_drop);
  g_test_add_func ("/picture-row/paste-file", test_paste_file);
  return g_test_run ();
}
