#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaBuiltIn:
 * @client_id: (nullable): see #MunjaRegistration; %NULL if nothing is built in
 * @client_secret: (nullable): the same; whoever has the program can read it, so that it proves
 *   nothing (RFC 8252, section 8.5), and only the service asks for it
 * @redirect_uri: (nullable): the same
 * @app_id: (nullable): the same; it credits the publisher
 *
 * The registration, at Coolsms, of whoever publishes this build.
 */
typedef struct {
  const char *client_id;
  const char *client_secret;
  const char *redirect_uri;
  const char *app_id;
} MunjaBuiltIn;

/* Made from the file that -Dregistration names, or empty. */
extern const MunjaBuiltIn munja_built_in;

G_END_DECLS
