#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_OWN_NUMBER_SEND "send"

GtkWidget *munja_own_number_dialog_new (GtkWindow *parent);
char *munja_own_number_dialog_dup_number (AdwMessageDialog *dialog);

G_END_DECLS
