#include "config.h"

#include "munja-phone-set.h"

struct _MunjaPhoneSet {
  MunjaPhoneKey *slots; /* 0 is free; a power of two of them */
  guint shift;          /* leaves as many bits as number a slot */
  gsize mask;
};

/**
 * munja_phone_set_new:
 * @capacity: how many numbers will be added at most
 *
 * Returns: (transfer full): an empty set
 */
MunjaPhoneSet *
munja_phone_set_new (gsize capacity)
{
  MunjaPhoneSet *self = g_new0 (MunjaPhoneSet, 1);
  guint bits = MAX (g_bit_storage (capacity + capacity / 2), 4);

  self->shift = 64 - bits;
  self->mask = ((gsize)1 << bits) - 1;
  self->slots = g_new0 (MunjaPhoneKey, self->mask + 1);
  return self;
}

/**
 * munja_phone_set_free:
 * @self: (transfer full): the set
 */
void
munja_phone_set_free (MunjaPhoneSet *self)
{
  g_free (self->slots);
  g_free (self);
}

/**
 * munja_phone_set_add:
 * @self: the set
 * @key: a number
 *
 * Returns: whether it was not in it before
 */
gboolean
munja_phone_set_add (MunjaPhoneSet *self, MunjaPhoneKey key)
{
  /* Numbers that follow each other go far apart: Fibonacci hashing, Knuth, volume 3, 6.4. */
  gsize slot = (gsize)((key * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15)) >> self->shift);

  while (self->slots[slot] != 0) {
    if (self->slots[slot] == key)
      return FALSE;
    slot = (slot + 1) & self->mask;
  }
  self->slots[slot] = key;
  return TRUE;
}
