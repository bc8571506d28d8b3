#include "config.h"

#include "munja-registration.h"

#include <string.h>

#include "munja-secret.h"
#include "munja-uri.h"

/**
 * munja_registration_new:
 * @client_id: (nullable): see #MunjaRegistration
 * @client_secret: (nullable): see #MunjaRegistration
 * @redirect_uri: (nullable): see #MunjaRegistration; %NULL or empty is the default
 * @app_id: (nullable): see #MunjaRegistration
 *
 * Makes a registration, complete or not.
 *
 * Returns: (transfer full): the registration
 */
MunjaRegistration *
munja_registration_new (const char *client_id,
                        const char *client_secret,
                        const char *redirect_uri,
                        const char *app_id)
{
  MunjaRegistration *self = g_new0 (MunjaRegistration, 1);

  if (redirect_uri == NULL || *redirect_uri == '\0')
    redirect_uri = MUNJA_DEFAULT_REDIRECT_URI;
  self->client_id = g_strdup (client_id != NULL ? client_id : "");
  self->client_secret = g_strdup (client_secret);
  self->redirect_uri = g_strdup (redirect_uri);
  self->app_id = g_strdup (app_id != NULL ? app_id : "");
  return self;
}

/**
 * munja_registration_copy:
 * @self: a registration
 *
 * Returns: (transfer full): a copy
 */
MunjaRegistration *
munja_registration_copy (const MunjaRegistration *self)
{
  MunjaRegistration *copy = munja_registration_new (self->client_id, self->client_secret,
                                                    self->redirect_uri, self->app_id);

  copy->secret_is_kept = self->secret_is_kept;
  return copy;
}

/**
 * munja_registration_forget_secret:
 * @self: a registration
 *
 * Overwrites and frees the secret, if the keyring has it.
 */
void
munja_registration_forget_secret (MunjaRegistration *self)
{
  if (self->secret_is_kept)
    g_clear_pointer (&self->client_secret, munja_secret_free);
}

/**
 * munja_registration_free:
 * @self: (nullable) (transfer full): a registration
 *
 * Frees it, and overwrites the secret.
 */
void
munja_registration_free (MunjaRegistration *self)
{
  if (self == NULL)
    return;
  g_free (self->client_id);
  munja_secret_free (self->client_secret);
  g_free (self->redirect_uri);
  g_free (self->app_id);
  g_free (self);
}

/**
 * munja_registration_check_token:
 * @value: a client ID, client secret or app ID as entered
 *
 * Checks what can be checked without asking: the service's values are opaque, so that anything
 * printable goes, but blanks and quotation marks come from copying.
 *
 * - Source: contract, sections 2.1 and 13 (row 28).
 *
 * Returns: what is wrong with it
 */
MunjaRegistrationProblem
munja_registration_check_token (const char *value)
{
  if (value == NULL || *value == '\0')
    return MUNJA_REGISTRATION_EMPTY;
  if (!munja_uri_is_graphic (value) || strchr (value, '"') != NULL)
    return MUNJA_REGISTRATION_CHARACTERS;
  return MUNJA_REGISTRATION_OK;
}

/**
 * munja_registration_check_redirect_uri:
 * @value: a redirect URI as entered
 *
 * Checks that a code sent there would be safe: `https:`, or `http:` to this computer.
 *
 * - Source: contract, section 2.3; RFC 6749, section 3.1.2.
 *
 * Returns: what is wrong with it
 */
MunjaRegistrationProblem
munja_registration_check_redirect_uri (const char *value)
{
  g_autoptr (GUri) uri = NULL;

  if (value == NULL || *value == '\0')
    return MUNJA_REGISTRATION_EMPTY;
  for (const char *p = value; *p != '\0'; p++)
    if (*p <= ' ' || *p > '~')
      return MUNJA_REGISTRATION_CHARACTERS;
  uri = g_uri_parse (value, G_URI_FLAGS_ENCODED | G_URI_FLAGS_HAS_PASSWORD, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    return MUNJA_REGISTRATION_NOT_A_URI;
  if (g_uri_get_userinfo (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return MUNJA_REGISTRATION_EXTRAS;
  if (!g_str_equal (g_uri_get_scheme (uri), "https") && !munja_uri_is_loopback (value))
    return MUNJA_REGISTRATION_SCHEME;
  return MUNJA_REGISTRATION_OK;
}

/**
 * munja_registration_is_complete:
 * @self: a registration
 *
 * Returns: whether everything that signing in needs is there and well-formed, here or in the
 * keyring
 */
gboolean
munja_registration_is_complete (const MunjaRegistration *self)
{
  return munja_registration_check_token (self->client_id) == MUNJA_REGISTRATION_OK
         && ((self->client_secret == NULL && self->secret_is_kept)
             || munja_registration_check_token (self->client_secret) == MUNJA_REGISTRATION_OK)
         && munja_registration_check_token (self->app_id) == MUNJA_REGISTRATION_OK
         && munja_registration_check_redirect_uri (self->redirect_uri) == MUNJA_REGISTRATION_OK;
}
