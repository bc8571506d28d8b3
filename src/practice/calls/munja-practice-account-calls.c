#include "config.h"

#include "munja-practice-account-calls.h"

#include "munja-practice-reply.h"

/**
 * munja_practice_handle_member:
 * @self: the service
 * @message: `GET /users/v1/member`
 *
 * Answers with who is signed in.
 *
 * - Source: contract, section 10.
 */
void
munja_practice_handle_member (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_account_write_member (self->account, MUNJA_PRACTICE_EMAIL, builder);
  munja_practice_reply_json (message, 200, builder);
}
