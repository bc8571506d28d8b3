#pragma once

#include <gio/gio.h>

#include "munja-archive-answers.h"
#include "munja-audience.h"
#include "munja-sending.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_ARCHIVE munja_archive_get_type ()
G_DECLARE_FINAL_TYPE (MunjaArchive, munja_archive, MUNJA, ARCHIVE, GObject)

MunjaArchive *munja_archive_new (const char *path);
MunjaArchive *munja_archive_new_practice (const char *path);
gboolean munja_archive_set_aside (MunjaArchive *self, char **new_path, GError **error);
void munja_archive_open_async (MunjaArchive *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean munja_archive_open_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
gboolean munja_archive_is_open (MunjaArchive *self);
const char *munja_archive_get_path (MunjaArchive *self);

/* What is added. */
void munja_archive_look_up_async (MunjaArchive *self,
                                  const char *const *group_ids,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
MunjaSentKnown *
munja_archive_look_up_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_add_async (MunjaArchive *self,
                              const MunjaSendingInfo *info,
                              GBytes *picture,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MunjaSending *munja_archive_add_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_add_messages_async (MunjaArchive *self,
                                       MunjaSending *sending,
                                       GPtrArray *messages,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
munja_archive_add_messages_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_finish_adding_async (MunjaArchive *self,
                                        MunjaSending *sending,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
munja_archive_finish_adding_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_load_mark_async (MunjaArchive *self,
                                    const char *member,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gint64 munja_archive_load_mark_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_keep_mark_async (MunjaArchive *self,
                                    const char *member,
                                    gint64 time_us,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean munja_archive_keep_mark_finish (MunjaArchive *self, GAsyncResult *result, GError **error);

/* What the service says afterwards, and what the person writes. */
void munja_archive_apply_async (MunjaArchive *self,
                                MunjaSending *sending,
                                const MunjaSendingInfo *info,
                                GPtrArray *results,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean munja_archive_apply_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_set_note_async (MunjaArchive *self,
                                   MunjaSending *sending,
                                   const char *note,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean munja_archive_set_note_finish (MunjaArchive *self, GAsyncResult *result, GError **error);

/* What is read. */
void munja_archive_list_open_async (MunjaArchive *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *
munja_archive_list_open_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_list_messages_async (MunjaArchive *self,
                                        MunjaSending *sending,
                                        MunjaSentStates states,
                                        const char *text,
                                        int after,
                                        guint limit,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GPtrArray *
munja_archive_list_messages_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_load_audience_async (MunjaArchive *self,
                                        MunjaSending *sending,
                                        MunjaSentStates states,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
MunjaAudience *
munja_archive_load_audience_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_load_picture_async (MunjaArchive *self,
                                       MunjaSending *sending,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *
munja_archive_load_picture_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_find_repeats_async (MunjaArchive *self,
                                       const char *text,
                                       MunjaAudience *audience,
                                       gint64 since_us,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
MunjaRepeats *
munja_archive_find_repeats_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_get_totals_async (MunjaArchive *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
MunjaArchiveTotals *
munja_archive_get_totals_finish (MunjaArchive *self, GAsyncResult *result, GError **error);

/* What goes. */
void munja_archive_remove_async (MunjaArchive *self,
                                 MunjaSending *sending,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean munja_archive_remove_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_restore_async (MunjaArchive *self,
                                  MunjaSending *sending,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean munja_archive_restore_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_purge_async (MunjaArchive *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean munja_archive_purge_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_forget_before_async (MunjaArchive *self,
                                        gint64 time_us,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean
munja_archive_forget_before_finish (MunjaArchive *self, GAsyncResult *result, GError **error);
void munja_archive_forget_all_async (MunjaArchive *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean munja_archive_forget_all_finish (MunjaArchive *self, GAsyncResult *result, GError **error);

G_END_DECLS
