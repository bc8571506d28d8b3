#include "config.h"

#include "munja-command-options.h"

#include <glib/gi18n.h>

#include "munja-command-wait.h"

/**
 * munja_command_parse:
 * @name: what the command is called
 * @arguments: (nullable): what follows its options
 * @summary: what it does
 * @entries: its options
 * @argc: (inout): how many words
 * @argv: (inout): the words, after "munja"; what is no option is left
 *
 * Reads the options of a command, or tells what is wrong with them.
 *
 * Returns: whether they could be read
 */
gboolean
munja_command_parse (const char *name,
                     const char *arguments,
                     const char *summary,
                     const GOptionEntry *entries,
                     int *argc,
                     char ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (arguments);
  g_autoptr (GError) error = NULL;

  g_set_prgname (name);
  g_option_context_set_summary (context, summary);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  munja_command_complain ("%s", error->message);
  return FALSE;
}

static gboolean
parse (MunjaSendOptions *self, int *argc, char ***argv)
{
  const GOptionEntry entries[] = {
    { "to", 't', 0, G_OPTION_ARG_STRING_ARRAY, &self->to, N_ ("Send to this number, or to several"),
      N_ ("NUMBER") },
    { "csv", 'c', 0, G_OPTION_ARG_FILENAME, &self->csv,
      N_ ("Send to the people in this file: a table, a workbook or contacts"), N_ ("FILE") },
    { "text", 'm', 0, G_OPTION_ARG_STRING, &self->text,
      N_ ("Send this text; #{Name} takes a column of the file"), N_ ("TEXT") },
    { "text-file", 'F', 0, G_OPTION_ARG_FILENAME, &self->text_file,
      N_ ("Send the text in this file, - for the standard input"), N_ ("FILE") },
    { "subject", 's', 0, G_OPTION_ARG_STRING, &self->subject, N_ ("Give it this subject"),
      N_ ("TEXT") },
    { "from", 'f', 0, G_OPTION_ARG_STRING, &self->from,
      N_ ("Send from this number, that is registered at the service"), N_ ("NUMBER") },
    { "schedule", 'S', 0, G_OPTION_ARG_STRING, &self->schedule,
      N_ ("Send at this time in Seoul, as in “2027-01-02 09:30”"), N_ ("TIME") },
    { "information", 'i', 0, G_OPTION_ARG_NONE, &self->is_information,
      N_ ("Say that it is no advertisement, although it reads like one"), NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &self->again,
      N_ ("Send it also if the same may have been sent already"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &self->dry_run,
      N_ ("Only say what would be sent, and what it would cost"), NULL },
    { "yes", 'y', 0, G_OPTION_ARG_NONE, &self->yes, N_ ("Do not ask before sending"), NULL },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print for programs"), NULL },
    { "practice", 0, 0, G_OPTION_ARG_NONE, &self->practice, N_ ("Practice: nothing is really sent"),
      NULL },
    { "practice-server", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &self->practice_program,
      "Practice with another practice server, as tests do", NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return munja_command_parse ("munja send", NULL, _ ("Sends a text message without a window."),
                              entries, argc, argv);
}

/* What does not fit together, in the person's language; NULL for nothing. */
static const char *
find_problem (const MunjaSendOptions *self, int n_left)
{
  if (n_left > 1)
    return _ ("Put the text in quotes after --text.");
  if (self->to == NULL && self->csv == NULL)
    return _ ("Say whom to send to, with --to or --csv.");
  if ((self->text == NULL) == (self->text_file == NULL))
    return _ ("Say what to send, with either --text or --text-file.");
  if (!self->yes && !self->dry_run && g_strcmp0 (self->text_file, "-") == 0)
    return _ ("The standard input is the text, so nobody can be asked: add --yes.");
  return NULL;
}

/**
 * munja_send_options_read:
 * @self: (out): gets what there is
 * @argc: how many words
 * @argv: the words, after the name of the command
 *
 * Reads what "munja send" is told, or tells what is wrong with it.
 *
 * Returns: whether it can be done
 */
gboolean
munja_send_options_read (MunjaSendOptions *self, int argc, char **argv)
{
  const char *problem;

  if (!parse (self, &argc, &argv))
    return FALSE;
  problem = find_problem (self, argc);
  if (problem != NULL)
    munja_command_complain ("%s", problem);
  return problem == NULL;
}

/**
 * munja_send_options_clear:
 * @self: what was told
 *
 * Frees what is in it.
 */
void
munja_send_options_clear (MunjaSendOptions *self)
{
  g_free (self->from);
  g_strfreev (self->to);
  g_free (self->csv);
  g_free (self->text);
  g_free (self->text_file);
  g_free (self->subject);
  g_free (self->schedule);
  g_free (self->practice_program);
}
