#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SupportRandomText:
 * @SUPPORT_RANDOM_STRICT: only ASCII and KS X 1001
 * @SUPPORT_RANDOM_SENDABLE: rare syllables, too
 * @SUPPORT_RANDOM_ANYTHING: whatever people type and paste, emoji and their parts, and any
 * character
 *
 * What a random text is made of.
 */
typedef enum {
  SUPPORT_RANDOM_STRICT,
  SUPPORT_RANDOM_SENDABLE,
  SUPPORT_RANDOM_ANYTHING,
} SupportRandomText;

char *support_random_text_new (GRand *rand, guint max_characters, SupportRandomText kind);

G_END_DECLS
