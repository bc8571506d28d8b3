#include "config.h"

#include "fault-death.h"

#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

/* Changes that are still made; below 0 all of them. Threads count it. */
static int n_left = -1;

static int
changing_cb (void *data)
{
  if (g_atomic_int_get (&n_left) > 0 && g_atomic_int_dec_and_test (&n_left))
    kill (getpid (), SIGKILL);
  return 0;
}

static int
opened_cb (sqlite3 *db, char **message, const struct sqlite3_api_routines *routines)
{
  sqlite3_commit_hook (db, changing_cb, NULL);
  return SQLITE_OK;
}

/**
 * fault_death_watch:
 *
 * Watches every file that is opened from now on. What is on the disk only changes with a
 * transaction, so that who dies at each of them in turn has died at every moment there is.
 */
void
fault_death_watch (void)
{
  sqlite3_auto_extension ((void (*) (void))opened_cb);
}

/**
 * fault_death_set:
 * @n_changes: how many changes of files are begun; 0 for no end
 *
 * Kills the process in the middle of the last of them, which is lost.
 */
void
fault_death_set (guint n_changes)
{
  g_atomic_int_set (&n_left, n_changes > 0 ? (int)n_changes : -1);
}
