#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeMessage:
 * @group_id: set when it is stored
 * @message_id: set when it is stored
 * @time: when it was stored, in microseconds since 1970, UTC
 * @status_code: four digits; borrowed, static
 * @to: (nullable): as it came
 * @from: (nullable): as it came
 * @text: (nullable): as it came
 * @subject: (nullable): as it came
 * @type: (nullable): in capitals; chosen for it when none came
 * @image_id: (nullable): as it came
 * @country: calling code
 * @custom_fields: (nullable): as they came
 * @detect_type: whether a type is chosen when none came
 * @strict: whether only what EUC-KR holds is taken
 * @app_id: (nullable): of the agent that sent it
 * @sdk_version: (nullable): of that agent
 * @os_platform: (nullable): of that agent
 *
 * One message in one request. Source: contract, sections 4.1 and 4.3.
 */
typedef struct {
  char *group_id;
  char *message_id;
  gint64 time;
  const char *status_code;
  char *to;
  char *from;
  char *text;
  char *subject;
  char *type;
  char *image_id;
  char *country;
  JsonNode *custom_fields;
  gboolean detect_type;
  gboolean strict;
  char *app_id;
  char *sdk_version;
  char *os_platform;
} MunjaPracticeMessage;

#define MUNJA_PRACTICE_ACCEPTED "2000"

MunjaPracticeMessage *munja_practice_message_new (JsonObject *body, char **problem);
void munja_practice_message_free (MunjaPracticeMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeMessage, munja_practice_message_free)

const char *munja_practice_message_check (const MunjaPracticeMessage *self,
                                          const char *const *senders);
gint64 munja_practice_message_get_price (const MunjaPracticeMessage *self);
const char *munja_practice_status_describe (const char *status_code);
char *munja_practice_message_describe (const MunjaPracticeMessage *self);

G_END_DECLS
