#include "config.h"

#include "munja-practice-number.h"

#include "munja-practice-day.h"

/* Of two numbers, one is about to expire; what expires later does not need anybody. */
#define DAYS_LEFT_SOON 20
#define DAYS_LEFT_LONG 290
#define DAYS_GOOD      365
#define PENDING_SINCE  2

static MunjaPracticeNumber *
number_new (const char *number, gint64 created)
{
  MunjaPracticeNumber *self = g_new0 (MunjaPracticeNumber, 1);

  /* The same at any time. */
  self->id = g_strconcat ("SID_", number, NULL);
  self->number = g_strdup (number);
  self->created = created;
  return self;
}

/**
 * munja_practice_number_new:
 * @number: digits
 * @place: its place among the account's active numbers, from 0
 * @now: in microseconds since 1970, UTC
 *
 * Returns: (transfer full): an active number; every other one expires within a month
 */
MunjaPracticeNumber *
munja_practice_number_new (const char *number, guint place, gint64 now)
{
  gboolean soon = place % 2 == 1;
  gint64 last = munja_practice_day_of (now) + (soon ? DAYS_LEFT_SOON : DAYS_LEFT_LONG);
  MunjaPracticeNumber *self = number_new (number, munja_practice_day_get_start (last - DAYS_GOOD));

  self->is_active = TRUE;
  self->is_extended = !soon;
  self->expires = munja_practice_day_get_start (last);
  return self;
}

/**
 * munja_practice_number_new_pending:
 * @number: digits
 * @now: in microseconds since 1970, UTC
 *
 * Returns: (transfer full): a number of which it is still to be proved whose it is
 */
MunjaPracticeNumber *
munja_practice_number_new_pending (const char *number, gint64 now)
{
  return number_new (number,
                     munja_practice_day_get_start (munja_practice_day_of (now) - PENDING_SINCE));
}

/**
 * munja_practice_number_free:
 * @self: (nullable) (transfer full): a number
 */
void
munja_practice_number_free (MunjaPracticeNumber *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->number);
  g_free (self);
}
