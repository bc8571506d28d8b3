#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaKnownPerson:
 * @number: digits as the service takes them, see #MunjaPhone
 * @country: calling code without "+", "82" for Korea
 * @name: as it was written last, "" without one
 * @last: when there was last something to do with them, in µs since 1970 UTC
 *
 * Somebody whom a message went to, or was to go to.
 */
typedef struct {
  char *number;
  char *country;
  char *name;
  gint64 last;
} MunjaKnownPerson;

MunjaKnownPerson *
munja_known_person_new (const char *number, const char *country, const char *name, gint64 last);
void munja_known_person_free (MunjaKnownPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaKnownPerson, munja_known_person_free)

GPtrArray *munja_known_people_new (void);

G_END_DECLS
