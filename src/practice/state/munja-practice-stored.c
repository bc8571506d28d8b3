#include "config.h"

#include "munja-practice-stored.h"

#include "munja-practice-status.h"

/**
 * munja_practice_stored_is_released:
 * @self: a message
 *
 * Returns: whether it was sent to its recipient
 */
gboolean
munja_practice_stored_is_released (const MunjaPracticeStored *self)
{
  return self->code == MUNJA_PRACTICE_ACCEPTED && !self->removed && self->group->sent != 0;
}

/**
 * munja_practice_stored_get_carrier_time:
 * @self: a message that was sent
 *
 * Returns: when it is handed to the carrier, in microseconds since 1970, UTC
 */
gint64
munja_practice_stored_get_carrier_time (const MunjaPracticeStored *self)
{
  const MunjaPracticeGroup *group = self->group;

  return group->sent + munja_practice_pace_get_carrier_time (&group->pace, self->wave);
}

/**
 * munja_practice_stored_get_end_time:
 * @self: a message that was sent
 *
 * Returns: when it ends, if it ever does, in microseconds since 1970, UTC
 */
gint64
munja_practice_stored_get_end_time (const MunjaPracticeStored *self)
{
  const MunjaPracticeGroup *group = self->group;

  return group->sent + munja_practice_pace_get_end_time (&group->pace, self->wave, self->late);
}

/**
 * munja_practice_stored_get_code:
 * @self: a message
 * @now: in microseconds since 1970, UTC
 *
 * Returns: its status code
 */
guint
munja_practice_stored_get_code (const MunjaPracticeStored *self, gint64 now)
{
  if (!munja_practice_stored_is_released (self)
      || now < munja_practice_stored_get_carrier_time (self))
    return self->code;
  return now < munja_practice_stored_get_end_time (self) ? MUNJA_PRACTICE_AT_CARRIER : self->end;
}

/**
 * munja_practice_stored_get_updated:
 * @self: a message
 * @now: in microseconds since 1970, UTC
 *
 * Returns: when its status code last changed
 */
gint64
munja_practice_stored_get_updated (const MunjaPracticeStored *self, gint64 now)
{
  guint code = munja_practice_stored_get_code (self, now);

  if (code == self->code)
    return self->time;
  return code == MUNJA_PRACTICE_AT_CARRIER ? munja_practice_stored_get_carrier_time (self)
                                           : munja_practice_stored_get_end_time (self);
}
