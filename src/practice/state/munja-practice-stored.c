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
      || now < self->group->sent + MUNJA_PRACTICE_CARRIER_TIME)
    return self->code;
  if (now < self->group->sent + MUNJA_PRACTICE_END_TIME)
    return MUNJA_PRACTICE_AT_CARRIER;
  return munja_practice_status_choose_end (self->to);
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
  return self->group->sent
         + (code == MUNJA_PRACTICE_AT_CARRIER ? MUNJA_PRACTICE_CARRIER_TIME
                                              : MUNJA_PRACTICE_END_TIME);
}
