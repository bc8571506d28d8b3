#pragma once

#include <adwaita.h>

#include "munja-job.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_UNDO_TOAST munja_undo_toast_get_type ()
G_DECLARE_FINAL_TYPE (MunjaUndoToast, munja_undo_toast, MUNJA, UNDO_TOAST, GObject)

MunjaUndoToast *munja_undo_toast_new (AdwToastOverlay *overlay, MunjaJob *job);
void munja_undo_toast_undo (MunjaUndoToast *self, GActionMap *actions);

G_END_DECLS
