#pragma once

#include "munja-replies-senders.h"

G_BEGIN_DECLS

/**
 * MunjaSenderExpiry:
 * @MUNJA_SENDER_LASTS: nothing to do
 * @MUNJA_SENDER_ENDS_SOON: its registration ends within 30 days, unless somebody prolongs it
 * @MUNJA_SENDER_ENDED: its registration has ended
 */
typedef enum {
  MUNJA_SENDER_LASTS,
  MUNJA_SENDER_ENDS_SOON,
  MUNJA_SENDER_ENDED,
} MunjaSenderExpiry;

MunjaSenderExpiry munja_sender_expiry_get (const MunjaSenderNumber *number, gint64 now_us);

G_END_DECLS
