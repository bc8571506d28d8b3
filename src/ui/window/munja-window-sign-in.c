#include "config.h"

#include "munja-tell.h"
#include "munja-window-private.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-registration-dialog.h"
#include "munja-secret.h"
#include "munja-uri.h"
#include "munja-window-handle.h"

static void
end_attempt (MunjaWindow *self)
{
  g_clear_object (&self->sign_in);
  g_clear_object (&self->sign_in_cancellable);
  if (gtk_widget_get_realized (GTK_WIDGET (self)))
    munja_window_handle_unexport (GTK_WINDOW (self));
  munja_window_update (self);
}

static void
offer_other_way (MunjaWindow *self, const GError *error, gboolean embedded)
{
  g_autofree char *body = munja_describe_error (
      error, munja_client_get_service (munja_client_switch_get_client (self->clients)));

  if (embedded)
    munja_tell (GTK_WINDOW (self), munja_describe_heading (error), body, _ ("Use Your _Browser"),
                "win.sign-in-browser");
  else
    munja_tell (GTK_WINDOW (self), munja_describe_heading (error),
                _ ("The browser can bring its answer back only if the redirect URI of the app "
                   "registration is an address of this computer, as in "
                   "http://localhost:8080/authorize."),
                _ ("App _Registration…"), "win.registration");
}

static void
tell_port_is_taken (MunjaWindow *self, const GError *error)
{
  const MunjaRegistration *registration
      = munja_client_get_registration (munja_client_switch_get_client (self->clients));
  g_autoptr (GUri) uri = munja_uri_parse (registration->redirect_uri);
  g_autofree char *body = g_strdup_printf (
      /* Translators: %d is the number of a port, as in 8080. */
      _ ("Another program uses port %d, to which the browser would bring its answer. Close that "
         "program, or sign in here in Munja."),
      g_uri_get_port (uri));

  munja_tell (GTK_WINDOW (self), munja_describe_heading (error), body, _ ("Sign In _Here"),
              "win.sign-in");
}

static void
attempt_failed (MunjaWindow *self, const GError *error, gboolean embedded)
{
  end_attempt (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (embedded && g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED)))
    return;
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED)) {
    munja_tell (GTK_WINDOW (self), munja_describe_heading (error),
                _ ("Your browser brought no answer within three minutes."), _ ("Try _Again"),
                "win.sign-in-browser");
    return;
  }
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_BROWSER))
    munja_window_sign_in (self, FALSE);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE))
    offer_other_way (self, error, embedded);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_PORT))
    tell_port_is_taken (self, error);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_REGISTRATION)
           && !munja_client_is_practice (munja_client_switch_get_client (self->clients))) {
    g_autofree char *body = munja_describe_error (
        error, munja_client_get_service (munja_client_switch_get_client (self->clients)));

    munja_tell (GTK_WINDOW (self), munja_describe_heading (error), body, _ ("App _Registration…"),
                "win.registration");
  } else
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, NULL);
}

/* The attempt may end after the window did: the callbacks own a reference, and look. */
static gboolean
is_closed (MunjaWindow *self)
{
  return self->clients == NULL;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean signed_in = munja_account_sign_in_finish (MUNJA_ACCOUNT (source), result, &error);

  if (is_closed (self))
    return;
  if (signed_in) {
    end_attempt (self);
    munja_window_refresh_account (self);
  } else
    attempt_failed (self, error, TRUE);
}

static void
page_answered (MunjaWindow *self, char *code, const GError *error, gboolean embedded)
{
  g_autoptr (MunjaSecret) own_code = code;

  if (is_closed (self))
    return;
  if (code == NULL) {
    attempt_failed (self, error, embedded);
    return;
  }
  gtk_window_present (GTK_WINDOW (self));
  munja_account_sign_in_async (munja_client_switch_get_account (self->clients), own_code,
                               self->sign_in_cancellable, signed_in_cb, g_object_ref (self));
}

static void
embedded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  char *code = munja_sign_in_finish (MUNJA_SIGN_IN (source), result, &error);

  page_answered (self, code, error, TRUE);
}

static void
browser_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  char *code = munja_sign_in_finish (MUNJA_SIGN_IN (source), result, &error);

  page_answered (self, code, error, FALSE);
}

static void
handle_exported_cb (const char *handle, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;

  if (is_closed (self) || self->sign_in == NULL)
    return;
  munja_sign_in_embedded_async (self->sign_in, handle, self->sign_in_cancellable, embedded_cb,
                                g_object_ref (self));
}

static void
browser_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) || is_closed (self)
      || self->sign_in == NULL)
    return;
  munja_window_cancel_sign_in (self);
  munja_tell (GTK_WINDOW (self), _ ("No Browser"),
              _ ("No program on this computer opens web pages. Install a browser, or sign in "
                 "here in Munja."),
              _ ("Sign In _Here"), "win.sign-in");
}

static void
open_browser (MunjaWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!munja_sign_in_listen (
          self->sign_in, _ ("Thank you. You can close this page and go back to Munja."),
          _ ("This did not work. Please go back to Munja and try again."), &error)) {
    attempt_failed (self, error, FALSE);
    return;
  }
  munja_sign_in_browser_async (self->sign_in, self->sign_in_cancellable, browser_cb,
                               g_object_ref (self));
  gtk_show_uri_full (GTK_WINDOW (self), munja_sign_in_get_uri (self->sign_in), GDK_CURRENT_TIME,
                     self->sign_in_cancellable, browser_opened_cb, g_object_ref (self));
}

/* Without the client secret nothing can be signed in to; it may be behind a locked keyring. */
static gboolean
prepare_registration (MunjaWindow *self, gboolean embedded)
{
  const MunjaRegistration *registration
      = munja_client_get_registration (munja_client_switch_get_client (self->clients));

  if (munja_registration_is_complete (registration))
    return TRUE;
  if (*registration->client_id != '\0'
      && g_error_matches (munja_client_switch_get_load_error (self->clients), MUNJA_ERROR,
                          MUNJA_ERROR_KEYRING_LOCKED))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.unlock", NULL);
  else
    munja_window_edit_registration (self, embedded ? "win.sign-in" : "win.sign-in-browser");
  return FALSE;
}

/**
 * munja_window_sign_in:
 * @self: the window
 * @embedded: whether to show the page here, and not in the system's browser
 *
 * Begins an attempt to sign in. Only one goes on at a time; what is written in the form stays.
 */
void
munja_window_sign_in (MunjaWindow *self, gboolean embedded)
{
  g_autoptr (GError) error = NULL;

  if (self->sign_in != NULL || !prepare_registration (self, embedded))
    return;
  self->sign_in = munja_sign_in_new (
      munja_client_get_service (munja_client_switch_get_client (self->clients)),
      munja_client_get_registration (munja_client_switch_get_client (self->clients)), &error);
  if (self->sign_in == NULL) {
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, NULL);
    return;
  }
  self->sign_in_cancellable = g_cancellable_new ();
  munja_window_update (self);
  if (embedded)
    munja_window_handle_export (GTK_WINDOW (self), handle_exported_cb, g_object_ref (self));
  else
    open_browser (self);
}

/**
 * munja_window_cancel_sign_in:
 * @self: the window
 *
 * Ends the attempt that is going on, if there is one.
 */
void
munja_window_cancel_sign_in (MunjaWindow *self)
{
  g_cancellable_cancel (self->sign_in_cancellable);
}

static void
registration_saved_cb (MunjaWindow *self, const GError *error, GtkWidget *dialog)
{
  const char *action_after = g_object_get_data (G_OBJECT (dialog), "action-after");

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT))
    munja_tell (GTK_WINDOW (self), munja_describe_heading (error),
                _ ("There is no keyring on this computer to keep the client secret in. You will "
                   "have to enter it each time you open Munja, so keep a copy in a safe place."),
                action_after != NULL ? _ ("_Continue") : NULL, action_after);
  else if (error != NULL)
    munja_tell_error (GTK_WINDOW (self),
                      munja_client_get_service (munja_client_switch_get_client (self->clients)),
                      error, NULL);
  else if (action_after != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), action_after, NULL);
}

/**
 * munja_window_edit_registration:
 * @self: the window
 * @action_after: (nullable): name of the action to go on with once it is saved; a static string
 *
 * Opens the dialog for the app registration.
 */
void
munja_window_edit_registration (MunjaWindow *self, const char *action_after)
{
  GtkWidget *dialog = munja_registration_dialog_new (
      GTK_WINDOW (self), munja_client_switch_get_client (self->clients));

  g_object_set_data (G_OBJECT (dialog), "action-after", (gpointer)action_after);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (registration_saved_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
