#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaSentKnown:
 * @MUNJA_SENT_KNOWN_NOT: the archive has never heard of it
 * @MUNJA_SENT_KNOWN_BEGUN: it was added, and not all its messages were
 * @MUNJA_SENT_KNOWN_OPEN: all of it is there, and something may still become of it
 * @MUNJA_SENT_KNOWN_FINAL: all of it is there, and nothing will change any more
 * @MUNJA_SENT_KNOWN_REMOVED: the person removed it, and does not want it back
 *
 * What the archive has of a sending.
 */
typedef enum {
  MUNJA_SENT_KNOWN_NOT,
  MUNJA_SENT_KNOWN_BEGUN,
  MUNJA_SENT_KNOWN_OPEN,
  MUNJA_SENT_KNOWN_FINAL,
  MUNJA_SENT_KNOWN_REMOVED,
} MunjaSentKnown;

/**
 * MunjaArchiveTotals:
 * @n_sendings: how many sendings there are
 * @n_messages: how many messages they have
 * @oldest: when the oldest went out, in µs since 1970 UTC; 0 if there is none
 * @bytes: how big the file is
 *
 * How much is kept.
 */
typedef struct {
  gint64 n_sendings;
  gint64 n_messages;
  gint64 oldest;
  gint64 bytes;
} MunjaArchiveTotals;

/**
 * MunjaRepeats:
 * @positions: (element-type guint): which rows of the audience have it already, in their order
 * @last: when the latest of those messages went out, in µs since 1970 UTC; 0 if there is none
 * @sending: id of the sending that the latest belongs to; 0 if there is none
 *
 * Who got a text already.
 */
typedef struct {
  GArray *positions;
  gint64 last;
  gint64 sending;
} MunjaRepeats;

void munja_repeats_free (MunjaRepeats *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRepeats, munja_repeats_free)

G_END_DECLS
