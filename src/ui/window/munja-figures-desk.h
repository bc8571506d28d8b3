#pragma once

#include <adwaita.h>

#include "munja-client-switch.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_FIGURES_DESK munja_figures_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaFiguresDesk, munja_figures_desk, MUNJA, FIGURES_DESK, GObject)

MunjaFiguresDesk *munja_figures_desk_new (MunjaClientSwitch *clients, AdwBin *place);

G_END_DECLS
