#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * SupportFoundFunc:
 * @fault: what is wrong with it
 * @user_data: what was given with it
 */
typedef void (*SupportFoundFunc) (GtkWidget *widget, const char *fault, gpointer user_data);

void support_look_at_places (GtkWidget *window, SupportFoundFunc found, gpointer user_data);
void support_look_at_colours (GtkWidget *window, SupportFoundFunc found, gpointer user_data);

gboolean support_is_in_sight (GtkWidget *widget, GtkWidget *window);
GtkWidget *support_find_largest (GtkWidget *widget, GtkOrientation orientation);
char *support_name_of (GtkWidget *widget);
GdkTexture *support_take_picture (GtkWidget *window);

G_END_DECLS
