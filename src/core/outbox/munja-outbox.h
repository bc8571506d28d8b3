#pragma once

#include <gio/gio.h>

#include "munja-job-recipient.h"
#include "munja-job-timings.h"
#include "munja-job.h"
#include "munja-order.h"

G_BEGIN_DECLS

/* Who has an outbox need not know what it sends with. */
typedef struct _MunjaApi MunjaApi;

/**
 * MunjaOutboxPending:
 * @MUNJA_OUTBOX_WAITS: a job goes out in a moment, and can still be undone
 * @MUNJA_OUTBOX_SENDS: a request is on its way whose answer says whether something was sent
 * @MUNJA_OUTBOX_GOES_ON: a job is not done with, which goes on when the app is started again
 * @MUNJA_OUTBOX_DONE: nothing
 *
 * What is under way; the first of them that fits.
 */
typedef enum {
  MUNJA_OUTBOX_WAITS,
  MUNJA_OUTBOX_SENDS,
  MUNJA_OUTBOX_GOES_ON,
  MUNJA_OUTBOX_DONE,
} MunjaOutboxPending;

#define MUNJA_TYPE_OUTBOX munja_outbox_get_type ()
G_DECLARE_FINAL_TYPE (MunjaOutbox, munja_outbox, MUNJA, OUTBOX, GObject)

MunjaOutbox *munja_outbox_new (MunjaApi *api, const char *path, const char *seal);
MunjaOutbox *munja_outbox_new_practice (MunjaApi *api, const char *path);
void munja_outbox_set_api (MunjaOutbox *self, MunjaApi *api);
void munja_outbox_set_timings (MunjaOutbox *self, const MunjaJobTimings *timings);
gboolean munja_outbox_set_aside (MunjaOutbox *self, char **new_path, GError **error);

void munja_outbox_open_async (MunjaOutbox *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean munja_outbox_open_finish (MunjaOutbox *self, GAsyncResult *result, GError **error);

gboolean munja_outbox_get_is_copy (MunjaOutbox *self);

void munja_outbox_set_member (MunjaOutbox *self, const char *member_key);
void munja_outbox_resume (MunjaOutbox *self);

void munja_outbox_add_async (MunjaOutbox *self,
                             MunjaOrder *order,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
MunjaJob *munja_outbox_add_finish (MunjaOutbox *self, GAsyncResult *result, GError **error);

void munja_outbox_release (MunjaOutbox *self, MunjaJob *job, unsigned undo_seconds);
void munja_outbox_cancel (MunjaOutbox *self, MunjaJob *job);
void munja_outbox_check (MunjaOutbox *self, MunjaJob *job);
void munja_outbox_remove_async (MunjaOutbox *self,
                                MunjaJob *job,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean munja_outbox_remove_finish (MunjaOutbox *self, GAsyncResult *result, GError **error);
gboolean munja_outbox_is_awaited (MunjaOutbox *self, MunjaJob *job);
gboolean munja_outbox_has_wrong_time (MunjaOutbox *self, MunjaJob *job);
gboolean munja_outbox_is_busy (MunjaOutbox *self);

MunjaJob *munja_outbox_find_job (MunjaOutbox *self, const char *key);
MunjaJob *munja_outbox_find_scheduled (MunjaOutbox *self, const char *key);
gboolean munja_outbox_may_have_sent (MunjaOutbox *self, const MunjaOrder *order);
guint munja_outbox_count_jobs (MunjaOutbox *self, MunjaJobState state);
MunjaOutboxPending munja_outbox_get_pending (MunjaOutbox *self);
void munja_outbox_answer_waiting (MunjaOutbox *self, gboolean send);

void munja_outbox_list_rows_async (MunjaOutbox *self,
                                   MunjaJob *job,
                                   MunjaRowFilter filter,
                                   guint offset,
                                   guint limit,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *munja_outbox_list_rows_finish (MunjaOutbox *self, GAsyncResult *result, GError **error);

void munja_outbox_load_recipients_async (MunjaOutbox *self,
                                         MunjaJob *job,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
MunjaAudience *
munja_outbox_load_recipients_finish (MunjaOutbox *self, GAsyncResult *result, GError **error);

void munja_outbox_count_types_async (MunjaOutbox *self,
                                     MunjaJob *job,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
guint *munja_outbox_count_types_finish (MunjaOutbox *self, GAsyncResult *result, GError **error);

void munja_outbox_load_picture_async (MunjaOutbox *self,
                                      MunjaJob *job,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GBytes *munja_outbox_load_picture_finish (MunjaOutbox *self, GAsyncResult *result, GError **error);

void munja_outbox_load_order_async (MunjaOutbox *self,
                                    MunjaJob *job,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
MunjaOrder *munja_outbox_load_order_finish (GAsyncResult *result, GError **error);

G_END_DECLS
