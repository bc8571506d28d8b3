#pragma once

#include <adwaita.h>

#include "munja-sign-in-view.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SIGN_IN_WINDOW munja_sign_in_window_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSignInWindow,
                      munja_sign_in_window,
                      MUNJA,
                      SIGN_IN_WINDOW,
                      AdwApplicationWindow)

GtkWidget *munja_sign_in_window_new (GtkApplication *application,
                                     MunjaSignInAttempt *attempt,
                                     WebKitUserContentFilter *filter);

G_END_DECLS
