#pragma once

#include "munja-archive.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_MESSAGE_LIST munja_sent_message_list_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentMessageList,
                      munja_sent_message_list,
                      MUNJA,
                      SENT_MESSAGE_LIST,
                      GObject)

MunjaSentMessageList *munja_sent_message_list_new (MunjaArchive *archive, MunjaSending *sending);
void munja_sent_message_list_set_filter (MunjaSentMessageList *self,
                                         MunjaSentStates states,
                                         const char *text);
gboolean munja_sent_message_list_get_loading (MunjaSentMessageList *self);
gboolean munja_sent_message_list_get_is_whole (MunjaSentMessageList *self);
const GError *munja_sent_message_list_get_error (MunjaSentMessageList *self);

G_END_DECLS
