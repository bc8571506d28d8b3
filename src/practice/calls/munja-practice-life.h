#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

gboolean munja_practice_life_release (MunjaPractice *self, MunjaPracticeGroup *group, gint64 time);
void munja_practice_life_schedule (MunjaPractice *self, MunjaPracticeGroup *group, gint64 time);
void munja_practice_life_cancel (MunjaPractice *self, MunjaPracticeGroup *group);
void munja_practice_life_settle_until (MunjaPractice *self, gint64 now);
void munja_practice_life_settle (MunjaPractice *self);

G_END_DECLS
