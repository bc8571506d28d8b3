#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Times as a list says them. Everything here is plain text, and as the clock of this machine has
 * it.
 */

char *munja_describe_when (gint64 time_us, gint64 now_us);
char *munja_describe_ago (gint64 time_us, gint64 now_us);
char *munja_describe_period (gint64 time_us, gint64 now_us);

G_END_DECLS
