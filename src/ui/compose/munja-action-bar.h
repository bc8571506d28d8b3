#pragma once

#include <adwaita.h>

#include "munja-compose-model.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_ACTION_BAR munja_action_bar_get_type ()
G_DECLARE_FINAL_TYPE (MunjaActionBar, munja_action_bar, MUNJA, ACTION_BAR, AdwBin)

GtkWidget *munja_action_bar_get_send_button (MunjaActionBar *self);
GtkWidget *munja_action_bar_get_to_me_button (MunjaActionBar *self);

G_END_DECLS
