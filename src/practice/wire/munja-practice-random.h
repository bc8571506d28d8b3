#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MUNJA_PRACTICE_UPPER_DIGITS "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
#define MUNJA_PRACTICE_LETTERS_DIGITS                                                              \
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

void munja_practice_random_bytes (guchar *bytes, gsize length);
char *munja_practice_random_text (const char *alphabet, gsize length);

G_END_DECLS
