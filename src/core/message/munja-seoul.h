#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MUNJA_SEOUL_MAX_MONTHS:
 *
 * How far ahead a message may be scheduled. Source: contract, sections 3.3 and 4.7.
 */
#define MUNJA_SEOUL_MAX_MONTHS 6

/**
 * MunjaSeoulTime:
 * @year: year, as in 2026
 * @month: 1 to 12
 * @day: 1 to 31
 * @hour: 0 to 23
 * @minute: 0 to 59
 *
 * A minute on the clocks of Seoul, whatever the zone of this machine.
 */
typedef struct {
  int year;
  int month;
  int day;
  int hour;
  int minute;
} MunjaSeoulTime;

gboolean munja_seoul_to_utc (const MunjaSeoulTime *local, gint64 *time_us);
void munja_seoul_from_utc (gint64 time_us, MunjaSeoulTime *local);

char *munja_seoul_format (gint64 time_us);
gboolean munja_seoul_parse (const char *text, gint64 *time_us);

gboolean munja_seoul_check (gint64 time_us, gint64 now_us, GError **error);

G_END_DECLS
