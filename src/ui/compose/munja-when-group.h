#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_WHEN_GROUP munja_when_group_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWhenGroup, munja_when_group, MUNJA, WHEN_GROUP, AdwPreferencesGroup)

gboolean munja_when_group_check (MunjaWhenGroup *self, gint64 *time_us);
gint64 munja_when_group_get_time (MunjaWhenGroup *self);
void munja_when_group_set_time (MunjaWhenGroup *self, gint64 time_us);

G_END_DECLS
