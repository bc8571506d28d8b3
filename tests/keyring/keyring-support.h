#pragma once

#include "munja-token-store.h"

G_BEGIN_DECLS

/*
 * Calls of a token store that wait for their answer, and the means to do to a real keyring what
 * happens to one. Every wait ends the test after half a minute.
 */

char *lookup (MunjaTokenStore *store, MunjaTokenStoreItem item, GError **error);
gboolean
keep (MunjaTokenStore *store, MunjaTokenStoreItem item, const char *secret, GError **error);
gboolean clear (MunjaTokenStore *store, MunjaTokenStoreItem item, GError **error);
gboolean clear_server (MunjaTokenStore *store, GError **error);
gboolean unlock (MunjaTokenStore *store, GError **error);

void await (gboolean *done);
void await_gone (gpointer *object);
void let_pass (unsigned milliseconds);

MunjaTokenStore *new_store (const char *server, const char *client_id, unsigned timeout);

void keyring_lock (void);
void keyring_start (gboolean unlocked);
void keyring_signal (int number);
void keyring_restart (gboolean unlocked);
gboolean keyring_has_asked (void);
void keyring_await_asked (void);
void keyring_forget_asked (void);
void keyring_answer (const char *keys);

gboolean home_contains (const char *text);

G_END_DECLS
