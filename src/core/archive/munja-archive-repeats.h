#pragma once

#include <sqlite3.h>

#include "munja-archive-answers.h"
#include "munja-audience.h"

G_BEGIN_DECLS

MunjaRepeats *munja_archive_repeats_find (sqlite3 *db,
                                          const char *text,
                                          MunjaAudience *audience,
                                          gint64 since_us,
                                          GError **error);
double munja_archive_repeats_compare (const char *text, const char *other);

G_END_DECLS
