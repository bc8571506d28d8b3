#pragma once

#include <glib.h>

#include "munja-day.h"
#include "munja-money.h"

G_BEGIN_DECLS

/**
 * MunjaTallyKind:
 * @MUNJA_TALLY_SMS: up to 90 bytes
 * @MUNJA_TALLY_LMS: up to 2,000 bytes
 * @MUNJA_TALLY_MMS: with a picture
 * @MUNJA_TALLY_OTHER: whatever else the account sends, from KakaoTalk to fax, under names that may
 *   be new
 *
 * The first three have the numbers of #MunjaMessageType.
 */
typedef enum {
  MUNJA_TALLY_SMS,
  MUNJA_TALLY_LMS,
  MUNJA_TALLY_MMS,
  MUNJA_TALLY_OTHER,
} MunjaTallyKind;

#define MUNJA_N_TALLY_KINDS 4

/**
 * MunjaTally:
 * @of: how many messages there are of each #MunjaTallyKind
 */
typedef struct {
  gint64 of[MUNJA_N_TALLY_KINDS];
} MunjaTally;

/**
 * MunjaDayFigures:
 * @day: the day in Seoul
 * @app_id: (nullable): the app that the messages came from; %NULL where the figures are not by app,
 *   and for what came from none
 * @sent: all messages
 * @delivered: those of them that arrived
 * @failed: those of them that did not, and will not
 * @balance: what was charged to the balance
 * @point: what was charged to the points
 * @refunded_balance: what of that came back for messages that failed. Whether @balance is what was
 *   charged before or after that is not documented
 * @refunded_point: the same of the points
 * @profit: the fees that the app got for these messages; below 0 where the service does not say
 *
 * What this account sent and spent on one day. Source: contract, section 9.
 */
typedef struct {
  MunjaDay day;
  char *app_id;
  MunjaTally sent;
  MunjaTally delivered;
  MunjaTally failed;
  MunjaMoney balance;
  MunjaMoney point;
  MunjaMoney refunded_balance;
  MunjaMoney refunded_point;
  MunjaMoney profit;
} MunjaDayFigures;

GPtrArray *munja_parse_statistics (GBytes *body, GError **error);
GPtrArray *munja_parse_daily_statistics (GBytes *body, GError **error);

MunjaDayFigures *munja_day_figures_new (MunjaDay day, const char *app_id);
void munja_day_figures_add (MunjaDayFigures *self, const MunjaDayFigures *other);
void munja_day_figures_free (MunjaDayFigures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaDayFigures, munja_day_figures_free)

gint64 munja_tally_get_sum (const MunjaTally *self);

G_END_DECLS
