#include "config.h"

#include "munja-practice-ledger.h"

#include "munja-practice-random.h"

#define ID_LENGTH 24

/* Somebody who has much left does not recharge, and does not recharge little. */
#define RECHARGE        (30000 * MUNJA_WON)
#define RECHARGE_BELOW  (15000 * MUNJA_WON)
#define RECHARGE_BEFORE (10 * G_TIME_SPAN_MINUTE)

/* In the order of MunjaPracticeEntryType. */
static const char *const type_names[]
    = { "MANUAL", "RECHARGE", "DEDUCT", "REFUND", "PROFIT", "WITHDRAW" };

struct _MunjaPracticeLedger {
  GPtrArray *entries;
};

static void
entry_free (MunjaPracticeEntry *entry)
{
  g_free (entry->id);
  g_free (entry->group_id);
  g_free (entry);
}

static MunjaPracticeEntry *
entry_new (gint64 time,
           MunjaPracticeEntryType type,
           const MunjaPracticeMoney *amount,
           const MunjaPracticeMoney *after)
{
  MunjaPracticeEntry *entry = g_new0 (MunjaPracticeEntry, 1);

  entry->id = munja_practice_random_text ("0123456789abcdef", ID_LENGTH);
  entry->time = time;
  entry->type = type;
  entry->amount = *amount;
  entry->after = *after;
  return entry;
}

/**
 * munja_practice_ledger_new:
 *
 * Returns: (transfer full): an empty history
 */
MunjaPracticeLedger *
munja_practice_ledger_new (void)
{
  MunjaPracticeLedger *self = g_new0 (MunjaPracticeLedger, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  return self;
}

/**
 * munja_practice_ledger_free:
 * @self: (nullable) (transfer full): a history
 */
void
munja_practice_ledger_free (MunjaPracticeLedger *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * munja_practice_ledger_add:
 * @self: a history
 * @time: when, in microseconds since 1970, UTC
 * @type: why
 * @amount: by how much
 * @after: what there is now
 * @group_id: (nullable): for which messages
 *
 * Adds to the end of the history, unless nothing changed.
 */
void
munja_practice_ledger_add (MunjaPracticeLedger *self,
                           gint64 time,
                           MunjaPracticeEntryType type,
                           const MunjaPracticeMoney *amount,
                           const MunjaPracticeMoney *after,
                           const char *group_id)
{
  MunjaPracticeEntry *entry = NULL;

  if (amount->balance == 0 && amount->point == 0)
    return;
  entry = entry_new (time, type, amount, after);
  entry->group_id = g_strdup (group_id);
  g_ptr_array_add (self->entries, entry);
}

/* What was there before an entry may be more than anybody pays in ahead. */
static gboolean
needs_recharge (const MunjaPracticeEntry *entry, MunjaMoney before)
{
  return entry->type == MUNJA_PRACTICE_ENTRY_DEDUCT && before >= RECHARGE + RECHARGE_BELOW;
}

/**
 * munja_practice_ledger_end_at:
 * @self: a history
 * @last: what there is to be after it
 *
 * Makes up what was paid in, and what there was at first, so that it comes to that, and so that
 * there always was something.
 */
void
munja_practice_ledger_end_at (MunjaPracticeLedger *self, MunjaPracticeMoney last)
{
  const MunjaPracticeMoney recharge = { .balance = RECHARGE };

  for (guint i = self->entries->len; i > 0; i--) {
    MunjaPracticeEntry *entry = g_ptr_array_index (self->entries, i - 1);

    entry->after = last;
    last.balance -= entry->amount.balance;
    last.point -= entry->amount.point;
    if (!needs_recharge (entry, last.balance))
      continue;
    g_ptr_array_insert (
        self->entries, (int)i - 1,
        entry_new (entry->time - RECHARGE_BEFORE, MUNJA_PRACTICE_ENTRY_RECHARGE, &recharge, &last));
    last.balance -= RECHARGE;
  }
}

/**
 * munja_practice_ledger_clear:
 * @self: a history
 *
 * Forgets it.
 */
void
munja_practice_ledger_clear (MunjaPracticeLedger *self)
{
  g_ptr_array_set_size (self->entries, 0);
}

/**
 * munja_practice_ledger_get_entries:
 * @self: a history
 *
 * Returns: (transfer none) (element-type MunjaPracticeEntry): all of it, oldest first
 */
GPtrArray *
munja_practice_ledger_get_entries (MunjaPracticeLedger *self)
{
  return self->entries;
}

/**
 * munja_practice_entry_type_get_name:
 * @type: why the balance changed
 *
 * Returns: how the service calls it
 */
const char *
munja_practice_entry_type_get_name (MunjaPracticeEntryType type)
{
  return type_names[type];
}
