#pragma once

#include "munja-account.h"
#include "munja-api.h"
#include "support-service.h"

G_BEGIN_DECLS

/**
 * SupportSession:
 *
 * What core puts together for one service, here for a practice server. Its keyring is a file that
 * only the test knows, or none at all.
 */
typedef struct {
  SupportService *service;
  MunjaTransport *transport;
  MunjaTokenStore *store;
  MunjaAccount *account;
  MunjaApi *api;
} SupportSession;

SupportSession *support_session_new (gboolean with_keyring);
void support_session_free (SupportSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportSession, support_session_free)

gboolean support_session_exchange (SupportSession *self, const char *code, GError **error);
void support_session_sign_in (SupportSession *self);
void support_session_resume (SupportSession *self, MunjaTokens *tokens);
void support_session_load (SupportSession *self);
char *support_session_get_token (SupportSession *self, GError **error);
char *
support_session_replace_token (SupportSession *self, const char *refused_token, GError **error);

G_END_DECLS
