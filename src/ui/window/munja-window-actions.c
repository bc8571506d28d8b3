#include "config.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-error.h"
#include "munja-preferences-dialog.h"
#include "munja-tell.h"
#include "munja-window-private.h"

static void
practice_ended_cb (MunjaWindow *self)
{
  g_autoptr (GError) error = NULL;

  g_set_error_literal (&error, MUNJA_ERROR, MUNJA_ERROR_PRACTICE, "The practice server has ended");
  munja_tell_error (GTK_WINDOW (self),
                    munja_client_get_service (munja_client_switch_get_client (self->clients)),
                    error, NULL);
  munja_client_switch_use_service (self->clients);
}

/* Whose message is on its way stays, whatever asks for something else: the application has this
 * action on the session bus, too. */
static gboolean
may_start_practice (MunjaWindow *self)
{
  return !munja_client_is_practice (munja_client_switch_get_client (self->clients))
         && self->sign_in == NULL && munja_job_desk_is_idle (self->jobs);
}

static void
practice_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPracticeProcess) practice = munja_practice_process_start_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->starting_practice = FALSE;
  if (practice == NULL) {
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, NULL);
    munja_window_update (self);
    return;
  }
  if (!may_start_practice (self)) {
    munja_window_update (self);
    return;
  }
  g_signal_connect_object (practice, "ended", G_CALLBACK (practice_ended_cb), self,
                           G_CONNECT_SWAPPED);
  munja_client_switch_use_practice (self->clients, practice);
}

static void
practice_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  if (!may_start_practice (self) || self->starting_practice)
    return;
  self->starting_practice = TRUE;
  munja_window_update (self);
  munja_practice_process_start_async (self->practice_program, self->cancellable,
                                      practice_started_cb, self);
}

static void
leave_practice_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  munja_account_sign_out_async (munja_client_switch_get_account (self->clients), NULL, NULL, NULL);
  munja_client_switch_use_service (self->clients);
}

/**
 * munja_window_show_form:
 * @self: the window
 *
 * Shows what can be written, or how to sign in.
 */
void
munja_window_show_form (MunjaWindow *self)
{
  munja_job_desk_leave (self->jobs);
  adw_view_stack_set_visible_child_name (self->views, "write");
  munja_window_update (self);
  munja_compose_page_focus (self->compose_page);
}

static void
new_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  if (!munja_client_switch_is_loaded (self->clients))
    return;
  munja_form_keeper_put_aside (munja_draft_desk_get_keeper (self->drafts));
  munja_window_show_form (self);
}

static void
view_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  munja_job_desk_leave (self->jobs);
  adw_view_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
}

static void
send_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_compose_page_send (MUNJA_WINDOW (widget)->compose_page);
}

static void
send_to_me_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_compose_page_send_to_me (MUNJA_WINDOW (widget)->compose_page);
}

static void
sign_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_window_sign_in (MUNJA_WINDOW (widget), g_str_equal (name, "win.sign-in"));
}

static void
cancel_sign_in_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_window_cancel_sign_in (MUNJA_WINDOW (widget));
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (munja_account_sign_out_finish (MUNJA_ACCOUNT (source), result, &error))
    body = g_strdup (
        _ ("Munja has forgotten your sign-in, here and in the keyring. The service has "
           "no way to take it back: what was handed out stays valid for up to a day. To "
           "end it for good, withdraw the app's permission in the settings of the "
           "website."));
  else
    body = g_strdup (
        _ ("Munja has forgotten your sign-in, but its entry in the keyring could not be "
           "removed. Unlock the keyring, then sign in and out once more. To end it for "
           "good, withdraw the app's permission in the settings of the website."));
  if (self->clients != NULL
      && !munja_client_is_practice (munja_client_switch_get_client (self->clients)))
    munja_tell (GTK_WINDOW (self), _ ("Signed Out"), body, NULL, NULL);
}

static void
sign_out_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  munja_account_sign_out_async (munja_client_switch_get_account (self->clients), NULL,
                                signed_out_cb, g_object_ref (self));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaWindow *self = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_client_unlock_finish (MUNJA_CLIENT (source), result, &error))
    munja_client_switch_load (self->clients);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && !g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_CANCELLED))
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, NULL);
}

static void
unlock_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  munja_client_unlock_async (munja_client_switch_get_client (self->clients),
                             munja_client_switch_get_cancellable (self->clients), unlocked_cb,
                             self);
}

static void
registration_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  munja_window_edit_registration (MUNJA_WINDOW (widget), NULL);
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (munja_preferences_dialog_new (
      GTK_WINDOW (self), self->settings,
      munja_client_get_profile (munja_client_switch_get_client (self->clients)))));
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MunjaWindow *self = MUNJA_WINDOW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          g_variant_get_string (parameter, NULL));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Copied")));
}

/**
 * munja_window_install_actions:
 * @widget_class: the window's class
 *
 * Gives the window everything that its menus, buttons and shortcuts can do.
 */
void
munja_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "win.view", "s", view_cb);
  gtk_widget_class_install_action (widget_class, "win.send", NULL, send_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-in-browser", NULL, sign_in_cb);
  gtk_widget_class_install_action (widget_class, "win.cancel-sign-in", NULL, cancel_sign_in_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_cb);
  gtk_widget_class_install_action (widget_class, "win.practice", NULL, practice_cb);
  gtk_widget_class_install_action (widget_class, "win.leave-practice", NULL, leave_practice_cb);
  gtk_widget_class_install_action (widget_class, "win.unlock", NULL, unlock_cb);
  gtk_widget_class_install_action (widget_class, "win.registration", NULL, registration_cb);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (widget_class, "win.copy", "s", copy_cb);
  gtk_widget_class_install_action (widget_class, "win.send-to-me", NULL, send_to_me_cb);
}
