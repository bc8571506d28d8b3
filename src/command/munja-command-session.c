#include "config.h"

#include "munja-command-session.h"

#include <glib/gi18n.h>

#include "munja-account.h"
#include "munja-command-wait.h"
#include "munja-describe.h"
#include "munja-error.h"
#include "munja-practice-process.h"

/* How long to wait for what is only good to know, in seconds. */
#define PATIENCE 10

/**
 * munja_command_session_get_client:
 * @self: the session
 *
 * Returns: (transfer none): whom to send through
 */
MunjaClient *
munja_command_session_get_client (MunjaCommandSession *self)
{
  return munja_client_switch_get_client (self->clients);
}

/**
 * munja_command_session_complain:
 * @self: the session
 * @error: what went wrong
 *
 * Says it in the person's language.
 */
void
munja_command_session_complain (MunjaCommandSession *self, const GError *error)
{
  const MunjaService *service = munja_client_get_service (munja_command_session_get_client (self));
  g_autofree char *text = munja_describe_error (error, service);

  munja_command_complain ("%s", text);
}

static void
wait_until_loaded (MunjaCommandSession *self)
{
  while (!munja_client_switch_is_loaded (self->clients))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
practise (MunjaCommandSession *self, const char *program)
{
  g_autoptr (GAsyncResult) started = NULL;
  g_autoptr (GAsyncResult) tried = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaPracticeProcess) practice = NULL;

  munja_practice_process_start_async (program, NULL, munja_command_got_cb, &started);
  practice = munja_practice_process_start_finish (munja_command_wait_for (&started), &error);
  if (practice != NULL) {
    munja_client_switch_use_practice (self->clients, practice);
    wait_until_loaded (self);
    munja_client_try_out_async (munja_command_session_get_client (self), NULL, munja_command_got_cb,
                                &tried);
    if (munja_client_try_out_finish (munja_command_session_get_client (self),
                                     munja_command_wait_for (&tried), &error))
      return TRUE;
  }
  g_message ("No practice: %s", error->message);
  munja_command_complain ("%s", _ ("Practice could not be started."));
  return FALSE;
}

/* What keeps the session from being of use; DONE for nothing. */
static MunjaCommandStatus
find_problem (MunjaCommandSession *self)
{
  const GError *error = munja_client_get_outbox_error (munja_command_session_get_client (self));

  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_IN_USE)) {
    munja_command_complain ("%s", _ ("Munja is open, or another command is at work. Close its "
                                     "window, or wait, and try again."));
    return MUNJA_COMMAND_IN_USE;
  }
  if (error == NULL)
    error = munja_client_switch_get_load_error (self->clients);
  if (error != NULL) {
    munja_command_session_complain (self, error);
    return MUNJA_COMMAND_SIGNED_OUT;
  }
  if (munja_account_get_state (munja_client_switch_get_account (self->clients))
      == MUNJA_ACCOUNT_SIGNED_IN)
    return MUNJA_COMMAND_DONE;
  munja_command_complain ("%s", _ ("Nobody is signed in. Open Munja and sign in there."));
  return MUNJA_COMMAND_SIGNED_OUT;
}

/**
 * munja_command_session_open:
 * @practice: whether nothing is to be really sent
 * @practice_program: (nullable): the server to practise with, %NULL for the installed one
 * @status: (out): what to end with if there is no session
 *
 * Reads the keyring and opens the files of the window. What else is under way in them goes on.
 *
 * Returns: (transfer full) (nullable): the session; %NULL if there is none, which has been told
 */
MunjaCommandSession *
munja_command_session_open (gboolean practice,
                            const char *practice_program,
                            MunjaCommandStatus *status)
{
  g_autoptr (MunjaCommandSession) self = g_new0 (MunjaCommandSession, 1);

  self->settings = g_settings_new (APP_ID);
  self->clients = munja_client_switch_new (self->settings);
  self->info = munja_account_info_new (self->clients);
  *status = MUNJA_COMMAND_NOT_SENT;
  if (practice && !practise (self, practice_program))
    return NULL;
  wait_until_loaded (self);
  *status = find_problem (self);
  return *status == MUNJA_COMMAND_DONE ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_command_session_close:
 * @self: (transfer full): the session
 *
 * Stops what is under way, which goes on when the app is started again.
 */
void
munja_command_session_close (MunjaCommandSession *self)
{
  g_clear_object (&self->info);
  if (self->clients != NULL)
    g_object_run_dispose (G_OBJECT (self->clients));
  g_clear_object (&self->clients);
  g_clear_object (&self->settings);
  g_free (self);
}

static gboolean
knows_money (gpointer user_data)
{
  MunjaCommandSession *self = user_data;

  return munja_account_info_get_prices (self->info) != NULL
         && munja_account_info_get_balance (self->info) >= 0;
}

/**
 * munja_command_session_learn_money:
 * @self: the session
 *
 * Asks for prices and the balance, and waits for them a while.
 */
void
munja_command_session_learn_money (MunjaCommandSession *self)
{
  munja_account_info_refresh (self->info);
  munja_command_wait_until (knows_money, self, PATIENCE);
}
