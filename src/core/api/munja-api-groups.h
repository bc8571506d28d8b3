#pragma once

#include "munja-api.h"
#include "munja-replies-group.h"

G_BEGIN_DECLS

void munja_api_create_group_async (MunjaApi *self,
                                   const char *key,
                                   gboolean allow_duplicates,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MunjaGroup *munja_api_create_group_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_add_messages_async (MunjaApi *self,
                                   const char *group_id,
                                   GBytes *body,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GBytes *munja_api_add_messages_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_remove_messages_async (MunjaApi *self,
                                      const char *group_id,
                                      const char *const *message_ids,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean munja_api_remove_messages_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_send_group_async (MunjaApi *self,
                                 const char *group_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MunjaGroup *munja_api_send_group_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_schedule_group_async (MunjaApi *self,
                                     const char *group_id,
                                     gint64 time_us,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
MunjaGroup *munja_api_schedule_group_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_cancel_schedule_async (MunjaApi *self,
                                      const char *group_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
MunjaGroup *munja_api_cancel_schedule_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_delete_group_async (MunjaApi *self,
                                   const char *group_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MunjaGroup *munja_api_delete_group_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_get_group_async (MunjaApi *self,
                                const char *group_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
MunjaGroup *munja_api_get_group_finish (MunjaApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
