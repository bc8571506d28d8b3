#include "config.h"

#include "munja-seoul.h"
#include "munja-time-offer.h"

static gint64
read_time (const char *seoul)
{
  gint64 time_us = 0;

  g_assert_true (munja_seoul_parse (seoul, &time_us));
  return time_us;
}

static const struct {
  const char *now;
  MunjaTimeOffer offer;
  const char *time;
} times[] = {
  { "2026-11-24T13:01:00", MUNJA_TIME_OFFER_NOW, "2026-11-24T13:01:00" },
  { "2026-11-24T13:01:00", MUNJA_TIME_OFFER_HOUR, "2026-11-24T14:10:00" },
  { "2026-11-24T13:00:00", MUNJA_TIME_OFFER_HOUR, "2026-11-24T14:00:00" },
  { "2026-11-24T00:01:00", MUNJA_TIME_OFFER_EVENING, "2026-11-24T18:00:00" },
  { "2026-12-31T23:59:00", MUNJA_TIME_OFFER_TOMORROW, "2027-01-01T09:00:00" },
  { "2026-11-23T08:00:00", MUNJA_TIME_OFFER_MONDAY, "2026-11-30T09:00:00" },
  { "2026-11-29T08:00:00", MUNJA_TIME_OFFER_MONDAY, "2026-11-30T09:00:00" },
  { "2026-11-24T20:50:00", MUNJA_TIME_OFFER_MORNING, "2026-11-25T08:00:00" },
  { "2026-11-25T07:59:00", MUNJA_TIME_OFFER_MORNING, "2026-11-25T08:00:00" },
};

static void
test_times (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    g_assert_cmpint (munja_time_offer_get (times[i].offer, read_time (times[i].now)), ==,
                     read_time (times[i].time));
}

#define NOW      (1 << MUNJA_TIME_OFFER_NOW)
#define HOUR     (1 << MUNJA_TIME_OFFER_HOUR)
#define EVENING  (1 << MUNJA_TIME_OFFER_EVENING)
#define TOMORROW (1 << MUNJA_TIME_OFFER_TOMORROW)
#define MONDAY   (1 << MUNJA_TIME_OFFER_MONDAY)
#define MORNING  (1 << MUNJA_TIME_OFFER_MORNING)

static const struct {
  const char *now;
  MunjaAdvertising advertising;
  guint made;
} offers[] = {
  /* On a Tuesday by day, in the evening, and at night. */
  { "2026-11-24T13:00:00", MUNJA_ADVERTISING_NONE, NOW | HOUR | EVENING | TOMORROW | MONDAY },
  { "2026-11-24T18:00:00", MUNJA_ADVERTISING_NONE, NOW | HOUR | TOMORROW | MONDAY },
  { "2026-11-24T23:00:00", MUNJA_ADVERTISING_NONE, NOW | HOUR | TOMORROW | MONDAY | MORNING },
  { "2026-11-25T06:00:00", MUNJA_ADVERTISING_NONE,
    NOW | HOUR | EVENING | TOMORROW | MONDAY | MORNING },
  /* Tomorrow is Monday. */
  { "2026-11-29T13:00:00", MUNJA_ADVERTISING_NONE, NOW | HOUR | EVENING | TOMORROW },
  /* An advertisement gets what the law allows. */
  { "2026-11-24T13:00:00", MUNJA_ADVERTISING_DAY, NOW | HOUR | EVENING | TOMORROW | MONDAY },
  { "2026-11-24T20:00:00", MUNJA_ADVERTISING_DAY, NOW | TOMORROW | MONDAY },
  { "2026-11-24T23:00:00", MUNJA_ADVERTISING_DAY, TOMORROW | MONDAY | MORNING },
  { "2026-11-25T06:00:00", MUNJA_ADVERTISING_DAY, EVENING | TOMORROW | MONDAY | MORNING },
  { "2026-11-25T07:30:00", MUNJA_ADVERTISING_DAY, HOUR | EVENING | TOMORROW | MONDAY | MORNING },
  { "2026-11-24T23:00:00", MUNJA_ADVERTISING_NIGHT_CONSENT,
    NOW | HOUR | TOMORROW | MONDAY | MORNING },
};

static void
test_offers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    for (MunjaTimeOffer offer = 0; offer < MUNJA_N_TIME_OFFERS; offer++)
      g_assert_cmpint (
          munja_time_offer_is_made (offer, offers[i].advertising, read_time (offers[i].now)), ==,
          (offers[i].made >> offer & 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/time-offer/times", test_times);
  g_test_add_func ("/time-offer/offers", test_offers);

  return g_test_run ();
}
