#pragma once

#include <adwaita.h>

#include "munja-day-popover.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_DAY_BUTTON munja_day_button_get_type ()
G_DECLARE_FINAL_TYPE (MunjaDayButton, munja_day_button, MUNJA, DAY_BUTTON, AdwBin)

MunjaDay munja_day_button_get_day (MunjaDayButton *self);
void munja_day_button_set_day (MunjaDayButton *self, MunjaDay day);

G_END_DECLS
