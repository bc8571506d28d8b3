#pragma once

#include "munja-api.h"
#include "munja-replies-group.h"

G_BEGIN_DECLS

MunjaCall *munja_call_create_group (MunjaApi *api, const char *key);
MunjaCall *munja_call_add_messages (const char *group_id, GBytes *body);
MunjaCall *munja_call_send_group (const char *group_id);
MunjaCall *munja_call_schedule_group (const char *group_id, gint64 time_us);
MunjaCall *munja_call_cancel_schedule (const char *group_id);
MunjaCall *munja_call_delete_group (const char *group_id);
MunjaCall *munja_call_get_group (const char *group_id);

G_END_DECLS
