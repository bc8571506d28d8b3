#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_WHEN_BUTTON munja_when_button_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWhenButton, munja_when_button, MUNJA, WHEN_BUTTON, AdwPreferencesGroup)

gboolean munja_when_button_check (MunjaWhenButton *self, gint64 *time_us);
gint64 munja_when_button_get_time (MunjaWhenButton *self);
void munja_when_button_set_time (MunjaWhenButton *self, gint64 time_us);

G_END_DECLS
