#pragma once

#include <glib.h>

#include "munja-money.h"
#include "munja-text.h"

G_BEGIN_DECLS

/**
 * MunjaReceipt:
 * @group_id: (nullable): the group that the service put the message in
 * @message_id: (nullable): the message
 * @status_code: (nullable): "2000" when it was accepted
 * @status_message: (nullable): the service's words, for display as plain text
 * @type: (nullable): "SMS", "LMS" or "MMS" as the service sees it
 *
 * The service's word that it took a message. Ids are opaque. Source: contract, section 4.4.
 */
typedef struct {
  char *group_id;
  char *message_id;
  char *status_code;
  char *status_message;
  char *type;
} MunjaReceipt;

/**
 * MunjaBalance:
 * @balance: prepaid money
 * @point: bonus points, spent before @balance
 * @alerts_below: below which balance the service tells the account's owner; below 0 if it does not
 *
 * Source: contract, section 6.
 */
typedef struct {
  MunjaMoney balance;
  MunjaMoney point;
  MunjaMoney alerts_below;
} MunjaBalance;

/**
 * MunjaMember:
 * @name: (nullable): as the person entered it at the service
 * @email: (nullable): what the person signs in with
 * @phone_number: (nullable): the person's own number, as the service has it
 *
 * Who is signed in. Source: contract, section 10.
 */
typedef struct {
  char *name;
  char *email;
  char *phone_number;
} MunjaMember;

/**
 * MunjaPrices:
 * @sms: a short message
 * @lms: a long message
 * @mms: a message with a picture
 *
 * What one message costs the account in one country, without the app's fee. What the service does
 * not say is below 0. Source: contract, section 8.
 */
typedef struct {
  MunjaMoney sms;
  MunjaMoney lms;
  MunjaMoney mms;
} MunjaPrices;

MunjaReceipt *munja_parse_receipt (GBytes *body, GError **error);
GStrv munja_parse_sender_numbers (GBytes *body, GError **error);
MunjaBalance *munja_parse_balance (GBytes *body, GError **error);
MunjaMember *munja_parse_member (GBytes *body, GError **error);
MunjaPrices *munja_parse_prices (GBytes *body, const char *country, GError **error);
char *munja_parse_file_id (GBytes *body, GError **error);

void munja_receipt_free (MunjaReceipt *self);
MunjaMoney munja_balance_get_spendable (const MunjaBalance *self);
gboolean munja_balance_is_low (const MunjaBalance *self);
void munja_balance_free (MunjaBalance *self);
void munja_member_free (MunjaMember *self);
MunjaMoney munja_prices_find (const MunjaPrices *self, const char *country, MunjaMessageType type);
MunjaMoney munja_prices_get (const MunjaPrices *self, MunjaMessageType type);
MunjaMoney munja_prices_sum_up (const MunjaPrices *self,
                                const guint n_types[MUNJA_N_MESSAGE_TYPES]);
void munja_prices_free (MunjaPrices *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaReceipt, munja_receipt_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaBalance, munja_balance_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaMember, munja_member_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPrices, munja_prices_free)

G_END_DECLS
