#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaAdvertising:
 * @MUNJA_ADVERTISING_NONE: it tells somebody something, at any time
 * @MUNJA_ADVERTISING_DAY: it advertises, and must not arrive at night
 * @MUNJA_ADVERTISING_NIGHT_CONSENT: it advertises, and the person states that everybody who gets it
 * agreed to advertisements at night, beyond having agreed to advertisements
 *
 * What a message is to the law. The numbers are kept in files, so that new ones go to the end.
 */
typedef enum {
  MUNJA_ADVERTISING_NONE,
  MUNJA_ADVERTISING_DAY,
  MUNJA_ADVERTISING_NIGHT_CONSENT,
} MunjaAdvertising;

gboolean munja_night_contains (gint64 time_us);
gint64 munja_night_get_end (gint64 time_us);
gboolean munja_night_check (MunjaAdvertising advertising, gint64 time_us, GError **error);

G_END_DECLS
