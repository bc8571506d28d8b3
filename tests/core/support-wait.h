#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Waiting on the main loop, with an end: what takes longer than SUPPORT_PATIENCE fails the test.
 */

#define SUPPORT_PATIENCE 20

/* Iterates until @condition holds. */
#define SUPPORT_WAIT_UNTIL(condition) SUPPORT_WAIT_LONG (condition, SUPPORT_PATIENCE)

/* The same for what takes long where the sanitizers look at it. */
#define SUPPORT_WAIT_LONG(condition, seconds)                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    guint support_watch = support_watch_start_for (#condition, (seconds));                         \
    while (!(condition))                                                                           \
      g_main_context_iteration (NULL, TRUE);                                                       \
    g_source_remove (support_watch);                                                               \
  }                                                                                                \
  G_STMT_END

guint support_watch_start (const char *what);
guint support_watch_start_for (const char *what, guint seconds);

void support_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *support_wait_for_result (GAsyncResult **result);

void support_finalize (gpointer object);

G_END_DECLS
