#pragma once

#include <gio/gio.h>

#include "munja-encoding.h"

G_BEGIN_DECLS

/* How many lines a file may have. A list of a million people is a long one. */
#define MUNJA_IMPORT_MAX_LINES 5000000

/* The first sheet with phone numbers. */
#define MUNJA_IMPORT_ANY_SHEET (-1)

/**
 * MunjaImportKind:
 * @MUNJA_IMPORT_TEXT: a table that is a text: comma-separated values and the like
 * @MUNJA_IMPORT_WORKBOOK: a workbook of Excel
 * @MUNJA_IMPORT_SPREADSHEET: a spreadsheet of LibreOffice
 * @MUNJA_IMPORT_WEB_PAGE: a web page with tables
 * @MUNJA_IMPORT_CONTACTS: vCard
 *
 * What a table was made of.
 */
typedef enum {
  MUNJA_IMPORT_TEXT,
  MUNJA_IMPORT_WORKBOOK,
  MUNJA_IMPORT_SPREADSHEET,
  MUNJA_IMPORT_WEB_PAGE,
  MUNJA_IMPORT_CONTACTS,
} MunjaImportKind;

/**
 * MunjaImportSource:
 * @kind: what the table was made of
 * @sheets: the names of the tables that the file has; "" for one without a name
 * @sheet: which of them is read
 * @n_hidden: how many of its rows are hidden, and left out
 * @n_further: how many phone numbers are left out, as their people have others
 *
 * What a file is, and what of it is not in the table.
 */
typedef struct {
  MunjaImportKind kind;
  GStrv sheets;
  guint sheet;
  guint n_hidden;
  guint n_further;
} MunjaImportSource;

/**
 * MunjaImportFile:
 * @text: a table as a text, in UTF-8
 * @delimiter: what divides its cells, NUL if that has to be found out
 * @decoded: how well it could be read
 * @source: what it was made of
 *
 * A file that has been read.
 */
typedef struct {
  GBytes *text;
  char delimiter;
  MunjaDecoded decoded;
  MunjaImportSource source;
} MunjaImportFile;

MunjaImportFile *munja_import_file_read (GFile *file,
                                         MunjaEncoding encoding,
                                         int sheet,
                                         int *progress,
                                         GCancellable *cancellable,
                                         GError **error);
void munja_import_file_free (MunjaImportFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaImportFile, munja_import_file_free)

G_END_DECLS
