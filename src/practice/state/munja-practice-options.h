#pragma once

#include <glib.h>

#include "munja-practice-pace.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeSendFailure:
 * @MUNJA_PRACTICE_SEND_FAILURE_STATUS_400: 400 `InvalidStatusCode`, the code inside the text
 * @MUNJA_PRACTICE_SEND_FAILURE_STATUS_200: 200 with a `statusCode` other than 2000
 * @MUNJA_PRACTICE_SEND_FAILURE_FAILED_TO_ADD: 400 `FailedToAddMessage`
 *
 * How a message that is not accepted is told. Source: contract, section 14, "Sending".
 */
typedef enum {
  MUNJA_PRACTICE_SEND_FAILURE_STATUS_400,
  MUNJA_PRACTICE_SEND_FAILURE_STATUS_200,
  MUNJA_PRACTICE_SEND_FAILURE_FAILED_TO_ADD,
} MunjaPracticeSendFailure;

/**
 * MunjaPracticeOptions:
 * @auto_approve: the authorize address redirects at once, with no page
 * @never: approving shows the consent page again
 * @exact_redirect: the whole redirect URI must be the registered one, not only its host
 * @optional_state_scope: `state` and `scope` may be missing
 * @inactive_client: the app registration is disabled
 * @omit_expires_in: token replies do not tell the lifetime
 * @omit_token_type: token replies do not tell the type
 * @omit_second_refresh_token: only the first sign-in gives a refresh token
 * @rotate_refresh_token: a refresh gives a new refresh token and ends the old one
 * @opaque_tokens: access tokens are no JWT
 * @refresh_needs_client: a refresh without client ID and secret is refused
 * @in_development: sending with the app ID is refused, as the app is not released
 * @blocked_app: the same, as the app is blocked
 * @inactive_app: groups of the app cannot be sent, as it is not active
 * @shuffle_lists: members of `messageList` come in any order
 * @omit_next_key: the last page of a list has no `nextKey`, instead of null
 * @mixed_booleans: every other message of a list has 0 and 1 for false and true
 * @shuffle_members: members of every object of a reply come in any order
 * @number_booleans: every false and true of a reply is a 0 and 1
 * @old_dates: dates of replies are as they were in 2018
 * @pretty: replies have lines and blanks
 * @ignore_offset: lists that go by offset give their first page, whatever is asked for
 * @list_lag: how long after it was taken a message shows up in lists, in microseconds
 * @group_list_lag: how long after it was made a group shows up in the list of groups
 * @refuse_forms: calls must have JSON bodies, not forms
 * @refuse_unknown: a body must not have members that no page documents
 * @group_lag: how long after it was made a group shows up at all, and how long after a change its
 *   old state is shown
 * @pace: how fast messages go
 * @record_bodies: the record of requests has their bodies
 * @forbidden_scope_status: 401, or 403, for a missing permission
 * @send_failure_form: how a refused message is told
 * @api_key: (nullable): a key that is good for every call
 * @api_secret: (nullable): what it signs with
 * @granted_scopes: (nullable): what new tokens may do, whatever was asked for
 *
 * What the documentation leaves open, or what a test wants otherwise. All-zero is the default,
 * besides @forbidden_scope_status, @record_bodies, @pace and, where no test drives it, @group_lag.
 */
typedef struct {
  gboolean auto_approve;
  gboolean never;
  gboolean exact_redirect;
  gboolean optional_state_scope;
  gboolean inactive_client;
  gboolean omit_expires_in;
  gboolean omit_token_type;
  gboolean omit_second_refresh_token;
  gboolean rotate_refresh_token;
  gboolean opaque_tokens;
  gboolean refresh_needs_client;
  gboolean in_development;
  gboolean blocked_app;
  gboolean inactive_app;
  gboolean shuffle_lists;
  gboolean omit_next_key;
  gboolean mixed_booleans;
  gboolean shuffle_members;
  gboolean number_booleans;
  gboolean old_dates;
  gboolean pretty;
  gboolean ignore_offset;
  gint64 list_lag;
  gint64 group_list_lag;
  gboolean refuse_forms;
  gboolean refuse_unknown;
  gint64 group_lag;
  MunjaPracticePace pace;
  gboolean record_bodies;
  guint forbidden_scope_status;
  MunjaPracticeSendFailure send_failure_form;
  char *api_key;
  char *api_secret;
  char *granted_scopes;
} MunjaPracticeOptions;

G_END_DECLS
