#pragma once

#include "munja-practice-money.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeEntryType:
 * @MUNJA_PRACTICE_ENTRY_MANUAL: by hand of the service
 * @MUNJA_PRACTICE_ENTRY_RECHARGE: paid in
 * @MUNJA_PRACTICE_ENTRY_DEDUCT: taken for messages
 * @MUNJA_PRACTICE_ENTRY_REFUND: given back for messages that failed
 * @MUNJA_PRACTICE_ENTRY_PROFIT: what an app earned
 * @MUNJA_PRACTICE_ENTRY_WITHDRAW: paid out
 *
 * Why the balance changed. The contract, section 6, has seen the first two; the others are
 * inferred.
 */
typedef enum {
  MUNJA_PRACTICE_ENTRY_MANUAL,
  MUNJA_PRACTICE_ENTRY_RECHARGE,
  MUNJA_PRACTICE_ENTRY_DEDUCT,
  MUNJA_PRACTICE_ENTRY_REFUND,
  MUNJA_PRACTICE_ENTRY_PROFIT,
  MUNJA_PRACTICE_ENTRY_WITHDRAW,
} MunjaPracticeEntryType;

/**
 * MunjaPracticeEntry:
 * @id: its id
 * @time: microseconds since 1970, UTC
 * @type: why
 * @amount: by how much
 * @after: what there was then
 * @group_id: (nullable): for which messages
 *
 * One change of the balance or of the points.
 */
typedef struct {
  char *id;
  gint64 time;
  MunjaPracticeEntryType type;
  MunjaPracticeMoney amount;
  MunjaPracticeMoney after;
  char *group_id;
} MunjaPracticeEntry;

/**
 * MunjaPracticeLedger:
 *
 * The balance history.
 */
typedef struct _MunjaPracticeLedger MunjaPracticeLedger;

MunjaPracticeLedger *munja_practice_ledger_new (void);
void munja_practice_ledger_free (MunjaPracticeLedger *self);

void munja_practice_ledger_add (MunjaPracticeLedger *self,
                                gint64 time,
                                MunjaPracticeEntryType type,
                                const MunjaPracticeMoney *amount,
                                const MunjaPracticeMoney *after,
                                const char *group_id);
void munja_practice_ledger_end_at (MunjaPracticeLedger *self, MunjaPracticeMoney last);
void munja_practice_ledger_clear (MunjaPracticeLedger *self);
GPtrArray *munja_practice_ledger_get_entries (MunjaPracticeLedger *self);

const char *munja_practice_entry_type_get_name (MunjaPracticeEntryType type);

G_END_DECLS
