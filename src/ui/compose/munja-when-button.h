#pragma once

#include <adwaita.h>

#include "munja-compose-model.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_WHEN_BUTTON munja_when_button_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWhenButton, munja_when_button, MUNJA, WHEN_BUTTON, AdwBin)

gboolean munja_when_button_check (MunjaWhenButton *self, gint64 *time_us);
void munja_when_button_set_time (MunjaWhenButton *self, gint64 time_us);
void munja_when_button_open (MunjaWhenButton *self);

G_END_DECLS
