#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaMoney:
 *
 * An amount of Korean money, in parts of %MUNJA_WON. The service's prices have fractions, as in 7.8
 * KRW for a short message, and these add up exactly. Source: contract, section 6.
 */
typedef gint64 MunjaMoney;

/**
 * MUNJA_WON:
 *
 * One KRW.
 */
#define MUNJA_WON 10000

MunjaMoney munja_money_from_krw (double krw);
double munja_money_to_krw (MunjaMoney money);
MunjaMoney munja_money_times (MunjaMoney each, gint64 count);
int munja_money_count_decimals (MunjaMoney money);

G_END_DECLS
