#include "config.h"

#include <adwaita.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>

#include "munja-money.h"
#include "munja-sent-page.h"
#include "support-archive.h"
#include "support-widgets.h"

/*
 * Takes pictures of the list and of a sending's page, to be looked at.
 *
 *     take-pictures FOLDER TRANSLATIONS WIDTH light|dark
 */

static void
take (GtkWindow *window, const char *folder, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.png", folder, name);
  const char *arguments[] = { "import", "-window", "root", path, NULL };
  gint64 end = g_get_monotonic_time () + 600 * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  support_wait_frames (window);
  g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
}

/* As the application does. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/io/github/munja/Munja/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static MunjaSending *
add_large (SupportArchive *archive)
{
  g_autoptr (MunjaSendingInfo) info
      = support_info_new ("(광고)행복떡집\n안녕하세요. 오늘 새로 나온 송편을 소개합니다. 오시면 "
                          "맛보실 수 있습니다.\n무료수신거부 080-123-4567",
                          support_time (0));
  g_autoptr (GPtrArray) messages = support_messages_new (1200);
  static const char *const carriers[] = { "SKT", "KT", "LGU+" };

  for (guint i = 0; i < messages->len; i++) {
    MunjaSentMessage *message = support_message_at (messages, i);

    message->network = g_strdup (carriers[i % 3]);
    message->received = support_time (0) - (1200 - i) * G_TIME_SPAN_MILLISECOND * 100;
    if (i % 300 == 1)
      support_message_set (message, MUNJA_SENT_FAILED, i == 1 ? "3043" : "1061");
    else if (i % 130 == 2)
      support_message_set (message, MUNJA_SENT_OPEN, "3000");
  }
  info->n_types[MUNJA_MESSAGE_TYPE_LMS] = 1200;
  info->type = MUNJA_MESSAGE_TYPE_LMS;
  info->written.advertising = MUNJA_ADVERTISING_DAY;
  info->written.subject = g_strdup ("새로 나온 송편");
  info->charged_balance = 1200 * 30 * MUNJA_WON;
  info->charged_point = 0;
  info->refunded_balance = 4 * 305 * MUNJA_WON / 10;
  info->refunded_point = 0;
  info->group_id = g_strdup ("G4V20261130093012ABCDEFGHIJKLMN");
  info->app_id = g_strdup ("aBcDeFgHiJkLmN");
  info->group_status = g_strdup ("SENDING");
  info->left_out.n_repeated = 3;
  return support_archive_add (archive, info, messages, NULL);
}

static void
append_job (GListStore *jobs, MunjaJobState state, const char *text)
{
  MunjaJobRecord *record = support_record_new (state);
  g_autoptr (MunjaJob) job = NULL;

  g_free (record->written.text);
  record->written.text = g_strdup (text);
  record->created = g_get_real_time ();
  if (state == MUNJA_JOB_SCHEDULED)
    record->scheduled = g_get_real_time () + G_TIME_SPAN_DAY;
  job = munja_job_new (record);
  g_list_store_insert (jobs, 0, job);
}

static void
add_others (SupportArchive *archive, GListStore *jobs)
{
  g_autoptr (MunjaSending) delivered = support_archive_add_text (
      archive, "김철수님, 예약하신 떡이 준비되었습니다.", support_time (1));
  g_autoptr (MunjaSendingInfo) failed_info = support_info_new ("내일은 쉽니다.", support_time (2));
  g_autoptr (GPtrArray) failed_messages = support_messages_new (1);
  g_autoptr (MunjaSending) failed = NULL;
  g_autoptr (MunjaSending) old
      = support_archive_add_text (archive, "추석 연휴 배송 안내", support_time (60));

  failed_info->is_elsewhere = TRUE;
  support_message_set (support_message_at (failed_messages, 0), MUNJA_SENT_FAILED, "3032");
  failed = support_archive_add (archive, failed_info, failed_messages, NULL);
  append_job (jobs, MUNJA_JOB_SCHEDULED, "내일 아침 9시에 문을 엽니다");
  append_job (jobs, MUNJA_JOB_PREPARING, "단골 손님께 드리는 글");
  append_job (jobs, MUNJA_JOB_UNCONFIRMED, "확인이 필요한 글");
}

static void
scroll (GtkWidget *page)
{
  GtkWidget *list = support_find (page, GTK_TYPE_LIST_VIEW, NULL);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                            + gtk_adjustment_get_page_size (adjustment) * 0.8);
}

static void
close_others (GtkWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();
  g_autoptr (GtkWindow) first = g_list_model_get_item (windows, 0);
  g_autoptr (GtkWindow) second = g_list_model_get_item (windows, 1);

  gtk_window_destroy (first != window ? first : second);
}

static void
take_all (GtkWindow *window, MunjaSentPage *page, MunjaSending *sending, const char *folder)
{
  GtkWidget *shown = GTK_WIDGET (munja_sent_page_get_sending_page (page));
  GtkWidget *search;

  take (window, folder, "1-list");
  search = support_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), "커피");
  take (window, folder, "2-nothing");
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  take (window, folder, "3-again");
  munja_sent_page_show_item (page, G_OBJECT (sending));
  take (window, folder, "4-sending");
  scroll (shown);
  take (window, folder, "5-recipients");
  scroll (shown);
  take (window, folder, "6-more");
  gtk_widget_activate_action (support_find (shown, GTK_TYPE_LIST_VIEW, NULL), "list.activate-item",
                              "u", 2);
  take (window, folder, "7-message");
  close_others (window);
  munja_sent_page_go_back (page);
  gtk_menu_button_popup (GTK_MENU_BUTTON (
      gtk_widget_get_parent (support_find (GTK_WIDGET (page), GTK_TYPE_TOGGLE_BUTTON, NULL))));
  take (window, folder, "8-filters");
}

int
main (int argc, char **argv)
{
  g_autoptr (MunjaService) service = munja_service_new ("coolsms");
  g_autoptr (GListStore) jobs = g_list_store_new (MUNJA_TYPE_JOB);
  SupportArchive *archive;
  MunjaSending *sending;
  GtkWidget *page;
  GtkWindow *window;

  g_assert_cmpint (argc, ==, 5);
  setlocale (LC_ALL, "");
  bindtextdomain ("munja", argv[2]);
  bind_textdomain_codeset ("munja", "UTF-8");
  textdomain ("munja");
  adw_init ();
  load_style ();
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (argv[4], "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                    : ADW_COLOR_SCHEME_FORCE_LIGHT);
  archive = support_archive_new ();
  add_others (archive, jobs);
  sending = add_large (archive);
  page = g_object_new (MUNJA_TYPE_SENT_PAGE, NULL);
  munja_sent_page_set_sources (MUNJA_SENT_PAGE (page), G_LIST_MODEL (jobs), archive->archive,
                               service);
  window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_decorated (window, FALSE);
  gtk_window_set_default_size (window, atoi (argv[3]), 720);
  gtk_window_set_child (window, page);
  gtk_window_present (window);
  support_wait_frames (window);
  take_all (window, MUNJA_SENT_PAGE (page), sending, argv[1]);
  gtk_window_destroy (window);
  g_object_unref (sending);
  return 0;
}
