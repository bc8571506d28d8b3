#include "config.h"

#include "munja-sheet.h"

/**
 * munja_sheets_new:
 *
 * Returns: (transfer full) (element-type MunjaSheet): room for the tables of a file
 */
GPtrArray *
munja_sheets_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sheet_free);
}

/**
 * munja_sheet_new:
 * @name: what it is called; "" for no name
 * @text: (transfer full): its cells as comma-separated values
 *
 * Returns: (transfer full): the table
 */
MunjaSheet *
munja_sheet_new (const char *name, GBytes *text)
{
  MunjaSheet *self = g_new0 (MunjaSheet, 1);

  self->name = g_strdup (name);
  self->text = text;
  return self;
}

/**
 * munja_sheet_free:
 * @self: (transfer full): the table
 */
void
munja_sheet_free (MunjaSheet *self)
{
  g_free (self->name);
  g_bytes_unref (self->text);
  g_free (self);
}
