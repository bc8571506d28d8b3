#pragma once

#include "munja-archive-find.h"
#include "munja-archive.h"
#include "munja-db.h"

G_BEGIN_DECLS

gboolean munja_archive_set_open (MunjaArchive *self);
MunjaDb *munja_archive_get_store (MunjaArchive *self);
MunjaSending *munja_archive_take (MunjaArchive *self, MunjaSendingInfo *info);
GPtrArray *munja_archive_take_all (MunjaArchive *self, GPtrArray *infos);
GPtrArray *munja_archive_list_alive (MunjaArchive *self);

void munja_archive_tell_added (MunjaArchive *self, MunjaSending *sending);
void munja_archive_tell_removed (MunjaArchive *self, MunjaSending *sending);
void munja_archive_tell_changed (MunjaArchive *self, MunjaSending *sending);

void munja_archive_sweep (MunjaArchive *self, GTask *task);

void munja_archive_find_async (MunjaArchive *self,
                               const MunjaSentQuery *query,
                               gint64 last,
                               gint64 first,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *
munja_archive_find_finish (MunjaArchive *self, GAsyncResult *result, gint64 *next, GError **error);

G_END_DECLS
