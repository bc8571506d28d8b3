#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

/*
 * How tests drive the server; only there with `--control`. Bodies are JSON. What is wrong with a
 * request is told by 400 `{errorCode:"InvalidControl",errorMessage}`.
 *
 * `POST /_practice/options`  merges an object of options:
 *     clock                   seconds since 1970, or {"advance": seconds}; it runs on from there
 *     auto_approve, never, exact_redirect, optional_state_scope, inactive_client,
 *     omit_expires_in, omit_token_type, omit_second_refresh_token, rotate_refresh_token,
 *     opaque_tokens, refresh_needs_client, in_development
 *                             true or false, see MunjaPracticeOptions
 *     forbidden_scope_status  401 or 403, for a missing permission
 *     send_failure_form       "status400", "status200" or "failed_to_add"
 *     granted_scopes          what new tokens may do whatever was asked for; null as asked
 *     senders                 array of active sender numbers
 *     balance, point          whole KRW
 *     revoke                  true: codes and tokens so far become useless
 * `POST /_practice/faults`   adds a fault, an object of
 *     path, kind              required; the path is compared as a whole
 *     method                  any, if it is missing
 *     times                   how often, 1 if it is missing, 0 for always
 *     status, retry_after, body, delay_ms, location
 *   The kinds are: status, not_json, empty, partial_error, rfc_error, wrong_type, prefixed_text,
 *   redirect (to `location`) and reset_before, in place of the request; reset_after, truncated,
 *   slow (by `delay_ms`) and extra_members, after it was carried out.
 * `DELETE /_practice/faults`    forgets all faults.
 * `GET /_practice/requests`     {"requests":[{method,path,query,headers,body,status}]}, oldest
 *                               first; status 0 if there was no answer; requests to the control
 *                               path are left out.
 * `DELETE /_practice/requests`  forgets them.
 */

gboolean munja_practice_control_handle (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
