#include "config.h"

#include "munja-time-offer.h"

#include "munja-day.h"

/* What a time that is an hour from now is rounded up to. */
#define ROUND_TO (10 * G_TIME_SPAN_MINUTE)

/* When people begin to work, and when they end. */
#define WORK_BEGINS (9 * G_TIME_SPAN_HOUR)
#define WORK_ENDS   (18 * G_TIME_SPAN_HOUR)

/* 1970 began on a Thursday. */
static MunjaDay
find_next_monday (MunjaDay today)
{
  return today + 7 - (today + 3) % 7;
}

/**
 * munja_time_offer_get:
 * @offer: a time that people like to send at
 * @now_us: now, in µs since 1970 UTC
 *
 * Returns: that time, in µs since 1970 UTC
 */
gint64
munja_time_offer_get (MunjaTimeOffer offer, gint64 now_us)
{
  MunjaDay today = munja_day_from_time (now_us);

  switch (offer) {
  case MUNJA_TIME_OFFER_HOUR:
    return (now_us + G_TIME_SPAN_HOUR + ROUND_TO - 1) / ROUND_TO * ROUND_TO;
  case MUNJA_TIME_OFFER_EVENING:
    return munja_day_get_start (today) + WORK_ENDS;
  case MUNJA_TIME_OFFER_TOMORROW:
    return munja_day_get_start (today + 1) + WORK_BEGINS;
  case MUNJA_TIME_OFFER_MONDAY:
    return munja_day_get_start (find_next_monday (today)) + WORK_BEGINS;
  case MUNJA_TIME_OFFER_MORNING:
    return munja_night_get_end (now_us);
  case MUNJA_TIME_OFFER_NOW:
  case MUNJA_N_TIME_OFFERS:
  default:
    return now_us;
  }
}

static gboolean
makes_sense (MunjaTimeOffer offer, gint64 now_us)
{
  switch (offer) {
  case MUNJA_TIME_OFFER_EVENING:
    return munja_time_offer_get (offer, now_us) > now_us;
  case MUNJA_TIME_OFFER_MONDAY:
    return munja_time_offer_get (offer, now_us)
           != munja_time_offer_get (MUNJA_TIME_OFFER_TOMORROW, now_us);
  case MUNJA_TIME_OFFER_MORNING:
    return munja_night_contains (now_us);
  case MUNJA_TIME_OFFER_NOW:
  case MUNJA_TIME_OFFER_HOUR:
  case MUNJA_TIME_OFFER_TOMORROW:
  case MUNJA_N_TIME_OFFERS:
  default:
    return TRUE;
  }
}

/**
 * munja_time_offer_is_made:
 * @offer: a time that people like to send at
 * @advertising: what the message is
 * @now_us: now, in µs since 1970 UTC
 *
 * Tells whether a time is worth offering: it is to come, no other offer is the same, and the
 * message may arrive then.
 *
 * Returns: whether it is
 */
gboolean
munja_time_offer_is_made (MunjaTimeOffer offer, MunjaAdvertising advertising, gint64 now_us)
{
  return makes_sense (offer, now_us)
         && munja_night_check (advertising, munja_time_offer_get (offer, now_us), NULL);
}
