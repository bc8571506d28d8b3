#include "config.h"

#include "munja-practice-web.h"

#include "munja-practice-form.h"
#include "munja-practice-pages.h"
#include "munja-practice-reply.h"
#include "munja-practice-words.h"

/**
 * munja_practice_handle_message_log:
 * @self: the service
 * @message: `GET /message-log` or `GET /message-log/detail`, with `criteria` and `value`
 *
 * Shows what was sent, where the website would.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_message_log (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  g_autoptr (GPtrArray) found
      = munja_practice_message_store_find (self->store, munja_practice_form_get (form, "criteria"),
                                           munja_practice_form_get (form, "value"));
  g_autofree char *page = munja_practice_page_message_log (words, found);

  munja_practice_reply_page (message, 200, words->language, page, NULL);
}

/**
 * munja_practice_handle_sender_page:
 * @self: the service
 * @message: `GET /senderids`
 *
 * Shows the sender numbers, where the website would register them.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_sender_page (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  const char *const *senders = munja_practice_account_get_senders (self->account);
  g_autofree char *page = munja_practice_page_senders (words, senders);

  munja_practice_reply_page (message, 200, words->language, page, NULL);
}
