#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The messages of a group go out in that many waves, one after the other. */
#define MUNJA_PRACTICE_N_WAVES 16

/**
 * MunjaPracticePace:
 * @carrier: how long after its group was sent the first wave is handed to the carrier
 * @end: how long after its group was sent the messages of the first wave end
 * @spread: how much later all of that would happen to one wave after the last
 * @late: how much later than the rest of its wave a message ends that is late
 *
 * How fast messages go. All in microseconds.
 */
typedef struct {
  gint64 carrier;
  gint64 end;
  gint64 spread;
  gint64 late;
} MunjaPracticePace;

gint64 munja_practice_pace_get_carrier_time (const MunjaPracticePace *self, guint wave);
gint64
munja_practice_pace_get_end_time (const MunjaPracticePace *self, guint wave, gboolean is_late);

G_END_DECLS
