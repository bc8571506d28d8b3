#pragma once

#include "munja-message-editor.h"
#include "munja-recipients-box.h"

G_BEGIN_DECLS

void munja_compose_meter_watch (MunjaMessageEditor *editor, MunjaRecipientsBox *recipients_box);

G_END_DECLS
