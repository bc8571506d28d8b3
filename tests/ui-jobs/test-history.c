#include "config.h"

#include <adwaita.h>

#include "munja-history-page.h"
#include "munja-history-row.h"
#include "support-widgets.h"

static MunjaJobRecord *
record_new (MunjaJobState state, const char *text)
{
  MunjaJobRecord *record = support_record_new (state);

  g_free (record->text);
  record->text = g_strdup (text);
  return record;
}

static void
append (GListStore *jobs, MunjaJobState state, const char *text)
{
  g_autoptr (MunjaJob) job = munja_job_new (record_new (state, text));

  /* The outbox has the newest one first. */
  g_list_store_insert (jobs, 0, job);
}

static GListModel *
get_shown (GtkWidget *page)
{
  GtkWidget *list = support_find (page, GTK_TYPE_LIST_VIEW, NULL);

  g_assert_nonnull (list);
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
}

/* The texts in the order of the list, one letter each. */
static char *
read_order (GtkWidget *page)
{
  GListModel *shown = get_shown (page);
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shown); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (shown, i);

    g_string_append (order, munja_job_get_text (job));
  }
  return g_string_free (order, FALSE);
}

static void
check_order (GtkWidget *page, const char *wanted)
{
  g_autofree char *order = read_order (page);

  g_assert_cmpstr (order, ==, wanted);
}

static void
test_order (void)
{
  g_autoptr (GListStore) jobs = g_list_store_new (MUNJA_TYPE_JOB);
  g_autoptr (MunjaJob) first = NULL;
  GtkWidget *page = g_object_new (MUNJA_TYPE_HISTORY_PAGE, NULL);
  GtkWindow *window = support_show (page);

  munja_history_page_set_jobs (MUNJA_HISTORY_PAGE (page), G_LIST_MODEL (jobs));
  support_wait_frames (window);
  g_assert_true (support_shows (page, "No Messages Yet"));
  append (jobs, MUNJA_JOB_UNCONFIRMED, "a");
  append (jobs, MUNJA_JOB_SENT, "b");
  append (jobs, MUNJA_JOB_SCHEDULED, "c");
  append (jobs, MUNJA_JOB_FAILED, "d");
  append (jobs, MUNJA_JOB_PREPARING, "e");
  support_wait_frames (window);
  g_assert_false (support_shows (page, "No Messages Yet"));
  check_order (page, "caedb");

  /* Each moves when its state does. */
  first = g_list_model_get_item (G_LIST_MODEL (jobs), 4);
  munja_job_take_record (first, record_new (MUNJA_JOB_SENT, "A"));
  append (jobs, MUNJA_JOB_READY, "f");
  support_wait_frames (window);
  check_order (page, "fcAedb");
  g_list_store_remove_all (jobs);
  support_wait_frames (window);
  g_assert_true (support_shows (page, "No Messages Yet"));
  gtk_window_destroy (window);
}

static void
test_row (void)
{
  MunjaJobRecord *record = record_new (MUNJA_JOB_SCHEDULED, " \n <b>둘째 줄</b> \n셋째");
  g_autoptr (MunjaJob) job = NULL;
  GtkWidget *row = munja_history_row_new ();
  GtkWindow *window = support_show (row);

  record->n_recipients = 42;
  /* 2026-04-01 09:00 in Seoul */
  record->scheduled = G_GINT64_CONSTANT (1775001600000000);
  job = munja_job_new (record);
  munja_history_row_set_job (MUNJA_HISTORY_ROW (row), job);
  support_wait_frames (window);
  g_assert_true (support_shows (row, "<b>둘째 줄</b>"));
  g_assert_true (support_shows (row, "Scheduled · 42 people"));
  g_assert_true (support_shows (row, "Wed 1 April 2026, 09:00 (Seoul time)"));
  munja_job_take_record (job, support_record_new (MUNJA_JOB_CANCELLED));
  support_wait_frames (window);
  g_assert_true (support_shows (row, "Cancelled · 010-1234-5678"));
  gtk_window_destroy (window);
}

static void
remember_cb (GtkWidget *page, MunjaJob *job, char **text)
{
  *text = g_strdup (munja_job_get_text (job));
}

static void
test_activate (void)
{
  g_autoptr (GListStore) jobs = g_list_store_new (MUNJA_TYPE_JOB);
  g_autofree char *text = NULL;
  GtkWidget *page = g_object_new (MUNJA_TYPE_HISTORY_PAGE, NULL);
  GtkWindow *window = support_show (page);

  append (jobs, MUNJA_JOB_READY, "a");
  append (jobs, MUNJA_JOB_SENT, "b");
  munja_history_page_set_jobs (MUNJA_HISTORY_PAGE (page), G_LIST_MODEL (jobs));
  support_wait_frames (window);
  g_signal_connect (page, "job-activated", G_CALLBACK (remember_cb), &text);
  g_signal_emit_by_name (support_find (page, GTK_TYPE_LIST_VIEW, NULL), "activate", 0);
  g_assert_cmpstr (text, ==, "a");
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/history/order", test_order);
  g_test_add_func ("/history/row", test_row);
  g_test_add_func ("/history/activate", test_activate);
  return g_test_run ();
}
