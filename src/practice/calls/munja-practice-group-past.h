#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

/*
 * What a group was a moment ago. The service shows a group, and what was changed of it, only after
 * a while. Source: contract, section 4.7.
 */

void munja_practice_group_past_keep (MunjaPractice *self, MunjaPracticeGroup *group);
gboolean munja_practice_group_past_shows (MunjaPractice *self, const MunjaPracticeGroup *group);
gboolean munja_practice_group_past_reply (MunjaPractice *self,
                                          SoupServerMessage *message,
                                          const MunjaPracticeGroup *group);

G_END_DECLS
