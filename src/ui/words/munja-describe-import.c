#include "config.h"

#include "munja-describe-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "munja-file-kind.h"

/* What it is, and how its people can be had. */
static const char *
describe_kind (MunjaFileKind kind)
{
  switch (kind) {
  case MUNJA_FILE_KIND_OLD_WORKBOOK:
    return _ (
        "This is an Excel workbook in an old form (.xls). Save it as .xlsx or CSV, or copy the "
        "cells and paste them.");
  case MUNJA_FILE_KIND_LOCKED:
    return _ ("This workbook has a password. Save it without one, as .xlsx or CSV.");
  case MUNJA_FILE_KIND_DOCUMENT:
    return _ ("This is a document, not a table. Copy the people in it and paste them.");
  case MUNJA_FILE_KIND_PDF:
    return _ ("This is a PDF, not a table. Copy the people in it and paste them.");
  case MUNJA_FILE_KIND_ARCHIVE:
    return _ ("This is an archive of other files. Extract the list from it first.");
  case MUNJA_FILE_KIND_WEB_PAGE:
    return _ ("There is no table in this web page. Copy the people in it and paste them.");
  case MUNJA_FILE_KIND_PICTURE:
  case MUNJA_FILE_KIND_HEIC:
  case MUNJA_FILE_KIND_AVIF:
  case MUNJA_FILE_KIND_WEBP:
  case MUNJA_FILE_KIND_DRAWING:
    return _ ("This is a picture, not a list. Drop it on the message to send it.");
  case MUNJA_FILE_KIND_BINARY:
    return _ ("This is not a text. Save the list as CSV, or copy the cells and paste them.");
  case MUNJA_FILE_KIND_UNKNOWN:
  case MUNJA_FILE_KIND_WORKBOOK:
  case MUNJA_FILE_KIND_SPREADSHEET:
  case MUNJA_FILE_KIND_CONTACTS:
  default:
    return _ ("The file cannot be used. Choose another one.");
  }
}

/**
 * munja_describe_import_problem:
 * @error: why a file could not be loaded, or the bad rows could not be written
 *
 * Returns: (transfer full): what is wrong with the file, and what to do about it
 */
char *
munja_describe_import_problem (const GError *error)
{
  if (error->domain == MUNJA_FILE_KIND_ERROR)
    return g_strdup (describe_kind ((MunjaFileKind)error->code));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (
        _ ("The file is not there, or Munja may not see it. Choose it with “Import…”."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    return g_strdup (_ ("There is no permission for this file."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return g_strdup (_ ("The disk is full."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return g_strdup (
        _ ("The file is damaged or incomplete. Get it again, or open it in a spreadsheet "
           "and save it as CSV."));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    /* Translators: %'u is a number of lines, as in "5,000,000". */
    return g_strdup_printf (_ ("The file is too large to be a list of people: it can have %'u "
                               "lines and 1 GB at most."),
                            MUNJA_IMPORT_MAX_LINES);
  return g_strdup (describe_kind (MUNJA_FILE_KIND_UNKNOWN));
}

/**
 * munja_describe_import_kind:
 * @kind: what a table was made of
 *
 * Returns: (transfer none): what the file is called
 */
const char *
munja_describe_import_kind (MunjaImportKind kind)
{
  switch (kind) {
  case MUNJA_IMPORT_WORKBOOK:
    return _ ("Excel workbook");
  case MUNJA_IMPORT_SPREADSHEET:
    return _ ("OpenDocument spreadsheet");
  case MUNJA_IMPORT_WEB_PAGE:
    return _ ("Web page with tables");
  case MUNJA_IMPORT_CONTACTS:
    return _ ("Contacts (vCard)");
  case MUNJA_IMPORT_TEXT:
  default:
    return _ ("Table as text (CSV)");
  }
}

/**
 * munja_describe_hidden:
 * @source: what of a file is not in its table
 *
 * Returns: (transfer full) (nullable): how many hidden rows are left out; %NULL for none
 */
char *
munja_describe_hidden (const MunjaImportSource *source)
{
  if (source->n_hidden == 0)
    return NULL;
  /* Translators: %'u is a number of rows of a spreadsheet. */
  return g_strdup_printf (ngettext ("%'u hidden row is left out. To add it, show it in the "
                                    "spreadsheet first.",
                                    "%'u hidden rows are left out. To add them, show them in the "
                                    "spreadsheet first.",
                                    source->n_hidden),
                          source->n_hidden);
}

/**
 * munja_describe_further:
 * @counts: what was found
 *
 * Returns: (transfer full) (nullable): how many phone numbers are left out, as their people have
 *   others; %NULL for none
 */
char *
munja_describe_further (const MunjaRecipientCounts *counts)
{
  if (counts->further == 0)
    return NULL;
  /* Translators: %'u is a number of phone numbers. */
  return g_strdup_printf (
      ngettext ("%'u further number is left out: of several numbers of a person, "
                "the mobile is used.",
                "%'u further numbers are left out: of several numbers of a "
                "person, the mobile is used.",
                counts->further),
      (guint)counts->further);
}

/**
 * munja_describe_unreadable:
 * @decoded: how a file was read
 *
 * Returns: (transfer full) (nullable): where in it something could not be read; %NULL if all could
 */
char *
munja_describe_unreadable (const MunjaDecoded *decoded)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  if (decoded->n_lines == 0)
    return NULL;
  for (guint i = 0; i < MIN (decoded->n_lines, MUNJA_DECODED_LINES); i++)
    g_string_append_printf (lines, "%s%'u", i > 0 ? ", " : "", decoded->lines[i]);
  if (decoded->n_lines > MUNJA_DECODED_LINES)
    g_string_append (lines, "…");
  /* Translators: %s is the number of one line, or of several, as in "22, 23, 24". */
  return g_strdup_printf (ngettext ("Line %s has characters that cannot be read. Choose another "
                                    "encoding, or correct the file.",
                                    "Lines %s have characters that cannot be read. Choose another "
                                    "encoding, or correct the file.",
                                    decoded->n_lines),
                          lines->str);
}

/**
 * munja_describe_quotes:
 * @quotes: what is odd about the quotation marks of a file
 *
 * Returns: (transfer full) (nullable): where that is and how it was taken; %NULL for nothing
 */
char *
munja_describe_quotes (const MunjaCsvQuotes *quotes)
{
  if (quotes->joined != 0)
    /* Translators: both are numbers of lines. */
    return g_strdup_printf (
        _ ("Lines %'u to %'u are one cell, between two quotation marks. If they "
           "are several people, remove the quotation marks from the file."),
        quotes->joined, quotes->joined_end);
  if (quotes->stray != 0)
    /* Translators: %'u is the number of a line. */
    return g_strdup_printf (_ ("A quotation mark in line %'u has no partner and was taken as a "
                               "character."),
                            quotes->stray);
  return NULL;
}

/**
 * munja_describe_no_people:
 * @counts: what was found in a file
 * @n_hidden: how many of its blank lines are rows that were hidden
 *
 * Returns: (transfer full) (nullable): how many of its lines were passed over; %NULL for none
 */
char *
munja_describe_no_people (const MunjaRecipientCounts *counts, guint n_hidden)
{
  gsize n_lines = counts->no_people + counts->blank - MIN (counts->blank, n_hidden);

  if (n_lines == 0)
    return NULL;
  /* Translators: %'u is a number of lines. */
  return g_strdup_printf (ngettext ("%'u line is left out: a heading, a sum, or a blank line.",
                                    "%'u lines are left out: headings, sums, and blank lines.",
                                    n_lines),
                          (guint)n_lines);
}

/**
 * munja_describe_uneven:
 * @counts: what was found in a file
 *
 * Returns: (transfer full) (nullable): how many rows may have been shifted; %NULL for none
 */
char *
munja_describe_uneven (const MunjaRecipientCounts *counts)
{
  if (counts->uneven == 0)
    return NULL;
  /* Translators: %'u is a number of rows. */
  return g_strdup_printf (ngettext ("%'u row has more or fewer cells than there are titles. Check "
                                    "that nothing is in the wrong column.",
                                    "%'u rows have more or fewer cells than there are titles. "
                                    "Check that nothing is in the wrong column.",
                                    counts->uneven),
                          (guint)counts->uneven);
}

/**
 * munja_describe_mobile_elsewhere:
 * @counts: what was found in a file
 *
 * Returns: (transfer full) (nullable): for how many people another column has a mobile; %NULL for
 *   none
 */
char *
munja_describe_mobile_elsewhere (const MunjaRecipientCounts *counts)
{
  if (counts->mobile_elsewhere == 0)
    return NULL;
  /* Translators: %'u is a number of people. */
  return g_strdup_printf (ngettext ("%'u person has a mobile number in another column only.",
                                    "%'u people have a mobile number in another column only.",
                                    counts->mobile_elsewhere),
                          (guint)counts->mobile_elsewhere);
}

/**
 * munja_describe_unassigned:
 * @counts: what was found in a file
 *
 * Returns: (transfer full) (nullable): how many numbers nobody has; %NULL for none
 */
char *
munja_describe_unassigned (const MunjaRecipientCounts *counts)
{
  if (counts->unassigned == 0)
    return NULL;
  /* Translators: %'u is a number of phone numbers. */
  return g_strdup_printf (ngettext ("%'u number begins with 010-0 or 010-1. There are no such "
                                    "numbers so far.",
                                    "%'u numbers begin with 010-0 or 010-1. There are no such "
                                    "numbers so far.",
                                    counts->unassigned),
                          (guint)counts->unassigned);
}

/**
 * munja_describe_same_titles:
 * @batch: what was found in a file
 *
 * Returns: (transfer full) (nullable): which title several columns have, and which of them counts;
 *   %NULL if there is none
 */
char *
munja_describe_same_titles (const MunjaPaste *batch)
{
  g_auto (GStrv) titles = munja_paste_dup_columns (batch);
  guint number_column = munja_paste_get_layout (batch)->number_column;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; titles[i] != NULL; i++) {
    if (*titles[i] == '\0' || g_hash_table_add (seen, titles[i]))
      continue;
    if (number_column < g_strv_length (titles) && g_str_equal (titles[i], titles[number_column]))
      /* Translators: %s is the title of a column, %u is its place, as in "column 3". */
      return g_strdup_printf (
          _ ("Several columns are called “%s”. The phone numbers are taken from "
             "column %u."),
          titles[i], number_column + 1);
    /* Translators: %s is the title of a column. */
    return g_strdup_printf (_ ("Several columns are called “%s”. What is put into a text is taken "
                               "from the first one."),
                            titles[i]);
  }
  return NULL;
}
