#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileChooserNative *munja_import_chooser_new (GtkWindow *parent);

G_END_DECLS
