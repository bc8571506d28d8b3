#pragma once

#include "munja-practice-group.h"

G_BEGIN_DECLS

void munja_practice_group_write (const MunjaPracticeGroup *self,
                                 const char *account_id,
                                 gint64 now,
                                 JsonBuilder *builder);
void munja_practice_group_write_counts (const MunjaPracticeGroup *self,
                                        gint64 now,
                                        JsonBuilder *builder);

G_END_DECLS
