#pragma once

#include "munja-job-desk.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SIGN_IN_DESK munja_sign_in_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSignInDesk, munja_sign_in_desk, MUNJA, SIGN_IN_DESK, GObject)

MunjaSignInDesk *munja_sign_in_desk_new (GtkWindow *window,
                                         GActionMap *actions,
                                         MunjaClientSwitch *clients,
                                         MunjaJobDesk *jobs,
                                         const char *practice_program);
void munja_sign_in_desk_leave_practice (MunjaSignInDesk *self);
gboolean munja_sign_in_desk_is_active (MunjaSignInDesk *self);
gboolean munja_sign_in_desk_is_starting_practice (MunjaSignInDesk *self);
gboolean munja_sign_in_desk_is_trying_out (MunjaSignInDesk *self);

G_END_DECLS
