#include "config.h"

#include "munja-compose-page.h"
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

  /* The toolkit keeps what is hidden with the focus until it paints again. */
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/picture-row/large", test_large);
  g_test_add_func ("/picture-row/remove-and-undo", test_remove_and_undo);
  g_test_add_func ("/picture-row/problems", test_problems);
  g_test_add_func ("/picture-row/impatience", test_impatience);
  g_test_add_func ("/picture-row/strip", test_strip);
  g_test_add_func ("/picture-row/form", test_form);
  return g_test_run ();
}
