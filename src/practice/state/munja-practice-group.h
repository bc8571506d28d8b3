#pragma once

#include <json-glib/json-glib.h>

#include "munja-practice-agent.h"
#include "munja-practice-content.h"
#include "munja-practice-money.h"
#include "munja-practice-pace.h"
#include "munja-practice-price.h"

G_BEGIN_DECLS

#define MUNJA_PRACTICE_ID_LENGTH 32

/**
 * MunjaPracticeGroupStatus:
 * @MUNJA_PRACTICE_GROUP_PENDING: messages can be added
 * @MUNJA_PRACTICE_GROUP_SENDING: it was sent, and some messages are still on their way
 * @MUNJA_PRACTICE_GROUP_COMPLETE: every message has reached its end
 * @MUNJA_PRACTICE_GROUP_FAILED: it will not be sent any more
 * @MUNJA_PRACTICE_GROUP_DELETED: it was deleted before it was sent
 * @MUNJA_PRACTICE_GROUP_SCHEDULED: it is sent at its time
 *
 * Source: contract, section 4.7.
 */
typedef enum {
  MUNJA_PRACTICE_GROUP_PENDING,
  MUNJA_PRACTICE_GROUP_SENDING,
  MUNJA_PRACTICE_GROUP_COMPLETE,
  MUNJA_PRACTICE_GROUP_FAILED,
  MUNJA_PRACTICE_GROUP_DELETED,
  MUNJA_PRACTICE_GROUP_SCHEDULED,
} MunjaPracticeGroupStatus;

/**
 * MunjaPracticeTally:
 * @price: the country and its prices
 * @accepted: messages to it that were accepted, by #MunjaMessageType
 * @failing: how many of these end with an error
 */
typedef struct {
  const MunjaPracticePrice *price;
  guint accepted[MUNJA_PRACTICE_N_TYPES];
  guint failing[MUNJA_PRACTICE_N_TYPES];
} MunjaPracticeTally;

/**
 * MunjaPracticeWave:
 * @accepted: messages of it that were accepted
 * @failing: how many of these end with an error
 * @stuck: how many of these never end
 * @late: how many of these are delivered late
 *
 * Those messages of a group that go out together.
 */
typedef struct {
  guint accepted;
  guint failing;
  guint stuck;
  guint late;
} MunjaPracticeWave;

/**
 * MunjaPracticeGroup:
 * @id: its id
 * @serial: its place among all groups
 * @status: as of the last time that munja_practice_life_settle() was called
 * @agent: what made it
 * @strict: whether only what EUC-KR holds is taken
 * @allow_duplicates: whether a recipient may come twice
 * @custom_fields: (nullable): as they came
 * @hint: (nullable): as it came
 * @created: microseconds since 1970, UTC, as are the other times; 0 is never
 * @updated: when it last changed
 * @scheduled: when it is to be sent
 * @sent: when it was sent
 * @completed: when every message had ended
 * @messages: (element-type MunjaPracticeStored): in order of coming; owned by the store
 * @recipients: (nullable): accepted messages by recipient, while messages can be added
 * @tallies: (element-type MunjaPracticeTally): accepted messages by country
 * @waves: accepted messages by when they go out
 * @pace: how fast they go, once it was sent
 * @n_refused: messages that were not accepted
 * @charged: what was taken for it
 * @refunded: how much of that was given back
 * @n_refunded: for how many messages
 * @is_settled: whether the app's fees for it were paid out
 * @log: what happened to it
 * @past: (element-type MunjaPracticePast) (nullable): what it was before its last changes, the
 *   oldest first
 *
 * A group of messages. Source: contract, sections 4.7 and 4.8.
 */
typedef struct {
  char *id;
  guint serial;
  MunjaPracticeGroupStatus status;
  MunjaPracticeAgent agent;
  gboolean strict;
  gboolean allow_duplicates;
  JsonNode *custom_fields;
  JsonNode *hint;
  gint64 created;
  gint64 updated;
  gint64 scheduled;
  gint64 sent;
  gint64 completed;
  GPtrArray *messages;
  GHashTable *recipients;
  GArray *tallies;
  MunjaPracticeWave waves[MUNJA_PRACTICE_N_WAVES];
  MunjaPracticePace pace;
  guint n_refused;
  MunjaPracticeMoney charged;
  MunjaPracticeMoney refunded;
  guint n_refunded;
  gboolean is_settled;
  JsonArray *log;
  GPtrArray *past;
} MunjaPracticeGroup;

/**
 * MunjaPracticeStored:
 * @id: its id; comes first, so that a set of messages can be asked with an id
 * @group: its group
 * @content: what it says; shared, owned by the store
 * @to: (nullable): its recipient; owned by the store
 * @custom_fields: (nullable): what came as `customFields`, as JSON; owned by the store
 * @time: when it was taken, in microseconds since 1970, UTC
 * @serial: its place among all messages
 * @code: its status code when it was taken
 * @end: its last status code, if it was accepted
 * @wave: with which of its group's it goes out
 * @late: whether it is delivered late
 * @removed: whether it was taken out of its group again
 *
 * One message to one recipient. There may be a million, so what it is at a time is not kept but
 * worked out.
 */
typedef struct {
  char id[MUNJA_PRACTICE_ID_LENGTH + 1];
  MunjaPracticeGroup *group;
  const MunjaPracticeContent *content;
  const char *to;
  const char *custom_fields;
  gint64 time;
  guint32 serial;
  guint code : 12;
  guint end : 12;
  guint wave : 6;
  guint late : 1;
  guint removed : 1;
} MunjaPracticeStored;

/**
 * MunjaPracticeGroupCounts:
 * @accepted: messages that were accepted
 * @sent: how many of these have gone out
 * @pending: how many of those are on their way
 * @failed: how many ended with an error
 * @succeeded: how many were delivered
 *
 * How far a group has got. Source: contract, section 4.8.
 */
typedef struct {
  guint accepted;
  guint sent;
  guint pending;
  guint failed;
  guint succeeded;
} MunjaPracticeGroupCounts;

MunjaPracticeGroup *munja_practice_group_new (gint64 time);
void munja_practice_group_free (MunjaPracticeGroup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeGroup, munja_practice_group_free)

void munja_practice_group_count (MunjaPracticeGroup *self,
                                 MunjaPracticeStored *message,
                                 gboolean removed);
MunjaPracticeGroupCounts munja_practice_group_get_counts (const MunjaPracticeGroup *self,
                                                          gint64 now);
gint64 munja_practice_group_get_end_time (const MunjaPracticeGroup *self);
MunjaMoney munja_practice_group_get_price (const MunjaPracticeGroup *self);
MunjaMoney munja_practice_group_get_refund (const MunjaPracticeGroup *self);
const char *munja_practice_group_get_status_name (const MunjaPracticeGroup *self);

JsonObject *munja_practice_group_add_log (MunjaPracticeGroup *self, gint64 time, const char *text);
void munja_practice_group_close (MunjaPracticeGroup *self,
                                 MunjaPracticeGroupStatus status,
                                 gint64 time,
                                 const char *text);

G_END_DECLS
