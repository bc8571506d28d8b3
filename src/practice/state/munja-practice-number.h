#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeNumber:
 * @id: its id
 * @number: digits
 * @is_active: whether it may be sent from; else that is still to be proved
 * @is_extended: whether it is good for longer by itself
 * @created: when it was registered, in microseconds since 1970, UTC
 * @expires: until when it is good; 0 if it is not yet
 *
 * A sender number. Source: contract, section 5.
 */
typedef struct {
  char *id;
  char *number;
  gboolean is_active;
  gboolean is_extended;
  gint64 created;
  gint64 expires;
} MunjaPracticeNumber;

MunjaPracticeNumber *munja_practice_number_new (const char *number, guint place, gint64 now);
MunjaPracticeNumber *munja_practice_number_new_pending (const char *number, gint64 now);
void munja_practice_number_free (MunjaPracticeNumber *self);

G_END_DECLS
