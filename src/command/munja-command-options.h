#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaSendOptions:
 * @from: (nullable): the number to send from
 * @to: (nullable): whom to send to, a number or several in each
 * @csv: (nullable): a file with a list of people
 * @text: (nullable): what to send
 * @text_file: (nullable): a file with it, "-" for the standard input
 * @subject: (nullable): its subject
 * @schedule: (nullable): when to send it, as a date and a time in Seoul
 * @practice_program: (nullable): the server to practise with
 * @is_information: whether the person says that it is no advertisement
 * @again: whether to send what may have been sent already
 * @practice: whether nothing is to be really sent
 * @dry_run: whether to say only what would be sent
 * @json: whether to print for programs
 * @yes: whether to send without asking
 *
 * What "munja send" is told.
 */
typedef struct {
  char *from;
  char **to;
  char *csv;
  char *text;
  char *text_file;
  char *subject;
  char *schedule;
  char *practice_program;
  gboolean is_information;
  gboolean again;
  gboolean practice;
  gboolean dry_run;
  gboolean json;
  gboolean yes;
} MunjaSendOptions;

gboolean munja_command_parse (const char *name,
                              const char *arguments,
                              const char *summary,
                              const GOptionEntry *entries,
                              int *argc,
                              char ***argv);

gboolean munja_send_options_read (MunjaSendOptions *self, int argc, char **argv);
void munja_send_options_clear (MunjaSendOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MunjaSendOptions, munja_send_options_clear)

G_END_DECLS
