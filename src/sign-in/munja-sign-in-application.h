#pragma once

#include <adwaita.h>

#include "munja-sign-in-attempt.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SIGN_IN_APPLICATION munja_sign_in_application_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSignInApplication,
                      munja_sign_in_application,
                      MUNJA,
                      SIGN_IN_APPLICATION,
                      AdwApplication)

MunjaSignInApplication *munja_sign_in_application_new (MunjaSignInAttempt *attempt, int answer_fd);

G_END_DECLS
