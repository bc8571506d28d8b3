#pragma once

#include "munja-api.h"
#include "munja-archive.h"
#include "munja-follow.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_FOLLOWER munja_follower_get_type ()
G_DECLARE_FINAL_TYPE (MunjaFollower, munja_follower, MUNJA, FOLLOWER, GObject)

MunjaFollower *munja_follower_new (MunjaArchive *archive,
                                   MunjaSending *sending,
                                   const MunjaFollowTimings *timings);
MunjaSending *munja_follower_get_sending (MunjaFollower *self);

void munja_follower_look_async (MunjaFollower *self,
                                MunjaApi *api,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean munja_follower_look_finish (MunjaFollower *self,
                                     GAsyncResult *result,
                                     MunjaFollowMove *move,
                                     GError **error);

G_END_DECLS
