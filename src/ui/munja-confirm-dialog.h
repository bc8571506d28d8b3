#pragma once

#include <adwaita.h>

#include "munja-outcome.h"

G_BEGIN_DECLS

#define MUNJA_CONFIRM_SEND "send"

GtkWidget *
munja_confirm_dialog_new (GtkWindow *parent, const MunjaOutcome *outcome, gboolean again);

G_END_DECLS
