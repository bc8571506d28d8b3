#include "config.h"

#include "munja-registration-file.h"

#include <gio/gio.h>

#include "munja-secret.h"

#define GROUP "Registration"

static const char *
describe (MunjaRegistrationProblem problem)
{
  switch (problem) {
  case MUNJA_REGISTRATION_CHARACTERS:
    return "has blanks or characters that no such value has";
  case MUNJA_REGISTRATION_NOT_A_URI:
    return "is no address with a host";
  case MUNJA_REGISTRATION_SCHEME:
    return "is neither https: nor http: to this computer";
  case MUNJA_REGISTRATION_EXTRAS:
    return "has a user name or a fragment";
  case MUNJA_REGISTRATION_EMPTY:
  case MUNJA_REGISTRATION_OK:
  default:
    return "is missing";
  }
}

/* What is in the file stays out of the message: it may be the secret. */
static gboolean
check (const char *key, MunjaRegistrationProblem problem, GError **error)
{
  if (problem == MUNJA_REGISTRATION_OK)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s in [%s] %s", key, GROUP,
               describe (problem));
  return FALSE;
}

static GKeyFile *
parse (const char *text, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (length == 0 || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, NULL))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "It is not a key file: a line [" GROUP
                         "], then lines as in client-id=CID…");
  else if (!g_key_file_has_group (file, GROUP))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "There is no line [" GROUP "] in it");
  else
    return g_steal_pointer (&file);
  return NULL;
}

/**
 * munja_registration_read_file:
 * @text: a key file with `client-id`, `client-secret`, `redirect-uri` and `app-id` in its group
 *   `[Registration]`
 * @length: of @text, in bytes
 * @error: return location
 *
 * Reads the registration of whoever publishes the app. All four are needed; the redirect URI may be
 * left out only where it is the default.
 *
 * - Errors: %G_IO_ERROR_INVALID_DATA with a sentence in English that says what is wrong where, and
 *   never what is in the file.
 *
 * Returns: (transfer full) (nullable): a complete registration
 */
MunjaRegistration *
munja_registration_read_file (const char *text, gsize length, GError **error)
{
  g_autoptr (GKeyFile) file = parse (text, length, error);
  g_autoptr (MunjaSecret) secret = NULL;
  g_autofree char *client_id = NULL;
  g_autofree char *redirect_uri = NULL;
  g_autofree char *app_id = NULL;
  g_autoptr (MunjaRegistration) self = NULL;

  if (file == NULL)
    return NULL;
  client_id = g_key_file_get_value (file, GROUP, "client-id", NULL);
  secret = g_key_file_get_value (file, GROUP, "client-secret", NULL);
  redirect_uri = g_key_file_get_value (file, GROUP, "redirect-uri", NULL);
  app_id = g_key_file_get_value (file, GROUP, "app-id", NULL);
  self = munja_registration_new (client_id, secret, redirect_uri, app_id);
  if (!check ("client-id", munja_registration_check_token (self->client_id), error)
      || !check ("client-secret", munja_registration_check_token (self->client_secret), error)
      || !check ("redirect-uri", munja_registration_check_redirect_uri (self->redirect_uri), error)
      || !check ("app-id", munja_registration_check_token (self->app_id), error))
    return NULL;
  return g_steal_pointer (&self);
}
