#pragma once

#include "munja-practice-content.h"
#include "munja-practice-group.h"

G_BEGIN_DECLS

/* How long after its group was sent a message is handed to the carrier, and when it ends, in
 * microseconds. Source: contract, section 14, "Life cycle". */
#define MUNJA_PRACTICE_CARRIER_TIME (1 * G_USEC_PER_SEC)
#define MUNJA_PRACTICE_END_TIME     (3 * G_USEC_PER_SEC)

#define MUNJA_PRACTICE_ID_LENGTH 32

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
 * @removed: whether it was taken out of its group again
 *
 * One message to one recipient. There may be a million, so what becomes of it is not kept but
 * worked out from the time and its recipient.
 */
struct _MunjaPracticeStored {
  char id[MUNJA_PRACTICE_ID_LENGTH + 1];
  MunjaPracticeGroup *group;
  const MunjaPracticeContent *content;
  const char *to;
  const char *custom_fields;
  gint64 time;
  guint32 serial;
  guint16 code;
  gboolean removed : 1;
};

guint munja_practice_stored_hash_to (gconstpointer stored);
gboolean munja_practice_stored_equal_to (gconstpointer a, gconstpointer b);
guint munja_practice_stored_get_code (const MunjaPracticeStored *self, gint64 now);
gint64 munja_practice_stored_get_updated (const MunjaPracticeStored *self, gint64 now);
gboolean munja_practice_stored_is_released (const MunjaPracticeStored *self);

G_END_DECLS
