#pragma once

#include "munja-sending-info.h"
#include "munja-sent-message.h"
#include "munja-sent-query.h"

G_BEGIN_DECLS

/*
 * What became of what was sent, in the person's language. Everything here is plain text.
 */

char *munja_describe_first_words (const char *text);
char *munja_describe_addressees (const char *name, const char *number, guint n_recipients);

char *munja_describe_sending_text (const MunjaSendingInfo *info);
char *munja_describe_sending_title (const MunjaSendingInfo *info);
char *munja_describe_sending_result (const MunjaSendingInfo *info);
char *munja_describe_sending_rest (const MunjaSendingInfo *info);

const char *munja_describe_sent_state (MunjaSentState state);
const char *munja_describe_sent_state_icon (MunjaSentState state);
char *munja_describe_sent_number (const MunjaSentMessage *message);
char *munja_describe_sent_way (const MunjaSentMessage *message, gint64 now_us);

const char *munja_describe_sent_filter (MunjaSentFilter filter);
char *munja_describe_sent_query (const MunjaSentQuery *query);

G_END_DECLS
