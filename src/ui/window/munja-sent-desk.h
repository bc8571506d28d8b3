#pragma once

#include "munja-job-desk.h"
#include "munja-sent-page.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_DESK munja_sent_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentDesk, munja_sent_desk, MUNJA, SENT_DESK, GObject)

MunjaSentDesk *munja_sent_desk_new (GtkWindow *window,
                                    GActionMap *actions,
                                    MunjaSentPage *page,
                                    AdwViewStack *views,
                                    AdwToastOverlay *toasts,
                                    MunjaClientSwitch *clients,
                                    MunjaAccountInfo *info,
                                    MunjaJobDesk *jobs);
gboolean munja_sent_desk_get_can_go_back (MunjaSentDesk *self);
gboolean munja_sent_desk_is_empty (MunjaSentDesk *self);
const char *munja_sent_desk_get_path (MunjaSentDesk *self);
void munja_sent_desk_delete_all (MunjaSentDesk *self, GtkWindow *parent);

G_END_DECLS
