#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaSubstitute:
 * @from: characters that cannot be sent
 * @to: what says nearly the same as any of them, and can be sent
 */
typedef struct {
  const char *from;
  const char *to;
} MunjaSubstitute;

const MunjaSubstitute *munja_substitute_get_table (gsize *length);
char *munja_substitute_find (const char *cluster);

G_END_DECLS
