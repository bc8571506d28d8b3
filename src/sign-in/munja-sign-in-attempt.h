#pragma once

#include <glib-object.h>

#include "munja-sign-in-request.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SIGN_IN_ATTEMPT munja_sign_in_attempt_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSignInAttempt, munja_sign_in_attempt, MUNJA, SIGN_IN_ATTEMPT, GObject)

MunjaSignInAttempt *munja_sign_in_attempt_new (MunjaSignInRequest *request);

const MunjaSignInRequest *munja_sign_in_attempt_get_request (MunjaSignInAttempt *self);
const char *munja_sign_in_attempt_get_answer (MunjaSignInAttempt *self);

void munja_sign_in_attempt_take_redirect (MunjaSignInAttempt *self, const char *uri);
void munja_sign_in_attempt_give_up (MunjaSignInAttempt *self);
void munja_sign_in_attempt_cancel (MunjaSignInAttempt *self);
void munja_sign_in_attempt_choose_browser (MunjaSignInAttempt *self);

G_END_DECLS
