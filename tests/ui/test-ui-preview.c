#include "config.h"

#include "munja-compose-preview.h"
#include "munja-meter.h"
#include "munja-preview.h"
#include "munja-recipients-box.h"
#include "support-content.h"
#include "support-heading.h"
#include "support-picture.h"
#include "support-wait.h"
#include "support-widget.h"

#define TEXT "#{이름}님 #{금액}"

#define PEOPLE                                                                                     \
  "이름\t휴대폰\t금액\n홍길동\t010-1111-1111\t1만\n김철수\t010-2222-2222\t\n"        \
  "박영희\t010-3333-3333\t3만\n"

/* A box for recipients in a page, as in the form, and the message to them. */
typedef struct {
  GtkWidget *window;
  GtkWidget *page;
  GtkWidget *button;
  MunjaRecipientsBox *box;
  MunjaComposeModel *model;
} Fixture;

/* As the page does that has a box. */
static void
people_changed_cb (Fixture *fixture)
{
  g_autoptr (MunjaRecipients) people = munja_recipients_box_dup_people (fixture->box);

  munja_compose_model_set_people (fixture->model, people);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *form = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->box = g_object_new (MUNJA_TYPE_RECIPIENTS_BOX, NULL);
  fixture->button = gtk_button_new ();
  fixture->page = adw_bin_new ();
  gtk_box_append (GTK_BOX (form), GTK_WIDGET (fixture->box));
  gtk_box_append (GTK_BOX (form), fixture->button);
  adw_bin_set_child (ADW_BIN (fixture->page), form);
  fixture->window = support_show (fixture->page);
  fixture->model = munja_compose_model_new ();
  g_signal_connect_swapped (fixture->box, "changed", G_CALLBACK (people_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  support_settle ();
  g_object_unref (fixture->model);
}

static void
paste (Fixture *fixture, const char *text, gsize wanted)
{
  MunjaRecipients *list = munja_recipients_box_get_recipients (fixture->box);

  munja_recipients_box_paste (fixture->box, text);
  SUPPORT_WAIT_UNTIL (munja_recipients_get_length (list) == wanted);
}

static void
write_text (Fixture *fixture, const char *text)
{
  munja_compose_model_take_content (fixture->model, support_content_new (text));
}

static void
wait_for_look (Fixture *fixture, gsize n_rows)
{
  SUPPORT_WAIT_UNTIL (
      munja_audience_get_length (munja_compose_model_get_report (fixture->model)->table) == n_rows);
}

/* Waits until the text is the one that was looked at, where it has fields. */
static void
wait_for_text (Fixture *fixture)
{
  MunjaMessage *message = munja_compose_model_get_message (fixture->model);

  SUPPORT_WAIT_UNTIL (
      munja_merge_get_message (munja_compose_model_get_report (fixture->model)->merge) == message);
}

static void
assert_shows (GtkWidget *preview, const char *who, const char *text, const char *size)
{
  g_assert_cmpstr (support_text_of (preview, "who"), ==, who);
  g_assert_cmpstr (support_text_of (preview, "text"), ==, text);
  g_assert_cmpstr (support_text_of (preview, "size"), ==, size);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  const MunjaPrices prices = { 78 * MUNJA_WON / 10, 45 * MUNJA_WON, 110 * MUNJA_WON };
  GtkWidget *preview = g_object_ref_sink (munja_preview_new (fixture->model));

  assert_shows (preview, "What everybody reads", "", "0 / 90 bytes · SMS");
  write_text (fixture, "안녕");
  assert_shows (preview, "What everybody reads", "안녕", "4 / 90 bytes · SMS");
  write_text (fixture, TEXT);
  wait_for_text (fixture);
  assert_shows (preview, "Name people to see what they read", TEXT, "17 / 90 bytes · SMS");
  g_assert_false (support_is_shown (preview, "steps"));

  paste (fixture, PEOPLE, 3);
  wait_for_look (fixture, 3);
  munja_compose_model_set_prices (fixture->model, &prices, -1);
  assert_shows (preview, "홍길동 010-1111-1111", "홍길동님 1만", "12 / 90 bytes · SMS · ₩7.8");
  g_assert_cmpstr (support_text_of (preview, "position"), ==, "1 / 3");
  g_assert_false (gtk_widget_is_sensitive (support_find (preview, "previous_button")));
  support_press (preview, "next_button");
  assert_shows (preview, "김철수 010-2222-2222", "김철수님 ", "9 / 90 bytes · SMS · ₩7.8");
  g_assert_cmpstr (support_text_of (preview, "note"), ==, "Nothing is put in for “금액”.");
  support_press (preview, "next_button");
  g_assert_false (gtk_widget_is_sensitive (support_find (preview, "next_button")));
  g_assert_false (support_is_shown (preview, "note"));
  support_press (preview, "problem_button");
  g_assert_cmpuint (munja_preview_get_row (MUNJA_PREVIEW (preview)), ==, 1);
  support_press (preview, "previous_button");
  g_assert_cmpuint (munja_preview_get_row (MUNJA_PREVIEW (preview)), ==, 0);
  g_object_unref (preview);
}

/* What is said of many texts is said of the longest one, which is one click away. */
static void
test_longest (Fixture *fixture, gconstpointer data)
{
  GtkWidget *preview = g_object_ref_sink (munja_preview_new (fixture->model));
  GtkWidget *meter
      = g_object_ref_sink (g_object_new (MUNJA_TYPE_METER, "model", fixture->model, NULL));
  g_autofree char *value = g_strnfill (91, 'x');
  g_autofree char *people
      = g_strdup_printf ("이름\t휴대폰\n가\t010-1111-1111\n%s\t010-2222-2222\n", value);

  g_assert_false (support_is_shown (meter, "show_button"));
  paste (fixture, people, 2);
  write_text (fixture, "#{이름}");
  wait_for_look (fixture, 2);
  g_assert_cmpstr (support_text_of (meter, "used"), ==, "up to 91 / 2000 bytes · LMS for 1");
  g_assert_true (support_is_shown (meter, "show_button"));
  munja_preview_show_longest (MUNJA_PREVIEW (preview));
  g_assert_cmpuint (munja_preview_get_row (MUNJA_PREVIEW (preview)), ==, 1);
  g_object_unref (preview);
  g_object_unref (meter);
}

static void
test_picture (Fixture *fixture, gconstpointer data)
{
  GtkWidget *preview = g_object_ref_sink (munja_preview_new (fixture->model));
  MunjaContent *content = munja_content_new ();

  g_assert_false (support_is_shown (preview, "picture"));
  content->picture = support_picture_new_jpeg (0xff0000ffu);
  munja_compose_model_take_content (fixture->model, content);
  g_assert_true (support_is_shown (preview, "picture"));
  g_assert_cmpfloat (gtk_widget_get_opacity (support_find (preview, "bubble")), >, 0.99);
  munja_compose_model_take_content (fixture->model, munja_content_new ());
  g_assert_false (support_is_shown (preview, "picture"));
  g_object_unref (preview);
}

static void
test_grown (Fixture *fixture, gconstpointer data)
{
  GtkWidget *preview = g_object_ref_sink (munja_preview_new (fixture->model));
  g_autofree char *value = g_strnfill (91, 'x');
  g_autofree char *people
      = g_strdup_printf ("이름\t휴대폰\n%s\t010-1111-1111\n%s\t010-2222-2222\n", value, value);

  paste (fixture, people, 2);
  write_text (fixture, "#{이름}");
  wait_for_look (fixture, 2);
  g_assert_cmpstr (support_text_of (preview, "types"), ==,
                   "Together: LMS\n2 messages are too long for an SMS with what is put in.");
  g_assert_true (support_is_shown (preview, "types"));
  g_object_unref (preview);
}

/* What comes from a list is text, whatever it looks like. */
static void
test_markup (Fixture *fixture, gconstpointer data)
{
  GtkWidget *preview = g_object_ref_sink (munja_preview_new (fixture->model));

  paste (fixture, "이름\t휴대폰\n<b>&amp;</b>\t010-1111-1111\n", 1);
  write_text (fixture, "#{이름}<i>");
  wait_for_look (fixture, 1);
  assert_shows (preview, "<b>&amp;</b> 010-1111-1111", "<b>&amp;</b><i>", "15 / 90 bytes · SMS");
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (support_find (preview, "who"))));
  g_assert_false (gtk_label_get_use_markup (GTK_LABEL (support_find (preview, "text"))));
  g_object_unref (preview);
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  g_auto (GStrv) nobody = munja_recipients_box_list_fields (fixture->box);
  g_auto (GStrv) table = NULL;
  g_autofree char *joined = g_strjoinv ("|", nobody);
  g_autofree char *joined_table = NULL;

  g_assert_cmpstr (joined, ==, "Name|Number");
  paste (fixture, PEOPLE, 3);
  table = munja_recipients_box_list_fields (fixture->box);
  joined_table = g_strjoinv ("|", table);
  g_assert_cmpstr (joined_table, ==, "이름|휴대폰|금액");
}

/* Copying a message brings back what was put into its texts. */
static void
test_load (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "이름", "금액", NULL };
  static const char *const values[] = { "\"홍\"\t길동", "1만\n\"원\"" };
  static const char *const none[] = { "", NULL };
  g_autoptr (MunjaAudience) table = munja_audience_new_with_columns (fields);
  g_autoptr (MunjaAudience) loaded = NULL;
  const char *found[2];

  munja_audience_append_with_values (table, &(MunjaRecipient){ "01011111111", "82", "홍 \"길동\"" },
                                     values);
  munja_audience_append_with_values (table, &(MunjaRecipient){ "4155550100", "1", "" }, none);
  munja_recipients_box_load (fixture->box, table);
  SUPPORT_WAIT_UNTIL (munja_recipients_box_count_people (fixture->box) == 2);
  loaded = munja_recipients_dup_table (munja_recipients_box_get_recipients (fixture->box), fields);
  g_assert_cmpstr (munja_audience_get (loaded, 0).name, ==, "홍 \"길동\"");
  g_assert_cmpstr (munja_audience_get (loaded, 1).number, ==, "4155550100");
  g_assert_cmpstr (munja_audience_get (loaded, 1).country, ==, "1");
  munja_audience_get_values (loaded, 0, found);
  g_assert_cmpstr (found[0], ==, "\"홍\" 길동");
  g_assert_cmpstr (found[1], ==, values[1]);
  munja_audience_get_values (loaded, 1, found);
  g_assert_cmpstr (found[0], ==, "");
}

static GtkWidget *
find_preview (GtkWidget *root)
{
  return support_find_type (root, MUNJA_TYPE_PREVIEW, 0);
}

/* In a narrow window a button opens the preview; in a wide one it stands beside the form. */
static void
test_widths (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaComposePreview) preview
      = munja_compose_preview_new (ADW_BIN (fixture->page), fixture->button, fixture->model);

  support_settle ();
  g_assert_true (gtk_widget_is_visible (fixture->button));
  g_assert_null (find_preview (fixture->page));
  paste (fixture, PEOPLE, 3);
  write_text (fixture, TEXT);
  wait_for_look (fixture, 3);
  munja_compose_preview_show_problem (preview);
  SUPPORT_WAIT_UNTIL (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 2);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);
    GtkWidget *inside;

    if (window == fixture->window)
      continue;
    inside = find_preview (window);
    g_assert_cmpuint (munja_preview_get_row (MUNJA_PREVIEW (inside)), ==, 1);
    gtk_window_close (GTK_WINDOW (window));
  }
  SUPPORT_WAIT_UNTIL (g_list_model_get_n_items (gtk_window_get_toplevels ()) == 1);

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 600);
  SUPPORT_WAIT_UNTIL (!gtk_widget_is_visible (fixture->button));
  g_assert_nonnull (find_preview (fixture->page));
  munja_compose_preview_show_problem (preview);
  g_assert_cmpuint (munja_preview_get_row (MUNJA_PREVIEW (find_preview (fixture->page))), ==, 1);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 600);
  SUPPORT_WAIT_UNTIL (gtk_widget_is_visible (fixture->button));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  support_pass_over_headings ();
  adw_init ();
#define ADD(path, func) g_test_add ("/ui-preview/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("steps", test_steps);
  ADD ("longest", test_longest);
  ADD ("picture", test_picture);
  ADD ("grown", test_grown);
  ADD ("markup", test_markup);
  ADD ("fields", test_fields);
  ADD ("load", test_load);
  ADD ("widths", test_widths);
  return g_test_run ();
}
