#pragma once

#include "munja-account.h"
#include "munja-tokens.h"
#include "munja-waiters.h"

G_BEGIN_DECLS

struct _MunjaAccount {
  GObject parent_instance;

  /* Owned. */
  MunjaTransport *transport;
  MunjaTokenStore *store;
  MunjaRegistration *registration;
  MunjaTokens *tokens;
  GError *keyring_error;
  MunjaTokens *ended;    /* what there was before it expired, for its refresh token */
  GHashTable *denied;    /* permissions that a fresh token lacked */
  MunjaWaiters *waiters; /* they get the token that the refresh in flight brings */

  MunjaAccountState state;
  gboolean refreshing;
  gboolean refused;    /* the token that the refresh in flight is to replace */
  unsigned generation; /* goes up when somebody signs in or out; what was in flight is then stale */
  gint64 next_early_refresh;   /* after one that brought nothing; seconds since 1970, UTC */
  gint64 early_refresh_pause;  /* in seconds */
  unsigned refresh_generation; /* what it was when the refresh in flight began */
};

void munja_account_set_state (MunjaAccount *self, MunjaAccountState state);
void munja_account_set_keyring_error (MunjaAccount *self, const GError *error);
void munja_account_set_tokens (MunjaAccount *self, MunjaTokens *tokens);
void munja_account_keep (MunjaAccount *self);
void munja_account_forget_idle_secret (MunjaAccount *self);

G_END_DECLS
