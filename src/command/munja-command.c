#include "config.h"

#include "munja-command.h"

#include "munja-command-list.h"
#include "munja-command-send.h"

static const struct {
  const char *name;
  MunjaCommandStatus (*run) (int argc, char **argv);
} commands[] = {
  { "send", munja_command_send },
  { "status", munja_command_ask_status },
  { "list", munja_command_list },
};

static int
find_command (int argc, char **argv)
{
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return (int)i;
  return -1;
}

/* What is meant for the log of the window is not for a terminal: what the person is to know is told
 * in their language. */
static void
keep_quiet (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
}

/**
 * munja_command_is_one:
 * @argc: how many words
 * @argv: the words that the program was started with
 *
 * Returns: whether they are a command that needs no window
 */
gboolean
munja_command_is_one (int argc, char **argv)
{
  return find_command (argc, argv) >= 0;
}

/**
 * munja_command_run:
 * @argc: how many words
 * @argv: words that are a command
 *
 * Carries it out, without a display, and tells what came of it.
 *
 * Returns: the exit status, a #MunjaCommandStatus
 */
int
munja_command_run (int argc, char **argv)
{
  g_log_set_handler (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, keep_quiet, NULL);
  /* Options are read after the name of the command. */
  return (int)commands[find_command (argc, argv)].run (argc - 1, argv + 1);
}
