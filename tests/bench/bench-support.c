#include "config.h"

#include "bench-support.h"

#include <glib/gstdio.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

struct _BenchWatch {
  gint64 start;     /* µs, monotonic */
  gint64 last_turn; /* µs, monotonic */
  gint64 longest;   /* µs between two turns of the main loop */
  gsize memory;     /* bytes that were resident at the start */
  guint timer;
};

static gboolean
turned_cb (gpointer user_data)
{
  BenchWatch *self = user_data;
  gint64 now = g_get_monotonic_time ();

  self->longest = MAX (self->longest, now - self->last_turn);
  self->last_turn = now;
  return G_SOURCE_CONTINUE;
}

/* Reads a figure of /proc/self/status, in bytes. */
static gsize
read_memory (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, name);
  return line != NULL ? (gsize)g_ascii_strtoull (line + strlen (name), NULL, 10) * 1024 : 0;
}

/* Begins to watch, and forgets about the peaks that were before. The caller iterates the default
 * main context. */
BenchWatch *
bench_watch_start (void)
{
  BenchWatch *self = g_new0 (BenchWatch, 1);
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  malloc_trim (0);
  if (file != NULL) {
    fputs ("5", file);
    fclose (file);
  }
  self->memory = read_memory ("VmRSS:");
  self->start = self->last_turn = g_get_monotonic_time ();
  self->timer = g_timeout_add (1, turned_cb, self);
  return self;
}

void
bench_watch_free (BenchWatch *self)
{
  g_source_remove (self->timer);
  g_free (self);
}

/* Seconds since the start. */
double
bench_watch_get_seconds (const BenchWatch *self)
{
  return (double)(g_get_monotonic_time () - self->start) / G_USEC_PER_SEC;
}

/* Milliseconds that the main loop stood still, beyond the one that its timer waits for. */
double
bench_watch_get_longest_stall (const BenchWatch *self)
{
  return MAX (0, (double)self->longest / 1000 - 1);
}

/* Bytes by which the resident memory grew at its peak. */
double
bench_watch_get_memory (const BenchWatch *self)
{
  return (double)read_memory ("VmHWM:") - (double)self->memory;
}

/* One line for each figure, as tests/bench.sh promises. */
void
bench_print (const char *name, double value, const char *unit)
{
  printf ("%s\t%.*f\t%s\n", name, value < 100 ? 1 : 0, value, unit);
}

void
bench_remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_remove (path);
  }
  g_rmdir (folder);
}
