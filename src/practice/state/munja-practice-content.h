#pragma once

#include "munja-text.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeContent:
 * @from: (nullable): as it came
 * @text: (nullable): as it came
 * @subject: (nullable): as it came
 * @type: (nullable): in capitals; chosen for it when none came
 * @image_id: (nullable): as it came
 * @country: calling code
 * @detect_type: whether a type is chosen when none came
 *
 * What a message says, which thousands of messages may share. Source: contract, section 4.1.
 */
typedef struct {
  char *from;
  char *text;
  char *subject;
  char *type;
  char *image_id;
  char *country;
  gboolean detect_type;
} MunjaPracticeContent;

MunjaPracticeContent *munja_practice_content_copy (const MunjaPracticeContent *self);
void munja_practice_content_clear (MunjaPracticeContent *self);
void munja_practice_content_free (MunjaPracticeContent *self);

guint munja_practice_content_hash (gconstpointer content);
gboolean munja_practice_content_equal (gconstpointer a, gconstpointer b);
gboolean munja_practice_content_is_type (const MunjaPracticeContent *self, MunjaMessageType type);
MunjaMessageType munja_practice_content_get_type (const MunjaPracticeContent *self);

G_END_DECLS
