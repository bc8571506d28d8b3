#pragma once

#include "munja-csv.h"

G_BEGIN_DECLS

/*
 * What a row of a table tells besides the number that stands in the column for it.
 */

guint munja_recipient_line_count_filled (const char *row, gsize length, MunjaCsvFormat format);
gboolean munja_recipient_line_is_sum (const char *row, gsize length, MunjaCsvFormat format);
gboolean munja_recipient_line_splits_number (const char *row, gsize length, MunjaCsvFormat format);
gboolean munja_recipient_line_has_mobile (const char *row,
                                          gsize length,
                                          MunjaCsvFormat format,
                                          guint number_column);

G_END_DECLS
