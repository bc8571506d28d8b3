#pragma once

#include "munja-sending-info.h"
#include "munja-sent-message.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING munja_sending_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSending, munja_sending, MUNJA, SENDING, GObject)

const MunjaSendingInfo *munja_sending_get_info (MunjaSending *self);
gint64 munja_sending_get_id (MunjaSending *self);
char *munja_sending_dup_text (MunjaSending *self, const MunjaSentMessage *message);
char *munja_sending_dup_subject (MunjaSending *self, const MunjaSentMessage *message);
MunjaMessageType munja_sending_get_message_type (MunjaSending *self,
                                                 const MunjaSentMessage *message);

G_END_DECLS
