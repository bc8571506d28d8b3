#include "config.h"

#include <adwaita.h>

#include "munja-account-assistant.h"
#include "munja-application.h"
#include "munja-cautious-dialog.h"
#include "munja-confirm-dialog.h"
#include "munja-import-dialog.h"
#include "munja-library-dialog.h"
#include "munja-name-dialog.h"
#include "munja-own-number-dialog.h"
#include "munja-preferences-dialog.h"
#include "support-picture.h"
#include "support-place.h"
#include "support-wait.h"
#include "support-widgets.h"

/* The screen of a small phone, in pixels, and the letters that somebody has who sees little. */
#define SCREEN_WIDTH  360
#define SCREEN_HEIGHT 294
#define TEXT_DPI      (2 * 96 * 1024)

/* What dialogs are about. */
typedef struct {
  GtkWindow *parent;
  SupportPlace *place;
  MunjaLibrary *library;
  GSettings *settings;
  GSettings *profile;
} Fixture;

/* There is but one of its name on a bus. */
static MunjaApplication *application;

typedef struct {
  const char *name;
  GtkWidget *(*make) (Fixture *fixture);
} Row;

static GtkWidget *
make_preferences (Fixture *fixture)
{
  return munja_preferences_dialog_new (fixture->parent, fixture->settings, fixture->profile);
}

static GtkWidget *
make_assistant (Fixture *fixture, const char *page)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (MunjaClient) client = munja_client_new (service, fixture->profile);
  GtkWidget *assistant = munja_account_assistant_new (fixture->parent, client);

  gtk_stack_set_visible_child_name (
      GTK_STACK (gtk_widget_get_template_child (assistant, MUNJA_TYPE_ACCOUNT_ASSISTANT, "pages")),
      page);
  return assistant;
}

static GtkWidget *
make_assistant_need (Fixture *fixture)
{
  return make_assistant (fixture, "need");
}

static GtkWidget *
make_assistant_register (Fixture *fixture)
{
  return make_assistant (fixture, "register");
}

static GtkWidget *
make_assistant_paste (Fixture *fixture)
{
  return make_assistant (fixture, "paste");
}

static GtkWidget *
make_assistant_sign_in (Fixture *fixture)
{
  return make_assistant (fixture, "sign-in");
}

static GtkWidget *
make_import (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->place->folder, "list.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (g_file_set_contents (path, "이름,휴대폰\n김철수,010-1111-2222\n", -1, NULL));
  return munja_import_dialog_new (fixture->parent, file);
}

static GtkWidget *
make_drafts (Fixture *fixture)
{
  g_autoptr (MunjaDraft) form = munja_draft_new ();

  munja_library_save_draft_async (fixture->library,
                                  munja_library_take_id (fixture->library, MUNJA_LIBRARY_DRAFT),
                                  form, TRUE, NULL, NULL, NULL);
  return munja_library_dialog_new (fixture->parent, fixture->library, MUNJA_LIBRARY_DRAFT, 0);
}

static GtkWidget *
make_no_templates (Fixture *fixture)
{
  return munja_library_dialog_new (fixture->parent, fixture->library, MUNJA_LIBRARY_TEMPLATE, 0);
}

static GtkWidget *
make_name (Fixture *fixture)
{
  return munja_name_dialog_new (fixture->parent, fixture->library, NULL, "예약 확인 안내");
}

static GtkWidget *
make_own_number (Fixture *fixture)
{
  return munja_own_number_dialog_new (fixture->parent);
}

static GtkWidget *
make_question (Fixture *fixture)
{
  AdwMessageDialog *question = munja_cautious_dialog_new (
      fixture->parent, "A Message Has Not Been Sent Yet",
      "It can still be undone. What is not sent is kept under “Sent”.", "keep", "_Keep Open");

  adw_message_dialog_add_responses (question, "discard", "_Don’t Send", "send",
                                    "_Send Now and Close", NULL);
  return GTK_WIDGET (question);
}

/* One that has more to say than a screen has room for. */
static GtkWidget *
make_long_question (Fixture *fixture)
{
  g_autofree char *body = g_strnfill (3000, 'x');

  return GTK_WIDGET (
      munja_cautious_dialog_new (fixture->parent, "Not Sent", body, "close", "_Close"));
}

/* A list with everything that there is to be said about it. */
static GtkWidget *
make_confirmation (Fixture *fixture)
{
  static const char *const warnings[] = { "Foreign numbers cost more than this.", NULL };
  g_autoptr (GBytes) picture = support_picture_new_jpeg (0xff0000ffu);
  g_autofree char *text = g_strnfill (2000, 'x');
  g_autoptr (MunjaMessage) message = munja_message_new ("제목", text, MUNJA_TYPE_CHOICE_AUTO,
                                                        picture, MUNJA_ADVERTISING_NIGHT_CONSENT);
  const MunjaConfirmation confirmation = {
    .from = "0212345678",
    .n_recipients = 1000000,
    .first = "김철수 010-1111-2222",
    .last = "010-3333-4444",
    .n_types = { 0, 0, 1000000 },
    .message = message,
    .reader = "김철수 010-1111-2222",
    .scheduled = G_GINT64_CONSTANT (3984076800000000),
    .price = 61950,
    .balance = 1000,
    .left_out = { 3, 2 },
    .n_refused = 5,
    .confirm_above = 100,
    .warnings = warnings,
  };

  return munja_confirm_dialog_new (fixture->parent, &confirmation);
}

/* The window that tells of the app is the toolkit's own. */
static const Row rows[] = {
  { "preferences", make_preferences },
  { "assistant-need", make_assistant_need },
  { "assistant-register", make_assistant_register },
  { "assistant-paste", make_assistant_paste },
  { "assistant-sign-in", make_assistant_sign_in },
  { "import", make_import },
  { "drafts", make_drafts },
  { "no-templates", make_no_templates },
  { "name", make_name },
  { "own-number", make_own_number },
  { "question", make_question },
  { "long-question", make_long_question },
  { "confirmation", make_confirmation },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->parent = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->parent, SCREEN_WIDTH, SCREEN_HEIGHT);
  gtk_window_present (fixture->parent);
  support_wait_frames (fixture->parent);
  fixture->place = support_place_new ("library.sqlite");
  fixture->library = munja_library_new (fixture->place->path);
  munja_library_open_async (fixture->library, NULL, support_result_cb, &result);
  munja_library_open_finish (fixture->library, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  fixture->settings = g_settings_new (APP_ID);
  fixture->profile = g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/Test/");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) settled = NULL;

  gtk_window_destroy (fixture->parent);
  munja_library_settle_async (fixture->library, NULL, support_result_cb, &settled);
  munja_library_settle_finish (fixture->library, support_wait_for_result (&settled));
  g_clear_object (&settled);
  g_clear_object (&fixture->library);
  g_clear_object (&fixture->settings);
  g_clear_object (&fixture->profile);
  support_place_free (fixture->place);
}

/* As small as it can be, every dialog fits, so that its answers are never below the edge. */
static void
test_fits (Fixture *fixture, gconstpointer data)
{
  const Row *row = data;
  GtkWidget *dialog = row->make (fixture);

  gtk_window_set_default_size (GTK_WINDOW (dialog), SCREEN_WIDTH, SCREEN_HEIGHT);
  gtk_window_present (GTK_WINDOW (dialog));
  support_wait_frames (GTK_WINDOW (dialog));
  g_test_message ("%d × %d", gtk_widget_get_width (dialog), gtk_widget_get_height (dialog));
  g_assert_cmpint (gtk_widget_get_width (dialog), <=, SCREEN_WIDTH);
  g_assert_cmpint (gtk_widget_get_height (dialog), <=, SCREEN_HEIGHT);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static GtkWidget *
get_child (GtkWidget *preferences, const char *name)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (preferences, MUNJA_TYPE_PREFERENCES_DIALOG, name));
}

/* What is chosen is kept in months, and shown again. */
static void
test_retention (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = make_preferences (fixture);
  GtkWidget *row = get_child (dialog, "keep_row");

  g_assert_cmpint (g_settings_get_int (fixture->settings, "keep-sent-months"), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 3);
  g_assert_cmpint (g_settings_get_int (fixture->settings, "keep-sent-months"), ==, 12);
  gtk_window_destroy (GTK_WINDOW (dialog));
  dialog = make_preferences (fixture);
  row = get_child (dialog, "keep_row");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 3);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_settings_reset (fixture->settings, "keep-sent-months");
}

static void
assert_opt_out (Fixture *fixture, const char *kept)
{
  g_autofree char *number = g_settings_get_string (fixture->profile, "ad-opt-out");

  g_assert_cmpstr (number, ==, kept);
}

/* A number that no advertisement could go out with is said to be none, and is not kept. */
static void
test_opt_out (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  GtkWidget *row;
  GtkWidget *note;
  int place = 0;

  g_settings_set_string (fixture->profile, "ad-opt-out", "0801234567");
  dialog = make_preferences (fixture);
  row = get_child (dialog, "ad_opt_out_row");
  note = get_child (dialog, "ad_opt_out_note");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "080-123-4567");
  g_assert_false (gtk_widget_get_visible (note));
  gtk_editable_insert_text (GTK_EDITABLE (row), "02-", -1, &place);
  g_assert_cmpstr (
      gtk_label_get_label (GTK_LABEL (note)), ==,
      "Opting out has to be free: enter a number of 10 or 11 digits that begins with 080.");
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  assert_opt_out (fixture, "080-123-4567");
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_false (gtk_widget_get_visible (note));
  assert_opt_out (fixture, "");
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_settings_reset (fixture->profile, "ad-opt-out");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", TEXT_DPI, NULL);
  application = munja_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/dialogs/fits/", rows[i].name, NULL);

    g_test_add (path, Fixture, &rows[i], set_up, test_fits, tear_down);
  }
  g_test_add ("/dialogs/retention", Fixture, NULL, set_up, test_retention, tear_down);
  g_test_add ("/dialogs/opt-out", Fixture, NULL, set_up, test_opt_out, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
