#pragma once

#include "munja-account-info.h"
#include "munja-form-keeper.h"
#include "munja-outbox.h"
#include "munja-review-desk.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SEND_DESK munja_send_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendDesk, munja_send_desk, MUNJA, SEND_DESK, GObject)

MunjaSendDesk *munja_send_desk_new (GtkWindow *window,
                                    AdwToastOverlay *toasts,
                                    MunjaClientSwitch *clients,
                                    MunjaAccountInfo *info,
                                    MunjaFormKeeper *keeper,
                                    MunjaReviewDesk *reviews);
gboolean munja_send_desk_is_adding (MunjaSendDesk *self);
gboolean munja_send_desk_is_asking (MunjaSendDesk *self);

void munja_send_desk_submit (MunjaSendDesk *self, MunjaOrder *order, const MunjaDraft *form);
void munja_send_desk_submit_to_me (MunjaSendDesk *self, MunjaOrder *order);
void munja_send_desk_send (MunjaSendDesk *self, MunjaOrder *order);
void munja_send_desk_ask (MunjaSendDesk *self, MunjaOrder *order, MunjaJob *job);
void munja_send_desk_review (MunjaSendDesk *self, MunjaJob *group);

G_END_DECLS
