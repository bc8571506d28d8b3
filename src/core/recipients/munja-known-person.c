#include "config.h"

#include "munja-known-person.h"

/**
 * munja_known_person_new:
 * @number: digits
 * @country: calling code
 * @name: "" without one
 * @last: when there was last something to do with them, in µs since 1970 UTC
 *
 * Returns: (transfer full): a person
 */
MunjaKnownPerson *
munja_known_person_new (const char *number, const char *country, const char *name, gint64 last)
{
  MunjaKnownPerson *self = g_new0 (MunjaKnownPerson, 1);

  self->number = g_strdup (number);
  self->country = g_strdup (country);
  self->name = g_strdup (name);
  self->last = last;
  return self;
}

/**
 * munja_known_person_free:
 * @self: (nullable) (transfer full): a person
 */
void
munja_known_person_free (MunjaKnownPerson *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->country);
  g_free (self->name);
  g_free (self);
}

/**
 * munja_known_people_new:
 *
 * Returns: (transfer full) (element-type MunjaKnownPerson): nobody yet
 */
GPtrArray *
munja_known_people_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)munja_known_person_free);
}
