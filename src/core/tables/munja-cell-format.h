#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *munja_cell_format_builtin (guint id);
char *munja_cell_format_plain (const char *value);
char *munja_cell_format_number (const char *value, const char *format, gboolean since_1904);
char *munja_cell_format_date (const char *value);

G_END_DECLS
