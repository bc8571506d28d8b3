#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaDay:
 *
 * A day on Seoul's calendar, whatever the zone of this machine: days since 1970-01-01. The service
 * counts, charges and settles by these days.
 */
typedef gint32 MunjaDay;

MunjaDay munja_day_from_time (gint64 time_us);
gint64 munja_day_get_start (MunjaDay self);
gboolean munja_day_parse (const char *text, MunjaDay *day);

void munja_day_get_date (MunjaDay self, int *year, int *month, int *day);
MunjaDay munja_day_add_months (MunjaDay self, int months);
MunjaDay munja_day_get_first_of_month (MunjaDay self);

G_END_DECLS
