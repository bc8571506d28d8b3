#include "config.h"

#include "munja-account.h"
#include "munja-kind-button.h"
#include "munja-kind-note.h"
#include "munja-api.h"
#include "munja-seoul.h"
#include "support-service.h"
#include "support-wait.h"
#include "support-widgets.h"

/* The same holds wherever the machine is, so that this program is run in several zones. */

#define NOON     "2026-11-25T12:00:00"
#define LAST_DAY "2026-11-25T20:49:50"
#define NIGHT    "2026-11-25T20:50:00"
#define MORNING  "2026-11-26T08:00:00"

#define LATE                                                                                       \
  "Advertisements may not arrive between 20:50 and 08:00 in Seoul, and this one would. "           \
  "Choose another time."

static MunjaKindNote *
get_note (MunjaKindButton *button)
{
  return MUNJA_KIND_NOTE (gtk_widget_get_next_sibling (GTK_WIDGET (button)));
}

static GtkWidget *
child (MunjaKindButton *button, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (button), MUNJA_TYPE_KIND_BUTTON, name));
}

static GtkWidget *
note_child (MunjaKindButton *button, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (get_note (button)), MUNJA_TYPE_KIND_NOTE, name));
}

static gint64
read_time (const char *seoul)
{
  gint64 time_us = 0;

  g_assert_true (munja_seoul_parse (seoul, &time_us));
  return time_us;
}

static void
set_clock (MunjaKindButton *button, const char *seoul)
{
  munja_kind_note_set_clock (get_note (button), read_time (seoul) - g_get_real_time ());
}

static GSettings *
new_profile (void)
{
  return g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/test/");
}

static MunjaClient *
new_client (void)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (GSettings) profile = new_profile ();

  return munja_client_new (service, profile);
}

static MunjaComposeModel *
get_model (MunjaKindButton *button)
{
  return g_object_get_data (G_OBJECT (button), "model");
}

static void
take_content (MunjaKindButton *button, const char *subject, const char *text)
{
  MunjaContent *content = munja_content_new ();

  g_free (content->subject);
  g_free (content->text);
  content->subject = g_strdup (subject);
  content->text = g_strdup (text);
  munja_kind_button_read (button, content);
  munja_compose_model_take_content (get_model (button), content);
}

/* As the page does that has them. */
static void
changed_cb (MunjaKindButton *button)
{
  const MunjaContent *content = munja_compose_model_get_content (get_model (button));
  g_autofree char *subject = g_strdup (content->subject);
  g_autofree char *text = g_strdup (content->text);

  take_content (button, subject, text);
}

static void
answered_cb (MunjaKindButton *button, MunjaMessageKind kind)
{
  munja_kind_button_set_kind (button, kind);
}

/* A new message, at noon. */
static MunjaKindButton *
show_button (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  MunjaKindButton *button = g_object_new (MUNJA_TYPE_KIND_BUTTON, "model", model, NULL);
  MunjaKindNote *note = g_object_new (MUNJA_TYPE_KIND_NOTE, "model", model, NULL);
  g_autoptr (MunjaClient) client = new_client ();

  g_object_set_data_full (G_OBJECT (button), "model", g_object_ref (model), g_object_unref);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (button));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (note));
  g_signal_connect (button, "changed", G_CALLBACK (changed_cb), NULL);
  g_signal_connect_swapped (note, "answered", G_CALLBACK (answered_cb), button);

  g_settings_reset (munja_client_get_profile (client), "ad-sender");
  g_settings_reset (munja_client_get_profile (client), "ad-opt-out");
  munja_kind_button_set_client (button, client);
  take_content (button, "", "새 상품이 왔습니다");
  set_clock (button, NOON);
  support_show (box);
  return button;
}

/* In the order of the page. */
static gboolean
check (MunjaKindButton *button)
{
  return munja_kind_note_check_kind (get_note (button)) && munja_kind_button_check_lines (button)
         && munja_kind_note_check_time (get_note (button));
}

static void
end (MunjaKindButton *button)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))));
}

static void
type (MunjaKindButton *button, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (button, row)), text);
}

static void
choose (MunjaKindButton *button, const char *kind)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (child (button, kind)), TRUE);
}

static void
press (MunjaKindButton *button, const char *name)
{
  g_signal_emit_by_name (note_child (button, name), "clicked");
}

static void
write_advertisement (MunjaKindButton *button)
{
  choose (button, "advertisement_button");
  type (button, "sender_row", "행복상회");
  type (button, "opt_out_row", "080-123-4567");
}

static void
assert_shows (MunjaKindButton *button, const char *text)
{
  support_wait_frames (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (button))));
  g_assert_true (support_shows (gtk_widget_get_parent (GTK_WIDGET (button)), text));
}

static void
assert_focus (MunjaKindButton *button, GtkWidget *wanted)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (button)));

  g_assert_nonnull (focus);
  g_assert_true (focus == wanted || gtk_widget_is_ancestor (focus, wanted));
}

static void
assert_marked (MunjaKindButton *button, const char *row, gboolean marked)
{
  g_assert_cmpint (gtk_widget_has_css_class (child (button, row), "error"), ==, marked);
}

/* What nobody would take for an advertisement is information, without a word. */
static void
test_plain (void)
{
  MunjaKindButton *button = show_button ();

  g_assert_cmpint (munja_kind_button_get_kind (button), ==, MUNJA_MESSAGE_KIND_UNKNOWN);
  assert_shows (button, "Information");
  g_assert_true (check (button));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (button))));
  end (button);
}

static void
test_asks (void)
{
  MunjaKindButton *button = show_button ();

  take_content (button, "", "전 품목 할인");
  assert_shows (button, "“할인” often stands in advertisements. Is this one?");
  g_assert_false (check (button));
  assert_focus (button, note_child (button, "advertisement_button"));
  press (button, "information_button");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (button))));
  g_assert_cmpint (munja_kind_button_get_kind (button), ==, MUNJA_MESSAGE_KIND_INFORMATION);
  g_assert_true (check (button));

  /* The next message is another one. */
  munja_kind_button_set_kind (button, MUNJA_MESSAGE_KIND_UNKNOWN);
  g_assert_false (check (button));
  press (button, "advertisement_button");
  g_assert_cmpint (munja_kind_button_get_kind (button), ==, MUNJA_MESSAGE_KIND_ADVERTISEMENT);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (button))));
  end (button);
}

/* A label that only advertisements have is told of still, and is in nobody's way. */
static void
test_label (void)
{
  MunjaKindButton *button = show_button ();

  take_content (button, "(광고)", "a");
  assert_shows (button,
                "“(광고)” is what advertisements say. If this is one, it has to get all that "
                "the law asks for.");
  g_assert_false (check (button));
  press (button, "information_button");
  assert_shows (button,
                "“(광고)” is what advertisements say. If this is one, it has to get all that "
                "the law asks for.");
  g_assert_true (check (button));
  choose (button, "advertisement_button");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (button))));
  end (button);
}

static const struct {
  const char *name;
  const char *sender;
  const char *opt_out;
  const char *text;
  const char *says;
  const char *focus;
  gboolean marks_sender;
  gboolean marks_opt_out;
} line_cases[] = {
  { "nothing", "", "", "a",
    "Enter who advertises, such as the name of your shop.\nEnter the number at which people can "
    "opt "
    "out for free.",
    "sender_row", TRUE, TRUE },
  { "no-sender", " ", "080-123-4567", "a", "Enter who advertises, such as the name of your shop.",
    "sender_row", TRUE, FALSE },
  { "no-number", "a", "", "a", "Enter the number at which people can opt out for free.",
    "opt_out_row", FALSE, TRUE },
  { "not-free", "a", "02-123-4567", "a",
    "Opting out has to be free: enter a number of 10 or 11 digits that begins with 080.",
    "opt_out_row", FALSE, TRUE },
  { "no-text", "a", "0801234567", "(광고)\n",
    "Write what you advertise: a picture alone is not enough.", "sender_row", FALSE, FALSE },
  { "label", "a", "0801234567", "[광고] 세일",
    "Take “[광고]” out of the message: the label is put there as the law words it.", "sender_row",
    FALSE, FALSE },
};

static void
test_lines (gconstpointer data)
{
  const typeof (line_cases[0]) *c = data;
  MunjaKindButton *button = show_button ();

  choose (button, "advertisement_button");
  type (button, "sender_row", c->sender);
  type (button, "opt_out_row", c->opt_out);
  take_content (button, "", c->text);
  g_assert_false (check (button));
  assert_shows (button, c->says);
  assert_focus (button, child (button, c->focus));
  assert_marked (button, "sender_row", c->marks_sender);
  assert_marked (button, "opt_out_row", c->marks_opt_out);

  take_content (button, "", "세일");
  write_advertisement (button);
  assert_marked (button, "sender_row", FALSE);
  assert_marked (button, "opt_out_row", FALSE);
  g_assert_true (check (button));
  end (button);
}

static void
scheduled_cb (MunjaKindNote *note, gint64 time_us, gint64 *chosen)
{
  *chosen = time_us;
}

static void
set_scheduled (MunjaKindButton *button, const char *seoul)
{
  munja_compose_model_set_scheduled (get_model (button), seoul != NULL ? read_time (seoul) : 0);
}

static void
assert_refused (MunjaKindButton *button, gboolean refused)
{
  g_assert_cmpint (gtk_widget_has_css_class (note_child (button, "note"), "error"), ==, refused);
}

/* Where it may not go out there is a way out. */
static void
assert_way_out (MunjaKindButton *button, const char *seoul)
{
  gint64 chosen = 0;
  MunjaKindNote *note = get_note (button);
  gulong handler = g_signal_connect (note, "schedule", G_CALLBACK (scheduled_cb), &chosen);

  g_assert_false (check (button));
  assert_shows (button, LATE);
  assert_refused (button, TRUE);
  assert_focus (button, note_child (button, "schedule_button"));
  press (button, "schedule_button");
  g_assert_cmpint (chosen, ==, read_time (seoul));
  set_scheduled (button, seoul);
  g_assert_true (check (button));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (note)));
  g_signal_handler_disconnect (note, handler);
}

static void
test_night (void)
{
  MunjaKindButton *button = show_button ();

  write_advertisement (button);
  g_assert_true (check (button));
  set_clock (button, LAST_DAY);
  g_assert_true (check (button));
  set_clock (button, NIGHT);
  assert_shows (button, LATE);
  assert_refused (button, FALSE);
  choose (button, "information_button");
  g_assert_true (check (button));
  choose (button, "advertisement_button");
  assert_way_out (button, MORNING);
  set_scheduled (button, NULL);
  set_clock (button, MORNING);
  g_assert_true (check (button));
  end (button);
}

/* Whatever the service answers, it says what time it is there. */
static void
hear_from (MunjaClient *client)
{
  MunjaAccount *account = munja_client_get_account (client);
  g_autoptr (GAsyncResult) result = NULL;

  munja_account_sign_in_async (account, "no-such-code", NULL, support_result_cb, &result);
  g_assert_false (munja_account_sign_in_finish (account, support_wait_for_result (&result), NULL));
}

/* By the clock of this computer it is noon, and by the service's it is midnight. */
static void
test_service_clock (void)
{
  g_autoptr (SupportService) server = support_service_new ();
  g_autoptr (MunjaService) service = munja_service_new_practice (server->base);
  g_autoptr (GSettings) profile = new_profile ();
  g_autoptr (MunjaClient) client = munja_client_new (service, profile);
  MunjaKindButton *button = show_button ();

  munja_kind_note_set_client (get_note (button), client);
  write_advertisement (button);
  g_assert_true (check (button));
  support_service_set (server, "{\"clock\":{\"advance\":43200}}");
  hear_from (client);
  g_assert_false (check (button));
  assert_shows (button, LATE);
  end (button);
}

static void
test_schedule (void)
{
  MunjaKindButton *button = show_button ();

  write_advertisement (button);
  set_scheduled (button, "2026-12-01T07:59:00");
  assert_way_out (button, "2026-12-01T08:00:00");
  set_scheduled (button, "2026-12-31T20:50:00");
  assert_way_out (button, "2027-01-01T08:00:00");
  end (button);
}

static void
test_consent (void)
{
  MunjaKindButton *button = show_button ();
  g_autoptr (MunjaContent) content = munja_content_new ();

  write_advertisement (button);
  set_clock (button, NIGHT);
  g_assert_false (check (button));
  gtk_switch_set_active (GTK_SWITCH (child (button, "night_switch")), TRUE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_note (button))));
  g_assert_true (check (button));
  munja_kind_button_read (button, content);
  g_assert_cmpint (munja_advertisement_get_advertising (content), ==,
                   MUNJA_ADVERTISING_NIGHT_CONSENT);
  /* The next message is another one. */
  munja_kind_button_set_kind (button, MUNJA_MESSAGE_KIND_UNKNOWN);
  choose (button, "advertisement_button");
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (child (button, "night_switch"))));
  end (button);
}

/* However it was typed. */
static void
test_hyphens (void)
{
  MunjaKindButton *button = show_button ();

  write_advertisement (button);
  type (button, "opt_out_row", "0801234567");
  assert_shows (button, "행복상회 · 080-123-4567");
  type (button, "opt_out_row", "02");
  assert_shows (button, "행복상회 · 02");
  end (button);
}

static void
test_remember (void)
{
  MunjaKindButton *button = show_button ();
  g_autoptr (MunjaClient) client = new_client ();
  g_autoptr (MunjaContent) content = munja_content_new ();

  write_advertisement (button);
  munja_kind_button_set_kind (button, MUNJA_MESSAGE_KIND_UNKNOWN);
  choose (button, "advertisement_button");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (button, "sender_row"))), ==, "");

  write_advertisement (button);
  munja_kind_button_remember (button);
  munja_kind_button_set_kind (button, MUNJA_MESSAGE_KIND_UNKNOWN);
  munja_kind_button_read (button, content);
  g_assert_false (content->is_advertisement);
  g_assert_cmpstr (content->ad_sender, ==, "행복상회");
  g_assert_cmpstr (content->ad_opt_out, ==, "080-123-4567");
  /* What is entered in the preferences meanwhile is offered at once. */
  munja_kind_button_set_kind (button, MUNJA_MESSAGE_KIND_UNKNOWN);
  g_settings_set_string (munja_client_get_profile (client), "ad-sender", "행복떡집");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (button, "sender_row"))), ==,
                   "행복떡집");
  g_settings_set_string (munja_client_get_profile (client), "ad-sender", "행복상회");
  end (button);

  button = g_object_ref_sink (g_object_new (MUNJA_TYPE_KIND_BUTTON, NULL));
  munja_kind_button_set_client (button, client);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (button, "sender_row"))), ==,
                   "행복상회");
  g_object_unref (button);
}

static void
test_show (void)
{
  MunjaKindButton *button = show_button ();
  g_autoptr (MunjaContent) shown
      = munja_advertisement_parse (NULL, "(광고)a\nb\n무료수신거부 080-123-4567");
  g_autoptr (MunjaContent) information = munja_advertisement_parse (NULL, "b");
  g_autoptr (MunjaContent) read = munja_content_new ();

  shown->night_consent = TRUE;
  munja_kind_button_show (button, shown);
  munja_kind_button_read (button, read);
  g_free (read->text);
  read->text = g_strdup ("b");
  g_assert_true (munja_content_equal (read, shown));
  g_assert_true (gtk_widget_get_visible (child (button, "rows")));

  munja_kind_button_show (button, information);
  g_assert_cmpint (munja_kind_button_get_kind (button), ==, MUNJA_MESSAGE_KIND_UNKNOWN);
  g_assert_false (gtk_widget_get_visible (child (button, "rows")));
  end (button);
}

static void
count_cb (MunjaKindButton *button, guint *count)
{
  ++*count;
}

static void
test_changed (void)
{
  MunjaKindButton *button = show_button ();
  guint count = 0;

  g_signal_connect (button, "changed", G_CALLBACK (count_cb), &count);
  choose (button, "advertisement_button");
  g_assert_cmpuint (count, >, 0);
  count = 0;
  type (button, "sender_row", "a");
  g_assert_cmpuint (count, >, 0);
  count = 0;
  gtk_switch_set_active (GTK_SWITCH (child (button, "night_switch")), TRUE);
  g_assert_cmpuint (count, ==, 1);
  end (button);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/kind/plain", test_plain);
  g_test_add_func ("/kind/asks", test_asks);
  g_test_add_func ("/kind/label", test_label);
  for (gsize i = 0; i < G_N_ELEMENTS (line_cases); i++) {
    g_autofree char *path = g_strconcat ("/kind/lines/", line_cases[i].name, NULL);

    g_test_add_data_func (path, &line_cases[i], test_lines);
  }
  g_test_add_func ("/kind/night", test_night);
  g_test_add_func ("/kind/service-clock", test_service_clock);
  g_test_add_func ("/kind/schedule", test_schedule);
  g_test_add_func ("/kind/consent", test_consent);
  g_test_add_func ("/kind/hyphens", test_hyphens);
  g_test_add_func ("/kind/remember", test_remember);
  g_test_add_func ("/kind/show", test_show);
  g_test_add_func ("/kind/changed", test_changed);
  return g_test_run ();
}
