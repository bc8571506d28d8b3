#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MUNJA_PRACTICE_N_KINDS 24

/* Kinds of messages as counts are by; the first three are in the order of MunjaMessageType. More
 * come over time. Source: contract, section 4.8. */
extern const char *const munja_practice_kinds[MUNJA_PRACTICE_N_KINDS];

G_END_DECLS
