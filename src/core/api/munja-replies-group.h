#pragma once

#include <glib.h>

#include "munja-replies-account.h"
#include "munja-replies-rows.h"

G_BEGIN_DECLS

/**
 * MunjaCharge:
 * @MUNJA_CHARGE_SMS: short messages
 * @MUNJA_CHARGE_LMS: long messages
 * @MUNJA_CHARGE_MMS: messages with a picture
 * @MUNJA_N_CHARGES: how many kinds there are
 *
 * The kinds of messages that have prices of their own.
 */
typedef enum {
  MUNJA_CHARGE_SMS,
  MUNJA_CHARGE_LMS,
  MUNJA_CHARGE_MMS,
  MUNJA_N_CHARGES,
} MunjaCharge;

/**
 * MunjaGroupPhase:
 * @MUNJA_GROUP_OPEN: nothing of it goes out before it is released
 * @MUNJA_GROUP_SCHEDULED: it goes out at its time
 * @MUNJA_GROUP_ON_ITS_WAY: it was sent
 * @MUNJA_GROUP_ENDED: it was deleted, or failed; nothing of it goes out any more
 * @MUNJA_GROUP_UNKNOWN: the service has a word for it that says nothing to us
 *
 * What a status means. Source: contract, section 4.7.
 */
typedef enum {
  MUNJA_GROUP_OPEN,
  MUNJA_GROUP_SCHEDULED,
  MUNJA_GROUP_ON_ITS_WAY,
  MUNJA_GROUP_ENDED,
  MUNJA_GROUP_UNKNOWN,
} MunjaGroupPhase;

/**
 * MunjaGroupMoney:
 * @charged: what was taken for the messages, with what was taken for those in place of others;
 * below 0 if not said
 * @refunded: what of that was given back for those that did not arrive; below 0 if not said
 *
 * What a group cost, of the balance or of the points. That "sum" is after the refund is not
 * documented, so that it is not gone by. Source: contract, section 4.8.
 */
typedef struct {
  MunjaMoney charged;
  MunjaMoney refunded;
} MunjaGroupMoney;

/**
 * MunjaGroup:
 * @id: opaque
 * @status: "PENDING", "SENDING", "COMPLETE", "FAILED", "DELETED", "SCHEDULED" or a later word
 * @key: (nullable): our UUID from the custom fields
 * @app_id: (nullable): the app that it was sent with
 * @last_log: (nullable): what the service last wrote down about it, for display as plain text only
 * @scheduled: when it is to be sent, in µs since 1970 UTC; 0 for none
 * @created: when it was made, the same way; 0 if not said
 * @sent: when it was released; 0 if it was not
 * @completed: when the last result came; 0 if it has not
 * @total: messages in it, accepted and refused, but 0 in some replies; -1 if not said
 * @registered_success: messages accepted into it; -1 if not said
 * @registered_failed: messages refused at that; -1 if not said
 * @n_delivered: messages that arrived; -1 if not said
 * @n_failed: messages that were accepted, and did not arrive; -1 if not said
 * @charge: messages to be paid, one for each #MunjaCharge, all countries together
 * @profit: the app's fee on one message, one for each #MunjaCharge
 * @balance: what was taken of the balance
 * @point: what was taken of the points
 *
 * A group of messages. Source: contract, sections 4.7 and 4.8.
 */
typedef struct {
  char *id;
  char *status;
  char *key;
  char *app_id;
  char *last_log;
  gint64 scheduled;
  gint64 created;
  gint64 sent;
  gint64 completed;
  gint64 total;
  gint64 registered_success;
  gint64 registered_failed;
  gint64 n_delivered;
  gint64 n_failed;
  gint64 charge[MUNJA_N_CHARGES];
  MunjaMoney profit[MUNJA_N_CHARGES];
  MunjaGroupMoney balance;
  MunjaGroupMoney point;
} MunjaGroup;

/**
 * MunjaGroupPage:
 * @groups: (element-type MunjaGroup): the groups of one page
 * @next_key: (nullable): where the next page begins; %NULL after the last
 */
typedef struct {
  GPtrArray *groups;
  char *next_key;
} MunjaGroupPage;

MunjaGroup *munja_parse_group (GBytes *body, GError **error);
MunjaGroupPage *munja_parse_group_page (GBytes *body, const char *start_key, GError **error);

gint64 munja_group_get_size (const MunjaGroup *self);
MunjaMoney munja_group_get_price (const MunjaGroup *self, const MunjaPrices *prices);
MunjaGroupPhase munja_group_get_phase (const MunjaGroup *self);

MunjaGroup *munja_group_copy (const MunjaGroup *self);
void munja_group_free (MunjaGroup *self);
void munja_group_page_free (MunjaGroupPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaGroup, munja_group_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaGroupPage, munja_group_page_free)

G_END_DECLS
