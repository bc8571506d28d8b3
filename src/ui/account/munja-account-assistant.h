#pragma once

#include <adwaita.h>

#include "munja-client.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_ACCOUNT_ASSISTANT munja_account_assistant_get_type ()
G_DECLARE_FINAL_TYPE (MunjaAccountAssistant,
                      munja_account_assistant,
                      MUNJA,
                      ACCOUNT_ASSISTANT,
                      AdwWindow)

GtkWidget *munja_account_assistant_new (GtkWindow *parent, MunjaClient *client);

G_END_DECLS
