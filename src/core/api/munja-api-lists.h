#pragma once

#include "munja-api.h"
#include "munja-replies-group.h"

G_BEGIN_DECLS

MunjaCall *munja_call_find_group (MunjaApi *api, const char *key, gint64 since_us);
MunjaCall *munja_call_find_released_group (MunjaApi *api, const char *key, gint64 since_us);
MunjaCall *
munja_call_find_message (MunjaApi *api, const char *to, const char *key, gint64 since_us);
MunjaCall *munja_call_list_changed_groups (gint64 since_us, const char *start_key);
MunjaCall *munja_call_list_group_messages (const char *group_id, const char *start_key);
MunjaCall *
munja_call_list_changed_messages (const char *group_id, gint64 since_us, const char *start_key);

G_END_DECLS
