#include "config.h"

#include "munja-sender-expiry.h"

/* How long before its end a number is warned of. */
#define WARNING_US (30 * G_TIME_SPAN_DAY)

/**
 * munja_sender_expiry_get:
 * @number: a sender number
 * @now_us: now, in µs since 1970 UTC
 *
 * Tells whether somebody has to do something for a number that can be sent from, so that it stays
 * so. That the service prolongs a number by itself where it says so is only assumed.
 *
 * - Source: contract, section 5.
 *
 * Returns: how long it lasts
 */
MunjaSenderExpiry
munja_sender_expiry_get (const MunjaSenderNumber *number, gint64 now_us)
{
  if (number->expires_us == 0)
    return MUNJA_SENDER_LASTS;
  if (number->expires_us <= now_us)
    return MUNJA_SENDER_ENDED;
  if (number->is_extended || !munja_sender_number_is_active (number))
    return MUNJA_SENDER_LASTS;
  return number->expires_us - now_us <= WARNING_US ? MUNJA_SENDER_ENDS_SOON : MUNJA_SENDER_LASTS;
}
