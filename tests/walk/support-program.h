#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

GtkWindow *support_program_start (void);
void support_program_begin_test (void);
void support_program_end (GtkWindow *window);

void support_act (GtkWindow *window, const char *action, const char *parameter);
GtkWidget *support_find_shown (GtkWidget *root, const char *type_name);
GtkWidget *support_wait_shown (gpointer window, const char *type_name);
GtkWindow *support_wait_window (const char *type_name);
void support_wait_settled (GtkWindow *window);

G_END_DECLS
