#pragma once

#include "munja-practice-group.h"

G_BEGIN_DECLS

guint munja_practice_stored_get_code (const MunjaPracticeStored *self, gint64 now);
gint64 munja_practice_stored_get_carrier_time (const MunjaPracticeStored *self);
gint64 munja_practice_stored_get_end_time (const MunjaPracticeStored *self);
gint64 munja_practice_stored_get_updated (const MunjaPracticeStored *self, gint64 now);
gboolean munja_practice_stored_is_released (const MunjaPracticeStored *self);

G_END_DECLS
