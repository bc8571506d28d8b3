#include "config.h"

#include "munja-window.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-draft-desk.h"
#include "munja-figures-desk.h"
#include "munja-header.h"
#include "munja-job-desk.h"
#include "munja-loading-page.h"
#include "munja-notice.h"
#include "munja-open-desk.h"
#include "munja-outbox.h"
#include "munja-practice-numbers.h"
#include "munja-preferences-dialog.h"
#include "munja-sent-desk.h"
#include "munja-set-enabled.h"
#include "munja-shown-page.h"
#include "munja-sign-in-desk.h"
#include "munja-welcome-page.h"

/* Below this, there is no room for what is for the eye alone. In pixels. */
#define LOW_HEIGHT   480
#define NARROW_WIDTH 480

struct _MunjaWindow {
  AdwApplicationWindow parent_instance;

  /* Template children. */
  MunjaHeader *header;
  MunjaBanner *practice_strip;
  MunjaBanner *notice_strip;
  AdwToastOverlay *toasts;
  GtkStack *stages;
  AdwViewStack *views;
  AdwViewSwitcherBar *switcher_bar;
  GtkStack *pages;
  MunjaWelcomePage *welcome_page;
  MunjaComposePage *compose_page;
  MunjaRecipientsPage *recipients_page;
  MunjaSentPage *sent_page;
  AdwBin *job_place;
  AdwBin *account_place;

  /* Owned. */
  GSettings *settings;
  GSimpleActionGroup *actions;
  MunjaClientSwitch *clients;
  MunjaAccountInfo *info;
  MunjaDraftDesk *drafts;
  MunjaFiguresDesk *figures;
  MunjaReviewDesk *reviews;
  MunjaJobDesk *jobs;
  MunjaSentDesk *sent;
  MunjaSignInDesk *sign_in;
  MunjaIntake *intake;
  MunjaOpenDesk *opening;
};

G_DEFINE_FINAL_TYPE (MunjaWindow, munja_window, ADW_TYPE_APPLICATION_WINDOW)

static void
follow (MunjaWindow *self, gpointer object, const char *signal, GCallback callback)
{
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

static gboolean
shows_page (MunjaWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0;
}

static gboolean
shows_write (MunjaWindow *self)
{
  return !munja_review_desk_is_shown (self->reviews)
         && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "write") == 0;
}

static gboolean
shows_form (MunjaWindow *self)
{
  return shows_page (self, "compose") && shows_write (self);
}

static gboolean
can_go_back (MunjaWindow *self)
{
  return munja_review_desk_is_shown (self->reviews) || munja_sent_desk_get_can_go_back (self->sent)
         || (shows_page (self, "recipients") && shows_write (self));
}

static MunjaAccountState
get_account_state (MunjaWindow *self)
{
  return munja_account_get_state (munja_client_switch_get_account (self->clients));
}

/* The first page is there at once: it takes the place of nothing. */
static void
show_page (MunjaWindow *self, const char *name)
{
  gtk_stack_set_visible_child_full (self->pages, name,
                                    shows_page (self, "loading")
                                        ? GTK_STACK_TRANSITION_TYPE_NONE
                                        : GTK_STACK_TRANSITION_TYPE_CROSSFADE);
}

static void
update_pages (MunjaWindow *self)
{
  if (!munja_client_switch_is_loaded (self->clients)
      || munja_sign_in_desk_is_trying_out (self->sign_in))
    show_page (self, "loading");
  else if (get_account_state (self) == MUNJA_ACCOUNT_SIGNED_OUT)
    show_page (self, "welcome");
  else if (!shows_page (self, "compose") && !shows_page (self, "recipients")) {
    show_page (self, "compose");
    munja_compose_page_show (self->compose_page, MUNJA_COMPOSE_START);
  }
}

static void
enable (MunjaWindow *self, const char *name, gboolean enabled)
{
  munja_set_enabled (G_ACTION_MAP (self->actions), name, enabled);
}

static void
update_actions (MunjaWindow *self)
{
  gboolean practice = munja_client_is_practice (munja_client_switch_get_client (self->clients));
  gboolean loaded = munja_client_switch_is_loaded (self->clients);
  MunjaAccountState state = get_account_state (self);
  gboolean busy = munja_outbox_is_busy (munja_client_switch_get_outbox (self->clients));
  gboolean can_switch = !munja_sign_in_desk_is_active (self->sign_in) && !busy;
  gboolean can_practice
      = !practice && can_switch && !munja_sign_in_desk_is_starting_practice (self->sign_in);
  gboolean can_send = loaded && state == MUNJA_ACCOUNT_SIGNED_IN && shows_form (self)
                      && !munja_job_desk_is_adding (self->jobs)
                      && !munja_review_desk_is_looking (self->reviews);

  /* Whose message is on its way, and who will get the answer, stays as it is until it has come. */
  enable (self, "sign-in", loaded && can_switch);
  enable (self, "sign-in-browser", loaded && can_switch);
  enable (self, "sign-out", state != MUNJA_ACCOUNT_SIGNED_OUT && !busy);
  enable (self, "preferences", !busy);
  enable (self, "send", can_send);
  enable (self, "send-to-me", can_send);
  enable (self, "practice", can_practice);
  enable (self, "try-out", can_practice);
  enable (self, "leave-practice", practice && !busy);
  enable (self, "registration", !practice && can_switch);
  enable (self, "back", can_go_back (self));
}

/* The views are offered where there is a choice. */
static void
update_header (MunjaWindow *self)
{
  gboolean is_signed_out = get_account_state (self) == MUNJA_ACCOUNT_SIGNED_OUT;
  gboolean can_choose = munja_client_switch_is_loaded (self->clients)
                        && (!is_signed_out || !munja_sent_desk_is_empty (self->sent));

  enable (self, "view", can_choose);
  munja_header_update (self->header, is_signed_out, can_go_back (self),
                       can_choose && !munja_review_desk_is_shown (self->reviews));
}

static void
update_strips (MunjaWindow *self)
{
  munja_notice_show (self->notice_strip, self->clients,
                     munja_sign_in_desk_is_active (self->sign_in),
                     munja_draft_desk_get_error (self->drafts));
  if (munja_client_is_practice (munja_client_switch_get_client (self->clients)))
    munja_banner_show (self->practice_strip, _ ("Practice mode: nothing is really sent."),
                       _ ("_Leave"), "win.leave-practice", FALSE);
  else
    munja_banner_hide (self->practice_strip);
}

/* Brings everything up to date that depends on more than one of the desks. */
static void
update (MunjaWindow *self)
{
  if (self->sign_in == NULL)
    return;
  update_pages (self);
  update_actions (self);
  update_header (self);
  update_strips (self);
  munja_draft_desk_set_form_shown (self->drafts, shows_form (self));
}

static void
leave_list (MunjaWindow *self)
{
  if (!shows_page (self, "recipients"))
    return;
  gtk_stack_set_visible_child_name (self->pages, "compose");
  munja_compose_page_show (self->compose_page, MUNJA_COMPOSE_START);
  update (self);
}

static void
show_list (MunjaWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "recipients");
  update (self);
}

/* Shows what can be written, or how to sign in. */
static void
show_form (MunjaWindow *self)
{
  munja_review_desk_close (self->reviews);
  adw_view_stack_set_visible_child_name (self->views, "write");
  leave_list (self);
  update (self);
  munja_compose_page_show (self->compose_page, MUNJA_COMPOSE_START);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaWindow *self = user_data;

  if (!munja_client_switch_is_loaded (self->clients))
    return;
  munja_form_keeper_put_aside (munja_draft_desk_get_keeper (self->drafts));
  show_form (self);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaWindow *self = user_data;

  if (munja_review_desk_is_shown (self->reviews))
    munja_review_desk_close (self->reviews);
  else if (shows_write (self))
    leave_list (self);
  else
    munja_sent_page_go_back (self->sent_page);
}

static void
told_cb (MunjaWindow *self, const char *text)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
}

static void
view_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaWindow *self = user_data;

  munja_review_desk_close (self->reviews);
  adw_view_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
}

/* Shows what the person wants to correct. What can be put right without them is, and looked at
 * anew. */
static void
fix_cb (MunjaWindow *self, guint kind)
{
  switch ((MunjaReviewKind)kind) {
  case MUNJA_REVIEW_LOOKALIKE:
    munja_compose_page_replace_lookalikes (self->compose_page);
    munja_compose_page_send (self->compose_page);
    break;
  case MUNJA_REVIEW_TOO_LONG:
  case MUNJA_REVIEW_LACKING:
  case MUNJA_REVIEW_SPOILED:
    munja_compose_page_show (self->compose_page, MUNJA_COMPOSE_PROBLEM);
    break;
  case MUNJA_REVIEW_INVALID:
  case MUNJA_REVIEW_PHONE_KIND:
    show_list (self);
    break;
  case MUNJA_REVIEW_TIME_PASSED:
    munja_compose_page_show (self->compose_page, MUNJA_COMPOSE_TIME);
    break;
  case MUNJA_REVIEW_NO_COLUMN:
  case MUNJA_REVIEW_OTHER_DAY:
  case MUNJA_REVIEW_MAY_HAVE_SENT:
  case MUNJA_REVIEW_REPEATED:
  case MUNJA_REVIEW_DOUBLE:
  default:
    munja_compose_page_show (self->compose_page, MUNJA_COMPOSE_TEXT);
    break;
  }
}

static void
send_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  munja_compose_page_send (MUNJA_WINDOW (user_data)->compose_page);
}

static void
send_to_me_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  munja_compose_page_send_to_me (MUNJA_WINDOW (user_data)->compose_page);
}

static void
refresh_balance_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  munja_account_info_refresh_balance (MUNJA_WINDOW (user_data)->info);
}

/* The page of the service where the balance is charged. */
static void
top_up_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaWindow *self = user_data;
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  g_autofree char *uri
      = munja_service_get_page_uri (munja_client_get_service (client), MUNJA_SERVICE_TOP_UP);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
edit_registration_cb (MunjaWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.registration", NULL);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaWindow *self = user_data;
  MunjaClient *client = munja_client_switch_get_client (self->clients);
  GtkWidget *dialog = munja_preferences_dialog_new (GTK_WINDOW (self), self->settings,
                                                    munja_client_get_profile (client));

  munja_preferences_dialog_set_sent_path (MUNJA_PREFERENCES_DIALOG (dialog),
                                          munja_sent_desk_get_path (self->sent));
  munja_preferences_dialog_follow (MUNJA_PREFERENCES_DIALOG (dialog), self->clients);
  follow (self, dialog, "edit-registration", G_CALLBACK (edit_registration_cb));
  g_signal_connect_object (dialog, "delete-sent", G_CALLBACK (munja_sent_desk_delete_all),
                           self->sent, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaWindow *self = user_data;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          g_variant_get_string (parameter, NULL));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Copied")));
}

static void
refresh (MunjaWindow *self)
{
  munja_compose_page_refresh (self->compose_page);
  munja_account_info_refresh (self->info);
}

static void
loaded_cb (MunjaWindow *self)
{
  if (get_account_state (self) == MUNJA_ACCOUNT_SIGNED_IN)
    refresh (self);
}

static void
client_changed_cb (MunjaWindow *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);

  munja_draft_desk_set_client (self->drafts, client);
}

static void
left_practice_cb (MunjaWindow *self)
{
  munja_sign_in_desk_leave_practice (self->sign_in);
}

static void
account_replaced_cb (MunjaWindow *self)
{
  munja_welcome_page_set_client (self->welcome_page,
                                 munja_client_switch_get_client (self->clients));
}

static void
info_changed_cb (MunjaWindow *self)
{
  munja_compose_page_set_prices (self->compose_page, munja_account_info_get_prices (self->info),
                                 munja_account_info_get_balance (self->info));
}

/* Whoever comes back may have topped up elsewhere. */
static void
active_cb (MunjaWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)) && self->info != NULL)
    munja_account_info_refresh_old_balance (self->info);
}

static gboolean
munja_window_close_request (GtkWindow *window)
{
  MunjaWindow *self = MUNJA_WINDOW (window);

  if (!munja_job_desk_may_close (self->jobs) || !munja_draft_desk_keep (self->drafts))
    return TRUE;
  return GTK_WINDOW_CLASS (munja_window_parent_class)->close_request (window);
}

static void
mark (MunjaWindow *self, const char *css_class, gboolean marked)
{
  if (marked)
    gtk_widget_add_css_class (GTK_WIDGET (self), css_class);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), css_class);
}

static void
size_changed_cb (MunjaWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));

  mark (self, "low", gdk_surface_get_height (surface) < LOW_HEIGHT);
  mark (self, "narrow", gdk_surface_get_width (surface) < NARROW_WIDTH);
}

static void
munja_window_realize (GtkWidget *widget)
{
  GdkSurface *surface;

  GTK_WIDGET_CLASS (munja_window_parent_class)->realize (widget);

  surface = gtk_native_get_surface (GTK_NATIVE (widget));
  follow (MUNJA_WINDOW (widget), surface, "notify::height", G_CALLBACK (size_changed_cb));
  follow (MUNJA_WINDOW (widget), surface, "notify::width", G_CALLBACK (size_changed_cb));
}

static void
munja_window_dispose (GObject *object)
{
  MunjaWindow *self = MUNJA_WINDOW (object);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", NULL);
  g_clear_object (&self->opening);
  g_clear_object (&self->intake);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->sent);
  g_clear_object (&self->jobs);
  g_clear_object (&self->reviews);
  g_clear_object (&self->figures);
  g_clear_object (&self->drafts);
  g_clear_object (&self->info);
  /* Nothing goes on for the desks, whoever else still has it. */
  if (self->clients != NULL)
    g_object_run_dispose (G_OBJECT (self->clients));
  g_clear_object (&self->clients);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (munja_window_parent_class)->dispose (object);
}

static void
munja_window_class_init (MunjaWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_window_dispose;
  widget_class->realize = munja_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = munja_window_close_request;

  g_type_ensure (MUNJA_TYPE_HEADER);
  g_type_ensure (MUNJA_TYPE_BANNER);
  g_type_ensure (MUNJA_TYPE_LOADING_PAGE);
  g_type_ensure (MUNJA_TYPE_WELCOME_PAGE);
  g_type_ensure (MUNJA_TYPE_COMPOSE_PAGE);
  g_type_ensure (MUNJA_TYPE_RECIPIENTS_PAGE);
  g_type_ensure (MUNJA_TYPE_SENT_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, header);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, practice_strip);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, notice_strip);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, views);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, compose_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, recipients_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, sent_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, job_place);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, account_place);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
  gtk_widget_class_bind_template_callback (widget_class, leave_list);
}

static void
munja_window_init (MunjaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (APP_ID);
  if (IS_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  munja_banner_set_short (self->practice_strip, _ ("Practice"));
  munja_banner_set_help (self->practice_strip, _ ("Numbers to Try"), munja_practice_numbers_new ());
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  munja_shown_page_follow (GTK_WIDGET (self->stages));
  munja_shown_page_follow (GTK_WIDGET (self->views));
  munja_shown_page_follow (GTK_WIDGET (self->pages));
  munja_compose_page_set_recipients_page (self->compose_page, self->recipients_page);
}

/* Not among the window's own actions, which the application puts on the session bus: nobody out
 * there may send. */
static void
add_actions (MunjaWindow *self)
{
  static const GActionEntry entries[] = {
    { "new", new_cb, NULL, NULL, NULL, { 0 } },
    { "back", back_cb, NULL, NULL, NULL, { 0 } },
    { "view", view_cb, "s", NULL, NULL, { 0 } },
    { "send", send_cb, NULL, NULL, NULL, { 0 } },
    { "send-to-me", send_to_me_cb, NULL, NULL, NULL, { 0 } },
    { "refresh-balance", refresh_balance_cb, NULL, NULL, NULL, { 0 } },
    { "top-up", top_up_cb, NULL, NULL, NULL, { 0 } },
    { "preferences", preferences_cb, NULL, NULL, NULL, { 0 } },
    { "copy", copy_cb, "s", NULL, NULL, { 0 } },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (self->actions));
}

static void
make_desks (MunjaWindow *self, const char *practice_program)
{
  GtkWindow *window = GTK_WINDOW (self);
  GActionMap *actions = G_ACTION_MAP (self->actions);

  self->clients = munja_client_switch_new (self->settings);
  self->info = munja_account_info_new (self->clients);
  self->figures = munja_figures_desk_new (self->clients, self->account_place);
  self->drafts = munja_draft_desk_new (window, actions, self->compose_page, self->toasts);
  self->reviews = munja_review_desk_new (self->stages, self->clients, self->info);
  self->jobs = munja_job_desk_new (window, actions, self->compose_page, self->job_place,
                                   self->toasts, self->clients, self->info,
                                   munja_draft_desk_get_keeper (self->drafts), self->reviews);
  self->sent = munja_sent_desk_new (window, actions, self->sent_page, self->views, self->toasts,
                                    self->clients, self->info, self->jobs);
  self->sign_in
      = munja_sign_in_desk_new (window, actions, self->clients, self->jobs, practice_program);
  self->intake = munja_intake_new (self->compose_page, GTK_WIDGET (self));
  self->opening = munja_open_desk_new (self->clients, self->sign_in,
                                       munja_draft_desk_get_keeper (self->drafts), self->intake);
  munja_header_follow (self->header, self->info, self->views, self->switcher_bar);
}

static void
connect_signals (MunjaWindow *self)
{
  follow (self, self->clients, "client-replaced", G_CALLBACK (client_changed_cb));
  follow (self, self->clients, "account-replaced", G_CALLBACK (account_replaced_cb));
  follow (self, self->clients, "changed", G_CALLBACK (update));
  follow (self, self->clients, "loaded", G_CALLBACK (loaded_cb));
  follow (self, self->info, "notify::prices", G_CALLBACK (info_changed_cb));
  follow (self, self->info, "notify::balance", G_CALLBACK (info_changed_cb));
  follow (self, self->drafts, "changed", G_CALLBACK (update));
  follow (self, self->intake, "taking", G_CALLBACK (show_form));
  follow (self, self->intake, "refused", G_CALLBACK (told_cb));
  follow (self, self->opening, "show-form", G_CALLBACK (show_form));
  follow (self, self->opening, "told", G_CALLBACK (told_cb));
  follow (self, self->drafts, "show-form", G_CALLBACK (show_form));
  follow (self, self->drafts, "left-practice", G_CALLBACK (left_practice_cb));
  follow (self, self->sign_in, "changed", G_CALLBACK (update));
  follow (self, self->sign_in, "signed-in", G_CALLBACK (refresh));
  follow (self, self->reviews, "changed", G_CALLBACK (update));
  follow (self, self->reviews, "fix", G_CALLBACK (fix_cb));
  follow (self, self->jobs, "changed", G_CALLBACK (update));
  follow (self, self->jobs, "show-form", G_CALLBACK (show_form));
  follow (self, self->sent, "changed", G_CALLBACK (update));
}

/**
 * munja_window_new:
 * @application: the application
 * @practice_program: (nullable): the server to practice with, %NULL for the installed one
 *
 * Makes the main window. It looks into the keyring at once, and asks the service for nothing until
 * it knows who is signed in.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
munja_window_new (GtkApplication *application, const char *practice_program)
{
  MunjaWindow *self = g_object_new (MUNJA_TYPE_WINDOW, "application", application, NULL);

  add_actions (self);
  make_desks (self, practice_program);
  connect_signals (self);
  client_changed_cb (self);
  account_replaced_cb (self);
  update (self);
  return GTK_WIDGET (self);
}

/**
 * munja_window_open:
 * @self: the window
 * @files: (array length=n_files): links and files
 * @n_files: how many
 *
 * Puts a link to write a message with, a list, a card or a picture into the form, as soon as there
 * is one. Nothing of it can send.
 */
void
munja_window_open (MunjaWindow *self, GFile **files, guint n_files)
{
  g_return_if_fail (MUNJA_IS_WINDOW (self));

  munja_open_desk_open (self->opening, files, n_files);
}

/**
 * munja_window_write:
 * @self: the window
 * @draft: a message, or nothing for a new one
 *
 * Puts a message into the form, as soon as there is one, in place of what is there, which is put
 * aside.
 */
void
munja_window_write (MunjaWindow *self, const MunjaDraft *draft)
{
  g_return_if_fail (MUNJA_IS_WINDOW (self));

  munja_open_desk_write (self->opening, draft);
}
