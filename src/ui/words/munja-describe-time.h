#pragma once

#include <glib.h>

#include "munja-day.h"

G_BEGIN_DECLS

/*
 * Times in the person's language. Everything here is plain text.
 */

char *munja_describe_time (gint64 time_us);
char *munja_describe_seoul_time (gint64 time_us);
char *munja_describe_short_seoul_time (gint64 time_us, gint64 now_us);
char *munja_describe_duration (guint seconds);
char *munja_describe_ahead (gint64 ahead_us);
char *munja_describe_day (MunjaDay day);
char *munja_describe_short_day (MunjaDay day);

G_END_DECLS
