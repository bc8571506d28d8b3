#pragma once

#include <sqlite3.h>

#include "munja-job-record.h"

G_BEGIN_DECLS

/*
 * The pictures of the outbox. Each is kept once, however many jobs have it, and goes with the last
 * one of them. What a member stored it as at the service is kept with it.
 */

gint64 munja_outbox_pictures_keep (sqlite3 *db, GBytes *jpeg, GError **error);
GBytes *munja_outbox_pictures_load (sqlite3 *db, gint64 job, GError **error);

/**
 * MunjaPictureSource:
 * @file_id: (nullable): what the member has stored it as before
 * @jpeg: the picture
 * @name: what to store it as
 *
 * Where the id for a message can come from.
 */
typedef struct {
  char *file_id;
  GBytes *jpeg;
  char *name;
} MunjaPictureSource;

MunjaPictureSource *
munja_outbox_pictures_find (sqlite3 *db, const MunjaJobRecord *record, GError **error);
void munja_picture_source_free (MunjaPictureSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPictureSource, munja_picture_source_free)

gboolean
munja_outbox_pictures_set_stored (sqlite3 *db, const MunjaJobRecord *record, GError **error);
gboolean
munja_outbox_pictures_is_missed (sqlite3 *db, gint64 job, gboolean *is_missed, GError **error);

G_END_DECLS
