#pragma once

#include <adwaita.h>

#include "munja-client-switch.h"
#include "munja-job.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_CLOSING munja_closing_get_type ()
G_DECLARE_FINAL_TYPE (MunjaClosing, munja_closing, MUNJA, CLOSING, GObject)

MunjaClosing *
munja_closing_new (GtkWindow *window, AdwToastOverlay *toasts, MunjaClientSwitch *clients);
gboolean munja_closing_may_close (MunjaClosing *self, gboolean is_adding);
void munja_closing_go_on (MunjaClosing *self);
gboolean munja_closing_take_settled (MunjaClosing *self, MunjaJob *job);

G_END_DECLS
