#include "config.h"

#include <glib/gstdio.h>

#include "munja-import-dialog.h"
#include "munja-intake.h"
#include "munja-message-editor.h"
#include "munja-picture-row.h"
#include "munja-recipients-box.h"
#include "support-picture.h"
#include "support-wait.h"
#include "support-widget.h"

/* The form below something to drag, in a window that takes what is dropped. */
typedef struct {
  GtkWidget *window;
  GtkWidget *source;
  GtkWidget *page;
  MunjaIntake *intake;
  MunjaPictureRow *row;
  MunjaRecipientsBox *box;
  char *folder;
  char *refusal; /* what was said last about what was not taken */
  guint n_taken;
} Fixture;

static void
refused_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->refusal);
  fixture->refusal = g_strdup (text);
}

static void
taking_cb (Fixture *fixture)
{
  fixture->n_taken++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->source = gtk_image_new_from_icon_name ("folder-symbolic");
  fixture->page = g_object_new (MUNJA_TYPE_COMPOSE_PAGE, "vexpand", TRUE, NULL);
  fixture->folder = g_dir_make_tmp ("munja-drop-XXXXXX", NULL);
  gtk_widget_set_size_request (fixture->source, 60, 60);
  gtk_box_append (GTK_BOX (box), fixture->source);
  gtk_box_append (GTK_BOX (box), fixture->page);
  fixture->window = support_show (box);
  fixture->intake = munja_intake_new (MUNJA_COMPOSE_PAGE (fixture->page), fixture->window);
  g_signal_connect_swapped (fixture->intake, "refused", G_CALLBACK (refused_cb), fixture);
  g_signal_connect_swapped (fixture->intake, "taking", G_CALLBACK (taking_cb), fixture);
  /* All of the form has to be in sight. */
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 600, 740);
  support_settle ();
  fixture->row = MUNJA_PICTURE_ROW (support_find (fixture->page, "picture_row"));
  fixture->box = MUNJA_RECIPIENTS_BOX (support_find (fixture->page, "recipients_box"));
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->intake);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->refusal);
}

static GFile *
write_file (Fixture *fixture, const char *name, const void *data, gsize length)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize)length, NULL));
  return g_file_new_for_path (path);
}

static GFile *
write_picture (Fixture *fixture, const char *name)
{
  g_autoptr (GBytes) content = support_picture_new_noise (50, 40, "png");

  return write_file (fixture, name, g_bytes_get_data (content, NULL), g_bytes_get_size (content));
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
drag_until (Fixture *fixture, const char *to_id, gboolean (*has_arrived) (GtkWidget *page))
{
  GtkWidget *page = fixture->page;
  GtkWidget *to = support_find (page, to_id);
  guint look = g_timeout_add (20, look_cb, NULL);

  for (guint pause = 1; pause <= 9 && !has_arrived (page); pause += 2) {
    gint64 end;

    drag (fixture->source, to, pause);
    end = g_get_monotonic_time () + 2 * pause * G_USEC_PER_SEC;
    while (!has_arrived (page) && g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (look);
  g_assert_true (has_arrived (page));
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

static gboolean
has_text (GtkWidget *page)
{
  GtkWidget *editor = support_find (page, "editor");
  g_autofree char *text = munja_message_editor_dup_text (MUNJA_MESSAGE_EDITOR (editor));

  return *text != '\0';
}

/* What is dragged: some of these. */
typedef struct {
  GFile *files[3];
  GBytes *png;
  const char *text;
} Dragged;

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, const Dragged *dragged)
{
  GdkContentProvider *providers[3] = { NULL };
  gsize n_files = 0;
  gsize n = 0;

  while (n_files < G_N_ELEMENTS (dragged->files) && dragged->files[n_files] != NULL)
    n_files++;
  if (n_files > 0) {
    GdkFileList *files = gdk_file_list_new_from_array ((GFile **)dragged->files, n_files);

    providers[n++] = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
    g_boxed_free (GDK_TYPE_FILE_LIST, files);
  }
  if (dragged->png != NULL)
    providers[n++] = gdk_content_provider_new_for_bytes ("image/png", dragged->png);
  if (dragged->text != NULL)
    providers[n++] = gdk_content_provider_new_typed (G_TYPE_STRING, dragged->text);
  return gdk_content_provider_new_union (providers, n);
}

static void
offer (Fixture *fixture, const Dragged *dragged)
{
  GtkDragSource *drag_source = gtk_drag_source_new ();

  g_signal_connect (drag_source, "prepare", G_CALLBACK (prepare_cb), (gpointer)dragged);
  gtk_widget_add_controller (fixture->source, GTK_EVENT_CONTROLLER (drag_source));
}

/* A picture becomes the message's wherever it is dropped, and its name goes nowhere. */
static void
test_drop_picture (Fixture *fixture, gconstpointer data)
{
  static const char *const places[] = { "text_view", "row", "when_button", "recipients_box" };
  g_autoptr (GFile) file = write_picture (fixture, "picture.png");
  g_autoptr (GFile) missing = g_file_new_for_uri ("https://example.com/picture.png");
  g_autoptr (GBytes) content = support_picture_new_noise (50, 40, "png");
  Dragged dragged = { { file }, NULL, NULL };

  offer (fixture, &dragged);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_test_message ("Dropped on %s", places[i]);
    munja_picture_row_set_picture (fixture->row, NULL);
    drag_until (fixture, places[i], has_picture);
  }
  munja_picture_row_set_picture (fixture->row, NULL);
  dragged = (Dragged){ { missing }, content, NULL };
  drag_until (fixture, "text_view", has_picture);
  g_assert_false (has_import_dialog (fixture->page));
  g_assert_false (has_text (fixture->page));
  g_assert_true (munja_recipients_box_is_empty (fixture->box));
}

/* A table is looked at wherever it is dropped. */
static void
test_drop_list (Fixture *fixture, gconstpointer data)
{
  static const char list[] = "홍길동,010-2222-3333\n";
  g_autoptr (GFile) file = write_file (fixture, "people.csv", list, sizeof list - 1);
  Dragged dragged = { { file }, NULL, NULL };

  offer (fixture, &dragged);
  drag_until (fixture, "text_view", has_import_dialog);
  g_assert_false (has_picture (fixture->page));
  g_assert_false (has_text (fixture->page));
}

static gboolean
has_people (GtkWidget *page)
{
  return !munja_recipients_box_is_empty (
      MUNJA_RECIPIENTS_BOX (support_find (page, "recipients_box")));
}

/* Numbers are recipients, and other text is the message's, also beside the text. */
static void
test_drop_text (Fixture *fixture, gconstpointer data)
{
  Dragged dragged = { { NULL }, NULL, "010-2222-3333, 홍길동 010-4444-5555" };
  g_autofree char *text = NULL;

  offer (fixture, &dragged);
  drag_until (fixture, "when_button", has_people);
  g_assert_cmpstr (munja_recipients_box_get_text (fixture->box), ==, dragged.text);
  g_assert_false (has_text (fixture->page));
  dragged.text = "내일 10시에 봬요";
  drag_until (fixture, "when_button", has_text);
  text = munja_message_editor_dup_text (
      MUNJA_MESSAGE_EDITOR (support_find (fixture->page, "editor")));
  g_assert_cmpstr (text, ==, dragged.text);
}

static Fixture *refusing; /* whose refusal is waited for */

static gboolean
has_refusal (GtkWidget *page)
{
  return refusing->refusal != NULL;
}

static void
assert_refused (Fixture *fixture, const char *text)
{
  refusing = fixture;
  g_clear_pointer (&fixture->refusal, g_free);
  drag_until (fixture, "when_button", has_refusal);
  g_assert_cmpstr (fixture->refusal, ==, text);
  g_assert_false (has_picture (fixture->page));
}

/* What is not taken is said. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = write_picture (fixture, "picture.png");
  g_autoptr (GFile) other = write_picture (fixture, "other.png");
  Dragged dragged = { { file, other }, NULL, NULL };

  offer (fixture, &dragged);
  assert_refused (fixture, "Drop one file at a time.");
  dragged.files[1] = NULL;
  munja_recipients_box_set_editable (fixture->box, FALSE);
  assert_refused (fixture, "The message is about to be sent. Drop it into the next one.");
  g_assert_cmpuint (fixture->n_taken, >=, 2);
  munja_recipients_box_set_editable (fixture->box, TRUE);
  drag_until (fixture, "when_button", has_picture);
}

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form = fixture->page;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (form);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 40, 30);
  g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);

  gdk_clipboard_set_text (clipboard, "text");
  g_assert_false (paste (form));
  gdk_clipboard_set_texture (clipboard, texture);
  g_assert_true (paste (form));
  SUPPORT_WAIT_UNTIL (has_picture (form));

  /* A spreadsheet offers both, and means the text. */
  gdk_clipboard_set_content (
      clipboard,
      gdk_content_provider_new_union (
          (GdkContentProvider *[]){ gdk_content_provider_new_typed (G_TYPE_STRING, "text"),
                                    gdk_content_provider_new_typed (GDK_TYPE_TEXTURE, texture) },
          2));
  g_assert_false (paste (form));
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
test_paste_file (Fixture *fixture, gconstpointer data)
{
  static const char list[] = "홍길동,010-2222-3333\n";
  GtkWidget *page = fixture->page;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (page);
  g_autoptr (GFile) picture = write_picture (fixture, "휴가 사진.png");
  g_autoptr (GFile) table = write_file (fixture, "people.csv", list, sizeof list - 1);
  g_autofree char *picture_uri = g_file_get_uri (picture);
  g_autofree char *table_uri = g_file_get_uri (table);

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
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/intake/drop-picture", test_drop_picture },
    { "/intake/drop-list", test_drop_list },
    { "/intake/drop-text", test_drop_text },
    { "/intake/refused", test_refused },
    { "/intake/paste", test_paste },
    { "/intake/paste-file", test_paste_file },
  };

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
