#pragma once

#include "munja-replies-group.h"
#include "munja-sending-info.h"
#include "munja-sent-message.h"

G_BEGIN_DECLS

/*
 * What the service lists, as the archive takes it.
 */

void munja_listed_take_group (MunjaSendingInfo *info, const MunjaGroup *group);
GPtrArray *munja_listed_new_results (const MunjaSendingInfo *info, const MunjaMessagePage *page);

void munja_listed_take_first (MunjaSendingInfo *info, const MunjaMessagePage *page);
GPtrArray *munja_listed_new_messages (const MunjaSendingInfo *info,
                                      const MunjaMessagePage *page,
                                      guint first_row);

G_END_DECLS
