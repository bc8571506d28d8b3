#include "config.h"

#include "munja-account.h"
#include "munja-kind-button.h"
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

static GtkWidget *
child (MunjaKindButton *group, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (group), MUNJA_TYPE_KIND_BUTTON, name));
}

static gint64
read_time (const char *seoul)
{
  gint64 time_us = 0;

  g_assert_true (munja_seoul_parse (seoul, &time_us));
  return time_us;
}

static void
set_clock (MunjaKindButton *group, const char *seoul)
{
  munja_kind_button_set_clock (group, read_time (seoul) - g_get_real_time ());
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
get_model (MunjaKindButton *group)
{
  return g_object_get_data (G_OBJECT (group), "model");
}

static void
take_content (MunjaKindButton *group, const char *subject, const char *text)
{
  MunjaContent *content = munja_content_new ();

  g_free (content->subject);
  g_free (content->text);
  content->subject = g_strdup (subject);
  content->text = g_strdup (text);
  munja_kind_button_read (group, content);
  munja_compose_model_take_content (get_model (group), content);
}

/* As the page does that has a group. */
static void
changed_cb (MunjaKindButton *group)
{
  const MunjaContent *content = munja_compose_model_get_content (get_model (group));
  g_autofree char *subject = g_strdup (content->subject);
  g_autofree char *text = g_strdup (content->text);

  take_content (group, subject, text);
}

/* A new message, at noon. */
static MunjaKindButton *
show_group (void)
{
  g_autoptr (MunjaComposeModel) model = munja_compose_model_new ();
  MunjaKindButton *group = g_object_new (MUNJA_TYPE_KIND_BUTTON, "model", model, NULL);
  g_autoptr (MunjaClient) client = new_client ();

  g_object_set_data_full (G_OBJECT (group), "model", g_object_ref (model), g_object_unref);
  g_signal_connect (group, "changed", G_CALLBACK (changed_cb), NULL);

  g_settings_reset (munja_client_get_profile (client), "ad-sender");
  g_settings_reset (munja_client_get_profile (client), "ad-opt-out");
  munja_kind_button_set_client (group, client);
  take_content (group, "", "새 상품이 왔습니다");
  set_clock (group, NOON);
  support_show (GTK_WIDGET (group));
  return group;
}

static void
end (MunjaKindButton *group)
{
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (group))));
}

static void
type (MunjaKindButton *group, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (child (group, row)), text);
}

static void
choose (MunjaKindButton *group, const char *button)
{
  g_signal_emit_by_name (child (group, button), "clicked");
}

static void
write_advertisement (MunjaKindButton *group)
{
  choose (group, "advertisement_button");
  type (group, "sender_row", "행복상회");
  type (group, "opt_out_row", "080-123-4567");
}

static void
assert_shows (MunjaKindButton *group, const char *text)
{
  support_wait_frames (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (group))));
  g_assert_true (support_shows (GTK_WIDGET (group), text));
}

static void
assert_focus (MunjaKindButton *group, const char *name)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (group)));
  GtkWidget *wanted = child (group, name);

  g_assert_nonnull (focus);
  g_assert_true (focus == wanted || gtk_widget_is_ancestor (focus, wanted));
}

static void
assert_marked (MunjaKindButton *group, const char *row, gboolean marked)
{
  g_assert_cmpint (gtk_widget_has_css_class (child (group, row), "error"), ==, marked);
}

/* Nothing is chosen for the person. */
static void
test_asks (void)
{
  MunjaKindButton *group = show_group ();

  g_assert_cmpint (munja_kind_button_get_kind (group), ==, MUNJA_MESSAGE_KIND_UNKNOWN);
  g_assert_false (gtk_widget_get_mapped (child (group, "rows")));
  g_assert_false (munja_kind_button_check (group));
  assert_shows (group, "Say whether this is information or an advertisement.");
  assert_focus (group, "information_button");

  choose (group, "information_button");
  g_assert_false (gtk_widget_get_visible (child (group, "kind_note")));
  g_assert_true (munja_kind_button_check (group));
  /* A second click does not take it back. */
  choose (group, "information_button");
  g_assert_cmpint (munja_kind_button_get_kind (group), ==, MUNJA_MESSAGE_KIND_INFORMATION);
  munja_kind_button_set_kind (group, MUNJA_MESSAGE_KIND_UNKNOWN);
  g_assert_false (munja_kind_button_check (group));
  end (group);
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
  MunjaKindButton *group = show_group ();

  choose (group, "advertisement_button");
  type (group, "sender_row", c->sender);
  type (group, "opt_out_row", c->opt_out);
  take_content (group, "", c->text);
  g_assert_false (munja_kind_button_check (group));
  assert_shows (group, c->says);
  assert_focus (group, c->focus);
  assert_marked (group, "sender_row", c->marks_sender);
  assert_marked (group, "opt_out_row", c->marks_opt_out);

  take_content (group, "", "세일");
  write_advertisement (group);
  assert_marked (group, "sender_row", FALSE);
  assert_marked (group, "opt_out_row", FALSE);
  g_assert_true (munja_kind_button_check (group));
  end (group);
}

static void
scheduled_cb (MunjaKindButton *group, gint64 time_us, gint64 *chosen)
{
  *chosen = time_us;
  munja_kind_button_set_time (group, time_us);
}

/* Where it may not go out there is a way out. */
static void
assert_way_out (MunjaKindButton *group, const char *seoul)
{
  gint64 chosen = 0;
  gulong handler = g_signal_connect (group, "schedule", G_CALLBACK (scheduled_cb), &chosen);

  g_assert_false (munja_kind_button_check (group));
  assert_shows (group, LATE);
  assert_marked (group, "night_note", TRUE);
  assert_focus (group, "schedule_button");
  choose (group, "schedule_button");
  g_assert_cmpint (chosen, ==, read_time (seoul));
  g_assert_true (munja_kind_button_check (group));
  g_assert_false (gtk_widget_get_visible (child (group, "schedule_button")));
  g_signal_handler_disconnect (group, handler);
}

static void
test_night (void)
{
  MunjaKindButton *group = show_group ();

  write_advertisement (group);
  g_assert_true (munja_kind_button_check (group));
  assert_shows (group, "Advertisements may not arrive between 20:50 and 08:00 in Seoul.");
  set_clock (group, LAST_DAY);
  g_assert_true (munja_kind_button_check (group));
  set_clock (group, NIGHT);
  assert_shows (group, LATE);
  assert_marked (group, "night_note", FALSE);
  choose (group, "information_button");
  g_assert_true (munja_kind_button_check (group));
  choose (group, "advertisement_button");
  assert_way_out (group, MORNING);
  munja_kind_button_set_time (group, 0);
  set_clock (group, MORNING);
  g_assert_true (munja_kind_button_check (group));
  end (group);
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
  MunjaKindButton *group = show_group ();

  munja_kind_button_set_client (group, client);
  write_advertisement (group);
  g_assert_true (munja_kind_button_check (group));
  support_service_set (server, "{\"clock\":{\"advance\":43200}}");
  hear_from (client);
  g_assert_false (munja_kind_button_check (group));
  assert_shows (group, LATE);
  end (group);
}

static void
test_schedule (void)
{
  MunjaKindButton *group = show_group ();

  write_advertisement (group);
  munja_kind_button_set_time (group, read_time ("2026-12-01T07:59:00"));
  assert_way_out (group, "2026-12-01T08:00:00");
  munja_kind_button_set_time (group, read_time ("2026-12-31T20:50:00"));
  assert_way_out (group, "2027-01-01T08:00:00");
  end (group);
}

static void
test_consent (void)
{
  MunjaKindButton *group = show_group ();
  g_autoptr (MunjaContent) content = munja_content_new ();

  write_advertisement (group);
  set_clock (group, NIGHT);
  g_assert_false (munja_kind_button_check (group));
  gtk_switch_set_active (GTK_SWITCH (child (group, "night_switch")), TRUE);
  g_assert_false (gtk_widget_get_visible (child (group, "night_note")));
  g_assert_true (munja_kind_button_check (group));
  munja_kind_button_read (group, content);
  g_assert_cmpint (munja_advertisement_get_advertising (content), ==,
                   MUNJA_ADVERTISING_NIGHT_CONSENT);
  /* The next message is another one. */
  munja_kind_button_set_kind (group, MUNJA_MESSAGE_KIND_UNKNOWN);
  choose (group, "advertisement_button");
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (child (group, "night_switch"))));
  end (group);
}

static void
test_hint (void)
{
  MunjaKindButton *group = show_group ();

  take_content (group, "", "전 품목 할인");
  assert_shows (group, "“할인” often stands in advertisements. Is this one?");
  choose (group, "information_button");
  assert_shows (group, "“할인” often stands in advertisements. Is this one?");
  take_content (group, "(광고)", "a");
  assert_shows (group, "“(광고)” is what advertisements say. If this is one, choose "
                       "“Advertisement”, and it gets all that the law asks for.");
  /* It is a guess, and in nobody's way. */
  g_assert_true (munja_kind_button_check (group));
  choose (group, "advertisement_button");
  g_assert_false (gtk_widget_get_visible (child (group, "kind_note")));
  end (group);
}

static void
test_remember (void)
{
  MunjaKindButton *group = show_group ();
  g_autoptr (MunjaClient) client = new_client ();
  g_autoptr (MunjaContent) content = munja_content_new ();

  write_advertisement (group);
  munja_kind_button_set_kind (group, MUNJA_MESSAGE_KIND_UNKNOWN);
  choose (group, "advertisement_button");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (group, "sender_row"))), ==, "");

  write_advertisement (group);
  munja_kind_button_remember (group);
  munja_kind_button_set_kind (group, MUNJA_MESSAGE_KIND_UNKNOWN);
  munja_kind_button_read (group, content);
  g_assert_false (content->is_advertisement);
  g_assert_cmpstr (content->ad_sender, ==, "행복상회");
  g_assert_cmpstr (content->ad_opt_out, ==, "080-123-4567");
  end (group);

  group = g_object_ref_sink (g_object_new (MUNJA_TYPE_KIND_BUTTON, NULL));
  munja_kind_button_set_client (group, client);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (child (group, "sender_row"))), ==,
                   "행복상회");
  g_object_unref (group);
}

static void
test_show (void)
{
  MunjaKindButton *group = show_group ();
  g_autoptr (MunjaContent) shown
      = munja_advertisement_parse (NULL, "(광고)a\nb\n무료수신거부 080-123-4567");
  g_autoptr (MunjaContent) information = munja_advertisement_parse (NULL, "b");
  g_autoptr (MunjaContent) read = munja_content_new ();

  shown->night_consent = TRUE;
  munja_kind_button_show (group, shown);
  munja_kind_button_read (group, read);
  g_free (read->text);
  read->text = g_strdup ("b");
  g_assert_true (munja_content_equal (read, shown));
  g_assert_true (gtk_widget_get_mapped (child (group, "rows")));

  munja_kind_button_show (group, information);
  g_assert_cmpint (munja_kind_button_get_kind (group), ==, MUNJA_MESSAGE_KIND_UNKNOWN);
  g_assert_false (gtk_widget_get_mapped (child (group, "rows")));
  end (group);
}

static void
count_cb (MunjaKindButton *group, guint *count)
{
  ++*count;
}

static void
test_changed (void)
{
  MunjaKindButton *group = show_group ();
  guint count = 0;

  g_signal_connect (group, "changed", G_CALLBACK (count_cb), &count);
  choose (group, "advertisement_button");
  g_assert_cmpuint (count, >, 0);
  count = 0;
  type (group, "sender_row", "a");
  g_assert_cmpuint (count, >, 0);
  count = 0;
  gtk_switch_set_active (GTK_SWITCH (child (group, "night_switch")), TRUE);
  g_assert_cmpuint (count, ==, 1);
  end (group);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/advertisement-group/asks", test_asks);
  for (gsize i = 0; i < G_N_ELEMENTS (line_cases); i++) {
    g_autofree char *path = g_strconcat ("/advertisement-group/lines/", line_cases[i].name, NULL);

    g_test_add_data_func (path, &line_cases[i], test_lines);
  }
  g_test_add_func ("/advertisement-group/night", test_night);
  g_test_add_func ("/advertisement-group/service-clock", test_service_clock);
  g_test_add_func ("/advertisement-group/schedule", test_schedule);
  g_test_add_func ("/advertisement-group/consent", test_consent);
  g_test_add_func ("/advertisement-group/hint", test_hint);
  g_test_add_func ("/advertisement-group/remember", test_remember);
  g_test_add_func ("/advertisement-group/show", test_show);
  g_test_add_func ("/advertisement-group/changed", test_changed);
  return g_test_run ();
}
