#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many rows and columns a sheet may have. Source: Microsoft, "Excel specifications and limits";
 * LibreOffice has as many. */
#define MUNJA_ROWS_MAX    1048576
#define MUNJA_COLUMNS_MAX 16384

/**
 * MunjaRows:
 *
 * Writes the cells of a table as comma-separated values, each row in a line of its own: a line
 * break in a cell becomes a line separator, U+2028. So the number of a line is that of its row.
 */
typedef struct _MunjaRows MunjaRows;

MunjaRows *munja_rows_new (void);
void munja_rows_free (MunjaRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRows, munja_rows_free)

gboolean
munja_rows_put (MunjaRows *self, guint row, guint column, const char *text, GError **error);
GBytes *munja_rows_finish (MunjaRows *self);

G_END_DECLS
