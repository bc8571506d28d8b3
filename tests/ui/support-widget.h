#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Finding one's way in a widget that was made from a template, as a person finds it by eye.
 */

GtkWidget *support_find (GtkWidget *root, const char *id);
GtkWidget *support_find_type (GtkWidget *root, GType type, guint skip);
gboolean support_is_shown (GtkWidget *root, const char *id);
const char *support_text_of (GtkWidget *root, const char *id);
void support_press (GtkWidget *root, const char *id);

GtkWidget *support_show (GtkWidget *child);
void support_settle (void);

G_END_DECLS
