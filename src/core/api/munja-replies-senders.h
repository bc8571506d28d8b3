#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaSenderNumber:
 * @number: digits only
 * @status: (nullable): the service's word for its state, as in "ACTIVE", "PENDING" or "INACTIVE";
 *   new words may come
 * @method: (nullable): the service's word for how it was proved, as in "ARS"
 * @expires_us: when its registration ends, in µs since 1970 UTC; 0 if it does not, or the service
 *   does not say
 * @is_extended: whether the service prolongs it by itself
 *
 * A number that the account sends from, or is to send from. Source: contract, section 5.
 */
typedef struct {
  char *number;
  char *status;
  char *method;
  gint64 expires_us;
  gboolean is_extended;
} MunjaSenderNumber;

GPtrArray *munja_parse_sender_states (GBytes *body, GError **error);

gboolean munja_sender_number_is_active (const MunjaSenderNumber *self);
void munja_sender_number_free (MunjaSenderNumber *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaSenderNumber, munja_sender_number_free)

G_END_DECLS
