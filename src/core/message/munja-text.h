#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaMessageType:
 * @MUNJA_MESSAGE_TYPE_SMS: up to 90 bytes
 * @MUNJA_MESSAGE_TYPE_LMS: up to 2,000 bytes, with or without a subject
 * @MUNJA_MESSAGE_TYPE_MMS: as LMS, with a picture
 *
 * Source: contract, sections 4.1 and 4.2.
 */
typedef enum {
  MUNJA_MESSAGE_TYPE_SMS,
  MUNJA_MESSAGE_TYPE_LMS,
  MUNJA_MESSAGE_TYPE_MMS,
} MunjaMessageType;

#define MUNJA_N_MESSAGE_TYPES 3

#define MUNJA_SMS_MAX_BYTES     90
#define MUNJA_LMS_MAX_BYTES     2000
#define MUNJA_SUBJECT_MAX_BYTES 40

char *munja_text_normalize (const char *text);
char *munja_text_compose (const char *text, gssize length);
gsize munja_text_count_bytes (const char *text);
gsize munja_message_type_get_max_bytes (MunjaMessageType type);
const char *munja_message_type_to_string (MunjaMessageType type);

G_END_DECLS
