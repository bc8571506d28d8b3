#pragma once

#include "munja-night.h"

G_BEGIN_DECLS

/**
 * MunjaTimeOffer:
 * @MUNJA_TIME_OFFER_NOW: at once
 * @MUNJA_TIME_OFFER_HOUR: in an hour, rounded up to ten minutes
 * @MUNJA_TIME_OFFER_MORNING: when the night ends in which advertisements must not arrive
 * @MUNJA_TIME_OFFER_EVENING: today at 18:00
 * @MUNJA_TIME_OFFER_TOMORROW: tomorrow at 9:00
 * @MUNJA_TIME_OFFER_MONDAY: next Monday at 9:00
 * @MUNJA_N_TIME_OFFERS: how many there are
 *
 * The times in Seoul that people like to send at.
 */
typedef enum {
  MUNJA_TIME_OFFER_NOW,
  MUNJA_TIME_OFFER_HOUR,
  MUNJA_TIME_OFFER_MORNING,
  MUNJA_TIME_OFFER_EVENING,
  MUNJA_TIME_OFFER_TOMORROW,
  MUNJA_TIME_OFFER_MONDAY,
  MUNJA_N_TIME_OFFERS,
} MunjaTimeOffer;

gint64 munja_time_offer_get (MunjaTimeOffer offer, gint64 now_us);
gboolean
munja_time_offer_is_made (MunjaTimeOffer offer, MunjaAdvertising advertising, gint64 now_us);

G_END_DECLS
