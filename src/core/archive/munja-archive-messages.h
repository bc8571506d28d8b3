#pragma once

#include <sqlite3.h>

#include "munja-audience.h"
#include "munja-sending-info.h"
#include "munja-sent-message.h"

G_BEGIN_DECLS

/**
 * MunjaMessageFilter:
 * @states: in which states
 * @match: (nullable): what words are in them, in the language of FTS5; %NULL for any
 * @after: behind which row; below 0 for all
 * @limit: how many at most; below 0 for all
 *
 * Which messages of a sending to read.
 */
typedef struct {
  MunjaSentStates states;
  const char *match;
  int after;
  int limit;
} MunjaMessageFilter;

GPtrArray *munja_archive_messages_list (sqlite3 *db,
                                        gint64 sending,
                                        const MunjaMessageFilter *filter,
                                        GError **error);
MunjaAudience *munja_archive_messages_load_audience (sqlite3 *db,
                                                     const MunjaSendingInfo *info,
                                                     MunjaSentStates states,
                                                     GError **error);

G_END_DECLS
