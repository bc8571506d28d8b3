#pragma once

#include "munja-form-keeper.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_DRAFT_DESK munja_draft_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaDraftDesk, munja_draft_desk, MUNJA, DRAFT_DESK, GObject)

MunjaDraftDesk *munja_draft_desk_new (GtkWindow *window,
                                      GActionMap *actions,
                                      MunjaComposePage *form,
                                      AdwToastOverlay *toasts);
MunjaFormKeeper *munja_draft_desk_get_keeper (MunjaDraftDesk *self);
const GError *munja_draft_desk_get_error (MunjaDraftDesk *self);
void munja_draft_desk_set_client (MunjaDraftDesk *self, MunjaClient *client);
void munja_draft_desk_set_form_shown (MunjaDraftDesk *self, gboolean is_shown);
gboolean munja_draft_desk_keep (MunjaDraftDesk *self);

G_END_DECLS
