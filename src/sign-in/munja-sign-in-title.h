#pragma once

#include <gtk/gtk.h>

#include "munja-sign-in-request.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SIGN_IN_TITLE munja_sign_in_title_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSignInTitle, munja_sign_in_title, MUNJA, SIGN_IN_TITLE, GtkBox)

void munja_sign_in_title_show_connecting (MunjaSignInTitle *self, const char *uri);
void munja_sign_in_title_show_nothing (MunjaSignInTitle *self, const char *uri);
void munja_sign_in_title_show_page (MunjaSignInTitle *self,
                                    const MunjaSignInRequest *request,
                                    const char *uri,
                                    gboolean has_valid_tls);

G_END_DECLS
