#pragma once

#include "munja-sent-state.h"
#include "munja-text.h"

G_BEGIN_DECLS

/**
 * MUNJA_SENT_MAX_MESSAGES:
 *
 * How many messages one sending may have; rows are below this. Source: contract, section 4.7.
 */
#define MUNJA_SENT_MAX_MESSAGES 1000000

/**
 * MUNJA_SENT_SAME_TYPE:
 *
 * Stands for the type of the sending.
 */
#define MUNJA_SENT_SAME_TYPE (-1)

/**
 * MunjaSentMessage:
 * @row: place in the sending, from 0
 * @number: digits as the service takes them
 * @country: calling code without "+"
 * @name: as it came with the number, "" without one
 * @values: (nullable): what is put into the text, packed, see munja_recipient_values_unpack()
 * @own_subject: (nullable): where it has @own_text, the subject of that
 * @own_text: (nullable): what this one reads; %NULL for the text of the sending, with @values in it
 * @own_type: its #MunjaMessageType, or %MUNJA_SENT_SAME_TYPE
 * @state: what became of it
 * @message_id: (nullable): the service's id of it
 * @status_code: (nullable): as in "4000"
 * @status_text: (nullable): the service's words, for display as plain text
 * @network: (nullable): the carrier's name
 * @processed: when it was handed to the carrier, in µs since 1970 UTC; 0 if not known; kept to the
 *   millisecond, as are the others
 * @reported: when the carrier told what became of it; 0 if not known
 * @received: when it arrived; 0 if not known
 * @is_replaced: whether another message went out in its place
 *
 * One message of a sending. For its real text see munja_sending_dup_text().
 */
typedef struct {
  guint row;
  char *number;
  char *country;
  char *name;
  GBytes *values;
  char *own_subject;
  char *own_text;
  int own_type;
  MunjaSentState state;
  char *message_id;
  char *status_code;
  char *status_text;
  char *network;
  gint64 processed;
  gint64 reported;
  gint64 received;
  gboolean is_replaced;
} MunjaSentMessage;

#define MUNJA_TYPE_SENT_MESSAGE munja_sent_message_get_type ()
GType munja_sent_message_get_type (void);

MunjaSentMessage *munja_sent_message_new (void);
MunjaSentMessage *munja_sent_message_copy (const MunjaSentMessage *self);
gboolean munja_sent_message_equal (const MunjaSentMessage *self, const MunjaSentMessage *other);
void munja_sent_message_free (MunjaSentMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaSentMessage, munja_sent_message_free)

/**
 * MunjaSentResult:
 * @row: which message; below 0 to find it by @message_id
 * @message_id: (nullable): the service's id of it; kept, where none is known yet
 * @state: what the service says of it
 * @status_code: (nullable): as in "4000"
 * @status_text: (nullable): the service's words
 * @network: (nullable): the carrier's name
 * @processed: as in #MunjaSentMessage; 0 leaves what is known, and so it is with the others
 * @reported: as in #MunjaSentMessage
 * @received: as in #MunjaSentMessage
 * @is_replaced: whether another message went out in its place
 *
 * What the service says of a message, for munja_archive_apply_async().
 */
typedef struct {
  int row;
  char *message_id;
  MunjaSentState state;
  char *status_code;
  char *status_text;
  char *network;
  gint64 processed;
  gint64 reported;
  gint64 received;
  gboolean is_replaced;
} MunjaSentResult;

MunjaSentResult *munja_sent_result_new (void);
void munja_sent_result_free (MunjaSentResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaSentResult, munja_sent_result_free)

G_END_DECLS
