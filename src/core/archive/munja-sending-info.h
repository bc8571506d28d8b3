#pragma once

#include "munja-audience.h"
#include "munja-money.h"
#include "munja-packed-merge.h"
#include "munja-sent-state.h"

G_BEGIN_DECLS

/**
 * MunjaSendingInfo:
 * @id: what it is called in the archive: about when it went out, in ms since 1970 UTC; 0 before it
 *   was added. A higher id is a later sending
 * @key: (nullable): the key of our job; %NULL where it was sent elsewhere
 * @group_id: (nullable): the service's id of the group
 * @message_id: (nullable): the service's id of the message, where there is only one
 * @member: (nullable): whose account it was sent with
 * @is_elsewhere: whether it was not this app that sent it
 * @outcome: what became of it as a whole
 * @from: sender number, digits only
 * @written: the message; it may have merge fields where there are @columns
 * @columns: (nullable): what the values of each message are called, a line each; %NULL where all
 *   get the same
 * @type: what its messages are that say nothing of their own
 * @has_picture: whether there is a picture, see munja_archive_load_picture_async()
 * @created: when it was written, in µs since 1970 UTC; 0 if not known
 * @scheduled: when it was to go out, in µs since 1970 UTC; 0 for at once
 * @went_out: when it was accepted or released, in µs since 1970 UTC; 0 if it was not
 * @completed: when the service was done with it, in µs since 1970 UTC; 0 before that
 * @n_messages: how many messages there are; the archive counts them
 * @n_types: how many messages there are of each type; the archive counts them
 * @n_of_state: how many messages are in each #MunjaSentState; the archive counts them
 * @left_out: how many rows of the person's list are not among the messages
 * @charged_balance: what was taken from the balance; below 0 if not known
 * @charged_point: what was taken from the points; below 0 if not known
 * @refunded_balance: what came back to the balance; below 0 if not known
 * @refunded_point: what came back to the points; below 0 if not known
 * @profit: what this app earned of it; below 0 if not known
 * @app_id: (nullable): the app that earned it
 * @group_status: (nullable): the service's word for where the group stands, as in "COMPLETE"
 * @status_text: (nullable): what the service last wrote down about it, for display as plain text
 * @note: what the person wrote about it, "" for nothing; see munja_archive_set_note_async()
 * @problem: (nullable): why it failed as a whole
 * @is_whole: whether all its messages are there, see munja_archive_finish_adding_async()
 * @is_final: whether nothing will change any more, so that nobody needs to ask the service
 * @last_look: when the service was asked last, in µs since 1970 UTC; 0 for never
 * @n_looks: how often it was asked
 * @first_number: the number of the first message, digits only; the archive keeps it
 * @first_name: the name of the first message, "" without one; the archive keeps it
 *
 * Everything that is kept of a sending but its messages. A sending is one job of this app, or one
 * group of the service.
 */
typedef struct {
  gint64 id;
  char *key;
  char *group_id;
  char *message_id;
  char *member;
  gboolean is_elsewhere;
  MunjaSendingOutcome outcome;

  /* What was written. */
  char *from;
  MunjaWritten written;
  char *columns;
  MunjaMessageType type;
  gboolean has_picture;
  MunjaRecipientLeftOut left_out;
  char *first_number;
  char *first_name;

  /* When. */
  gint64 created;
  gint64 scheduled;
  gint64 went_out;
  gint64 completed;

  /* What became of it. */
  guint n_messages;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
  guint n_of_state[MUNJA_N_SENT_STATES];
  MunjaMoney charged_balance;
  MunjaMoney charged_point;
  MunjaMoney refunded_balance;
  MunjaMoney refunded_point;
  MunjaMoney profit;
  char *app_id;
  char *group_status;
  char *status_text;
  GError *problem;
  gboolean is_whole;
  gboolean is_final;
  gint64 last_look;
  guint n_looks;

  char *note;
} MunjaSendingInfo;

#define MUNJA_TYPE_SENDING_INFO munja_sending_info_get_type ()
GType munja_sending_info_get_type (void);

MunjaSendingInfo *munja_sending_info_new (void);
MunjaSendingInfo *munja_sending_info_copy (const MunjaSendingInfo *self);
void munja_sending_info_free (MunjaSendingInfo *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaSendingInfo, munja_sending_info_free)

MunjaPackedMerge *munja_sending_info_new_merge (const MunjaSendingInfo *self);
guint munja_sending_info_count (const MunjaSendingInfo *self, MunjaSentStates states);
MunjaMoney munja_sending_info_get_price (const MunjaSendingInfo *self);

G_END_DECLS
