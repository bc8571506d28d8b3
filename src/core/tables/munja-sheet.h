#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many sheets of a workbook are read. */
#define MUNJA_SHEET_MAX 256

/**
 * MunjaSheet:
 * @name: what it is called; "" for no name
 * @text: its cells as comma-separated values, a line for each row
 * @n_hidden: how many of its rows are hidden, so that they are blank in @text
 * @n_further: how many phone numbers of its people are not in @text, as they have others
 *
 * A table of a file.
 */
typedef struct {
  char *name;
  GBytes *text;
  guint n_hidden;
  guint n_further;
} MunjaSheet;

GPtrArray *munja_sheets_new (void);
MunjaSheet *munja_sheet_new (const char *name, GBytes *text);
void munja_sheet_free (MunjaSheet *self);

G_END_DECLS
