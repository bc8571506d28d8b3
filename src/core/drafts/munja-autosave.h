#pragma once

#include "munja-library.h"

G_BEGIN_DECLS

/**
 * MunjaAutosaveState:
 * @MUNJA_AUTOSAVE_NOTHING: there is nothing to keep, or no library to keep it in
 * @MUNJA_AUTOSAVE_PENDING: something is written that is not on the disk yet
 * @MUNJA_AUTOSAVE_SAVED: all that is written is on the disk
 * @MUNJA_AUTOSAVE_FAILED: it cannot be written to the disk; that is tried again
 */
typedef enum {
  MUNJA_AUTOSAVE_NOTHING,
  MUNJA_AUTOSAVE_PENDING,
  MUNJA_AUTOSAVE_SAVED,
  MUNJA_AUTOSAVE_FAILED,
} MunjaAutosaveState;

/**
 * MunjaAutosaveFunc:
 * @user_data: what goes with the function
 *
 * Returns: (transfer full): what the form holds now
 */
typedef MunjaDraft *(*MunjaAutosaveFunc) (gpointer user_data);

#define MUNJA_TYPE_AUTOSAVE munja_autosave_get_type ()
G_DECLARE_FINAL_TYPE (MunjaAutosave, munja_autosave, MUNJA, AUTOSAVE, GObject)

MunjaAutosave *
munja_autosave_new (MunjaLibrary *library, MunjaAutosaveFunc func, gpointer user_data);
void munja_autosave_stop (MunjaAutosave *self);

void munja_autosave_touch (MunjaAutosave *self);
void munja_autosave_flush_async (MunjaAutosave *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean munja_autosave_flush_finish (MunjaAutosave *self, GAsyncResult *result, GError **error);

void munja_autosave_take (MunjaAutosave *self, gint64 draft);
gint64 munja_autosave_put_away (MunjaAutosave *self);
void munja_autosave_discard (MunjaAutosave *self);

gint64 munja_autosave_get_draft (MunjaAutosave *self);
MunjaAutosaveState munja_autosave_get_state (MunjaAutosave *self);
const GError *munja_autosave_get_error (MunjaAutosave *self);

G_END_DECLS
