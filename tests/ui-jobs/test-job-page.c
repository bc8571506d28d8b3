#include "config.h"

#include <adwaita.h>

#include "munja-error.h"
#include "munja-job-page.h"
#include "support-widgets.h"

#define ALL_BUTTONS                                                                                \
  "_Undo", "_Review and Send…", "_Sign In", "_Check Again", "_Write Another",                      \
      "_Back to the Message", "_Edit as New", "Send A_gain…", "_Cancel", "_Cancel Schedule",       \
      "_Discard", "Remo_ve…"

static const struct {
  const char *name;
  MunjaJobState state;
  int problem;       /* an error of core, -1 for none */
  const char *title; /* NULL for the seconds that are left */
  const char *buttons[5];
} cases[] = {
  { "preparing", MUNJA_JOB_PREPARING, -1, "Being Prepared", { "_Cancel" } },
  { "preparing-offline", MUNJA_JOB_PREPARING, MUNJA_ERROR_OFFLINE, "No Connection", { "_Cancel" } },
  { "preparing-signed-out",
    MUNJA_JOB_PREPARING,
    MUNJA_ERROR_SIGN_IN,
    "Please Sign In Again",
    { "_Cancel", "_Sign In" } },
  { "ready",
    MUNJA_JOB_READY,
    -1,
    "Waits for You",
    { "_Review and Send…", "_Back to the Message", "_Discard" } },
  { "ready-at-night",
    MUNJA_JOB_READY,
    MUNJA_ERROR_NIGHT,
    "Not at Night",
    { "_Review and Send…", "_Back to the Message", "_Discard" } },
  { "ready-expired",
    MUNJA_JOB_READY,
    MUNJA_ERROR_EXPIRED,
    "Not Sent Yet",
    { "_Review and Send…", "_Back to the Message", "_Discard" } },
  { "not-mine",
    MUNJA_JOB_READY,
    MUNJA_ERROR_OTHER_ACCOUNT,
    "Somebody Else’s Message",
    { "_Sign In" } },
  { "unconfirmed-unread",
    MUNJA_JOB_UNCONFIRMED,
    MUNJA_ERROR_PERMISSION,
    "Not Confirmed",
    { "_Check Again", "_Sign In", "Send A_gain…", "Remo_ve…" } },
  { "waiting", MUNJA_JOB_WAITING, -1, NULL, { "_Undo" } },
  { "releasing", MUNJA_JOB_RELEASING, -1, "Being Sent", { NULL } },
  { "releasing-busy", MUNJA_JOB_RELEASING, MUNJA_ERROR_BUSY, "The Service Is Busy", { "_Cancel" } },
  { "unconfirmed",
    MUNJA_JOB_UNCONFIRMED,
    MUNJA_ERROR_UNCONFIRMED,
    "Not Confirmed",
    { "_Check Again", "Send A_gain…", "Remo_ve…" } },
  { "scheduled", MUNJA_JOB_SCHEDULED, -1, "Scheduled", { "_Write Another", "_Cancel Schedule" } },
  { "sent",
    MUNJA_JOB_SENT,
    -1,
    "Accepted by Coolsms",
    { "_Write Another", "_Edit as New", "Remo_ve…" } },
  { "too-late",
    MUNJA_JOB_SENT,
    MUNJA_ERROR_TOO_LATE,
    "Accepted by Coolsms",
    { "_Write Another", "_Edit as New", "Remo_ve…" } },
  { "sent-elsewhere",
    MUNJA_JOB_SENT,
    MUNJA_ERROR_ELSEWHERE,
    "Accepted by Coolsms",
    { "_Write Another", "_Edit as New", "Remo_ve…" } },
  { "cancelled", MUNJA_JOB_CANCELLED, -1, "Cancelled", { "_Edit as New", "Remo_ve…" } },
  { "failed",
    MUNJA_JOB_FAILED,
    MUNJA_ERROR_BALANCE,
    "Not Enough Balance",
    { "_Edit as New", "Remo_ve…" } },
};

static MunjaClient *
client_new (void)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (GSettings) profile
      = g_settings_new_with_path (APP_ID ".Profile", "/io/github/munja/Munja/Test/");

  return munja_client_new (service, profile);
}

static MunjaJobRecord *
record_new (const typeof (cases[0]) *c)
{
  MunjaJobRecord *record = support_record_new (c->state);

  if (c->problem >= 0)
    record->problem = g_error_new_literal (MUNJA_ERROR, c->problem, "As in the case");
  else if (c->state == MUNJA_JOB_RELEASING)
    record->step = MUNJA_JOB_STEP_SENDING;
  if (c->state == MUNJA_JOB_WAITING)
    record->release_at = g_get_real_time () + 8500 * G_TIME_SPAN_MILLISECOND;
  return record;
}

/* How many seconds are left depends on how fast the machine is. */
static gboolean
counts_down (GtkWidget *page)
{
  for (unsigned seconds = 2; seconds <= 9; seconds++) {
    g_autofree char *title = g_strdup_printf ("Sending in %u Seconds", seconds);

    if (support_shows (page, title))
      return TRUE;
  }
  return FALSE;
}

static void
check (GtkWidget *page, const typeof (cases[0]) *c)
{
  static const char *const all[] = { ALL_BUTTONS };

  g_assert_true (c->title != NULL ? support_shows (page, c->title) : counts_down (page));
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++) {
    gboolean wanted = g_strv_contains ((const char *const *)c->buttons, all[i]);
    GtkWidget *button = support_find (page, GTK_TYPE_BUTTON, all[i]);

    g_test_message ("%s: %s", c->name, all[i]);
    g_assert_cmpint (button != NULL, ==, wanted);
  }
}

static void
test_state (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (MunjaClient) client = client_new ();
  g_autoptr (MunjaJob) job = munja_job_new (record_new (c));
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);

  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  support_wait_frames (window);
  check (page, c);
  gtk_window_destroy (window);
}

/* What was taken in and then not sent was never accepted, and the page says why. */
static void
test_schedule_ended (gconstpointer data)
{
  const MunjaErrorDetails details = {
    .service_code = "FAILED",
    .service_text = "<b>이유</b>",
    .from_service = TRUE,
  };
  MunjaError code = GPOINTER_TO_INT (data);
  g_autoptr (MunjaClient) client = client_new ();
  MunjaJobRecord *record = support_record_new (MUNJA_JOB_FAILED);
  g_autoptr (MunjaJob) job = NULL;
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);

  record->is_group = TRUE;
  record->n_recipients = 3;
  record->n_accepted = 3;
  record->scheduled = record->created + G_USEC_PER_SEC;
  record->problem = munja_error_new_with_details (code, &details, "As in the test");
  job = munja_job_new (record);
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  support_wait_frames (window);
  g_assert_true (
      support_shows (page, code == MUNJA_ERROR_BALANCE ? "Not Enough Balance" : "Not Sent"));
  g_assert_true (support_shows (
      page, code == MUNJA_ERROR_BALANCE
                ? "Charge your balance on the website of Coolsms, then send again.\n\n"
                  "“<b>이유</b>”\nCode: FAILED\n\nNothing was sent."
                : "Coolsms had taken it in, but has not sent it.\n\n“<b>이유</b>”\nCode: FAILED\n\n"
                  "Nothing was sent."));
  g_assert_false (support_shows (page, "Accepted"));
  gtk_window_destroy (window);
}

/* A page that is open follows its job from each state to each other one. */
static void
test_follow (void)
{
  g_autoptr (MunjaClient) client = client_new ();
  g_autoptr (MunjaJob) job = support_job_new (MUNJA_JOB_PREPARING);
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);

  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  for (gsize from = 0; from < G_N_ELEMENTS (cases); from++)
    for (gsize to = 0; to < G_N_ELEMENTS (cases); to++) {
      munja_job_take_record (job, record_new (&cases[from]));
      munja_job_take_record (job, record_new (&cases[to]));
      check (page, &cases[to]);
    }
  gtk_window_destroy (window);
}

/* A picture is stored before anything goes out, which can be cancelled until then. */
static void
test_storing (void)
{
  g_autoptr (MunjaClient) client = client_new ();
  MunjaJobRecord *record = support_record_new (MUNJA_JOB_RELEASING);
  g_autoptr (MunjaJob) job = NULL;
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);
  const char *note = "The picture is being handed over to Coolsms. Nothing has been sent yet.";

  record->step = MUNJA_JOB_STEP_UPLOADING;
  job = munja_job_new (record);
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  support_wait_frames (window);
  g_assert_true (support_shows (page, note));
  g_assert_nonnull (support_find (page, GTK_TYPE_BUTTON, "_Cancel"));

  record = support_record_new (MUNJA_JOB_RELEASING);
  record->step = MUNJA_JOB_STEP_SENDING;
  munja_job_take_record (job, record);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "Waiting for the answer of Coolsms."));
  g_assert_null (support_find (page, GTK_TYPE_BUTTON, "_Cancel"));
  gtk_window_destroy (window);
}

/* What the service asks for is shown to the last part of a won. */
static void
test_price (void)
{
  g_autoptr (MunjaClient) client = client_new ();
  MunjaJobRecord *record = support_record_new (MUNJA_JOB_SENT);
  g_autoptr (MunjaJob) job = NULL;
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);

  record->price = 3 * 78 * MUNJA_WON / 10;
  job = munja_job_new (record);
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "₩23.4"));

  record = support_record_new (MUNJA_JOB_SENT);
  record->price = 10 * 78 * MUNJA_WON / 10;
  munja_job_take_record (job, record);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "₩78"));
  gtk_window_destroy (window);
}

/* What the main window can do, so that the buttons can be pressed. */
static void
insert_actions (GtkWindow *window)
{
  static const GActionEntry actions[] = {
    { .name = "review-job" }, { .name = "take-back-job" }, { .name = "edit-job" },
    { .name = "cancel-job" }, { .name = "check-job" },     { .name = "send-again" },
    { .name = "remove-job" }, { .name = "new" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
}

static void
check_focus (GtkWindow *window, const char *label)
{
  GtkWidget *focus;

  support_wait_frames (window);
  focus = gtk_window_get_focus (window);
  g_assert_nonnull (focus);
  g_assert_true (GTK_IS_BUTTON (focus));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (focus)), ==, label);
}

/* A key that is pressed at the wrong moment must hit nothing that sends. */
static void
test_focus (void)
{
  g_autoptr (MunjaClient) client = client_new ();
  g_autoptr (MunjaJob) job = support_job_new (MUNJA_JOB_PREPARING);
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);

  insert_actions (window);
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  munja_job_page_focus (MUNJA_JOB_PAGE (page));
  check_focus (window, "_Cancel");
  munja_job_take_record (job, support_record_new (MUNJA_JOB_READY));
  check_focus (window, "_Review and Send…");
  munja_job_take_record (job, support_record_new (MUNJA_JOB_UNCONFIRMED));
  check_focus (window, "_Check Again");
  munja_job_take_record (job, support_record_new (MUNJA_JOB_SENT));
  check_focus (window, "_Write Another");
  gtk_window_destroy (window);
}

static void
test_progress (void)
{
  g_autoptr (MunjaClient) client = client_new ();
  MunjaJobRecord *record = support_record_new (MUNJA_JOB_PREPARING);
  g_autoptr (MunjaJob) job = NULL;
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);
  GtkWidget *bar;

  record->is_group = TRUE;
  record->n_recipients = 40000;
  record->n_added = 10000;
  job = munja_job_new (record);
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "10000 of 40000"));
  munja_job_set_rate (job, 1000);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "10000 of 40000 · 1000 a second · about 31 seconds left"));
  bar = support_find (page, GTK_TYPE_PROGRESS_BAR, NULL);
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), 0.25,
                                  0.001);
  gtk_window_destroy (window);
}

/* What came from outside is shown as it is, and never as markup. */
static void
test_plain_text (void)
{
  g_autoptr (MunjaClient) client = client_new ();
  MunjaJobRecord *record = support_record_new (MUNJA_JOB_SENT);
  g_autoptr (MunjaJob) job = NULL;
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);

  g_free (record->written.text);
  record->written.text = g_strdup ("<b>1 & 2</b> %s _x");
  record->status_code = g_strdup ("2000");
  record->status_text = g_strdup ("<i>&</i>");
  record->group_id = g_strdup ("G<4>&V");
  job = munja_job_new (record);
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, job);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "<b>1 & 2</b> %s _x"));
  g_assert_true (support_shows (page, "2000 · <i>&</i>"));
  g_assert_true (support_shows (page, "G<4>&V"));
  gtk_window_destroy (window);
}

/* What the person stated is there to be found again. */
static void
test_kind (void)
{
  g_autoptr (MunjaClient) client = client_new ();
  MunjaJobRecord *record = support_record_new (MUNJA_JOB_SENT);
  g_autoptr (MunjaJob) advertisement = munja_job_new (record);
  g_autoptr (MunjaJob) information = support_job_new (MUNJA_JOB_SENT);
  GtkWidget *page = g_object_new (MUNJA_TYPE_JOB_PAGE, NULL);
  GtkWindow *window = support_show (page);

  record->written.advertising = MUNJA_ADVERTISING_NIGHT_CONSENT;
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, advertisement);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "Advertisement, with consent for the night"));
  munja_job_page_show (MUNJA_JOB_PAGE (page), client, information);
  support_wait_frames (window);
  g_assert_false (support_shows (page, "Kind"));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/job-page/", cases[i].name, NULL);

    g_test_add_data_func (path, &cases[i], test_state);
  }
  g_test_add_data_func ("/job-page/schedule-ended/balance", GINT_TO_POINTER (MUNJA_ERROR_BALANCE),
                        test_schedule_ended);
  g_test_add_data_func ("/job-page/schedule-ended/unknown", GINT_TO_POINTER (MUNJA_ERROR_REFUSED),
                        test_schedule_ended);
  g_test_add_func ("/job-page/follow", test_follow);
  g_test_add_func ("/job-page/focus", test_focus);
  g_test_add_func ("/job-page/storing", test_storing);
  g_test_add_func ("/job-page/price", test_price);
  g_test_add_func ("/job-page/progress", test_progress);
  g_test_add_func ("/job-page/plain-text", test_plain_text);
  g_test_add_func ("/job-page/kind", test_kind);
  return g_test_run ();
}
