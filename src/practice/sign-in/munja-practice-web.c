#include "config.h"

#include "munja-practice-web.h"

#include "munja-practice-account-pages.h"
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

static char *
find_in_log (MunjaPractice *self, const MunjaPracticeWords *words, GHashTable *form)
{
  const char *criterion = munja_practice_form_get (form, "criteria");
  const char *value = munja_practice_form_get (form, "value");
  g_autoptr (GPtrArray) found = NULL;
  MunjaPracticeGroup *group = NULL;

  if (g_strcmp0 (criterion, "groupId") == 0)
    group = munja_practice_message_store_find_group (self->store, value);
  found = group != NULL ? g_ptr_array_ref (group->messages) : find_message (self, criterion, value);
  return munja_practice_page_message_log (words, group, found,
                                          munja_practice_clock_get_time (&self->clock));
}

/**
 * munja_practice_handle_message_log:
 * @self: the service
 * @message: `GET /message-log` or `GET /message-log/detail`, with `criteria` and `value`
 *
 * Shows what was sent, where the website would. Without an id there are only figures: whoever can
 * guess an address on this computer shall not see what was written here.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_message_log (MunjaPractice *self, SoupServerMessage *message)
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  gboolean asks = g_hash_table_size (form) > 0;
  g_autofree char *page
      = asks ? find_in_log (self, words, form) : munja_practice_page_days (words, self);

  munja_practice_reply_page (message, 200, words->language, page, NULL);
}

static void
reply_account_page (MunjaPractice *self,
                    SoupServerMessage *message,
                    char *(*make) (const MunjaPracticeWords *, const MunjaPractice *))
{
  const MunjaPracticeWords *words = munja_practice_words_for (message);
  g_autofree char *page = make (words, self);

  munja_practice_reply_page (message, 200, words->language, page, NULL);
}

/**
 * munja_practice_handle_history_page:
 * @self: the service
 * @message: `GET /balance/history`
 *
 * Shows how the money changed, where the website would.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_history_page (MunjaPractice *self, SoupServerMessage *message)
{
  reply_account_page (self, message, munja_practice_page_history);
}

/**
 * munja_practice_handle_settlement_page:
 * @self: the service
 * @message: `GET /me/apps/settle`
 *
 * Shows what the app earned, where the website would.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_settlement_page (MunjaPractice *self, SoupServerMessage *message)
{
  reply_account_page (self, message, munja_practice_page_settlement);
}

/**
 * munja_practice_handle_withdrawal_page:
 * @self: the service
 * @message: `GET /withdrawal/history`
 *
 * Shows what was paid out, where the website would.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_withdrawal_page (MunjaPractice *self, SoupServerMessage *message)
{
  reply_account_page (self, message, munja_practice_page_withdrawals);
}

/**
 * munja_practice_handle_apps_page:
 * @self: the service
 * @message: `GET /apps` or `GET /me/apps`
 *
 * Shows the registered app, where the website would.
 *
 * - Source: contract, section 12.
 */
void
munja_practice_handle_apps_page (MunjaPractice *self, SoupServerMessage *message)
{
  reply_account_page (self, message, munja_practice_page_apps);
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
  reply_account_page (self, message, munja_practice_page_senders);
}
