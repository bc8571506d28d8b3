#pragma once

#include <webkit/webkit.h>

G_BEGIN_DECLS

void
munja_sign_in_script_dialog_show (WebKitScriptDialog *dialog, GtkWindow *parent, const char *host);

G_END_DECLS
