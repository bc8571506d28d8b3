#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Days of the service, which are those of Seoul, counted from 1970 on.
 */

gint64 munja_practice_day_of (gint64 time);
gint64 munja_practice_day_get_start (gint64 day);
guint munja_practice_day_get_month (gint64 day);
char *munja_practice_day_format (gint64 day, const char *format);

G_END_DECLS
