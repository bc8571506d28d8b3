#pragma once

#include "munja-practice-faults.h"
#include "munja-practice-record.h"
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
 *     opaque_tokens, refresh_needs_client, in_development, blocked_app, inactive_app,
 *     shuffle_lists, omit_next_key, mixed_booleans, shuffle_members, number_booleans, old_dates,
 *     pretty, ignore_offset, refuse_forms, refuse_unknown, record_bodies
 *                             true or false, see MunjaPracticeOptions
 *     forbidden_scope_status  401 or 403, for a missing permission
 *     send_failure_form       "status400", "status200" or "failed_to_add"
 *     granted_scopes          what new tokens may do whatever was asked for; null as asked
 *     api_key                 {"key", "secret"} of one that may call everything; null for none
 *     senders                 array of active sender numbers
 *     balance, point          KRW, perhaps with a fraction, set by hand of the service
 *     recharge, withdraw      KRW that are paid in or out
 *     past_days               days before today that the account was there, 0 for none, which is
 *                             what tests begin with: it has figures of these, a balance history
 *                             and withdrawals, and now as much as a new one
 *     prices                  KRW by country and type, as in {"82": {"sms": 7.8}}; others stay
 *     list_lag                seconds, perhaps a fraction, until a message that was taken shows
 *                             up in lists
 *     group_list_lag          the same for a group in the list of groups
 *     group_lag               the same for a group itself, which is not found before that, and for
 *                             its status, counts and messages after a change
 *     pace                    seconds, perhaps fractions, as in {"carrier": 1, "end": 3,
 *                             "spread": 0, "late": 0}; others stay. So long after its group was
 *                             sent a message is at the carrier, and ends; the last of a list goes
 *                             so much later; and a late one ends so much later than others
 *     revoke                  true: codes and tokens so far become useless
 *   What was due by the clock happens before the next request; that request may set options.
 * `POST /_practice/faults`   adds a fault, an object of
 *     path, kind              required; in the path `{name}`, or `*` before the end, stands for
 *                             any one segment, and `*` as the last character for any rest, as in
 *                             "/messages/v4/groups/{id}/send" and "/messages/v4/groups*"
 *     method                  any, if it is missing
 *     times                   how often, 1 if it is missing, 0 for always
 *     status, retry_after, body, delay_ms, location
 *   In place of the request: status, not_json, empty, partial_error, rfc_error, wrong_type,
 *   prefixed_text, redirect (to `location`), endless_list (there is always another, empty page),
 *   reset_before and hang_before.
 *   After it was carried out: reset_after, hang_after, truncated, slow (by `delay_ms`),
 *   extra_members, repeated_key (the next page of a list begins where this one does), foreign (a
 *   `body` with a `status` as from something on the way, a page with 403 if nothing is said) and
 *   wrong_group (the answer is about another group).
 *   Else: slow_before (it is carried out only after `delay_ms`, even if the client has gone) and
 *   twice (it is carried out twice).
 *   What hangs is never answered; the connection stays open until the client leaves.
 * `DELETE /_practice/faults`    forgets all faults.
 * `GET /_practice/requests`     {"requests":[{method,path,query,headers,body,body_length,
 *                               status}]}, oldest first; status 0 if there is no answer;
 *                               requests to the control path are left out. There is no body
 *                               without the option `record_bodies`, or when 64 MiB are full.
 * `DELETE /_practice/requests`  forgets them.
 * `GET /_practice/messages`     {"total","messages":[{messageId,groupId,to,country,type,subject,
 *                               text,bytes,imageId,customFields,statusCode,removed,released,sent}]},
 *                               all in order of coming, or those that `offset` and `limit` choose;
 *                               released if it was sent to its recipient; sent is when its group
 *                               was, in microseconds since 1970, 0 for never
 * `GET /_practice/groups`       {"groups":[{groupId,status,released,customFields,count,charged,
 *                               refunded}]}, the money in KRW, balance and points together
 * `GET /_practice/files`        {"files":[{fileId,type,name,fileSize,width,height,sha256}]}, oldest
 *                               first
 * `DELETE /_practice/files`     loses all of them, as if they had never been stored.
 * `POST /_practice/reset`       forgets messages, groups, files, requests, faults and the balance
 *                               history; tokens, money and options stay.
 *
 * The last four digits of a recipient choose how its message ends: a 3xxx code of the service gives
 * that code, 0000 stays at 3000 for ever, 0001 fails with 3032, 0002 is late (by the option
 * `pace`), 0003 fails with 3043. What goes to the account's own numbers is delivered. The app's fee
 * is 2, 5 and 10 KRW for SMS, LMS and MMS.
 */

/**
 * MunjaPracticeControl:
 * @faults: what is to go wrong
 * @record: requests so far
 *
 * What a server has only for tests.
 */
typedef struct {
  MunjaPracticeFaults *faults;
  MunjaPracticeRecord *record;
} MunjaPracticeControl;

MunjaPracticeControl *munja_practice_control_new (void);
void munja_practice_control_free (MunjaPracticeControl *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeControl, munja_practice_control_free)

gboolean munja_practice_control_handle (MunjaPractice *practice, SoupServerMessage *message);

G_END_DECLS
