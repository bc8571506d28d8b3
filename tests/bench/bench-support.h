#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What a bench measures: how long something takes, how much memory it needs at its peak, and how
 * long it keeps a main loop from turning meanwhile.
 */

/**
 * BenchWatch:
 *
 * Looks at the main loop and at the memory of this process.
 */
typedef struct _BenchWatch BenchWatch;

BenchWatch *bench_watch_start (void);
void bench_watch_free (BenchWatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchWatch, bench_watch_free)

double bench_watch_get_seconds (const BenchWatch *self);
double bench_watch_get_longest_stall (const BenchWatch *self);
double bench_watch_get_memory (const BenchWatch *self);

/* With all files that are in it. */
void bench_remove_folder (const char *folder);

void bench_print (const char *name, double value, const char *unit);

/* Iterates until @condition holds. */
#define BENCH_WAIT_UNTIL(condition)                                                                \
  G_STMT_START                                                                                     \
  {                                                                                                \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
