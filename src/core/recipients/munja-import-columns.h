#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many cells of a row are looked at. */
#define MUNJA_IMPORT_SAMPLE_CELLS 512

/**
 * MunjaImportSample:
 * @rows: (element-type GStrv): the cells of the first rows that are not blank
 * @has_header: whether one of them names the columns
 * @header: which one
 *
 * The beginning of a table.
 */
typedef struct {
  GPtrArray *rows;
  gboolean has_header;
  guint header;
} MunjaImportSample;

gboolean munja_import_is_number_title (const char *cell);
gboolean munja_import_is_name_title (const char *cell);
int munja_import_score_number (const char *cell);
int munja_import_find_number_column (const MunjaImportSample *sample);
int munja_import_find_name_column (const MunjaImportSample *sample, guint number_column);

G_END_DECLS
