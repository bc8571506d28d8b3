#include "config.h"

#include "munja-practice-pace.h"

/**
 * munja_practice_pace_get_carrier_time:
 * @self: a pace
 * @wave: a wave, from 0
 *
 * Returns: how long after its group was sent a message is handed to the carrier
 */
gint64
munja_practice_pace_get_carrier_time (const MunjaPracticePace *self, guint wave)
{
  return self->carrier + self->spread * wave / MUNJA_PRACTICE_N_WAVES;
}

/**
 * munja_practice_pace_get_end_time:
 * @self: a pace
 * @wave: a wave, from 0
 * @is_late: whether it is about a message that is late
 *
 * Returns: how long after its group was sent a message ends, if it ever does
 */
gint64
munja_practice_pace_get_end_time (const MunjaPracticePace *self, guint wave, gboolean is_late)
{
  return self->end + self->spread * wave / MUNJA_PRACTICE_N_WAVES + (is_late ? self->late : 0);
}
