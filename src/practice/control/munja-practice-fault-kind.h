#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeFaultDetails:
 * @body: (nullable): in place of the usual body
 * @location: (nullable): where a redirect leads
 * @status: HTTP status, 0 for the usual one
 * @delay_ms: how slow is slow
 *
 * What one fault is like.
 */
typedef struct {
  char *body;
  char *location;
  guint status;
  guint delay_ms;
} MunjaPracticeFaultDetails;

/**
 * MunjaPracticeFaultTiming:
 * @MUNJA_PRACTICE_FAULT_INSTEAD: the request is not carried out
 * @MUNJA_PRACTICE_FAULT_AFTERWARDS: the request is carried out, and then its answer goes wrong
 * @MUNJA_PRACTICE_FAULT_DELAYS: the request is carried out later, and answered as usual
 * @MUNJA_PRACTICE_FAULT_REPEATS: the request is carried out twice, and the second answer is given
 */
typedef enum {
  MUNJA_PRACTICE_FAULT_INSTEAD,
  MUNJA_PRACTICE_FAULT_AFTERWARDS,
  MUNJA_PRACTICE_FAULT_DELAYS,
  MUNJA_PRACTICE_FAULT_REPEATS,
} MunjaPracticeFaultTiming;

/**
 * MunjaPracticeFaultKind:
 * @name: as a test calls it
 * @apply: (nullable): makes it go wrong; returns the status that the client gets to see, 0 for no
 *   answer at all
 * @timing: when it strikes
 *
 * A way to go wrong. The header of the control path describes them.
 */
typedef struct {
  const char *name;
  guint (*apply) (const MunjaPracticeFaultDetails *details, SoupServerMessage *message);
  MunjaPracticeFaultTiming timing;
} MunjaPracticeFaultKind;

const MunjaPracticeFaultKind *munja_practice_fault_kind_find (const char *name);

G_END_DECLS
