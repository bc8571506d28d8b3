#include "config.h"

#include "support-wait.h"

static gboolean
out_of_patience_cb (gpointer user_data)
{
  g_error ("Waited in vain for: %s", (const char *)user_data);
  return G_SOURCE_REMOVE;
}

/**
 * support_watch_start:
 * @what: a static string, for the message
 *
 * Starts the time limit of a wait.
 *
 * Returns: its source, for g_source_remove()
 */
guint
support_watch_start (const char *what)
{
  return support_watch_start_for (what, SUPPORT_PATIENCE);
}

/**
 * support_watch_start_for:
 * @what: a static string, for the message
 * @seconds: how long to wait
 *
 * As support_watch_start(), with a limit of its own.
 *
 * Returns: its source, for g_source_remove()
 */
guint
support_watch_start_for (const char *what, guint seconds)
{
  return g_timeout_add_seconds (seconds, out_of_patience_cb, (gpointer)what);
}

/**
 * support_result_cb:
 * @user_data: a `GAsyncResult *` that is %NULL
 *
 * Keeps the result for support_wait_for_result(), and makes sure that it comes once only.
 */
void
support_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  g_assert_null (*slot);
  *slot = g_object_ref (result);
}

/**
 * support_wait_for_result:
 * @result: what was given to support_result_cb()
 *
 * Returns: (transfer none): the result
 */
GAsyncResult *
support_wait_for_result (GAsyncResult **result)
{
  SUPPORT_WAIT_UNTIL (*result != NULL);
  return *result;
}

/**
 * support_finalize:
 * @object: (transfer full): an object
 *
 * Drops the last reference but those of calls that are still on their way, and waits for the end
 * of the object.
 */
void
support_finalize (gpointer object)
{
  gpointer weak = object;

  g_object_add_weak_pointer (object, &weak);
  g_object_unref (object);
  SUPPORT_WAIT_UNTIL (weak == NULL);
}
