#include "config.h"

#include "munja-practice-web.h"

#include "munja-practice-form.h"
#include "munja-practice-pages.h"
#include "munja-practice-reply.h"
#include "munja-practice-words.h"

static GPtrArray *
find_message (MunjaPractice *self, const char *criterion, const char *value)
{
  GPtrArray *found = g_ptr_array_new ();
  MunjaPracticeStored *stored = NULL;

  if (g_strcmp0 (criterion, "messageId") == 0)
    stored = munja_practice_message_store_find_message (self->store, value);
  if (stored != NULL)
    g_ptr_array_add (found, stored);
  return found;
}

/**
 * munja_practice_handle_elsewhere:
 * @self: the service
 * @message: `GET /signup` or `GET /find-password`, which the login page links to
 *
 * - Source: contract, section 2.2, "Login page".
 */
void
munja_practice_handle_elsewhere (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autofree char *page = munja_practice_page_elsewhere (words);

  munja_practice_reply_page (message, 200, words->language, page, NULL);
}

/**
 * munja_practice_handle_message_log:
 * @self: the service
 * @message: `GET /message-log` or `GET /message-log/detail`, with `criteria` and `value`
 *
 * Shows what was sent, where the website would. Without an id nothing is found: whoever can guess
 * an address on this computer shall not see what was written here.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_message_log (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  const char *criterion = munja_practice_form_get (form, "criteria");
  const char *value = munja_practice_form_get (form, "value");
  g_autoptr (GPtrArray) found = NULL;
  MunjaPracticeGroup *group = NULL;
  g_autofree char *page = NULL;

  if (g_strcmp0 (criterion, "groupId") == 0)
    group = munja_practice_message_store_find_group (self->store, value);
  found = group != NULL ? g_ptr_array_ref (group->messages) : find_message (self, criterion, value);
  page = munja_practice_page_message_log (words, group, found,
                                          munja_practice_clock_get_time (&self->clock));
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
