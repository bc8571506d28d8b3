#pragma once

#include <adwaita.h>

#include "munja-client.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_WELCOME_PAGE munja_welcome_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaWelcomePage, munja_welcome_page, MUNJA, WELCOME_PAGE, AdwBin)

void munja_welcome_page_set_client (MunjaWelcomePage *self, MunjaClient *client);

G_END_DECLS
