#pragma once

#include <adwaita.h>

#include "munja-client.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_REGISTRATION_DIALOG munja_registration_dialog_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRegistrationDialog,
                      munja_registration_dialog,
                      MUNJA,
                      REGISTRATION_DIALOG,
                      AdwWindow)

GtkWidget *munja_registration_dialog_new (GtkWindow *parent, MunjaClient *client);

G_END_DECLS
