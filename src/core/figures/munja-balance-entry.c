#include "config.h"

#include "munja-balance-entry.h"

struct _MunjaBalanceEntry {
  GObject parent_instance;

  MunjaBalanceChange *change; /* owned */
};

G_DEFINE_FINAL_TYPE (MunjaBalanceEntry, munja_balance_entry, G_TYPE_OBJECT)

static void
munja_balance_entry_finalize (GObject *object)
{
  MunjaBalanceEntry *self = MUNJA_BALANCE_ENTRY (object);

  munja_balance_change_free (self->change);

  G_OBJECT_CLASS (munja_balance_entry_parent_class)->finalize (object);
}

static void
munja_balance_entry_class_init (MunjaBalanceEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_balance_entry_finalize;
}

static void
munja_balance_entry_init (MunjaBalanceEntry *self)
{
}

/**
 * munja_balance_entry_new:
 * @change: (transfer full): a change of the balance
 *
 * Returns: (transfer full): the same for a list
 */
MunjaBalanceEntry *
munja_balance_entry_new (MunjaBalanceChange *change)
{
  MunjaBalanceEntry *self = g_object_new (MUNJA_TYPE_BALANCE_ENTRY, NULL);

  self->change = change;
  return self;
}

/**
 * munja_balance_entry_get_change:
 * @self: the entry
 *
 * Returns: what it is about; owned by @self, and never another
 */
const MunjaBalanceChange *
munja_balance_entry_get_change (MunjaBalanceEntry *self)
{
  g_return_val_if_fail (MUNJA_IS_BALANCE_ENTRY (self), NULL);

  return self->change;
}
