#include "config.h"

#include "munja-merge-question.h"

#include <glib/gi18n.h>

#include "munja-cautious-dialog.h"
#include "munja-describe-recipient.h"

/* So many people are named. */
#define MAX_NAMED 5

typedef gboolean (*Filter) (const MunjaMergeRow *row);

static gboolean
is_too_long (const MunjaMergeRow *row)
{
  return row->is_too_long || row->has_long_subject;
}

static gboolean
lacks_something (const MunjaMergeRow *row)
{
  return row->lacks >= 0;
}

static gboolean
is_spoiled (const MunjaMergeRow *row)
{
  return row->spoils >= 0;
}

static char *
describe_person (const MunjaMergeReport *check, guint i)
{
  MunjaRecipient recipient = munja_audience_get (check->table, i);

  return munja_describe_person (recipient.name, recipient.country, recipient.number);
}

static char *
describe_long_row (const MunjaMergeReport *check, guint i, const MunjaMergeRow *row)
{
  g_autofree char *person = describe_person (check, i);

  if (row->has_long_subject)
    /* Translators: who, and how many bytes the subject has, and may have. */
    return g_strdup_printf (_ ("%s (subject: %'u / %'u bytes)"), person,
                            (unsigned)row->size.subject_bytes, MUNJA_SUBJECT_MAX_BYTES);
  /* Translators: who, and how many bytes the text has, and may have. */
  return g_strdup_printf (_ ("%s (%'u / %'u bytes)"), person, (unsigned)row->size.bytes,
                          (unsigned)munja_message_type_get_max_bytes (row->type));
}

static char *
describe_row (const MunjaMergeReport *check, guint i, const MunjaMergeRow *row, Filter filter)
{
  return filter == is_too_long ? describe_long_row (check, i, row) : describe_person (check, i);
}

/* The first ones of those who are concerned, a line each. */
static void
append_people (GString *body, const MunjaMergeReport *check, Filter filter, gsize count)
{
  guint n_named = 0;

  for (guint i = 0; i < check->problems->len && n_named < MAX_NAMED; i++) {
    guint at = g_array_index (check->problems, guint, i);
    MunjaMergeRow row = munja_merge_report_get_row (check, at);
    g_autofree char *line = filter (&row) ? describe_row (check, at, &row, filter) : NULL;

    if (line == NULL)
      continue;
    g_string_append_printf (body, "%s%s", n_named > 0 ? "\n" : "", line);
    n_named++;
  }
  if (count > n_named) {
    g_autofree char *people = munja_describe_people (count - n_named);

    g_string_append_c (body, '\n');
    /* Translators: %s is how many, as in "42 people". */
    g_string_append_printf (body, _ ("And %s more"), people);
  }
}

static AdwMessageDialog *
new_dialog (GtkWindow *parent, const char *heading, const char *body)
{
  return munja_cautious_dialog_new (parent, heading, body, "cancel", _ ("_Cancel"));
}

static GtkWidget *
new_unbound (GtkWindow *parent, const MunjaMergeReport *check, const char *const *fields)
{
  /* Translators: %s is a merge field, as in "이름". */
  g_autofree char *heading = g_strdup_printf (_ ("No Column “%s”"), check->unbound[0]);
  g_autofree char *known = g_strjoinv (", ", (GStrv)fields);
  /* Translators: the merge field, and those that could be used, divided by commas. */
  g_autofree char *body
      = g_strdup_printf (_ ("The text has the field #{%s}, but nobody in the list has anything of "
                            "that name. Correct the field, or add people from a list with such a "
                            "column. There is: %s"),
                         check->unbound[0], known);

  return GTK_WIDGET (new_dialog (parent, heading, body));
}

static GtkWidget *
new_too_long (GtkWindow *parent, const MunjaMergeReport *check)
{
  g_autofree char *people = munja_describe_people (check->n_too_long);
  /* Translators: %s is how many, as in "3 people". */
  g_autofree char *heading = g_strdup_printf (_ ("Too Long for %s"), people);
  g_autoptr (GString) body = g_string_new (
      _ ("With what is put in, the message is longer than it may be. Shorten it, or what the list "
         "has for these people:"));
  AdwMessageDialog *dialog;

  g_string_append (body, "\n\n");
  append_people (body, check, is_too_long, check->n_too_long);
  dialog = new_dialog (parent, heading, body->str);
  adw_message_dialog_add_response (dialog, MUNJA_MERGE_QUESTION_SHOW, _ ("_Show"));
  return GTK_WIDGET (dialog);
}

/* The fields for which somebody has nothing, as in "이름, 금액". */
static char *
describe_lacks (const MunjaMergeReport *check)
{
  const char *const *fields = munja_merge_report_get_fields (check);
  GString *names = g_string_new (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    if (check->n_lacks[i] > 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", fields[i]);
  return g_string_free (names, FALSE);
}

static char *
new_doubt_heading (const MunjaMergeReport *check)
{
  g_autofree char *lacks = describe_lacks (check);
  g_autofree char *people
      = munja_describe_people (check->n_lacking > 0 ? check->n_lacking : check->n_spoiled);

  if (check->n_lacking > 0)
    /* Translators: how many, as in "3 people", and what is missing, as in "이름, 금액". */
    return g_strdup_printf (_ ("Send to %s without “%s”?"), people, lacks);
  /* Translators: %s is how many, as in "3 people". */
  return g_strdup_printf (_ ("Send %s what phones do not know?"), people);
}

/* It can be sent, but perhaps it is not what the person means. */
static GtkWidget *
new_doubt (GtkWindow *parent, const MunjaMergeReport *check)
{
  g_autofree char *heading = new_doubt_heading (check);
  g_autoptr (GString) body = g_string_new (NULL);
  AdwMessageDialog *dialog;

  if (check->n_lacking > 0) {
    g_string_append (body, _ ("The list has nothing to put into the text for these people, so that "
                              "a gap stays there:"));
    g_string_append (body, "\n\n");
    append_people (body, check, lacks_something, check->n_lacking);
  }
  if (check->n_spoiled > 0) {
    g_string_append (body, body->len > 0 ? "\n\n" : "");
    g_string_append (body,
                     _ ("What the list has for these people has emoji or other characters that "
                        "cannot be sent. They may arrive as something else, or not at all:"));
    g_string_append (body, "\n\n");
    append_people (body, check, is_spoiled, check->n_spoiled);
  }
  dialog = new_dialog (parent, heading, body->str);
  adw_message_dialog_add_responses (dialog, MUNJA_MERGE_QUESTION_SHOW, _ ("_Show"),
                                    MUNJA_MERGE_QUESTION_SEND, _ ("Send _Anyway"), NULL);
  return GTK_WIDGET (dialog);
}

/**
 * munja_merge_question_new:
 * @parent: the window it belongs to
 * @check: what becomes of a message that is about to be sent
 * @fields: (array zero-terminated=1): what could be put in
 *
 * Makes what has to be said before a message with fields is sent: why it cannot be, or what is
 * missing. The response is %MUNJA_MERGE_QUESTION_SEND if it is to be sent nevertheless, and
 * %MUNJA_MERGE_QUESTION_SHOW if the person wants to see whom it is about.
 *
 * Returns: (transfer none) (nullable): an #AdwMessageDialog; %NULL if there is nothing to say
 */
GtkWidget *
munja_merge_question_new (GtkWindow *parent,
                          const MunjaMergeReport *check,
                          const char *const *fields)
{
  if (check->unbound[0] != NULL)
    return new_unbound (parent, check, fields);
  if (check->n_too_long > 0)
    return new_too_long (parent, check);
  return check->n_lacking > 0 || check->n_spoiled > 0 ? new_doubt (parent, check) : NULL;
}
