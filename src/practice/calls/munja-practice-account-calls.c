#include "config.h"

#include "munja-practice-account-calls.h"

#include "munja-practice-reply.h"

/**
 * munja_practice_handle_senders:
 * @self: the service
 * @message: `GET /senderid/v1/numbers/active`
 *
 * Answers with the numbers that may be sent from.
 *
 * - Source: contract, section 5.
 */
void
munja_practice_handle_senders (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_account_write_senders (self->account, builder);
  munja_practice_reply_json (message, 200, builder);
}

/**
 * munja_practice_handle_balance:
 * @self: the service
 * @message: `GET /cash/v1/balance`
 *
 * Answers with what can be spent.
 *
 * - Source: contract, section 6.
 */
void
munja_practice_handle_balance (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  munja_practice_account_write_balance (self->account, builder);
  munja_practice_reply_json (message, 200, builder);
}

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
