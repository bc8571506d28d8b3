#pragma once

#include "munja-autosave.h"
#include "munja-client.h"
#include "munja-compose-page.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_FORM_KEEPER munja_form_keeper_get_type ()
G_DECLARE_FINAL_TYPE (MunjaFormKeeper, munja_form_keeper, MUNJA, FORM_KEEPER, GObject)

MunjaFormKeeper *munja_form_keeper_new (MunjaComposePage *form,
                                        AdwToastOverlay *toasts,
                                        MunjaLibrary *library,
                                        MunjaLibrary *practice);
void munja_form_keeper_set_client (MunjaFormKeeper *self, MunjaClient *client);
void munja_form_keeper_take_along (MunjaFormKeeper *self);
void munja_form_keeper_update (MunjaFormKeeper *self, MunjaLibrary *library);
gboolean munja_form_keeper_restore (MunjaFormKeeper *self,
                                    MunjaLibrary *library,
                                    const MunjaDraft *draft,
                                    gint64 id);
MunjaAutosave *munja_form_keeper_get_autosave (MunjaFormKeeper *self);
gboolean munja_form_keeper_is_practice (MunjaFormKeeper *self);
gboolean munja_form_keeper_is_empty (MunjaFormKeeper *self);

gboolean munja_form_keeper_can_keep (MunjaFormKeeper *self);
void munja_form_keeper_keep_async (MunjaFormKeeper *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
munja_form_keeper_keep_finish (MunjaFormKeeper *self, GAsyncResult *result, GError **error);

void munja_form_keeper_put_aside (MunjaFormKeeper *self);
void munja_form_keeper_fill (MunjaFormKeeper *self, const MunjaDraft *draft);
void munja_form_keeper_show_draft (MunjaFormKeeper *self, const MunjaDraft *draft, gint64 id);
void munja_form_keeper_show_content (MunjaFormKeeper *self, const MunjaContent *content);
void munja_form_keeper_bring_back (MunjaFormKeeper *self);

void munja_form_keeper_hand_over (MunjaFormKeeper *self, const MunjaDraft *sent);
void munja_form_keeper_end_hand_over (MunjaFormKeeper *self, const char *job_key);
gboolean munja_form_keeper_take_back (MunjaFormKeeper *self, const char *job_key);

G_END_DECLS
