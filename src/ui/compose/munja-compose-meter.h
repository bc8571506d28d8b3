#pragma once

#include "munja-advertisement-group.h"
#include "munja-compose-watch.h"
#include "munja-message-editor.h"
#include "munja-picture-row.h"
#include "munja-recipients-box.h"

G_BEGIN_DECLS

void munja_compose_meter_watch (MunjaMessageEditor *editor,
                                MunjaRecipientsBox *recipients_box,
                                MunjaPictureRow *picture_row,
                                MunjaAdvertisementGroup *advertisement_group,
                                MunjaComposeWatch *check);

G_END_DECLS
