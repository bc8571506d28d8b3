#pragma once

#include <adwaita.h>

#include "munja-client-switch.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_PREFERENCES_DIALOG munja_preferences_dialog_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPreferencesDialog,
                      munja_preferences_dialog,
                      MUNJA,
                      PREFERENCES_DIALOG,
                      AdwPreferencesWindow)

GtkWidget *
munja_preferences_dialog_new (GtkWindow *parent, GSettings *settings, GSettings *profile);
void munja_preferences_dialog_follow (MunjaPreferencesDialog *self, MunjaClientSwitch *clients);
void munja_preferences_dialog_set_sent_path (MunjaPreferencesDialog *self, const char *path);

G_END_DECLS
