#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MUNJA_KEY_FIELD:
 *
 * Name of the custom field that carries a send's UUID; names may have 30 characters, values 100.
 * Source: contract, section 4.1.
 */
#define MUNJA_KEY_FIELD "munjaKey"

/**
 * MUNJA_ROW_FIELD:
 *
 * Name of the custom field that carries a recipient's row in a send, a decimal number from 0.
 */
#define MUNJA_ROW_FIELD "munjaRow"

/**
 * MunjaListedMessage:
 * @message_id: (nullable): opaque
 * @group_id: (nullable): opaque
 * @to: (nullable): recipient; the first, where there are several
 * @key: (nullable): our UUID from the custom fields
 * @row: our row from the custom fields, -1 without one
 * @status_code: (nullable): as in "4000"
 * @status_text: (nullable): the service's words for it, for display as plain text only
 * @from: (nullable): sender number
 * @country: (nullable): calling code of the recipient
 * @type: (nullable): "SMS", "LMS", "MMS" or another one of the service
 * @subject: (nullable): as it went out
 * @text: (nullable): as it went out
 * @network: (nullable): name of the recipient's carrier
 * @is_replaced: whether another message went out in its place
 * @date: when it was made, in µs since 1970 UTC, 0 if not said
 * @processed: when the carrier got it, 0 if not said or not yet
 * @reported: when the carrier told what became of it, 0 if not said or not yet
 * @received: when the phone got it, 0 if not said or not yet
 *
 * One message as the service lists it, allocated at once with its texts: g_free() frees both.
 * Source: contract, section 4.9.
 */
typedef struct {
  char *message_id;
  char *group_id;
  char *to;
  char *key;
  gint64 row;
  char *status_code;
  char *status_text;
  char *from;
  char *country;
  char *type;
  char *subject;
  char *text;
  char *network;
  gboolean is_replaced;
  gint64 date;
  gint64 processed;
  gint64 reported;
  gint64 received;
} MunjaListedMessage;

/**
 * MunjaMessagePage:
 * @messages: (element-type MunjaListedMessage): the messages of one page, newest first
 * @next_key: (nullable): where the next page begins; %NULL after the last
 */
typedef struct {
  GPtrArray *messages;
  char *next_key;
} MunjaMessagePage;

/**
 * MunjaAddedMessage:
 * @row: our row from the custom fields, -1 if the reply does not repeat it
 * @key: (nullable): our UUID from the custom fields
 * @to: (nullable): recipient
 * @message_id: (nullable): opaque
 * @status_code: (nullable): "2000" if it was accepted
 * @status_text: (nullable): the service's words for it, for display as plain text only
 *
 * What became of one message that was added to a group, allocated at once with its texts: g_free()
 * frees both. Source: contract, section 4.7.
 */
typedef struct {
  gint64 row;
  char *key;
  char *to;
  char *message_id;
  char *status_code;
  char *status_text;
} MunjaAddedMessage;

MunjaMessagePage *munja_parse_message_page (GBytes *body, const char *start_key, GError **error);
GPtrArray *munja_parse_added (GBytes *body, GError **error);

gboolean munja_listed_message_is_refused (const MunjaListedMessage *self);

void munja_message_page_free (MunjaMessagePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaMessagePage, munja_message_page_free)

G_END_DECLS
