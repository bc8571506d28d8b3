#include "config.h"

#include "munja-command-wait.h"

/*
 * A command does one thing after the other, where the window goes on meanwhile.
 */

/**
 * munja_command_got_cb:
 * @source: (nullable): whom the result is of
 * @result: a result
 * @user_data: the place that munja_command_wait_for() waits at
 */
void
munja_command_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/**
 * munja_command_wait_for:
 * @place: (inout): where munja_command_got_cb() puts a result, %NULL at first
 *
 * Returns: (transfer none): the result, once it is there
 */
GAsyncResult *
munja_command_wait_for (GAsyncResult **place)
{
  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *place;
}

static gboolean
passed_cb (gpointer user_data)
{
  guint *id = user_data;

  *id = 0;
  return G_SOURCE_REMOVE;
}

/**
 * munja_command_wait_until:
 * @test: what to wait for
 * @user_data: goes to @test
 * @seconds: how long at most
 *
 * Returns: whether it came in time
 */
gboolean
munja_command_wait_until (MunjaCommandTest test, gpointer user_data, guint seconds)
{
  guint id = 0;

  id = g_timeout_add_seconds (seconds, passed_cb, &id);
  while (id != 0 && !test (user_data))
    g_main_context_iteration (NULL, TRUE);
  if (id == 0)
    return test (user_data);
  g_source_remove (id);
  return TRUE;
}

/**
 * munja_command_complain:
 * @format: what the person is to know, in their language, with its arguments
 *
 * Says why something was not done.
 */
void
munja_command_complain (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("munja: %s\n", text);
}
