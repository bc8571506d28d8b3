#pragma once

#include <json-glib/json-glib.h>

#include "munja-practice-content.h"
#include "munja-practice-files.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeMessage:
 * @to: (array length=n_to) (element-type utf8): recipients as they came; a single %NULL if none
 * came
 * @n_to: how many, at least 1
 * @content: what it says
 * @custom_fields: (nullable): as they came
 *
 * One message in a request, which may be one for each of several recipients. Source: contract,
 * section 4.1.
 */
typedef struct {
  char **to;
  guint n_to;
  MunjaPracticeContent content;
  JsonNode *custom_fields;
} MunjaPracticeMessage;

MunjaPracticeMessage *
munja_practice_message_new (JsonObject *object, gboolean several, char **problem);
void munja_practice_message_free (MunjaPracticeMessage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeMessage, munja_practice_message_free)

guint munja_practice_message_check_recipient (const MunjaPracticeMessage *self, const char *to);
guint munja_practice_message_check_content (const MunjaPracticeMessage *self,
                                            const char *const *senders,
                                            MunjaPracticeFiles *files,
                                            gboolean strict);

G_END_DECLS
