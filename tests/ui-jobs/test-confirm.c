#include "config.h"

#include <adwaita.h>

#include "munja-confirm-dialog.h"
#include "munja-job-recipient.h"
#include "munja-picture-view.h"
#include "support-heading.h"
#include "support-picture.h"
#include "support-wait.h"
#include "support-widgets.h"

static GtkWidget *
show_dialog (const MunjaConfirmation *confirmation)
{
  GtkWidget *dialog = munja_confirm_dialog_new (NULL, confirmation);

  gtk_window_present (GTK_WINDOW (dialog));
  support_wait_frames (GTK_WINDOW (dialog));
  return dialog;
}

/* What nothing else is about. */
static MunjaMessage *plain;

static MunjaConfirmation
confirmation_new (guint n_recipients)
{
  return (MunjaConfirmation){
    .from = "0212345678",
    .n_recipients = n_recipients,
    .first = "김철수 010-1111-2222",
    .last = n_recipients > 1 ? "010-3333-4444" : NULL,
    .n_types = { n_recipients, 0, 0 },
    .message = plain,
    .price = n_recipients * 18 * MUNJA_WON,
    .balance = 1000 * MUNJA_WON,
    .confirm_above = 100,
  };
}

static void
test_single (void)
{
  MunjaConfirmation confirmation = confirmation_new (1);
  GtkWidget *dialog = show_dialog (&confirmation);

  for (const char *const *text
       = (const char *const[]){ "Send This Text?", "02-1234-5678", "김철수 010-1111-2222", "SMS",
                                "about ₩18", "about ₩982", "안녕하세요", NULL };
       *text != NULL; text++)
    g_assert_true (support_shows (dialog, *text));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* It says what the person stated. */
static void
test_advertisement (void)
{
  MunjaConfirmation confirmation = confirmation_new (1);
  g_autoptr (MunjaMessage) by_day
      = munja_message_new (NULL, "a", MUNJA_TYPE_CHOICE_AUTO, NULL, MUNJA_ADVERTISING_DAY);
  g_autoptr (MunjaMessage) by_night = munja_message_new (NULL, "a", MUNJA_TYPE_CHOICE_AUTO, NULL,
                                                         MUNJA_ADVERTISING_NIGHT_CONSENT);
  GtkWidget *dialog = show_dialog (&confirmation);

  g_assert_false (support_shows (dialog, "Kind"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  confirmation.message = by_day;
  dialog = show_dialog (&confirmation);
  g_assert_true (support_shows (dialog, "Kind"));
  g_assert_true (support_shows (dialog, "Advertisement"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  confirmation.message = by_night;
  dialog = show_dialog (&confirmation);
  g_assert_true (support_shows (dialog, "Advertisement, with consent for the night"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_subject (void)
{
  MunjaConfirmation confirmation = confirmation_new (1);
  g_autoptr (MunjaMessage) message
      = munja_message_new ("<제목>", "a", MUNJA_TYPE_CHOICE_AUTO, NULL, MUNJA_ADVERTISING_NONE);
  GtkWidget *dialog = show_dialog (&confirmation);

  g_assert_false (support_shows (dialog, "Subject"));
  gtk_window_destroy (GTK_WINDOW (dialog));
  confirmation.message = message;
  dialog = show_dialog (&confirmation);
  g_assert_true (support_shows (dialog, "Subject"));
  g_assert_true (support_shows (dialog, "<제목>"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_group (void)
{
  MunjaConfirmation confirmation = confirmation_new (42);
  GtkWidget *dialog = show_dialog (&confirmation);

  g_assert_true (support_shows (dialog, "Send to 42 people for about ₩756?"));
  g_assert_true (support_shows (dialog, "010-3333-4444"));
  g_assert_true (support_shows (dialog, "about ₩244"));
  g_assert_null (support_find (dialog, GTK_TYPE_ENTRY, NULL));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_picture (void)
{
  MunjaConfirmation confirmation = confirmation_new (1);
  g_autoptr (GBytes) picture = support_picture_new_jpeg (0xff0000ffu);
  g_autoptr (MunjaMessage) message
      = munja_message_new (NULL, "a", MUNJA_TYPE_CHOICE_AUTO, picture, MUNJA_ADVERTISING_NONE);
  GtkWidget *dialog = show_dialog (&confirmation);

  g_assert_null (support_find (dialog, MUNJA_TYPE_PICTURE_VIEW, NULL));
  gtk_window_destroy (GTK_WINDOW (dialog));

  confirmation.message = message;
  confirmation.n_types[MUNJA_MESSAGE_TYPE_SMS] = 0;
  confirmation.n_types[MUNJA_MESSAGE_TYPE_MMS] = 1;
  dialog = show_dialog (&confirmation);
  g_assert_nonnull (support_find (dialog, MUNJA_TYPE_PICTURE_VIEW, NULL));
  g_assert_true (support_shows (dialog, "MMS"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_fractions (void)
{
  MunjaConfirmation confirmation = confirmation_new (3);
  GtkWidget *dialog;

  confirmation.price = 3 * 78 * MUNJA_WON / 10;
  confirmation.balance = 100025 * MUNJA_WON / 100;
  dialog = show_dialog (&confirmation);
  g_assert_true (support_shows (dialog, "Send to 3 people for about ₩23.4?"));
  g_assert_true (support_shows (dialog, "about ₩976.85"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_unknown_price (void)
{
  MunjaConfirmation confirmation = confirmation_new (42);
  GtkWidget *dialog;

  confirmation.price = -1;
  dialog = show_dialog (&confirmation);
  g_assert_true (support_shows (dialog, "Send to 42 people?"));
  g_assert_false (support_shows (dialog, "Price"));
  g_assert_false (support_shows (dialog, "Balance After"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_not_enough (void)
{
  MunjaConfirmation confirmation = confirmation_new (60);
  GtkWidget *dialog = show_dialog (&confirmation);

  g_assert_true (support_shows (dialog, "The balance is not enough for this."));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_scheduled (void)
{
  MunjaConfirmation confirmation = confirmation_new (1);
  GtkWidget *dialog;

  /* 2096-04-01 09:00 in Seoul */
  confirmation.scheduled = G_GINT64_CONSTANT (3984076800000000);
  dialog = show_dialog (&confirmation);
  g_assert_true (support_shows (dialog, "Send to 1 person for about ₩18?"));
  g_assert_true (support_shows (dialog, "Sun 1 April 2096, 09:00 (Seoul time)"));
  g_assert_nonnull (support_find (dialog, GTK_TYPE_BUTTON, "_Schedule"));
  g_assert_null (support_find (dialog, GTK_TYPE_BUTTON, "_Send"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
test_time_has_passed (void)
{
  MunjaConfirmation confirmation = confirmation_new (101);
  GtkWidget *dialog;

  confirmation.scheduled = g_get_real_time () - G_TIME_SPAN_SECOND;
  dialog = show_dialog (&confirmation);
  g_assert_null (support_find (dialog, GTK_TYPE_ENTRY, NULL));
  g_assert_false (
      adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), MUNJA_CONFIRM_SEND));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

/* Above the threshold only the very number makes it possible to send. */
static void
test_count (void)
{
  static const char *const wrong[] = { "", "1", "100", "1010", "101 people", "１０１", NULL };
  MunjaConfirmation confirmation = confirmation_new (101);
  GtkWidget *dialog = show_dialog (&confirmation);
  GtkWidget *entry = support_find (dialog, GTK_TYPE_ENTRY, NULL);

  g_assert_nonnull (entry);
  for (gsize i = 0; wrong[i] != NULL; i++) {
    gtk_editable_set_text (GTK_EDITABLE (entry), wrong[i]);
    g_assert_false (
        adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), MUNJA_CONFIRM_SEND));
  }
  gtk_editable_set_text (GTK_EDITABLE (entry), " 101 ");
  g_assert_true (
      adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), MUNJA_CONFIRM_SEND));
  gtk_editable_set_text (GTK_EDITABLE (entry), "10");
  g_assert_false (
      adw_message_dialog_get_response_enabled (ADW_MESSAGE_DIALOG (dialog), MUNJA_CONFIRM_SEND));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
append_refused (GPtrArray *rows, const char *number, const char *code, const char *words)
{
  MunjaJobRecipient *row = g_new0 (MunjaJobRecipient, 1);

  row->number = g_strdup (number);
  row->country = g_strdup ("82");
  row->name = g_strdup ("");
  row->state = MUNJA_JOB_ROW_REFUSED;
  row->status_code = g_strdup (code);
  row->status_text = g_strdup (words);
  g_ptr_array_add (rows, row);
}

static void
test_refused (void)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_job_recipient_free);
  MunjaConfirmation confirmation = confirmation_new (42);
  GtkWidget *dialog;
  GtkWidget *expander;

  append_refused (rows, "01011112222", "1026", "중복 수신번호");
  append_refused (rows, "01011112223", "9999", "<b>새 이유</b>");
  append_refused (rows, "01011112224", "1026", "중복 수신번호");
  confirmation.refused = rows;
  confirmation.n_refused = 5;
  dialog = show_dialog (&confirmation);
  expander = support_find (dialog, GTK_TYPE_EXPANDER, NULL);
  g_assert_nonnull (expander);
  gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
  support_wait_frames (GTK_WINDOW (dialog));
  g_assert_true (support_shows (dialog, "5 people left out by the service"));
  g_assert_true (support_shows (dialog, "2 people · The same recipient is there twice. (1026)"));
  g_assert_true (support_shows (dialog, "010-1111-2222\n010-1111-2224"));
  g_assert_true (support_shows (dialog, "1 person · <b>새 이유</b> (9999)"));
  g_assert_true (support_shows (dialog, "And 2 people more"));
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
remember_cb (GtkWidget *dialog, const char *response, char **answer)
{
  *answer = g_strdup (response);
}

/* A button answers a moment after a key has pressed it. In milliseconds. */
#define ANSWER_MS 1000

static void
time_is_up_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

/* What Enter gives in the entry, after this was typed. */
static char *
type_and_enter (const char *typed)
{
  MunjaConfirmation confirmation = confirmation_new (101);
  GtkWidget *dialog = show_dialog (&confirmation);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  gboolean time_is_up = FALSE;
  char *answer = NULL;

  g_signal_connect (dialog, "response", G_CALLBACK (remember_cb), &answer);
  g_assert_true (GTK_IS_TEXT (focus));
  gtk_editable_set_text (GTK_EDITABLE (focus), typed);
  g_signal_emit_by_name (focus, "activate");
  g_timeout_add_once (ANSWER_MS, time_is_up_cb, &time_is_up);
  SUPPORT_WAIT_UNTIL (time_is_up);
  if (answer == NULL)
    gtk_window_destroy (GTK_WINDOW (dialog));
  return answer;
}

/* Whoever types the number and Enter sends; a wrong one does nothing at all. */
static void
test_enter (void)
{
  g_autofree char *right = type_and_enter ("101");
  g_autofree char *wrong = type_and_enter ("100");
  g_autofree char *nothing = type_and_enter ("");

  g_assert_cmpstr (right, ==, MUNJA_CONFIRM_SEND);
  g_assert_null (wrong);
  g_assert_null (nothing);
}

static void
test_cancel_has_the_focus (void)
{
  MunjaConfirmation confirmation = confirmation_new (42);
  GtkWidget *dialog = show_dialog (&confirmation);
  g_autofree char *answer = NULL;

  g_signal_connect (dialog, "response", G_CALLBACK (remember_cb), &answer);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (dialog))
                 == support_find (dialog, GTK_TYPE_BUTTON, "_Cancel"));
  g_signal_emit_by_name (dialog, "activate-default");
  SUPPORT_WAIT_UNTIL (answer != NULL);
  g_assert_cmpstr (answer, ==, "cancel");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  support_pass_over_headings ();
  adw_init ();
  plain = munja_message_new_for_text ("안녕하세요");

  g_test_add_func ("/confirm/single", test_single);
  g_test_add_func ("/confirm/advertisement", test_advertisement);
  g_test_add_func ("/confirm/subject", test_subject);
  g_test_add_func ("/confirm/group", test_group);
  g_test_add_func ("/confirm/picture", test_picture);
  g_test_add_func ("/confirm/fractions", test_fractions);
  g_test_add_func ("/confirm/unknown-price", test_unknown_price);
  g_test_add_func ("/confirm/not-enough", test_not_enough);
  g_test_add_func ("/confirm/scheduled", test_scheduled);
  g_test_add_func ("/confirm/time-has-passed", test_time_has_passed);
  g_test_add_func ("/confirm/count", test_count);
  g_test_add_func ("/confirm/enter", test_enter);
  g_test_add_func ("/confirm/refused", test_refused);
  g_test_add_func ("/confirm/cancel-has-the-focus", test_cancel_has_the_focus);
  status = g_test_run ();
  munja_message_unref (plain);
  return status;
}
