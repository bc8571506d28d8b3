#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_WINDOW munja_window_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWindow, munja_window, MUNJA, WINDOW, AdwApplicationWindow)

GtkWidget *munja_window_new (GtkApplication *application, const char *practice_program);

G_END_DECLS
