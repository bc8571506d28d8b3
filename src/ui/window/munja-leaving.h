#pragma once

#include "munja-form-keeper.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_LEAVING munja_leaving_get_type ()
G_DECLARE_FINAL_TYPE (MunjaLeaving, munja_leaving, MUNJA, LEAVING, GObject)

MunjaLeaving *munja_leaving_new (GtkWindow *window,
                                 GActionMap *actions,
                                 AdwToastOverlay *toasts,
                                 MunjaFormKeeper *keeper,
                                 MunjaLibrary *library,
                                 MunjaLibrary *practice);

G_END_DECLS
