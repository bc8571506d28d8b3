#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MunjaTokenRequest:
 * @MUNJA_TOKEN_REQUEST_LOOKUP: the task gets the secret, or %NULL
 * @MUNJA_TOKEN_REQUEST_STORE: creates the default collection if there is none
 * @MUNJA_TOKEN_REQUEST_CLEAR: removes every item with these attributes
 * @MUNJA_TOKEN_REQUEST_UNLOCK: waits for nothing, and nothing waits for it
 *
 * What can be asked of the keyring. All but the first answer with %TRUE.
 */
typedef enum {
  MUNJA_TOKEN_REQUEST_LOOKUP,
  MUNJA_TOKEN_REQUEST_STORE,
  MUNJA_TOKEN_REQUEST_CLEAR,
  MUNJA_TOKEN_REQUEST_UNLOCK,
} MunjaTokenRequest;

/**
 * MunjaTokenQueue:
 * @waiting: requests in their order; the first one is under way
 * @portal: whether libsecret uses its own file
 * @timeout: how long a request may take, in milliseconds
 *
 * Requests of one token store to the keyring, carried out one after the other.
 */
typedef struct {
  GQueue waiting;
  gboolean portal;
  unsigned timeout;
} MunjaTokenQueue;

void munja_token_queue_push (MunjaTokenQueue *self,
                             MunjaTokenRequest request,
                             GHashTable *attributes,
                             const char *label,
                             const char *secret,
                             GTask *task);

G_END_DECLS
