#include "config.h"

#include "munja-sign-in-desk.h"

#include <glib/gi18n.h>

#include "munja-account-assistant.h"
#include "munja-account.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-secret.h"
#include "munja-sign-in.h"
#include "munja-tell.h"
#include "munja-uri.h"
#include "munja-window-handle.h"

struct _MunjaSignInDesk {
  GObject parent_instance;

  /* Borrowed. */
  GtkWindow *window; /* NULL when it is gone */

  /* Owned. */
  MunjaClientSwitch *clients;
  MunjaJobDesk *jobs;
  char *practice_program; /* NULL for the installed one */
  MunjaSignIn *sign_in;   /* the attempt that is going on */
  GCancellable *cancellable;
  GCancellable *practice_start; /* while the practice server is about to answer */

  gboolean is_trying_out; /* on the way to practice without its sign-in page */
};

/**
 * MunjaSignInDesk::changed:
 *
 * What the desk is busy with has changed.
 */

/**
 * MunjaSignInDesk::signed-in:
 *
 * An attempt has succeeded.
 */
enum {
  SIGNAL_CHANGED,
  SIGNAL_SIGNED_IN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaSignInDesk, munja_sign_in_desk, G_TYPE_OBJECT)

static MunjaClient *
get_client (MunjaSignInDesk *self)
{
  return munja_client_switch_get_client (self->clients);
}

static const MunjaService *
get_service (MunjaSignInDesk *self)
{
  return munja_client_get_service (get_client (self));
}

static void sign_in (MunjaSignInDesk *self, gboolean embedded);

/* Ends the attempt that is going on, if there is one. */
static void
cancel (MunjaSignInDesk *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
end_attempt (MunjaSignInDesk *self)
{
  if (self->sign_in != NULL && gtk_widget_get_realized (GTK_WIDGET (self->window)))
    munja_window_handle_unexport (self->window);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
offer_other_way (MunjaSignInDesk *self, const GError *error, gboolean embedded)
{
  g_autofree char *body = munja_describe_error (error, get_service (self));

  if (embedded)
    munja_tell (self->window, munja_describe_heading (error), body, _ ("Use Your _Browser"),
                "win.sign-in-browser");
  else
    munja_tell (self->window, munja_describe_heading (error),
                _ ("The browser can bring its answer back only if the redirect URI of the app "
                   "registration is an address of this computer, as in "
                   "http://localhost:8080/authorize."),
                _ ("App _Registration…"), "win.registration");
}

static void
tell_port_is_taken (MunjaSignInDesk *self, const GError *error)
{
  const MunjaRegistration *registration = munja_client_get_registration (get_client (self));
  g_autoptr (GUri) uri = munja_uri_parse (registration->redirect_uri);
  g_autofree char *body = g_strdup_printf (
      /* Translators: %d is the number of a port, as in 8080. */
      _ ("Another program uses port %d, to which the browser would bring its answer. Close that "
         "program, or sign in here in Munja."),
      g_uri_get_port (uri));

  munja_tell (self->window, munja_describe_heading (error), body, _ ("Sign In _Here"),
              "win.sign-in");
}

static void
attempt_failed (MunjaSignInDesk *self, const GError *error, gboolean embedded)
{
  end_attempt (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || (embedded && g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED)))
    return;
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_CANCELLED)) {
    munja_tell (self->window, munja_describe_heading (error),
                _ ("Your browser brought no answer within three minutes."), _ ("Try _Again"),
                "win.sign-in-browser");
    return;
  }
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_BROWSER))
    sign_in (self, FALSE);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_UNAVAILABLE))
    offer_other_way (self, error, embedded);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN_PORT))
    tell_port_is_taken (self, error);
  else if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_REGISTRATION)
           && !munja_client_is_practice (get_client (self))) {
    g_autofree char *body = munja_describe_error (error, get_service (self));

    munja_tell (self->window, munja_describe_heading (error), body, _ ("App _Registration…"),
                "win.registration");
  } else
    munja_tell_error (self->window, get_service (self), error, NULL);
}

/* The attempt may end after the window did: the callbacks own a reference, and look. */
static gboolean
is_closed (MunjaSignInDesk *self)
{
  return self->window == NULL;
}

static void
signed_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean signed_in = munja_account_sign_in_finish (MUNJA_ACCOUNT (source), result, &error);

  if (is_closed (self))
    return;
  if (signed_in) {
    end_attempt (self);
    g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0);
  } else
    attempt_failed (self, error, TRUE);
}

static void
page_answered (MunjaSignInDesk *self, char *code, const GError *error, gboolean embedded)
{
  g_autoptr (MunjaSecret) own_code = code;

  if (is_closed (self))
    return;
  if (code == NULL) {
    attempt_failed (self, error, embedded);
    return;
  }
  gtk_window_present (self->window);
  munja_account_sign_in_async (munja_client_switch_get_account (self->clients), own_code,
                               self->cancellable, signed_in_cb, g_object_ref (self));
}

static void
embedded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  char *code = munja_sign_in_finish (MUNJA_SIGN_IN (source), result, &error);

  page_answered (self, code, error, TRUE);
}

static void
browser_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  char *code = munja_sign_in_finish (MUNJA_SIGN_IN (source), result, &error);

  page_answered (self, code, error, FALSE);
}

static void
handle_exported_cb (const char *handle, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;

  if (is_closed (self) || self->sign_in == NULL)
    return;
  munja_sign_in_embedded_async (self->sign_in, handle, self->cancellable, embedded_cb,
                                g_object_ref (self));
}

static void
browser_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  g_autoptr (GError) error = NULL;

  if (gtk_show_uri_full_finish (GTK_WINDOW (source), result, &error) || is_closed (self)
      || self->sign_in == NULL)
    return;
  cancel (self);
  munja_tell (self->window, _ ("No Browser"),
              _ ("No program on this computer opens web pages. Install a browser, or sign in "
                 "here in Munja."),
              _ ("Sign In _Here"), "win.sign-in");
}

static void
open_browser (MunjaSignInDesk *self)
{
  g_autoptr (GError) error = NULL;

  if (!munja_sign_in_listen (
          self->sign_in, _ ("Thank you. You can close this page and go back to Munja."),
          _ ("This did not work. Please go back to Munja and try again."), &error)) {
    attempt_failed (self, error, FALSE);
    return;
  }
  munja_sign_in_browser_async (self->sign_in, self->cancellable, browser_cb, g_object_ref (self));
  gtk_show_uri_full (self->window, munja_sign_in_get_uri (self->sign_in), GDK_CURRENT_TIME,
                     self->cancellable, browser_opened_cb, g_object_ref (self));
}

static void
registration_saved_cb (MunjaSignInDesk *self, const GError *error, GtkWidget *dialog)
{
  const char *action_after = g_object_get_data (G_OBJECT (dialog), "action-after");
  MunjaAccount *account = munja_client_switch_get_account (self->clients);

  if (action_after == NULL && munja_account_get_state (account) == MUNJA_ACCOUNT_SIGNED_OUT)
    action_after = "win.sign-in";
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_ABSENT))
    munja_tell (self->window, munja_describe_heading (error),
                _ ("There is no keyring on this computer to keep the client secret in. You will "
                   "have to enter it each time you open Munja, so keep a copy in a safe place."),
                action_after != NULL ? _ ("_Continue") : NULL, action_after);
  else if (error != NULL)
    munja_tell_error (self->window, get_service (self), error, NULL);
  else if (action_after != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->window), action_after, NULL);
}

static void
sign_in_wanted_cb (MunjaSignInDesk *self, gboolean embedded)
{
  sign_in (self, embedded);
}

/* @action_after: what to go on with once it is saved, a static string, or NULL */
static void
edit_registration (MunjaSignInDesk *self, const char *action_after)
{
  GtkWidget *dialog = munja_account_assistant_new (self->window, get_client (self));

  g_object_set_data (G_OBJECT (dialog), "action-after", (gpointer)action_after);
  g_signal_connect_object (dialog, "saved", G_CALLBACK (registration_saved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "sign-in", G_CALLBACK (sign_in_wanted_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Without the client secret nothing can be signed in to; it may be behind a locked keyring. */
static gboolean
prepare_registration (MunjaSignInDesk *self, gboolean embedded)
{
  const MunjaRegistration *registration = munja_client_get_registration (get_client (self));

  if (munja_registration_is_complete (registration))
    return TRUE;
  if (*registration->client_id != '\0'
      && g_error_matches (munja_client_switch_get_load_error (self->clients), MUNJA_ERROR,
                          MUNJA_ERROR_KEYRING_LOCKED))
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.unlock", NULL);
  else
    edit_registration (self, embedded ? "win.sign-in" : "win.sign-in-browser");
  return FALSE;
}

/* Only one attempt goes on at a time; what is written in the form stays. */
static void
sign_in (MunjaSignInDesk *self, gboolean embedded)
{
  g_autoptr (GError) error = NULL;

  if (self->sign_in != NULL || self->is_trying_out || !prepare_registration (self, embedded))
    return;
  self->sign_in = munja_sign_in_new (get_service (self),
                                     munja_client_get_registration (get_client (self)), &error);
  if (self->sign_in == NULL) {
    munja_tell_error (self->window, get_service (self), error, NULL);
    return;
  }
  self->cancellable = g_cancellable_new ();
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (embedded)
    munja_window_handle_export (self->window, handle_exported_cb, g_object_ref (self));
  else
    open_browser (self);
}

static void
sign_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sign_in (user_data, TRUE);
}

static void
sign_in_browser_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  sign_in (user_data, FALSE);
}

static void
cancel_sign_in_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cancel (user_data);
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  gboolean is_gone = munja_account_sign_out_finish (MUNJA_ACCOUNT (source), result, NULL);

  if (is_closed (self) || munja_client_is_practice (get_client (self)))
    return;
  munja_tell (
      self->window, _ ("Signed Out"),
      is_gone ? _ ("Munja has forgotten your sign-in, here and in the keyring. The service has "
                   "no way to take it back: what was handed out stays valid for up to a day. To "
                   "end it for good, withdraw the app's permission in the settings of the "
                   "website.")
              : _ ("Munja has forgotten your sign-in, but its entry in the keyring could not be "
                   "removed. Unlock the keyring, then sign in and out once more. To end it for "
                   "good, withdraw the app's permission in the settings of the website."),
      NULL, NULL);
}

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaSignInDesk *self = user_data;

  munja_account_sign_out_async (munja_client_switch_get_account (self->clients), NULL,
                                signed_out_cb, g_object_ref (self));
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_open = munja_client_unlock_finish (MUNJA_CLIENT (source), result, &error);

  if (is_closed (self))
    return;
  if (is_open)
    munja_client_switch_load (self->clients);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && !g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_KEYRING_CANCELLED))
    munja_tell_error (self->window, get_service (self), error, NULL);
}

static void
unlock_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MunjaSignInDesk *self = user_data;

  munja_client_unlock_async (get_client (self), munja_client_switch_get_cancellable (self->clients),
                             unlocked_cb, g_object_ref (self));
}

static void
registration_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  edit_registration (user_data, NULL);
}

static void
practice_ended_cb (MunjaSignInDesk *self)
{
  g_autoptr (GError) error
      = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_PRACTICE, "The practice server has ended");

  munja_tell_error (self->window, get_service (self), error, NULL);
  munja_client_switch_use_service (self->clients);
}

/* Whose message is on its way stays, whatever asks for something else: the application has this
 * action on the session bus, too. */
static gboolean
may_practice (MunjaSignInDesk *self)
{
  return !munja_client_is_practice (get_client (self)) && self->sign_in == NULL
         && munja_job_desk_is_idle (self->jobs);
}

static void
tried_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean signed_in = munja_client_try_out_finish (MUNJA_CLIENT (source), result, &error);

  if (is_closed (self))
    return;
  self->is_trying_out = FALSE;
  if (signed_in) {
    end_attempt (self);
    g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0);
  } else
    attempt_failed (self, error, TRUE);
}

/* What an earlier practice left is forgotten now, so that nothing of this one goes with it. */
static void
loaded_cb (MunjaSignInDesk *self)
{
  if (!self->is_trying_out || self->cancellable != NULL
      || !munja_client_is_practice (get_client (self)))
    return;
  self->cancellable = g_cancellable_new ();
  munja_client_try_out_async (get_client (self), self->cancellable, tried_out_cb,
                              g_object_ref (self));
}

static void
practice_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaSignInDesk) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPracticeProcess) practice = munja_practice_process_start_finish (result, &error);

  if (is_closed (self))
    return;
  g_clear_object (&self->practice_start);
  self->is_trying_out = self->is_trying_out && practice != NULL && may_practice (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (practice == NULL)
    munja_tell_error (self->window, get_service (self), error, NULL);
  else if (may_practice (self)) {
    g_signal_connect_object (practice, "ended", G_CALLBACK (practice_ended_cb), self,
                             G_CONNECT_SWAPPED);
    munja_client_switch_use_practice (self->clients, practice);
  }
}

static void
start_practice (MunjaSignInDesk *self, gboolean is_trying_out)
{
  if (!may_practice (self) || self->practice_start != NULL)
    return;
  self->is_trying_out = is_trying_out;
  self->practice_start = g_cancellable_new ();
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  munja_practice_process_start_async (self->practice_program, self->practice_start,
                                      practice_started_cb, g_object_ref (self));
}

static void
practice_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_practice (user_data, FALSE);
}

static void
try_out_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  start_practice (user_data, TRUE);
}

static void
client_replaced_cb (MunjaSignInDesk *self)
{
  self->is_trying_out = self->is_trying_out && munja_client_is_practice (get_client (self));
  cancel (self);
}

static void
closed_cb (MunjaSignInDesk *self)
{
  self->window = NULL;
  cancel (self);
  g_cancellable_cancel (self->practice_start);
}

static void
munja_sign_in_desk_dispose (GObject *object)
{
  MunjaSignInDesk *self = MUNJA_SIGN_IN_DESK (object);

  g_clear_object (&self->sign_in);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->practice_start);
  g_clear_object (&self->clients);
  g_clear_object (&self->jobs);
  g_clear_pointer (&self->practice_program, g_free);

  G_OBJECT_CLASS (munja_sign_in_desk_parent_class)->dispose (object);
}

static void
munja_sign_in_desk_class_init (MunjaSignInDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_sign_in_desk_dispose;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_sign_in_desk_init (MunjaSignInDesk *self)
{
}

/**
 * munja_sign_in_desk_new:
 * @window: the window that people sign in from
 * @actions: gets what can be done to sign in and out, and to practice
 * @clients: whom to sign in to
 * @jobs: what keeps people from going to another client
 * @practice_program: (nullable): the server to practice with, %NULL for the installed one
 *
 * Makes what signs people in and out, asks for the app registration that this needs, and goes to
 * practice and back.
 *
 * Returns: (transfer full): the desk
 */
MunjaSignInDesk *
munja_sign_in_desk_new (GtkWindow *window,
                        GActionMap *actions,
                        MunjaClientSwitch *clients,
                        MunjaJobDesk *jobs,
                        const char *practice_program)
{
  static const GActionEntry entries[] = {
    { "sign-in", sign_in_cb, NULL, NULL, NULL, { 0 } },
    { "sign-in-browser", sign_in_browser_cb, NULL, NULL, NULL, { 0 } },
    { "cancel-sign-in", cancel_sign_in_cb, NULL, NULL, NULL, { 0 } },
    { "sign-out", sign_out_cb, NULL, NULL, NULL, { 0 } },
    { "unlock", unlock_cb, NULL, NULL, NULL, { 0 } },
    { "registration", registration_cb, NULL, NULL, NULL, { 0 } },
    { "practice", practice_cb, NULL, NULL, NULL, { 0 } },
    { "try-out", try_out_cb, NULL, NULL, NULL, { 0 } },
  };
  MunjaSignInDesk *self = g_object_new (MUNJA_TYPE_SIGN_IN_DESK, NULL);

  self->window = window;
  self->clients = g_object_ref (clients);
  self->jobs = g_object_ref (jobs);
  self->practice_program = g_strdup (practice_program);
  g_signal_connect_object (window, "destroy", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "client-replaced", G_CALLBACK (client_replaced_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), self);
  return self;
}

/**
 * munja_sign_in_desk_leave_practice:
 * @self: the desk
 *
 * Goes back to the service that the settings name.
 */
void
munja_sign_in_desk_leave_practice (MunjaSignInDesk *self)
{
  if (!munja_client_is_practice (get_client (self)))
    return;
  munja_account_sign_out_async (munja_client_switch_get_account (self->clients), NULL, NULL, NULL);
  munja_client_switch_use_service (self->clients);
}

/**
 * munja_sign_in_desk_is_active:
 * @self: the desk
 *
 * Returns: whether somebody is about to sign in
 */
gboolean
munja_sign_in_desk_is_active (MunjaSignInDesk *self)
{
  return self->sign_in != NULL;
}

/**
 * munja_sign_in_desk_is_starting_practice:
 * @self: the desk
 *
 * Returns: whether practice is about to begin
 */
gboolean
munja_sign_in_desk_is_starting_practice (MunjaSignInDesk *self)
{
  return self->practice_start != NULL || self->is_trying_out;
}

/**
 * munja_sign_in_desk_is_trying_out:
 * @self: the desk
 *
 * Returns: whether the form of practice is about to be shown, without a sign-in page before it
 */
gboolean
munja_sign_in_desk_is_trying_out (MunjaSignInDesk *self)
{
  return self->is_trying_out && munja_client_is_practice (get_client (self));
}
