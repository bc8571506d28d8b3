#pragma once

#include <glib.h>

#include "munja-text.h"

G_BEGIN_DECLS

#define MUNJA_PRACTICE_N_TYPES 3

/**
 * MunjaPracticePrice:
 * @country: calling code
 * @name: English name of the country
 * @krw: KRW a message, by #MunjaMessageType
 *
 * What a message to a country costs without an app's fee.
 */
typedef struct {
  const char *country;
  const char *name;
  gint64 krw[MUNJA_PRACTICE_N_TYPES];
} MunjaPracticePrice;

const MunjaPracticePrice *munja_practice_price_get_nth (guint n);
const MunjaPracticePrice *munja_practice_price_find (const char *country);
gint64 munja_practice_price_get_fee (MunjaMessageType type);

G_END_DECLS
