#include "config.h"

#include "munja-sending-info.h"

#include "munja-sending-info-private.h"

G_DEFINE_BOXED_TYPE (MunjaSendingInfo,
                     munja_sending_info,
                     munja_sending_info_copy,
                     munja_sending_info_free)

#define MEMBER(column, kind, source, member)                                                       \
  {                                                                                                \
    column, MUNJA_SENDING_MEMBER_##kind, MUNJA_SENDING_##source,                                   \
        G_STRUCT_OFFSET (MunjaSendingInfo, member)                                                 \
  }

/* clang-format off */
const MunjaSendingMember munja_sending_members[] = {
  MEMBER ("id", BIG, KEPT, id),
  MEMBER ("key", TEXT, GIVEN, key),
  MEMBER ("group_id", TEXT, SAID, group_id),
  MEMBER ("message_id", TEXT, SAID, message_id),
  MEMBER ("member", TEXT, GIVEN, member),
  MEMBER ("is_elsewhere", INT, GIVEN, is_elsewhere),
  MEMBER ("outcome", INT, SAID, outcome),
  MEMBER ("sender", TEXT, GIVEN, from),
  MEMBER ("subject", TEXT, GIVEN, written.subject),
  MEMBER ("text", TEXT, GIVEN, written.text),
  MEMBER ("columns", TEXT, GIVEN, columns),
  MEMBER ("advertising", INT, GIVEN, written.advertising),
  MEMBER ("type_choice", INT, GIVEN, written.type_choice),
  MEMBER ("type", INT, GIVEN, type),
  MEMBER ("n_invalid", COUNT, GIVEN, left_out.n_invalid),
  MEMBER ("n_repeated", COUNT, GIVEN, left_out.n_repeated),
  MEMBER ("first_number", TEXT, KEPT, first_number),
  MEMBER ("first_name", TEXT, KEPT, first_name),
  MEMBER ("created", BIG, GIVEN, created),
  MEMBER ("scheduled", BIG, SAID, scheduled),
  MEMBER ("went_out", BIG, SAID, went_out),
  MEMBER ("completed", BIG, SAID, completed),
  MEMBER ("n_messages", COUNT, KEPT, n_messages),
  MEMBER ("n_sms", COUNT, KEPT, n_types[MUNJA_MESSAGE_TYPE_SMS]),
  MEMBER ("n_lms", COUNT, KEPT, n_types[MUNJA_MESSAGE_TYPE_LMS]),
  MEMBER ("n_mms", COUNT, KEPT, n_types[MUNJA_MESSAGE_TYPE_MMS]),
  MEMBER ("n_open", COUNT, KEPT, n_of_state[MUNJA_SENT_OPEN]),
  MEMBER ("n_delivered", COUNT, KEPT, n_of_state[MUNJA_SENT_DELIVERED]),
  MEMBER ("n_failed", COUNT, KEPT, n_of_state[MUNJA_SENT_FAILED]),
  MEMBER ("n_refused", COUNT, KEPT, n_of_state[MUNJA_SENT_REFUSED]),
  MEMBER ("n_unknown", COUNT, KEPT, n_of_state[MUNJA_SENT_UNKNOWN]),
  MEMBER ("charged_balance", BIG, SAID, charged_balance),
  MEMBER ("charged_point", BIG, SAID, charged_point),
  MEMBER ("refunded_balance", BIG, SAID, refunded_balance),
  MEMBER ("refunded_point", BIG, SAID, refunded_point),
  MEMBER ("profit", BIG, SAID, profit),
  MEMBER ("app_id", TEXT, SAID, app_id),
  MEMBER ("group_status", TEXT, SAID, group_status),
  MEMBER ("status_text", TEXT, SAID, status_text),
  MEMBER ("is_whole", INT, KEPT, is_whole),
  MEMBER ("is_final", INT, SAID, is_final),
  MEMBER ("last_look", BIG, SAID, last_look),
  MEMBER ("n_looks", COUNT, SAID, n_looks),
  MEMBER ("note", TEXT, KEPT, note),
  { NULL },
};
/* clang-format on */

/**
 * munja_sending_info_new:
 *
 * Returns: (transfer full): a sending of which nothing is known
 */
MunjaSendingInfo *
munja_sending_info_new (void)
{
  MunjaSendingInfo *self = g_new0 (MunjaSendingInfo, 1);

  self->from = g_strdup ("");
  self->written.text = g_strdup ("");
  self->first_number = g_strdup ("");
  self->first_name = g_strdup ("");
  self->note = g_strdup ("");
  self->charged_balance = self->charged_point = -1;
  self->refunded_balance = self->refunded_point = -1;
  self->profit = -1;
  return self;
}

/**
 * munja_sending_info_copy:
 * @self: what is known of a sending
 *
 * Returns: (transfer full): a copy
 */
MunjaSendingInfo *
munja_sending_info_copy (const MunjaSendingInfo *self)
{
  MunjaSendingInfo *copy = g_memdup2 (self, sizeof *self);

  for (const MunjaSendingMember *member = munja_sending_members; member->column != NULL; member++) {
    char **place = G_STRUCT_MEMBER_P (copy, member->offset);

    if (member->kind == MUNJA_SENDING_MEMBER_TEXT)
      *place = g_strdup (*place);
  }
  copy->problem = self->problem != NULL ? g_error_copy (self->problem) : NULL;
  return copy;
}

/**
 * munja_sending_info_free:
 * @self: (nullable) (transfer full): what is known of a sending
 */
void
munja_sending_info_free (MunjaSendingInfo *self)
{
  if (self == NULL)
    return;
  for (const MunjaSendingMember *member = munja_sending_members; member->column != NULL; member++)
    if (member->kind == MUNJA_SENDING_MEMBER_TEXT)
      g_free (*(char **)G_STRUCT_MEMBER_P (self, member->offset));
  g_clear_error (&self->problem);
  g_free (self);
}

/**
 * munja_sending_info_new_merge:
 * @self: what is known of a sending
 *
 * Returns: (transfer full) (nullable): what puts its texts together; %NULL where all get the same
 */
MunjaPackedMerge *
munja_sending_info_new_merge (const MunjaSendingInfo *self)
{
  g_autoptr (MunjaMessage) message = NULL;

  if (self->columns == NULL)
    return NULL;
  message = munja_message_new_from_written (&self->written, NULL);
  return munja_packed_merge_new (message, self->columns);
}

/**
 * munja_sending_info_count:
 * @self: what is known of a sending
 * @states: which messages
 *
 * Returns: how many there are
 */
guint
munja_sending_info_count (const MunjaSendingInfo *self, MunjaSentStates states)
{
  guint count = 0;

  for (guint state = 0; state < MUNJA_N_SENT_STATES; state++)
    if ((states & 1u << state) != 0)
      count += self->n_of_state[state];
  return count;
}

/**
 * munja_sending_info_get_price:
 * @self: what is known of a sending
 *
 * Returns: what it really cost, points and balance together, less what came back; below 0 if that
 *   is not known
 */
MunjaMoney
munja_sending_info_get_price (const MunjaSendingInfo *self)
{
  if (self->charged_balance < 0 || self->charged_point < 0)
    return -1;
  return self->charged_balance + self->charged_point - MAX (self->refunded_balance, 0)
         - MAX (self->refunded_point, 0);
}
