#include "config.h"

#include "munja-window.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-describe-library.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-loading-page.h"
#include "munja-outbox.h"
#include "munja-shown-page.h"
#include "munja-window-private.h"

G_DEFINE_FINAL_TYPE (MunjaWindow, munja_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
shows_page (MunjaWindow *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), name) == 0;
}

static MunjaAccountState
get_account_state (MunjaWindow *self)
{
  return munja_account_get_state (munja_client_switch_get_account (self->clients));
}

static void
update_pages (MunjaWindow *self)
{
  MunjaAccountState state = get_account_state (self);

  gtk_stack_set_visible_child_name (self->levels,
                                    munja_job_desk_is_shown (self->jobs) ? "job" : "views");
  if (!munja_client_switch_is_loaded (self->clients))
    gtk_stack_set_visible_child_name (self->pages, "loading");
  else if (state == MUNJA_ACCOUNT_SIGNED_OUT)
    gtk_stack_set_visible_child_name (self->pages, "welcome");
  else if (!shows_page (self, "compose")) {
    gtk_stack_set_visible_child_name (self->pages, "compose");
    munja_compose_page_focus (self->compose_page);
  }
}

static gboolean
shows_form (MunjaWindow *self)
{
  return !munja_job_desk_is_shown (self->jobs) && shows_page (self, "compose")
         && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "write") == 0;
}

/* The views are offered where there is a choice. */
static void
update_header (MunjaWindow *self)
{
  gboolean is_signed_out = get_account_state (self) == MUNJA_ACCOUNT_SIGNED_OUT;
  GListModel *jobs = G_LIST_MODEL (munja_client_switch_get_outbox (self->clients));
  gboolean can_choose = munja_client_switch_is_loaded (self->clients)
                        && !munja_job_desk_is_shown (self->jobs)
                        && (!is_signed_out || g_list_model_get_n_items (jobs) > 0);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.view",
                                 can_choose || munja_job_desk_is_shown (self->jobs));
  munja_header_update (self->header, is_signed_out, munja_job_desk_is_shown (self->jobs),
                       can_choose);
}

static void
update_actions (MunjaWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean practice = munja_client_is_practice (munja_client_switch_get_client (self->clients));
  gboolean signing_in = self->sign_in != NULL;
  MunjaAccountState state = get_account_state (self);
  gboolean signed_in
      = munja_client_switch_is_loaded (self->clients) && state == MUNJA_ACCOUNT_SIGNED_IN;
  gboolean busy = munja_outbox_is_busy (munja_client_switch_get_outbox (self->clients));
  gboolean can_switch = !signing_in && !busy;

  /* Whose message is on its way, and who will get the answer, stays as it is until it has come. */
  gtk_widget_action_set_enabled (widget, "win.sign-in",
                                 munja_client_switch_is_loaded (self->clients) && can_switch);
  gtk_widget_action_set_enabled (widget, "win.sign-in-browser",
                                 munja_client_switch_is_loaded (self->clients) && can_switch);
  gtk_widget_action_set_enabled (widget, "win.sign-out",
                                 state != MUNJA_ACCOUNT_SIGNED_OUT && !busy);
  gtk_widget_action_set_enabled (widget, "win.preferences", !busy);
  gtk_widget_action_set_enabled (
      widget, "win.send", signed_in && shows_form (self) && !munja_job_desk_is_adding (self->jobs));
  gtk_widget_action_set_enabled (widget, "win.send-to-me",
                                 signed_in && shows_form (self)
                                     && !munja_job_desk_is_adding (self->jobs));
  gtk_widget_action_set_enabled (widget, "win.practice",
                                 !practice && can_switch && !self->starting_practice);
  gtk_widget_action_set_enabled (widget, "win.leave-practice", practice && !busy);
  gtk_widget_action_set_enabled (widget, "win.registration", !practice && can_switch);
}

static const GError *
find_keyring_error (MunjaWindow *self)
{
  const GError *error
      = munja_account_get_keyring_error (munja_client_switch_get_account (self->clients));

  return error != NULL ? error : munja_client_switch_get_load_error (self->clients);
}

static void
show_outbox_notice (MunjaWindow *self)
{
  const GError *error
      = munja_client_get_outbox_error (munja_client_switch_get_client (self->clients));

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    munja_banner_show (self->notice_strip, munja_describe_heading (error), _ ("_Set It Aside…"),
                       "win.set-outbox-aside", FALSE);
  else
    munja_banner_show (self->notice_strip, munja_describe_heading (error), _ ("Try _Again"),
                       "win.reload", FALSE);
}

static void
show_library_notice (MunjaWindow *self)
{
  const GError *error = munja_draft_desk_get_error (self->drafts);
  const char *text = munja_describe_library_error (error);

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    munja_banner_show (self->notice_strip, text, _ ("_Set It Aside"), "win.set-library-aside",
                       FALSE);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER))
    munja_banner_show (self->notice_strip, text, NULL, NULL, FALSE);
  else
    munja_banner_show (self->notice_strip, text, _ ("Try _Again"), "win.reload-library", FALSE);
}

static void
update_notice (MunjaWindow *self)
{
  const GError *error = find_keyring_error (self);
  const GError *library_error = munja_draft_desk_get_error (self->drafts);
  MunjaAccountState state = get_account_state (self);

  if (self->sign_in != NULL)
    munja_banner_show (self->notice_strip, _ ("Waiting for you to sign in…"), _ ("_Cancel"),
                       "win.cancel-sign-in", TRUE);
  else if (munja_client_get_outbox_error (munja_client_switch_get_client (self->clients)) != NULL)
    show_outbox_notice (self);
  else if (state == MUNJA_ACCOUNT_EXPIRED)
    munja_banner_show (self->notice_strip,
                       _ ("Your sign-in is no longer valid. What you have written stays."),
                       _ ("_Sign In"), "win.sign-in", FALSE);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED))
    munja_banner_show (self->notice_strip, _ ("The keyring with your sign-in is locked."),
                       _ ("_Unlock"), "win.unlock", FALSE);
  else if (library_error != NULL)
    show_library_notice (self);
  else if (error != NULL && state == MUNJA_ACCOUNT_SIGNED_IN)
    munja_banner_show (self->notice_strip,
                       _ ("There is no usable keyring, so you stay signed in only until you close "
                          "Munja."),
                       NULL, NULL, FALSE);
  else
    munja_banner_hide (self->notice_strip);
}

/**
 * munja_window_update:
 * @self: the window
 *
 * Brings everything that depends on the account up to date.
 */
void
munja_window_update (MunjaWindow *self)
{
  if (self->jobs == NULL)
    return;
  update_pages (self);
  update_actions (self);
  update_header (self);
  update_notice (self);
  if (munja_client_is_practice (munja_client_switch_get_client (self->clients)))
    munja_banner_show (self->practice_strip, _ ("Practice mode: nothing is really sent."),
                       _ ("_Leave"), "win.leave-practice", FALSE);
  else
    munja_banner_hide (self->practice_strip);
  munja_draft_desk_set_form_shown (self->drafts, shows_form (self));
}

/**
 * munja_window_refresh_account:
 * @self: the window
 *
 * Asks anew for everything that shows who is signed in and what they have.
 */
void
munja_window_refresh_account (MunjaWindow *self)
{
  munja_compose_page_refresh (self->compose_page);
  munja_account_info_refresh (self->info);
}

static void
loaded_cb (MunjaWindow *self)
{
  if (get_account_state (self) == MUNJA_ACCOUNT_SIGNED_IN)
    munja_window_refresh_account (self);
}

/* What is written in the form stays. */
static void
client_changed_cb (MunjaWindow *self)
{
  MunjaClient *client = munja_client_switch_get_client (self->clients);

  munja_window_cancel_sign_in (self);
  munja_welcome_page_set_client (self->welcome_page, client);
  munja_compose_page_set_client (self->compose_page, client);
  munja_history_page_set_jobs (self->history_page, G_LIST_MODEL (munja_client_get_outbox (client)));
}

static void
info_changed_cb (MunjaWindow *self)
{
  munja_compose_page_set_prices (self->compose_page, munja_account_info_get_prices (self->info),
                                 munja_account_info_get_balance (self->info));
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
munja_window_dispose (GObject *object)
{
  MunjaWindow *self = MUNJA_WINDOW (object);

  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", NULL);
  g_clear_object (&self->jobs);
  g_clear_object (&self->drafts);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->sign_in_cancellable);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->sign_in_cancellable);
  g_clear_object (&self->info);
  /* Nothing goes on for the window, whoever else still has it. */
  if (self->clients != NULL)
    g_object_run_dispose (G_OBJECT (self->clients));
  g_clear_object (&self->clients);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (munja_window_parent_class)->dispose (object);
}

static void
munja_window_finalize (GObject *object)
{
  MunjaWindow *self = MUNJA_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_free (self->practice_program);

  G_OBJECT_CLASS (munja_window_parent_class)->finalize (object);
}

static void
munja_window_class_init (MunjaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = munja_window_dispose;
  object_class->finalize = munja_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = munja_window_close_request;

  g_type_ensure (MUNJA_TYPE_HEADER);
  g_type_ensure (MUNJA_TYPE_BANNER);
  g_type_ensure (MUNJA_TYPE_LOADING_PAGE);
  g_type_ensure (MUNJA_TYPE_WELCOME_PAGE);
  g_type_ensure (MUNJA_TYPE_COMPOSE_PAGE);
  g_type_ensure (MUNJA_TYPE_HISTORY_PAGE);
  g_type_ensure (MUNJA_TYPE_JOB_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, header);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, practice_strip);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, notice_strip);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, levels);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, views);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, welcome_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, compose_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, history_page);
  gtk_widget_class_bind_template_child (widget_class, MunjaWindow, job_page);
  gtk_widget_class_bind_template_callback (widget_class, munja_window_update);
  munja_window_install_actions (widget_class);
}

/* Not among the window's own actions, which the application puts on the session bus: nobody out
 * there may send. */
static void
start_drafts (MunjaWindow *self)
{
  self->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (self->actions));
  self->drafts = munja_draft_desk_new (GTK_WINDOW (self), G_ACTION_MAP (self->actions),
                                       self->compose_page, self->toasts);
  g_signal_connect_object (self->drafts, "changed", G_CALLBACK (munja_window_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drafts, "show-form", G_CALLBACK (munja_window_show_form), self,
                           G_CONNECT_SWAPPED);
}

static void
make_desks (MunjaWindow *self)
{
  self->clients = munja_client_switch_new (self->settings);
  self->info = munja_account_info_new (self->clients);
  self->jobs = munja_job_desk_new (GTK_WINDOW (self), G_ACTION_MAP (self->actions),
                                   self->compose_page, self->job_page, self->toasts, self->clients,
                                   self->info, munja_draft_desk_get_keeper (self->drafts));
  g_signal_connect_object (self->jobs, "changed", G_CALLBACK (munja_window_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->jobs, "show-form", G_CALLBACK (munja_window_show_form), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history_page, "job-activated", G_CALLBACK (munja_job_desk_show),
                           self->jobs, G_CONNECT_SWAPPED);
  munja_header_follow (self->header, self->info, self->views, self->switcher_bar);
  g_signal_connect_object (self->clients, "client-replaced", G_CALLBACK (client_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clients, "changed", G_CALLBACK (munja_window_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clients, "loaded", G_CALLBACK (loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->info, "notify::prices", G_CALLBACK (info_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->info, "notify::balance", G_CALLBACK (info_changed_cb), self,
                           G_CONNECT_SWAPPED);
  client_changed_cb (self);
  munja_window_update (self);
}

static void
munja_window_init (MunjaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (APP_ID);
  if (IS_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  munja_shown_page_follow (GTK_WIDGET (self->levels));
  munja_shown_page_follow (GTK_WIDGET (self->views));
  munja_shown_page_follow (GTK_WIDGET (self->pages));
  start_drafts (self);
  make_desks (self);
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

  self->practice_program = g_strdup (practice_program);
  return GTK_WIDGET (self);
}
