#pragma once

#include "munja-sent-message.h"

G_BEGIN_DECLS

char *munja_sent_reason_dup (const MunjaSentMessage *message);
gboolean munja_sent_reason_may_send_again (const MunjaSentMessage *message);

G_END_DECLS
