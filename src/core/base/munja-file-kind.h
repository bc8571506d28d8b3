#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaFileKind:
 * @MUNJA_FILE_KIND_UNKNOWN: nothing that is known here; it may be a table
 * @MUNJA_FILE_KIND_WORKBOOK: a workbook of Excel, as of 2007
 * @MUNJA_FILE_KIND_OLD_WORKBOOK: a workbook of Excel in an older or a binary form
 * @MUNJA_FILE_KIND_LOCKED: a workbook that needs a password
 * @MUNJA_FILE_KIND_SPREADSHEET: a spreadsheet of LibreOffice
 * @MUNJA_FILE_KIND_DOCUMENT: another document of an office program
 * @MUNJA_FILE_KIND_PDF: a PDF
 * @MUNJA_FILE_KIND_ARCHIVE: other files in one
 * @MUNJA_FILE_KIND_WEB_PAGE: HTML or XML
 * @MUNJA_FILE_KIND_CONTACTS: vCard
 * @MUNJA_FILE_KIND_PICTURE: a picture of a common kind
 * @MUNJA_FILE_KIND_HEIC: a photo as iPhones take it
 * @MUNJA_FILE_KIND_AVIF: a picture of AV1
 * @MUNJA_FILE_KIND_WEBP: a picture of the web
 * @MUNJA_FILE_KIND_DRAWING: SVG
 * @MUNJA_FILE_KIND_BINARY: no text
 *
 * What a file holds, whatever it is called.
 */
typedef enum {
  MUNJA_FILE_KIND_UNKNOWN,
  MUNJA_FILE_KIND_WORKBOOK,
  MUNJA_FILE_KIND_OLD_WORKBOOK,
  MUNJA_FILE_KIND_LOCKED,
  MUNJA_FILE_KIND_SPREADSHEET,
  MUNJA_FILE_KIND_DOCUMENT,
  MUNJA_FILE_KIND_PDF,
  MUNJA_FILE_KIND_ARCHIVE,
  MUNJA_FILE_KIND_WEB_PAGE,
  MUNJA_FILE_KIND_CONTACTS,
  MUNJA_FILE_KIND_PICTURE,
  MUNJA_FILE_KIND_HEIC,
  MUNJA_FILE_KIND_AVIF,
  MUNJA_FILE_KIND_WEBP,
  MUNJA_FILE_KIND_DRAWING,
  MUNJA_FILE_KIND_BINARY,
} MunjaFileKind;

/**
 * MUNJA_FILE_KIND_ERROR:
 *
 * A file is not of the kind that is wanted. The code is its #MunjaFileKind.
 */
#define MUNJA_FILE_KIND_ERROR munja_file_kind_error_quark ()
GQuark munja_file_kind_error_quark (void);

gboolean munja_file_kind_set_error (MunjaFileKind kind, GError **error);
MunjaFileKind munja_file_kind_of_bytes (const char *data, gsize length);
MunjaFileKind munja_file_kind_of_text (const char *text, gsize length);

G_END_DECLS
