#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeNetwork:
 * @code: the service's number for it
 * @name: as people call it
 *
 * A carrier.
 */
typedef struct {
  const char *code;
  const char *name;
} MunjaPracticeNetwork;

const MunjaPracticeNetwork *munja_practice_network_choose (const char *to, const char *country);

G_END_DECLS
