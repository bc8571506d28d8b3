#pragma once

#include <libsoup/soup.h>

#include "munja-practice-account.h"
#include "munja-practice-clock.h"
#include "munja-practice-files.h"
#include "munja-practice-grants.h"
#include "munja-practice-message-store.h"
#include "munja-practice-options.h"
#include "munja-practice-sessions.h"
#include "munja-registration.h"

G_BEGIN_DECLS

/* What the one person who has an account here logs in with. It is shown on the login page. */
#define MUNJA_PRACTICE_EMAIL    "practice@example.com"
#define MUNJA_PRACTICE_PASSWORD "practice-only"

typedef struct _MunjaPractice MunjaPractice;

/**
 * MunjaPracticeHandler:
 * @self: the service
 * @message: a request, to be answered before this returns
 */
typedef void (*MunjaPracticeHandler) (MunjaPractice *self, SoupServerMessage *message);

/**
 * MunjaPracticeGate:
 * @self: the service
 * @message: a request
 * @carry_out: what answers it if nothing stands in the way
 */
typedef void (*MunjaPracticeGate) (MunjaPractice *self,
                                   SoupServerMessage *message,
                                   MunjaPracticeHandler carry_out);

/**
 * MunjaPractice:
 * @clock: the server's time
 * @options: how it behaves where the documentation leaves a choice
 * @client: the one registered app
 * @signing_key: signs access tokens
 * @grants: codes and tokens that are good
 * @sessions: browsers that are logged in
 * @account: sender numbers, balance and member
 * @store: messages that were taken
 * @past: messages of before the account was first seen, of which only figures are left
 * @settled: when an app's fees were last paid out, in microseconds since 1970, UTC
 * @files: files that were stored
 * @used_signatures: (element-type utf8): of API keys, each good for one call
 * @gate: (nullable): stands before every request
 * @control: (nullable): what @gate needs
 *
 * The state of the stand-in service. Each area works on its own member; nothing outlives the
 * process.
 */
struct _MunjaPractice {
  MunjaPracticeClock clock;
  MunjaPracticeOptions options;
  MunjaRegistration *client;
  guchar signing_key[32];
  MunjaPracticeGrants *grants;
  MunjaPracticeSessions *sessions;
  MunjaPracticeAccount *account;
  MunjaPracticeMessageStore *store;
  MunjaPracticeMessageStore *past;
  gint64 settled;
  MunjaPracticeFiles *files;
  GHashTable *used_signatures;
  MunjaPracticeGate gate;
  gpointer control;
};

MunjaPractice *munja_practice_new (GError **error);
void munja_practice_free (MunjaPractice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPractice, munja_practice_free)

G_END_DECLS
