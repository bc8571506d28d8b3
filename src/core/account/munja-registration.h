#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaRegistration:
 * @client_id: names the app to the service; opaque, not secret
 * @client_secret: (nullable): proves the app to the token endpoint
 * @secret_is_kept: whether the keyring has the secret, so that it need not stay in memory
 * @redirect_uri: where the sign-in page sends the code, to the letter as it was registered
 * @app_id: earns its publisher the fee of each message that carries it; opaque, not secret
 *
 * One app registration at the service. Source: contract, section 2.1.
 */
typedef struct {
  char *client_id;
  char *client_secret;
  gboolean secret_is_kept;
  char *redirect_uri;
  char *app_id;
} MunjaRegistration;

/**
 * MUNJA_DEFAULT_REDIRECT_URI:
 *
 * What the service's own guide registers. Source: contract, section 2.3.
 */
#define MUNJA_DEFAULT_REDIRECT_URI "http://localhost:8080/authorize"

/**
 * MunjaRegistrationProblem:
 * @MUNJA_REGISTRATION_OK: usable
 * @MUNJA_REGISTRATION_EMPTY: nothing entered
 * @MUNJA_REGISTRATION_CHARACTERS: holds blanks or characters that no such value has
 * @MUNJA_REGISTRATION_NOT_A_URI: no address with a host
 * @MUNJA_REGISTRATION_SCHEME: neither `https:` nor `http:` to this computer
 * @MUNJA_REGISTRATION_EXTRAS: holds user information or a fragment
 *
 * What is wrong with one entered value.
 */
typedef enum {
  MUNJA_REGISTRATION_OK,
  MUNJA_REGISTRATION_EMPTY,
  MUNJA_REGISTRATION_CHARACTERS,
  MUNJA_REGISTRATION_NOT_A_URI,
  MUNJA_REGISTRATION_SCHEME,
  MUNJA_REGISTRATION_EXTRAS,
} MunjaRegistrationProblem;

MunjaRegistration *munja_registration_new (const char *client_id,
                                           const char *client_secret,
                                           const char *redirect_uri,
                                           const char *app_id);
MunjaRegistration *munja_registration_copy (const MunjaRegistration *self);
void munja_registration_forget_secret (MunjaRegistration *self);
void munja_registration_free (MunjaRegistration *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRegistration, munja_registration_free)

gboolean munja_registration_is_complete (const MunjaRegistration *self);
MunjaRegistrationProblem munja_registration_check_token (const char *value);
MunjaRegistrationProblem munja_registration_check_redirect_uri (const char *value);

G_END_DECLS
