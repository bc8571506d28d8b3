#pragma once

#include "munja-account-info.h"
#include "munja-form-keeper.h"
#include "munja-review-desk.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_JOB_DESK munja_job_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaJobDesk, munja_job_desk, MUNJA, JOB_DESK, GObject)

MunjaJobDesk *munja_job_desk_new (GtkWindow *window,
                                  GActionMap *actions,
                                  MunjaComposePage *form,
                                  AdwBin *place,
                                  AdwToastOverlay *toasts,
                                  MunjaClientSwitch *clients,
                                  MunjaAccountInfo *info,
                                  MunjaFormKeeper *keeper,
                                  MunjaReviewDesk *reviews);
gboolean munja_job_desk_is_adding (MunjaJobDesk *self);
gboolean munja_job_desk_is_idle (MunjaJobDesk *self);
gboolean munja_job_desk_may_close (MunjaJobDesk *self);

void munja_job_desk_set_job (MunjaJobDesk *self, MunjaJob *job);
void munja_job_desk_focus (MunjaJobDesk *self);
void munja_job_desk_remove (MunjaJobDesk *self, MunjaJob *job);
void munja_job_desk_send (MunjaJobDesk *self, MunjaOrder *order);
void munja_job_desk_edit (MunjaJobDesk *self, const MunjaOrder *order);

G_END_DECLS
