#pragma once

#include <adwaita.h>

#include "munja-compose-model.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_METER munja_meter_get_type ()
G_DECLARE_FINAL_TYPE (MunjaMeter, munja_meter, MUNJA, METER, AdwBin)

GtkWidget *munja_meter_get_label (MunjaMeter *self);

G_END_DECLS
