#include "config.h"

#include "munja-describe-library.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-error.h"

/**
 * munja_describe_entry_title:
 * @entry: a draft or a template
 *
 * Returns: (transfer full): the name of a template, or how a draft begins
 */
char *
munja_describe_entry_title (MunjaLibraryEntry *entry)
{
  MunjaLibrarySummary summary = munja_library_entry_get_summary (entry);
  g_autofree char *line = NULL;

  if (*summary.name != '\0')
    return g_strdup (summary.name);
  if (*summary.content->subject != '\0')
    return g_strdup (summary.content->subject);
  line = munja_describe_first_line (summary.content->text);
  return g_strdup (*line != '\0' ? line : _ ("No text yet"));
}

/* Whom a draft is for: a list, or who stands in the entry. */
static char *
describe_people (const MunjaLibrarySummary *summary)
{
  if (summary->n_people > 0)
    return munja_describe_people (summary->n_people);
  return g_strdup (*summary->to != '\0' ? summary->to : _ ("No recipients yet"));
}

/**
 * munja_describe_entry_details:
 * @entry: a draft or a template
 *
 * Returns: (transfer full): how the text of a template begins, or whom a draft is for and when it
 * was written
 */
char *
munja_describe_entry_details (MunjaLibraryEntry *entry)
{
  MunjaLibrarySummary summary = munja_library_entry_get_summary (entry);
  g_autofree char *people = NULL;
  g_autofree char *time = NULL;

  if (munja_library_entry_get_kind (entry) == MUNJA_LIBRARY_TEMPLATE)
    return munja_describe_first_line (summary.content->text);
  people = describe_people (&summary);
  time = munja_describe_time (summary.modified);
  return g_strdup_printf ("%s · %s", people, time);
}

/**
 * munja_describe_library_error:
 * @error: why drafts and templates cannot be kept
 *
 * Returns: what that means, in a sentence
 */
const char *
munja_describe_library_error (const GError *error)
{
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_IN_USE))
    return _ ("What you write is not kept: another Munja has the drafts open.");
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED))
    return _ ("What you write is not kept: the file with the drafts and templates is damaged.");
  if (g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_STORE_NEWER))
    return _ ("What you write is not kept: a newer version of Munja wrote the drafts and "
              "templates.");
  return _ ("What you write is not kept: the disk is full or cannot be written to.");
}
