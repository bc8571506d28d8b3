#pragma once

#include <adwaita.h>

#include "munja-draft.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_WINDOW munja_window_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWindow, munja_window, MUNJA, WINDOW, AdwApplicationWindow)

GtkWidget *munja_window_new (GtkApplication *application, const char *practice_program);
void munja_window_open (MunjaWindow *self, GFile **files, guint n_files);
void munja_window_write (MunjaWindow *self, const MunjaDraft *draft);

G_END_DECLS
