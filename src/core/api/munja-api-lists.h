#pragma once

#include "munja-api.h"
#include "munja-replies-group.h"

G_BEGIN_DECLS

void munja_api_find_group_async (MunjaApi *self,
                                 const char *key,
                                 gint64 since_us,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MunjaGroup *munja_api_find_group_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_find_released_group_async (MunjaApi *self,
                                          const char *key,
                                          gint64 since_us,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
MunjaGroup *
munja_api_find_released_group_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_find_message_async (MunjaApi *self,
                                   const char *to,
                                   const char *key,
                                   gint64 since_us,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MunjaListedMessage *
munja_api_find_message_finish (MunjaApi *self, GAsyncResult *result, GError **error);

void munja_api_list_group_messages_async (MunjaApi *self,
                                          const char *group_id,
                                          const char *start_key,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
MunjaMessagePage *
munja_api_list_group_messages_finish (MunjaApi *self, GAsyncResult *result, GError **error);

G_END_DECLS
