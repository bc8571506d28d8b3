#pragma once

#include <json-glib/json-glib.h>

#include "munja-money.h"
#include "munja-text.h"

G_BEGIN_DECLS

#define MUNJA_PRACTICE_N_TYPES 3

/**
 * MunjaPracticePrice:
 * @country: calling code
 * @name: English name of the country
 * @each: what one costs, by #MunjaMessageType
 *
 * What a message to a country costs without an app's fee.
 */
typedef struct {
  const char *country;
  const char *name;
  MunjaMoney each[MUNJA_PRACTICE_N_TYPES];
} MunjaPracticePrice;

const MunjaPracticePrice *munja_practice_price_get_nth (guint n);
const MunjaPracticePrice *munja_practice_price_find (const char *country);
MunjaMoney munja_practice_price_get_fee (MunjaMessageType type);
const char *munja_practice_price_get_type_name (MunjaMessageType type);
gboolean munja_practice_price_find_type (const char *name, MunjaMessageType *type);
void munja_practice_price_set (const char *country, MunjaMessageType type, MunjaMoney each);
void munja_practice_price_write (const MunjaPracticePrice *self,
                                 gboolean with_fee,
                                 JsonBuilder *builder);

G_END_DECLS
