#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeCodeFigures:
 * @code: a status code
 * @n: how many messages have it, by #MunjaMessageType
 */
typedef struct {
  guint code;
  guint n[MUNJA_PRACTICE_N_TYPES];
} MunjaPracticeCodeFigures;

/**
 * MunjaPracticeFigures:
 * @day: the day on which they were sent
 * @app_id: (nullable): what sent them; owned by a group
 * @codes: (element-type MunjaPracticeCodeFigures): what has become of them
 * @charged: what was taken for them
 * @refunded: how much of that was given back
 * @profit: the app's fees on those that were delivered
 * @is_settled: whether these fees were paid out to the app's developer
 *
 * Everything that was sent on one day by one app, or by none. Source: contract, section 9; that
 * messages count on the day on which they are sent is inferred.
 */
typedef struct {
  gint64 day;
  const char *app_id;
  GArray *codes;
  MunjaPracticeMoney charged;
  MunjaPracticeMoney refunded;
  MunjaMoney profit;
  gboolean is_settled;
} MunjaPracticeFigures;

GPtrArray *munja_practice_figures_collect (const MunjaPractice *practice, gint64 from, gint64 to);
MunjaMoney munja_practice_figures_settle (MunjaPractice *practice, gint64 before, gint64 now);
MunjaMoney munja_practice_figures_get_unsettled (const MunjaPractice *practice);

G_END_DECLS
