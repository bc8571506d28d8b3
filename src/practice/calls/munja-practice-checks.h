#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

gboolean
munja_practice_check_app (MunjaPractice *self, SoupServerMessage *message, const char *app_id);
gboolean munja_practice_check_release (MunjaPractice *self,
                                       SoupServerMessage *message,
                                       const MunjaPracticeGroup *group);
MunjaPracticeGroup *munja_practice_check_group (MunjaPractice *self,
                                                SoupServerMessage *message,
                                                guint status_if_missing);
void munja_practice_reply_group (MunjaPractice *self,
                                 SoupServerMessage *message,
                                 const MunjaPracticeGroup *group);

G_END_DECLS
