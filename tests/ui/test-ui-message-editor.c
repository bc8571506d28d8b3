#include "config.h"

#include <string.h>

#include "munja-message-editor.h"
#include "support-rows.h"
#include "support-wait.h"
#include "support-widget.h"

typedef struct {
  GtkWidget *window;
  MunjaMessageEditor *editor;
  GtkWidget *widget; /* the same */
  GtkWidget *other;  /* something else that can have the focus */
  GtkTextBuffer *buffer;
  MunjaComposeModel *model;
  GBytes *picture; /* goes with the message; or none */
  guint n_changes;
} Fixture;

/* As the page does that has an editor. */
static void
tell_model (Fixture *fixture)
{
  MunjaContent *content = munja_content_new ();

  munja_message_editor_read (fixture->editor, content);
  content->picture = fixture->picture != NULL ? g_bytes_ref (fixture->picture) : NULL;
  munja_compose_model_take_content (fixture->model, content);
}

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changes++;
  tell_model (fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->model = munja_compose_model_new ();
  fixture->widget = g_object_new (MUNJA_TYPE_MESSAGE_EDITOR, "model", fixture->model, NULL);
  fixture->editor = MUNJA_MESSAGE_EDITOR (fixture->widget);
  fixture->other = gtk_button_new_with_label ("Other");
  gtk_box_append (GTK_BOX (box), fixture->widget);
  gtk_box_append (GTK_BOX (box), fixture->other);
  fixture->window = support_show (box);
  fixture->buffer
      = gtk_text_view_get_buffer (GTK_TEXT_VIEW (support_find (fixture->widget, "text_view")));
  g_signal_connect_swapped (fixture->editor, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->widget), (gpointer *)&fixture->widget);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  SUPPORT_WAIT_UNTIL (fixture->widget == NULL);
  g_assert_finalize_object (fixture->model);
  g_clear_pointer (&fixture->picture, g_bytes_unref);
}

static void
add_picture (Fixture *fixture)
{
  fixture->picture = g_bytes_new_static ("jpeg", 4);
  tell_model (fixture);
}

/* Checks what is written, with another text. */
static gboolean
check (Fixture *fixture, const char *text)
{
  const MunjaMessage *written = munja_compose_model_get_message (fixture->model);
  g_autoptr (MunjaMessage) message = munja_message_new (written->subject, text, written->type,
                                                        written->picture, written->advertising);

  return munja_message_editor_check (fixture->editor, message);
}

/* As a person types, so that it can be undone. */
static void
type (Fixture *fixture, const char *text)
{
  gtk_text_buffer_insert_interactive_at_cursor (fixture->buffer, text, -1, TRUE);
}

static void
type_subject (Fixture *fixture, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (support_find (fixture->widget, "subject_row")), text);
}

static void
compose (Fixture *fixture, const char *preedit)
{
  g_signal_emit_by_name (support_find (fixture->widget, "text_view"), "preedit-changed", preedit);
}

static void
choose_type (Fixture *fixture, MunjaTypeChoice choice)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (support_find (fixture->widget, "type_choice")),
                              choice);
}

static void
act (Fixture *fixture, const char *action, const char *id)
{
  g_assert_true (gtk_widget_activate_action (support_find (fixture->widget, id), action, NULL));
}

static void
assert_text (Fixture *fixture, const char *text)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *found = NULL;

  gtk_text_buffer_get_bounds (fixture->buffer, &start, &end);
  found = gtk_text_buffer_get_text (fixture->buffer, &start, &end, FALSE);
  g_assert_cmpstr (found, ==, text);
}

static void
assert_says (Fixture *fixture, const char *id, const char *text)
{
  g_assert_cmpint (support_is_shown (fixture->widget, id), ==, text != NULL);
  if (text != NULL)
    g_assert_cmpstr (support_text_of (fixture->widget, id), ==, text);
}

/* Which characters have an underline of a kind: "-" for each that has none. */
static void
assert_marked (Fixture *fixture, const char *tag_name, const char *wanted)
{
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (fixture->buffer), tag_name);
  g_autoptr (GString) marked = g_string_new (NULL);
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (fixture->buffer, &iter);
  for (; !gtk_text_iter_is_end (&iter); gtk_text_iter_forward_char (&iter))
    g_string_append_c (marked, gtk_text_iter_has_tag (&iter, tag) ? 'x' : '-');
  g_assert_cmpstr (marked->str, ==, wanted);
}

static void
type_bytes (Fixture *fixture, guint bytes)
{
  g_autofree char *text = g_strnfill (bytes, 'a');

  munja_message_editor_set_text (fixture->editor, text);
}

static void
test_meter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *left = support_find (fixture->widget, "left");

  assert_says (fixture, "used", "0 / 90 bytes · SMS");
  assert_says (fixture, "left", "90 bytes left");
  assert_says (fixture, "reason", NULL);
  g_assert_true (gtk_widget_has_css_class (left, "dim-label"));

  type_bytes (fixture, 70);
  g_assert_false (gtk_widget_has_css_class (left, "dim-label"));
  type_bytes (fixture, 89);
  assert_says (fixture, "left", "1 byte left");
  g_assert_true (gtk_widget_has_css_class (left, "warning"));

  type_bytes (fixture, 91);
  assert_says (fixture, "used", "91 / 2000 bytes · LMS");
  assert_says (fixture, "reason", "Too long for an SMS: goes out as an LMS.");
  g_assert_true (gtk_widget_has_css_class (left, "dim-label"));
  assert_says (fixture, "note", NULL);

  type_bytes (fixture, 2001);
  assert_says (fixture, "left", "1 byte too long");
  g_assert_true (gtk_widget_has_css_class (left, "error"));
  assert_says (fixture, "note", "The text is too long to be sent. Please shorten it.");

  add_picture (fixture);
  type_bytes (fixture, 3);
  assert_says (fixture, "used", "3 / 2000 bytes · MMS");
  assert_says (fixture, "reason", NULL);
}

static void
test_type (Fixture *fixture, gconstpointer data)
{
  type_bytes (fixture, 91);
  choose_type (fixture, MUNJA_TYPE_CHOICE_SMS);
  assert_says (fixture, "used", "91 / 90 bytes · SMS");
  assert_says (fixture, "left", "1 byte too long");
  assert_says (fixture, "reason", NULL);
  assert_says (fixture, "note",
               "The text is too long for an SMS. Please shorten it, or choose another type.");
  choose_type (fixture, MUNJA_TYPE_CHOICE_LMS);
  assert_says (fixture, "note", NULL);
  type_bytes (fixture, 1);
  assert_says (fixture, "used", "1 / 2000 bytes · LMS");
  g_assert_cmpint (munja_message_editor_get_type_choice (fixture->editor), ==,
                   MUNJA_TYPE_CHOICE_LMS);
}

static void
test_subject (Fixture *fixture, gconstpointer data)
{
  g_autofree char *subject = NULL;

  g_assert_false (support_is_shown (fixture->widget, "subject_row"));
  support_press (fixture->widget, "subject_button");
  g_assert_true (support_is_shown (fixture->widget, "subject_row"));
  g_assert_false (support_is_shown (fixture->widget, "subject_button"));
  assert_says (fixture, "subject_count", "0 / 40");
  g_assert_null (munja_message_editor_dup_subject (fixture->editor));

  type (fixture, "a");
  type_subject (fixture, " 제목\r\n둘 ");
  subject = munja_message_editor_dup_subject (fixture->editor);
  g_assert_cmpstr (subject, ==, "제목 둘");
  assert_says (fixture, "subject_count", "7 / 40");
  assert_says (fixture, "used", "1 / 2000 bytes · LMS");
  assert_says (fixture, "reason", "Goes out as an LMS, because it has a subject.");
  g_assert_true (check (fixture, "a"));

  type_subject (fixture, "가가가가가가가가가가가가가가가가가가가가.");
  assert_says (fixture, "note", "The subject is too long to be sent. Please shorten it.");
  g_assert_false (check (fixture, "a"));

  type_subject (fixture, "제목");
  choose_type (fixture, MUNJA_TYPE_CHOICE_SMS);
  assert_says (fixture, "note", "An SMS has no subject. Please remove it, or choose another type.");
  g_assert_true (support_is_shown (fixture->widget, "subject_row"));
  g_assert_false (check (fixture, "a"));
}

static void
test_subject_with_long_text (Fixture *fixture, gconstpointer data)
{
  type_bytes (fixture, 91);
  g_assert_true (support_is_shown (fixture->widget, "subject_row"));
  type_bytes (fixture, 90);
  g_assert_false (support_is_shown (fixture->widget, "subject_row"));
}

/* What is being composed counts, and is kept, but is not yet what is sent. */
static void
test_composing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaContent) content = munja_content_new ();

  type (fixture, "안녕");
  fixture->n_changes = 0;
  compose (fixture, "하");
  assert_says (fixture, "used", "6 / 90 bytes · SMS");
  assert_text (fixture, "안녕");
  munja_message_editor_read (fixture->editor, content);
  g_assert_cmpstr (content->text, ==, "안녕하");
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  compose (fixture, "");
  assert_says (fixture, "used", "4 / 90 bytes · SMS");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

static void
settled_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

/* What the input method hands over while the text is being settled, in which way, and what is to be
 * in the text then. Before, there was "가", and "하" was being composed. */
static const struct {
  const char *name;
  const char *first;
  const char *again;  /* NULL for nothing */
  const char *second; /* the same */
  const char *text;
} settle_rows[] = {
  { "once", "하", NULL, NULL, "가하" },     { "twice", "하", NULL, "하", "가하" },
  { "not-at-all", "", NULL, NULL, "가하" }, { "another-one", "한", NULL, NULL, "가한" },
  { "more", "하", "하", "하", "가하하" },
};

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  const typeof (settle_rows[0]) *row = data;
  gboolean settled = FALSE;

  gtk_widget_grab_focus (support_find (fixture->widget, "text_view"));
  type (fixture, "가");
  compose (fixture, "하");
  munja_message_editor_settle (fixture->editor, fixture->other, settled_cb, &settled);
  g_assert_false (settled);
  compose (fixture, "");
  type (fixture, row->first);
  if (row->again != NULL) {
    compose (fixture, row->again);
    compose (fixture, "");
  }
  if (row->second != NULL)
    type (fixture, row->second);
  SUPPORT_WAIT_UNTIL (settled);
  assert_text (fixture, row->text);
}

/* Sends right after the syllable vanished. Returns whether that was as quick as a person is. */
static gboolean
settle_between (Fixture *fixture, gboolean *settled)
{
  gint64 vanished;

  munja_message_editor_set_text (fixture->editor, "");
  type (fixture, "가");
  compose (fixture, "하");
  vanished = g_get_monotonic_time ();
  compose (fixture, "");
  *settled = FALSE;
  munja_message_editor_settle (fixture->editor, fixture->other, settled_cb, settled);
  if (!*settled)
    return TRUE;
  g_assert_cmpint (g_get_monotonic_time () - vanished, >, 100 * G_TIME_SPAN_MILLISECOND);
  return FALSE;
}

/* A key that sends comes right after the syllable vanished, and right before it comes into the
 * text.
 */
static void
test_settle_between (Fixture *fixture, gconstpointer data)
{
  gboolean settled = FALSE;

  while (!settle_between (fixture, &settled))
    ;
  type (fixture, "하");
  SUPPORT_WAIT_UNTIL (settled);
  assert_text (fixture, "가하");
}

/* What was deleted while it was being composed does not come back. */
static void
test_settle_deleted (Fixture *fixture, gconstpointer data)
{
  gboolean settled = FALSE;

  type (fixture, "가");
  compose (fixture, "ㅎ");
  compose (fixture, "");
  munja_message_editor_settle (fixture->editor, fixture->other, settled_cb, &settled);
  SUPPORT_WAIT_UNTIL (settled);
  assert_text (fixture, "가");
}

/* The input method that never hands over what it composes does not hold up the message. */
static void
test_settle_in_time (Fixture *fixture, gconstpointer data)
{
  gboolean settled = FALSE;

  type (fixture, "가");
  compose (fixture, "하");
  munja_message_editor_settle (fixture->editor, fixture->other, settled_cb, &settled);
  SUPPORT_WAIT_UNTIL (settled);
  assert_text (fixture, "가하");
}

static void
test_marks (Fixture *fixture, gconstpointer data)
{
  g_assert_false (support_is_shown (fixture->widget, "problem_bar"));
  type (fixture, "가✔뷁");
  assert_marked (fixture, "unsendable", "-x-");
  assert_marked (fixture, "rare", "--x");
  assert_says (fixture, "unsendable_label", "1 character cannot be sent: ✔");
  assert_says (fixture, "rare_label", "Some phones show something else for 뷁");

  type (fixture, "👨\u200d👩\u200d👧✔");
  assert_marked (fixture, "unsendable", "-x-xxxxxx");
  assert_says (fixture, "unsendable_label", "3 characters cannot be sent: ✔  👨\u200d👩\u200d👧");
  g_assert_false (check (fixture, "가✔"));
  assert_says (fixture, "note",
               "Some characters cannot be sent. Please replace them or leave them out.");

  munja_message_editor_set_text (fixture->editor, "뷁");
  assert_says (fixture, "unsendable_label", NULL);
  g_assert_true (check (fixture, "뷁"));
  munja_message_editor_set_text (fixture->editor, "가\t₩\u200b");
  g_assert_false (support_is_shown (fixture->widget, "problem_bar"));
}

/* Typing before a mark moves it, and nothing but underlines changes. */
static void
test_marks_move (Fixture *fixture, gconstpointer data)
{
  GtkTextIter start;

  type (fixture, "✔");
  gtk_text_buffer_get_start_iter (fixture->buffer, &start);
  gtk_text_buffer_place_cursor (fixture->buffer, &start);
  type (fixture, "가나");
  assert_text (fixture, "가나✔");
  assert_marked (fixture, "unsendable", "--x");
}

static void
test_replace_all (Fixture *fixture, gconstpointer data)
{
  type (fixture, "✔ 뷁 – ❤\ufe0f🚗.");
  type_subject (fixture, "é©");
  assert_says (fixture, "unsendable_label", "6 characters cannot be sent: ✔  –  ❤\ufe0f  🚗");
  support_press (fixture->widget, "replace_all_button");
  assert_text (fixture, "√ 뷁 - ♥.");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (support_find (fixture->widget, "subject_row"))), ==,
      "e(C)");
  assert_says (fixture, "unsendable_label", NULL);
  g_assert_true (gtk_text_buffer_get_can_undo (fixture->buffer));
  gtk_text_buffer_undo (fixture->buffer);
  assert_text (fixture, "✔ 뷁 – ❤\ufe0f🚗.");
  assert_marked (fixture, "unsendable", "x---x-xxx-");
  gtk_text_buffer_redo (fixture->buffer);
  assert_text (fixture, "√ 뷁 - ♥.");
}

/* The message is looked at twice, for what is taken out and what is put in, however much there is
 * to replace. The cursor stays where it was in the text. */
static void
test_replace_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("앞");
  g_autofree char *left = g_strnfill (50, '\n');
  g_autofree char *right = g_strnfill (249, '\n');
  g_autofree char *expected = g_strconcat ("앞", left, right, "뒤", NULL);
  GtkTextIter cursor;

  for (guint i = 0; i < 299; i++)
    g_string_append (text, "🚗\n");
  g_string_append (text, "뒤");
  type (fixture, text->str);
  gtk_text_buffer_get_iter_at_offset (fixture->buffer, &cursor, 1 + 50 * 2);
  gtk_text_buffer_place_cursor (fixture->buffer, &cursor);
  fixture->n_changes = 0;
  support_press (fixture->widget, "replace_all_button");
  assert_text (fixture, expected);
  g_assert_cmpuint (fixture->n_changes, <=, 2);
  gtk_text_buffer_get_iter_at_mark (fixture->buffer, &cursor,
                                    gtk_text_buffer_get_insert (fixture->buffer));
  g_assert_cmpint (gtk_text_iter_get_offset (&cursor), ==, 1 + 50);
}

static void
test_rare_in_subject (Fixture *fixture, gconstpointer data)
{
  type_subject (fixture, "뷁");
  assert_says (fixture, "rare_label", "Some phones show something else for 뷁");
  type (fixture, "쀍");
  assert_says (fixture, "rare_label", "Some phones show something else for 쀍  뷁");
  type_subject (fixture, "가");
  assert_says (fixture, "rare_label", "Some phones show something else for 쀍");
}

static void
press_in_popover (Fixture *fixture, const char *id)
{
  support_settle ();
  support_press (fixture->widget, id);
  support_settle ();
}

static void
test_one_by_one (Fixture *fixture, gconstpointer data)
{
  GtkTextIter start;
  GtkWidget *popover;

  type (fixture, "✔가🚗나✔");
  gtk_text_buffer_get_start_iter (fixture->buffer, &start);
  gtk_text_buffer_place_cursor (fixture->buffer, &start);
  support_press (fixture->widget, "review_button");
  assert_says (fixture, "label", "✔ cannot be sent.");
  popover = gtk_widget_get_ancestor (support_find (fixture->widget, "label"), GTK_TYPE_POPOVER);
  g_assert_cmpstr (
      gtk_button_get_label (GTK_BUTTON (support_find (fixture->widget, "replace_button"))), ==,
      "Replace ✔ with √");
  press_in_popover (fixture, "replace_button");
  assert_text (fixture, "√가🚗나✔");
  assert_says (fixture, "label", "🚗 cannot be sent.");
  g_assert_false (support_is_shown (fixture->widget, "replace_button"));
  press_in_popover (fixture, "next_button");
  assert_says (fixture, "label", "✔ cannot be sent.");
  press_in_popover (fixture, "leave_out_button");
  assert_text (fixture, "√가🚗나");
  assert_says (fixture, "label", "🚗 cannot be sent.");
  press_in_popover (fixture, "leave_out_button");
  assert_text (fixture, "√가나");
  SUPPORT_WAIT_UNTIL (!gtk_widget_get_visible (popover));
  g_assert_false (support_is_shown (fixture->widget, "problem_bar"));
  gtk_text_buffer_undo (fixture->buffer);
  assert_text (fixture, "√가🚗나");
  gtk_text_buffer_undo (fixture->buffer);
  gtk_text_buffer_undo (fixture->buffer);
  assert_text (fixture, "✔가🚗나✔");
}

static void
test_only_subject (Fixture *fixture, gconstpointer data)
{
  type (fixture, "a");
  type_subject (fixture, "😀");
  assert_says (fixture, "unsendable_label", "1 character cannot be sent: see the subject");
  g_assert_false (gtk_widget_get_sensitive (support_find (fixture->widget, "review_button")));
  act (fixture, "problem.replace-all", "replace_all_button");
  g_assert_false (support_is_shown (fixture->widget, "problem_bar"));
}

/* Finds the button that says something in a popover. */
static GtkWidget *
find_button (GtkWidget *root, const char *label)
{
  if (GTK_IS_BUTTON (root) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
test_symbols (Fixture *fixture, gconstpointer data)
{
  GtkMenuButton *button = GTK_MENU_BUTTON (support_find (fixture->widget, "symbols_button"));

  type (fixture, "가");
  gtk_menu_button_popup (button);
  support_settle ();
  g_signal_emit_by_name (find_button (GTK_WIDGET (gtk_menu_button_get_popover (button)), "☎"),
                         "clicked");
  assert_text (fixture, "가☎");
  g_assert_false (support_is_shown (fixture->widget, "problem_bar"));
  g_assert_true (gtk_text_buffer_get_can_undo (fixture->buffer));
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "이름", "금액", "날짜", "first_name", NULL };
  GtkMenuButton *button = GTK_MENU_BUTTON (support_find (fixture->widget, "fields_button"));
  g_autofree char *label = NULL;
  g_autoptr (GVariant) target = NULL;
  GMenuModel *menu;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
  munja_message_editor_set_fields (fixture->editor, fields);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (button)));
  g_assert_false (support_is_shown (fixture->widget, "field_buttons"));
  menu = gtk_menu_button_get_menu_model (button);
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 4);
  g_menu_model_get_item_attribute (menu, 3, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  g_assert_cmpstr (label, ==, "first__name");
  target = g_menu_model_get_item_attribute_value (menu, 0, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_assert_true (gtk_widget_activate_action_variant (fixture->widget, "editor.insert", target));
  assert_text (fixture, "#{이름}");
  munja_message_editor_set_fields (fixture->editor, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (button)));
}

/* A few of them are one click away. */
static void
test_few_fields (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "이름", "first_name", NULL };
  GtkWidget *buttons = support_find (fixture->widget, "field_buttons");
  GtkWidget *last;

  munja_message_editor_set_fields (fixture->editor, fields);
  g_assert_true (support_is_shown (fixture->widget, "field_buttons"));
  g_assert_false (support_is_shown (fixture->widget, "fields_button"));
  last = gtk_widget_get_last_child (buttons);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (last)))), ==,
                   "＋ first_name");
  g_signal_emit_by_name (last, "clicked");
  assert_text (fixture, "#{first_name}");
  munja_message_editor_set_fields (fixture->editor, NULL);
  g_assert_false (support_is_shown (fixture->widget, "field_buttons"));
}

static void
test_content (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MunjaContent) content = munja_content_new ();
  g_autoptr (MunjaContent) nothing = munja_content_new ();
  g_autoptr (MunjaContent) read = munja_content_new ();

  type (fixture, "가\t✔");
  type_subject (fixture, " 제목 ");
  choose_type (fixture, MUNJA_TYPE_CHOICE_LMS);
  g_assert_cmpuint (fixture->n_changes, >=, 3);
  munja_message_editor_read (fixture->editor, content);
  g_assert_cmpstr (content->text, ==, "가\t✔");
  g_assert_cmpstr (content->subject, ==, " 제목 ");
  g_assert_cmpint (content->type, ==, MUNJA_TYPE_CHOICE_LMS);

  munja_message_editor_load (fixture->editor, nothing);
  assert_text (fixture, "");
  g_assert_false (support_is_shown (fixture->widget, "subject_row"));
  munja_message_editor_load (fixture->editor, content);
  munja_message_editor_read (fixture->editor, read);
  g_assert_true (munja_content_equal (read, content));
  g_assert_true (support_is_shown (fixture->widget, "subject_row"));
}

/* What nobody means to send, and would keep the window busy for seconds, is told; what is there
 * from before is not touched. */
static void
test_long_paste (Fixture *fixture, gconstpointer data)
{
  g_autofree char *much = g_strnfill (1000000, 'a');
  g_autofree char *kept = g_strnfill (20000, 'b');
  g_autofree char *longer = g_strconcat (kept, "c", NULL);
  GtkWidget *view = support_find (fixture->widget, "text_view");

  type (fixture, "안녕");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (view), much);
  g_signal_emit_by_name (view, "paste-clipboard");
  SUPPORT_WAIT_UNTIL (support_is_shown (fixture->widget, "note"));
  assert_says (fixture, "note", "That is too long for a message, and was not put in.");
  assert_text (fixture, "안녕");
  type (fixture, "!");
  assert_says (fixture, "note", NULL);
  assert_text (fixture, "안녕!");

  munja_message_editor_set_text (fixture->editor, kept);
  type (fixture, "c");
  assert_text (fixture, longer);
  gtk_text_buffer_undo (fixture->buffer);
  assert_text (fixture, kept);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_assert_false (check (fixture, " \n"));
  assert_says (fixture, "note", "Write something to send.");
}

#define ADD(name, func) g_test_add ("/message-editor/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("meter", test_meter);
  ADD ("type", test_type);
  ADD ("subject", test_subject);
  ADD ("subject-with-long-text", test_subject_with_long_text);
  ADD ("composing", test_composing);
  for (gsize i = 0; i < G_N_ELEMENTS (settle_rows); i++) {
    g_autofree char *path = g_strconcat ("/message-editor/settle/", settle_rows[i].name, NULL);

    g_test_add (path, Fixture, &settle_rows[i], set_up, test_settle, tear_down);
  }
  ADD ("settle-between", test_settle_between);
  ADD ("settle-deleted", test_settle_deleted);
  ADD ("settle-in-time", test_settle_in_time);
  ADD ("marks", test_marks);
  ADD ("marks-move", test_marks_move);
  ADD ("replace-all", test_replace_all);
  ADD ("replace-many", test_replace_many);
  ADD ("rare-in-subject", test_rare_in_subject);
  ADD ("one-by-one", test_one_by_one);
  ADD ("only-subject", test_only_subject);
  ADD ("symbols", test_symbols);
  ADD ("fields", test_fields);
  ADD ("few-fields", test_few_fields);
  ADD ("content", test_content);
  ADD ("long-paste", test_long_paste);
  ADD ("empty", test_empty);
  return g_test_run ();
}
