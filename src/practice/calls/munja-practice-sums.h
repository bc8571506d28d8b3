#pragma once

#include "munja-practice-figures.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeSums:
 * @n_days: on how many days something was sent
 * @n_months: in how many months
 * @codes: (element-type MunjaPracticeCodeFigures): what has become of it; a code may come twice
 * @charged: what was taken for it
 * @refunded: how much of that was given back
 *
 * Figures of a day, a month, or more, whatever sent it.
 */
typedef struct {
  guint n_days;
  guint n_months;
  GArray *codes;
  MunjaPracticeMoney charged;
  MunjaPracticeMoney refunded;
} MunjaPracticeSums;

/**
 * MunjaPracticeWhich:
 * @MUNJA_PRACTICE_ALL: every message
 * @MUNJA_PRACTICE_SUCCEEDED: those that were delivered
 * @MUNJA_PRACTICE_FAILED: those that ended in any other way
 */
typedef enum {
  MUNJA_PRACTICE_ALL,
  MUNJA_PRACTICE_SUCCEEDED,
  MUNJA_PRACTICE_FAILED,
} MunjaPracticeWhich;

MunjaPracticeSums munja_practice_sums_of (GPtrArray *figures, guint start, guint end);
void munja_practice_sums_clear (MunjaPracticeSums *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MunjaPracticeSums, munja_practice_sums_clear)

guint munja_practice_sums_count (const MunjaPracticeSums *self, MunjaPracticeWhich which);
void munja_practice_sums_write_codes (const MunjaPracticeSums *self,
                                      const char *name,
                                      JsonBuilder *builder);
void munja_practice_sums_write_counts (const MunjaPracticeSums *self, JsonBuilder *builder);

G_END_DECLS
