#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeClock:
 * @offset: how far it is ahead of the machine's clock, in microseconds
 *
 * The server's own time. It runs with the machine's, but can be set, so that a test need not wait
 * for a token to expire.
 */
typedef struct {
  gint64 offset;
} MunjaPracticeClock;

/* Korea has had no other offset from UTC, and no summer time, since 1988. In microseconds. */
#define MUNJA_PRACTICE_KOREA_OFFSET (9 * G_TIME_SPAN_HOUR)

#define MUNJA_PRACTICE_CLOCK_MAX_SECONDS G_GINT64_CONSTANT (4102444800)

gint64 munja_practice_clock_get_time (const MunjaPracticeClock *self);
gint64 munja_practice_clock_get_seconds (const MunjaPracticeClock *self);
void munja_practice_clock_set_seconds (MunjaPracticeClock *self, gint64 seconds);
void munja_practice_clock_advance (MunjaPracticeClock *self, gint64 seconds);

char *munja_practice_format_date (gint64 time);
char *munja_practice_format_stamp (gint64 time);
char *munja_practice_format_local_date (gint64 time);
gint64 munja_practice_retention_start (gint64 now);
gboolean munja_practice_parse_date (const char *text, gint64 *time);

G_END_DECLS
