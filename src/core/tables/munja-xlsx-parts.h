#pragma once

#include "munja-zip.h"

G_BEGIN_DECLS

/* What makes an archive a workbook. */
#define MUNJA_XLSX_WORKBOOK "xl/workbook.xml"

/**
 * MunjaXlsxSheet:
 * @name: what it is called
 * @file: where it is in the archive
 */
typedef struct {
  char *name;
  char *file;
} MunjaXlsxSheet;

/**
 * MunjaXlsxParts:
 * @sheets: (element-type MunjaXlsxSheet): those that are not hidden, in their order
 * @since_1904: whether days are counted from 1904
 * @formats: (element-type utf8): for each style of a cell, how it writes numbers
 * @strings: the texts that cells share, each with a NUL at its end
 * @places: (element-type gsize): where in @strings they begin
 *
 * What the sheets of a workbook have in common.
 */
typedef struct {
  GPtrArray *sheets;
  gboolean since_1904;
  GPtrArray *formats;
  GString *strings;
  GArray *places;
} MunjaXlsxParts;

MunjaXlsxParts *munja_xlsx_parts_read (MunjaZip *zip, GCancellable *cancellable, GError **error);
void munja_xlsx_parts_free (MunjaXlsxParts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaXlsxParts, munja_xlsx_parts_free)

const char *munja_xlsx_parts_get_string (const MunjaXlsxParts *self, const char *number);
const char *munja_xlsx_parts_get_format (const MunjaXlsxParts *self, const char *style);

G_END_DECLS
