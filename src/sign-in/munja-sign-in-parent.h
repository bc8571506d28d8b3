#pragma once

#include <gtk/gtk.h>

#include "munja-sign-in-request.h"

G_BEGIN_DECLS

void munja_sign_in_parent_apply (GtkWindow *window, const MunjaSignInRequest *request);

G_END_DECLS
