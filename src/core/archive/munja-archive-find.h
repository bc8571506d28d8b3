#pragma once

#include <sqlite3.h>

#include "munja-sending-info.h"
#include "munja-sent-query.h"

G_BEGIN_DECLS

/**
 * MunjaFoundPage:
 * @infos: (element-type MunjaSendingInfo): sendings, the newest first
 * @next: the newest id that was not looked at yet; 0 if all were
 *
 * A part of what meets a query.
 */
typedef struct {
  GPtrArray *infos;
  gint64 next;
} MunjaFoundPage;

/**
 * MUNJA_ARCHIVE_NEWEST:
 *
 * No sending has a higher id.
 */
#define MUNJA_ARCHIVE_NEWEST (G_MAXINT64 >> 20)

MunjaFoundPage *munja_archive_find (sqlite3 *db,
                                    const MunjaSentQuery *query,
                                    gint64 last,
                                    gint64 first,
                                    guint limit,
                                    GError **error);
char *munja_archive_find_match (sqlite3 *db, gint64 sending, const char *text, GError **error);

void munja_found_page_free (MunjaFoundPage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaFoundPage, munja_found_page_free)

G_END_DECLS
