#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "munja-account-assistant.h"
#include "munja-cautious-dialog.h"
#include "munja-compose-page.h"
#include "munja-confirm-dialog.h"
#include "munja-error.h"
#include "munja-import-dialog.h"
#include "munja-job-page.h"
#include "munja-job-private.h"
#include "munja-own-number-dialog.h"
#include "munja-recipients-box.h"
#include "munja-sent-page.h"
#include "support-picture.h"
#include "support-program.h"
#include "support-rows.h"
#include "support-sizes.h"
#include "support-wait.h"
#include "support-widget.h"

/* Nothing may depend on words, since this is run in each language. Where MUNJA_PICTURES names a
 * folder, it is filled with pictures to be looked at. Where MUNJA_PAGES names some pages, only
 * those are looked at. */

#define SHORT "안녕하세요, 내일 오후 세 시에 뵙겠습니다."
#define LONG                                                                                                                         \
  "안녕하세요, #{이름}님. 추석을 앞두고 새로 나온 송편을 소개합니다. 지난번에 모으신 적립금은 " \
  "#{적립금}입니다.\n\n주문은 가게에서도, 전화로도 받습니다. 늘 찾아 주셔서 고맙습니다."

/* Some people of a list, most of whom have something that is to be looked at. */
#define PEOPLE                                                                                     \
  "이름\t휴대폰\t적립금\n"                                                                 \
  "김철수\t010-2222-0001\t12,000원\n"                                                          \
  "이영희\t010-2222-0002\t\n"                                                                   \
  "남궁선우리\t1022220003\t1,234,000원\n"                                                    \
  "박민수\t010-2222-00\t3,000원\n"                                                             \
  "최지우\t02-123-4567\t4,000원\n"                                                             \
  "김철수\t010-2222-0001\t12,000원\n"                                                          \
  "황보\t010-2222-0005\t5,000원\n"

/* The program, which goes on from one test to the next. */
static GtkWindow *window;

static void
test_welcome (void)
{
  support_wait_shown (window, "MunjaWelcomePage");
  support_sizes_look_at (window, "welcome");
}

static void
test_assistant (void)
{
  static const char *const pages[] = { "need", "register", "paste", "sign-in" };
  GtkWindow *assistant;

  support_act (window, "win.registration", NULL);
  assistant = support_wait_window ("MunjaAccountAssistant");
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autofree char *page = g_strconcat ("assistant-", pages[i], NULL);

    gtk_stack_set_visible_child_name (GTK_STACK (support_find (GTK_WIDGET (assistant), "pages")),
                                      pages[i]);
    support_sizes_look_at (assistant, page);
  }
  gtk_window_destroy (assistant);
}

static void
test_shortcuts (void)
{
  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (window)), "shortcuts",
                                  NULL);
  support_sizes_look_at_dialog (support_wait_window ("AdwWindow"), "shortcuts");
}

static void
set_row (gpointer in, const char *id, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (support_find (in, id)), text);
}

/* With numbers that are none, and what is said of them. */
static void
test_preferences (void)
{
  GtkWindow *preferences;

  support_act (window, "win.preferences", NULL);
  preferences = support_wait_window ("MunjaPreferencesDialog");
  set_row (preferences, "own_number_row", "02-1");
  set_row (preferences, "ad_opt_out_row", "02-123-4567");
  support_sizes_look_at_dialog (preferences, "preferences");
}

static MunjaComposePage *
get_form (void)
{
  return MUNJA_COMPOSE_PAGE (support_find (GTK_WIDGET (window), "compose_page"));
}

static void
test_write_empty (void)
{
  support_act (window, "win.try-out", NULL);
  support_wait_shown (window, "MunjaComposePage");
  SUPPORT_WAIT_UNTIL (gtk_widget_get_mapped (support_find (GTK_WIDGET (window), "from_row")));
  support_sizes_look_at (window, "write-empty");
}

static void
test_sent_empty (void)
{
  support_act (window, "win.view", "sent");
  support_sizes_look_at (window, "sent-empty");
  support_act (window, "win.view", "write");
}

static void
write_small (const char *to)
{
  g_autoptr (MunjaDraft) form = munja_draft_new ();

  g_free (form->to);
  form->to = g_strdup (to);
  g_free (form->content->text);
  form->content->text = g_strdup (SHORT);
  form->content->is_information = TRUE;
  munja_compose_page_set_form (get_form (), form);
}

static void
add_people (void)
{
  GtkWidget *box = support_find (GTK_WIDGET (window), "recipients_box");

  munja_recipients_box_paste (MUNJA_RECIPIENTS_BOX (box), PEOPLE);
  SUPPORT_WAIT_UNTIL (munja_recipients_box_count_people (MUNJA_RECIPIENTS_BOX (box)) > 0);
  support_wait_settled (window);
}

static void
test_write_small (void)
{
  write_small ("010-1234-5678");
  support_sizes_look_at (window, "write-small");
  support_sizes_look_at_popovers (support_find (GTK_WIDGET (window), "when_button"), "when-offers");
}

/* Presses a button as soon as that can be done. */
static void
press (const char *type_name, const char *id)
{
  GtkWidget *widget = support_wait_shown (window, type_name);

  SUPPORT_WAIT_UNTIL (gtk_widget_is_sensitive (support_find (widget, id)));
  support_press (widget, id);
}

static void
test_review_small (void)
{
  press ("MunjaActionBar", "send_button");
  support_wait_shown (window, "MunjaReviewPage");
  support_sizes_look_at (window, "review-small");
}

static void
set_undo_seconds (int seconds)
{
  g_autoptr (GSettings) settings = g_settings_new (APP_ID);

  g_settings_set_int (settings, "undo-seconds", seconds);
}

/* It can be undone for so long that it still waits in the last size, and is undone then. */
static void
test_job_waiting (void)
{
  set_undo_seconds (30);
  press ("MunjaReviewPage", "send_button");
  support_wait_shown (window, "MunjaJobPage");
  support_sizes_look_at (window, "job-waiting");
  support_act (window, "win.take-back-job", NULL);
  support_wait_shown (window, "MunjaComposePage");
  set_undo_seconds (0);
}

/* Some are delivered and some are not, as their last digits have it. */
static void
test_sending (void)
{
  write_small ("");
  add_people ();
  press ("MunjaActionBar", "send_button");
  press ("MunjaReviewPage", "send_button");
  support_wait_shown (window, "MunjaSendingPage");
  support_wait_shown (window, "MunjaSentMessageLine");
  support_sizes_look_at (window, "sending");
}

static void
replace_string (char **string, const char *text)
{
  g_free (*string);
  *string = g_strdup (text);
}

static MunjaDraft *
new_full_form (void)
{
  MunjaDraft *form = munja_draft_new ();
  MunjaContent *content = form->content;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, 1);
  g_autoptr (GDateTime) time
      = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                               g_date_time_get_day_of_month (day), 10, 30, 0);

  replace_string (&content->subject, "새로 나온 송편");
  replace_string (&content->text, LONG);
  replace_string (&content->ad_sender, "행복떡집");
  replace_string (&content->ad_opt_out, "080-123-4567");
  content->picture = support_picture_new_noise (400, 300, "jpeg");
  content->is_advertisement = TRUE;
  form->scheduled = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return form;
}

static void
test_write_full (void)
{
  g_autoptr (MunjaDraft) form = new_full_form ();

  support_act (window, "win.new", NULL);
  munja_compose_page_set_form (get_form (), form);
  add_people ();
  support_sizes_look_at (window, "write-full");
  support_sizes_look_at_popovers (GTK_WIDGET (window), "write-popovers");
}

/* What is said when it cannot go out like this. */
static void
test_write_problems (void)
{
  g_autoptr (MunjaDraft) form = munja_draft_new ();

  replace_string (&form->content->text, "❤️ 할인 — ✔ #{없는 칸}");
  replace_string (&form->to, "010-12");
  form->content->is_advertisement = TRUE;
  support_act (window, "win.new", NULL);
  munja_compose_page_set_form (get_form (), form);
  press ("MunjaActionBar", "send_button");
  support_sizes_look_at (window, "write-problems");
}

static void
test_list (void)
{
  g_signal_emit_by_name (support_find (GTK_WIDGET (window), "list_row"), "activated");
  support_wait_shown (window, "MunjaRecipientsPage");
  support_sizes_look_at (window, "list");
  support_sizes_look_at_popovers (support_wait_shown (window, "MunjaRecipientsPage"), "list-add");
}

static void
test_list_empty (void)
{
  support_press (support_wait_shown (window, "MunjaRecipientsPage"), "clear_button");
  support_sizes_look_at (window, "list-empty");
  support_press (support_wait_shown (window, "MunjaRecipientsPage"), "undo_button");
  support_act (window, "win.back", NULL);
}

static void
test_review (void)
{
  press ("MunjaActionBar", "send_button");
  support_wait_shown (window, "MunjaReviewPage");
  support_sizes_look_at (window, "review");
}

static void
test_job_scheduled (void)
{
  press ("MunjaReviewPage", "send_button");
  support_wait_shown (window, "MunjaJobPage");
  support_wait_settled (window);
  support_sizes_look_at (window, "job-scheduled");
}

static MunjaJobRecord *
new_record (MunjaJobState state, MunjaError problem)
{
  const MunjaErrorDetails details = {
    .service_code = "ValidationError",
    .service_text = "메시지를 보낼 수 없는 까닭을 서비스가 한 문장으로 설명합니다.",
    .from_service = TRUE,
  };
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);

  record->key = g_uuid_string_random ();
  record->from = g_strdup ("0212345678");
  record->written.text = g_strdup (LONG);
  record->created = g_get_real_time ();
  record->n_recipients = 295;
  record->first_number = g_strdup ("01012345678");
  record->first_name = g_strdup ("김철수");
  record->last_number = g_strdup ("01087654321");
  record->state = state;
  record->price = 61950;
  record->problem = munja_error_new_with_details (problem, &details, "As in the walk");
  return record;
}

/* On the page where the one that is scheduled is shown. */
static void
test_job_problems (void)
{
  static const struct {
    const char *page;
    MunjaJobState state;
    MunjaError problem;
  } jobs[] = {
    { "job-failed", MUNJA_JOB_FAILED, MUNJA_ERROR_REFUSED },
    { "job-unconfirmed", MUNJA_JOB_UNCONFIRMED, MUNJA_ERROR_UNCONFIRMED },
    { "job-ready", MUNJA_JOB_READY, MUNJA_ERROR_NIGHT },
  };
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (GSettings) profile
      = g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/walk/");
  g_autoptr (MunjaClient) client = munja_client_new (service, profile);
  GtkWidget *page = support_wait_shown (window, "MunjaJobPage");

  for (gsize i = 0; i < G_N_ELEMENTS (jobs); i++) {
    g_autoptr (MunjaJob) job = munja_job_new (new_record (jobs[i].state, jobs[i].problem));

    munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
    support_wait_settled (window);
    support_sizes_look_at (window, jobs[i].page);
  }
}

/* What is shown while it takes long to open what is kept. */
static void
test_loading (void)
{
  GtkStack *pages = GTK_STACK (support_find (GTK_WIDGET (window), "pages"));
  GtkWidget *before = gtk_stack_get_visible_child (pages);
  GtkWidget *page;

  support_act (window, "win.new", NULL);
  support_wait_shown (window, "MunjaComposePage");
  gtk_stack_set_visible_child_name (pages, "loading");
  page = gtk_stack_get_visible_child (pages);
  SUPPORT_WAIT_UNTIL (gtk_widget_get_mapped (support_find (page, "box")));
  support_sizes_look_at (window, "loading");
  gtk_stack_set_visible_child (pages, before);
}

static void
test_import (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "munja-walk.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_assert_true (
      g_file_set_contents (path,
                           "이름,휴대폰,적립금,주소\n"
                           "김철수,010-2222-2222,\"12,000원\",서울 마포구 어딘가 긴 길 12\n"
                           "이영희,1022223333,,부산\n박민수,010-12,1원,대구\n",
                           -1, NULL));
  support_sizes_look_at_dialog (munja_import_dialog_new (window, file), "import");
  g_unlink (path);
}

static void
test_sent (void)
{
  support_act (window, "win.view", "sent");
  munja_sent_page_show_item (MUNJA_SENT_PAGE (support_wait_shown (window, "MunjaSentPage")), NULL);
  support_wait_shown (window, "MunjaSentLine");
  support_sizes_look_at (window, "sent");
  support_sizes_look_at_popovers (support_wait_shown (window, "MunjaSentBrowser"), "sent-filter");
}

static void
test_account (void)
{
  support_act (window, "win.view", "account");
  support_wait_shown (window, "MunjaStatisticsCard");
  support_sizes_look_at (window, "account");
  support_act (window, "win.view", "write");
}

static void
test_library (void)
{
  GtkWindow *name;

  support_act (window, "win.templates", NULL);
  support_sizes_look_at_dialog (support_wait_window ("MunjaLibraryDialog"), "templates-none");
  write_small ("");
  support_act (window, "win.save-template", NULL);
  name = support_wait_window ("MunjaNameDialog");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (name), "name");
  support_act (window, "win.save-template", NULL);
  support_sizes_look_at_dialog (support_wait_window ("MunjaNameDialog"), "template-name");
  support_act (window, "win.templates", NULL);
  support_sizes_look_at_dialog (support_wait_window ("MunjaLibraryDialog"), "templates");
  support_act (window, "win.drafts", NULL);
  support_sizes_look_at_dialog (support_wait_window ("MunjaLibraryDialog"), "drafts");
}

static void
test_own_number (void)
{
  support_sizes_look_at_dialog (munja_own_number_dialog_new (window), "own-number");
}

static void
test_question (void)
{
  AdwMessageDialog *question = munja_cautious_dialog_new (
      window, _ ("A Message Has Not Been Sent Yet"),
      _ ("It can still be undone. What is not sent is kept under “Sent”."), "keep",
      _ ("_Keep Open"));

  adw_message_dialog_add_responses (question, "discard", _ ("_Don’t Send"), "send",
                                    _ ("_Send Now and Close"), NULL);
  support_sizes_look_at_dialog (question, "question");
}

static void
test_confirm (void)
{
  static const char *const warnings[] = { "Foreign numbers cost more than this.", NULL };
  g_autoptr (GBytes) picture = support_picture_new_jpeg (0xff0000ffu);
  g_autoptr (GPtrArray) refused = g_ptr_array_new ();
  g_autoptr (MunjaMessage) message = munja_message_new ("제목", LONG, MUNJA_TYPE_CHOICE_AUTO,
                                                        picture, MUNJA_ADVERTISING_NIGHT_CONSENT);
  const MunjaConfirmation confirmation = {
    .from = "0212345678",
    .n_recipients = 1000000,
    .first = "김철수 010-2222-2222",
    .last = "010-3333-4444",
    .n_types = { 0, 0, 1000000 },
    .message = message,
    .reader = "김철수 010-2222-2222",
    .scheduled = G_GINT64_CONSTANT (3984076800000000),
    .price = 61950,
    .balance = 1000,
    .left_out = { 3, 2 },
    .refused = refused,
    .n_refused = 5,
    .confirm_above = 100,
    .warnings = warnings,
  };

  support_sizes_look_at_dialog (munja_confirm_dialog_new (window, &confirmation), "confirm");
}

static void
test_end (void)
{
  support_program_end (window);
}

/* In the order in which they are gone through: each begins where the one before it ended. */
static const struct {
  const char *name;
  GTestFunc func;
} tests[] = {
  { "welcome", test_welcome },
  { "assistant", test_assistant },
  { "shortcuts", test_shortcuts },
  { "preferences", test_preferences },
  { "write-empty", test_write_empty },
  { "sent-empty", test_sent_empty },
  { "write-small", test_write_small },
  { "review-small", test_review_small },
  { "job-waiting", test_job_waiting },
  { "sending", test_sending },
  { "write-problems", test_write_problems },
  { "write-full", test_write_full },
  { "list", test_list },
  { "list-empty", test_list_empty },
  { "review", test_review },
  { "job-scheduled", test_job_scheduled },
  { "job-problems", test_job_problems },
  { "loading", test_loading },
  { "import", test_import },
  { "sent", test_sent },
  { "account", test_account },
  { "library", test_library },
  { "own-number", test_own_number },
  { "question", test_question },
  { "confirm", test_confirm },
  { "end", test_end },
};

static void
go_on (gconstpointer data)
{
  const typeof (tests[0]) *test = data;

  support_program_begin_test ();
  test->func ();
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
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-decoration-layout", ":close", NULL);
  window = support_program_start ();
  support_sizes_start (window);

  SUPPORT_ADD_ROWS ("/walk", tests, go_on);
  return g_test_run ();
}
