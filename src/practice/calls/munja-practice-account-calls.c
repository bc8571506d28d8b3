#include "config.h"

#include "munja-practice-account-calls.h"

#include "munja-json.h"
#include "munja-practice-builder.h"
#include "munja-practice-next-key.h"
#include "munja-practice-path.h"
#include "munja-practice-query.h"
#include "munja-practice-reply.h"

/* Where the id is in "/users/v1/accounts/{id}". */
#define ACCOUNT_ID_SEGMENT 3
#define OWNER              "OWNER"

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

static void
write_dates (JsonBuilder *builder)
{
  munja_json_add_string (builder, "dateCreated", MUNJA_PRACTICE_ACCOUNT_SINCE);
  munja_json_add_string (builder, "dateUpdated", MUNJA_PRACTICE_ACCOUNT_SINCE);
}

/* What every form of the account has. */
static void
write_account (MunjaPractice *self, JsonBuilder *builder)
{
  g_autofree char *name
      = g_strconcat (munja_practice_account_get_member_name (self->account), "님의 계정", NULL);

  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_json_add_string (builder, "status", "ACTIVE");
  munja_json_add_string (builder, "name", name);
  write_dates (builder);
}

/* Writes a page with the one account, if it does not begin elsewhere or end before it. */
static void
write_accounts (MunjaPractice *self, const MunjaPracticeQuery *query, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "accountList");
  json_builder_begin_array (builder);
  if (munja_practice_query_get_limit (query) > 0
      && munja_practice_query_allows_text (query, "startKey",
                                           munja_practice_account_get_id (self->account))) {
    json_builder_begin_object (builder);
    write_account (self, builder);
    munja_json_add_string (builder, "myRole", OWNER);
    munja_json_add_string (builder, "myName",
                           munja_practice_account_get_member_name (self->account));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/**
 * munja_practice_handle_accounts:
 * @self: the service
 * @message: `GET /users/v1/accounts`, with `startKey` and `limit`
 *
 * Answers with the accounts of the member, of which there is one.
 *
 * - Source: contract, section 10.
 */
void
munja_practice_handle_accounts (MunjaPractice *self, SoupServerMessage *message)
{
  static const MunjaPracticeParameter parameters[] = {
    { "startKey", MUNJA_PRACTICE_PARAMETER_TEXT },
    { "limit", MUNJA_PRACTICE_PARAMETER_NUMBER },
  };
  g_autoptr (MunjaPracticeQuery) query
      = munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (query == NULL)
    return;
  json_builder_begin_object (builder);
  munja_practice_builder_add_number (builder, "limit",
                                     (gint64)munja_practice_query_get_limit (query));
  write_accounts (self, query, builder);
  munja_practice_builder_add_text (builder, "startKey",
                                   munja_practice_query_get (query, "startKey"));
  munja_practice_add_next_key (self, NULL, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

/* Answers if another account is asked for. */
static gboolean
check_account (MunjaPractice *self, SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));
  g_autofree char *id = munja_practice_path_get_segment (path, ACCOUNT_ID_SEGMENT);

  if (g_str_equal (id, munja_practice_account_get_id (self->account)))
    return TRUE;
  munja_practice_reply_not_found (message);
  return FALSE;
}

static void
write_membership (MunjaPractice *self, JsonBuilder *builder)
{
  munja_json_add_string (builder, "memberId", munja_practice_account_get_member_id (self->account));
  munja_json_add_string (builder, "role", OWNER);
  munja_json_add_string (builder, "name", munja_practice_account_get_member_name (self->account));
}

/**
 * munja_practice_handle_account:
 * @self: the service
 * @message: `GET /users/v1/accounts/{id}`
 *
 * Answers with the account and its members.
 *
 * - Source: contract, section 10; documentation of 2019-12.
 */
void
munja_practice_handle_account (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!check_account (self, message))
    return;
  json_builder_begin_object (builder);
  write_account (self, builder);
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  write_membership (self, builder);
  write_dates (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

/**
 * munja_practice_handle_own_membership:
 * @self: the service
 * @message: `GET /users/v1/accounts/{id}/me`
 *
 * Answers with what the member is in the account.
 *
 * - Source: contract, section 10.
 */
void
munja_practice_handle_own_membership (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!check_account (self, message))
    return;
  json_builder_begin_object (builder);
  write_membership (self, builder);
  munja_json_add_string (builder, "email", MUNJA_PRACTICE_EMAIL);
  write_dates (builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}
