#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaSignInRequest:
 * @uri: address of the sign-in page
 * @redirect_uri: the registered redirect URI, which is never requested
 * @state: (nullable): ties the redirect to this attempt; %NULL once it has been used
 * @service: the brand's name, for display as plain text only
 * @trusted_hosts: hosts whose pages, and those of their subdomains, are expected; lower case
 * @practice_origin: (nullable): scheme, host and port of the practice service on this computer, the
 *   one origin that is allowed without TLS
 * @lifetime: seconds after which the attempt ends without an answer
 * @parent_xid: X11 window to show the sign-in window for, 0 when there is none
 * @parent_handle: (nullable): the same on Wayland, as exported with xdg-foreign
 *
 * What the main process asks for. One request is one attempt.
 */
typedef struct {
  char *uri;
  char *redirect_uri;
  char *state;
  char *service;
  char **trusted_hosts;
  char *practice_origin;
  unsigned lifetime;
  gulong parent_xid;
  char *parent_handle;
} MunjaSignInRequest;

GBytes *munja_sign_in_request_read (int fd, int timeout_ms, GError **error);
MunjaSignInRequest *munja_sign_in_request_parse (GBytes *body, GError **error);
void munja_sign_in_request_free (MunjaSignInRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaSignInRequest, munja_sign_in_request_free)

G_END_DECLS
