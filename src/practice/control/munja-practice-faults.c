#include "config.h"

#include "munja-practice-faults.h"

struct _MunjaPracticeFaults {
  GPtrArray *waiting;
};

/**
 * munja_practice_faults_new:
 *
 * Returns: (transfer full): an empty list
 */
MunjaPracticeFaults *
munja_practice_faults_new (void)
{
  MunjaPracticeFaults *self = g_new0 (MunjaPracticeFaults, 1);

  self->waiting = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_practice_fault_free);
  return self;
}

/**
 * munja_practice_faults_free:
 * @self: (nullable) (transfer full): the list
 */
void
munja_practice_faults_free (MunjaPracticeFaults *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

/**
 * munja_practice_faults_add:
 * @self: the list
 * @fault: (transfer full): a fault
 *
 * Adds a fault, which strikes after those that are there already.
 */
void
munja_practice_faults_add (MunjaPracticeFaults *self, MunjaPracticeFault *fault)
{
  g_ptr_array_add (self->waiting, fault);
}

/**
 * munja_practice_faults_clear:
 * @self: the list
 *
 * Forgets all faults.
 */
void
munja_practice_faults_clear (MunjaPracticeFaults *self)
{
  g_ptr_array_set_size (self->waiting, 0);
}

/**
 * munja_practice_faults_find:
 * @self: the list
 * @message: a request
 *
 * Returns: (nullable): the oldest fault that is meant for it; owned by @self
 */
MunjaPracticeFault *
munja_practice_faults_find (MunjaPracticeFaults *self, SoupServerMessage *message)
{
  for (guint i = 0; i < self->waiting->len; i++)
    if (munja_practice_fault_matches (g_ptr_array_index (self->waiting, i), message))
      return g_ptr_array_index (self->waiting, i);
  return NULL;
}

/**
 * munja_practice_faults_spend:
 * @self: the list
 * @fault: one of the list that has struck
 *
 * Forgets the fault if that was the last time.
 */
void
munja_practice_faults_spend (MunjaPracticeFaults *self, MunjaPracticeFault *fault)
{
  if (munja_practice_fault_count_down (fault))
    g_ptr_array_remove (self->waiting, fault);
}
