#include "config.h"

#include "munja-book.h"

#include "munja-file-kind.h"
#include "munja-ods.h"
#include "munja-sheet.h"
#include "munja-xlsx-parts.h"
#include "munja-xlsx.h"
#include "munja-zip.h"

#define BINARY_WORKBOOK "xl/workbook.bin"

/* A sheet without cells is nothing to choose. */
static GPtrArray *
drop_empty (GPtrArray *sheets)
{
  for (guint i = sheets->len; i-- > 0 && sheets->len > 1;)
    if (g_bytes_get_size (((MunjaSheet *)sheets->pdata[i])->text) == 0)
      g_ptr_array_remove_index (sheets, i);
  return sheets;
}

/* There may be a file in the archive that would be one, but the archive is none. */
static GPtrArray *
refuse (MunjaFileKind kind, GError **error)
{
  munja_file_kind_set_error (kind, error);
  return NULL;
}

/**
 * munja_book_read:
 * @bytes: a workbook: .xlsx or .ods
 * @progress: (nullable): gets the thousandths that have been read, atomically
 * @cancellable: (nullable): stops it
 * @error: (nullable): see below
 *
 * Reads the sheets of a workbook as they look: hidden sheets are left out, hidden rows are blank.
 *
 * - Errors: those of munja_zip_new() and munja_xml_read(); #MUNJA_FILE_KIND_ERROR for a workbook
 *   with a password or in a form that is not read here.
 *
 * Returns: (transfer full) (element-type MunjaSheet): the sheets with something in them; one at
 *   least
 */
GPtrArray *
munja_book_read (GBytes *bytes, int *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (MunjaZip) zip = munja_zip_new (bytes, progress, error);
  g_autoptr (GPtrArray) sheets = NULL;

  if (zip == NULL)
    return NULL;
  if (munja_zip_has (zip, MUNJA_XLSX_WORKBOOK))
    sheets = munja_xlsx_read (zip, cancellable, error);
  else if (munja_zip_has (zip, MUNJA_ODS_CONTENT))
    sheets = munja_ods_read (zip, cancellable, error);
  else
    return refuse (munja_zip_has (zip, BINARY_WORKBOOK) ? MUNJA_FILE_KIND_OLD_WORKBOOK
                                                        : MUNJA_FILE_KIND_ARCHIVE,
                   error);
  if (sheets != NULL && sheets->len == 0)
    g_ptr_array_add (sheets, munja_sheet_new ("", g_bytes_new (NULL, 0)));
  return sheets != NULL ? drop_empty (g_steal_pointer (&sheets)) : NULL;
}
