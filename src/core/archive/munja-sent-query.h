#pragma once

#include "munja-content.h"

G_BEGIN_DECLS

/**
 * MunjaSentFilter:
 * @MUNJA_SENT_FILTER_ALL: every sending
 * @MUNJA_SENT_FILTER_OPEN: those of which a message is still on its way
 * @MUNJA_SENT_FILTER_DELIVERED: those of which all messages arrived
 * @MUNJA_SENT_FILTER_FAILED: those of which a message did not arrive, or that failed as a whole
 * @MUNJA_SENT_FILTER_CANCELLED: those that the person cancelled
 *
 * Which sendings to list, by what became of them.
 */
typedef enum {
  MUNJA_SENT_FILTER_ALL,
  MUNJA_SENT_FILTER_OPEN,
  MUNJA_SENT_FILTER_DELIVERED,
  MUNJA_SENT_FILTER_FAILED,
  MUNJA_SENT_FILTER_CANCELLED,
} MunjaSentFilter;

/**
 * MUNJA_SENT_ANY_TYPE:
 *
 * Stands for all types.
 */
#define MUNJA_SENT_ANY_TYPE (-1)

/**
 * MunjaSentQuery:
 * @text: (nullable): words, each of which is somewhere in it: in its text, subject or note, or in
 *   the number, the name or the text of a message. See munja-search-words.h
 * @filter: what became of it
 * @type: a #MunjaMessageType that one of its messages has, or %MUNJA_SENT_ANY_TYPE
 * @from: (nullable): the sender number, digits only
 * @since: the first moment at which it went out, in µs since 1970 UTC; 0 for any
 * @until: the moment before which it went out, in µs since 1970 UTC; 0 for any
 *
 * Which sendings to list. All that is said has to be met.
 */
typedef struct {
  char *text;
  MunjaSentFilter filter;
  int type;
  char *from;
  gint64 since;
  gint64 until;
} MunjaSentQuery;

MunjaSentQuery *munja_sent_query_new (void);
MunjaSentQuery *munja_sent_query_copy (const MunjaSentQuery *self);
gboolean munja_sent_query_equal (const MunjaSentQuery *self, const MunjaSentQuery *other);
void munja_sent_query_free (MunjaSentQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaSentQuery, munja_sent_query_free)

G_END_DECLS
