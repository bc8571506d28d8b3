#pragma once

#include <sqlite3.h>

#include "munja-job-record.h"
#include "munja-replies-group.h"

G_BEGIN_DECLS

/*
 * What a group holds, read page by page at the service and compared with what was asked for. As a
 * request whose answer was lost may have been carried out late, a row may be there twice.
 */

/**
 * MunjaGroupReading:
 * @record: the job as it is recorded now
 * @has_surplus: whether the group holds what must not go out: copies, or what is no row of the job
 */
typedef struct {
  MunjaJobRecord *record;
  gboolean has_surplus;
} MunjaGroupReading;

gboolean munja_group_inventory_begin (sqlite3 *db, const MunjaJobRecord *record, GError **error);
gint64 munja_group_inventory_add_page (sqlite3 *db,
                                       const MunjaJobRecord *record,
                                       const MunjaMessagePage *page,
                                       GError **error);
MunjaGroupReading *
munja_group_inventory_finish (sqlite3 *db, const MunjaJobRecord *record, GError **error);
void munja_group_inventory_free (MunjaGroupReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaGroupReading, munja_group_inventory_free)

MunjaJobRecord *
munja_group_inventory_start_anew (sqlite3 *db, const MunjaJobRecord *record, GError **error);

G_END_DECLS
