#pragma once

#include <sqlite3.h>

#include "munja-content.h"

G_BEGIN_DECLS

/**
 * MUNJA_LIBRARY_CONTENT_COLUMNS:
 *
 * What somebody wrote, in the order in which it is written and read.
 */
#define MUNJA_LIBRARY_CONTENT_COLUMNS                                                              \
  "subject, text, type, kind, ad_sender, ad_opt_out, night_consent, modified, picture"

gboolean
munja_library_content_store_picture (sqlite3 *db, GBytes *picture, gint64 *id, GError **error);
void munja_library_content_bind (sqlite3_stmt *statement,
                                 int index,
                                 const MunjaContent *content,
                                 gint64 modified,
                                 gint64 picture);
MunjaContent *munja_library_content_read (sqlite3_stmt *statement, int column);

void munja_library_content_take_text (sqlite3_stmt *statement, int column, char **text);

G_END_DECLS
