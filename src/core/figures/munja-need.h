#pragma once

#include "munja-replies-account.h"

G_BEGIN_DECLS

/**
 * MunjaPlanned:
 * @time_us: when it is to be sent, in µs since 1970 UTC
 * @price: what it will cost; below 0 if that is not known
 *
 * Something that is scheduled. It is charged when it is sent, and fails as a whole if there is not
 * enough then. Source: contract, section 4.7.
 */
typedef struct {
  gint64 time_us;
  MunjaMoney price;
} MunjaPlanned;

/**
 * MunjaNeed:
 * @needed: what all that is scheduled costs, as far as that is known
 * @until_us: when the last of it is sent; 0 if nothing is scheduled
 * @n_unknown: for how many no price is known
 * @short_at_us: when there is not enough for the first time; 0 if there is always enough
 * @short_by: how much is missing then
 * @missing: how much is missing for all of it
 *
 * What scheduled jobs need, and whether it is there.
 */
typedef struct {
  MunjaMoney needed;
  gint64 until_us;
  guint n_unknown;
  gint64 short_at_us;
  MunjaMoney short_by;
  MunjaMoney missing;
} MunjaNeed;

void munja_need_compute (const MunjaPlanned *planned,
                         gsize n_planned,
                         const MunjaBalance *balance,
                         MunjaNeed *need);

G_END_DECLS
