#include "config.h"

#include "munja-outbox.h"

#include "munja-error.h"
#include "munja-job-record.h"

struct _MunjaOutbox {
  GObject parent_instance;

  MunjaApi *api;
  char *path;
  char *member;
  GPtrArray *jobs; /* newest first */
  MunjaOutboxTimings timings;
};

enum {
  PROP_BUSY = 1,
  N_PROPS,
};

enum {
  SIGNAL_SETTLED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void munja_outbox_list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaOutbox,
                               munja_outbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      munja_outbox_list_model_init))

static GType
munja_outbox_get_item_type (GListModel *model)
{
  return MUNJA_TYPE_JOB;
}

static guint
munja_outbox_get_n_items (GListModel *model)
{
  return MUNJA_OUTBOX (model)->jobs->len;
}

static gpointer
munja_outbox_get_item (GListModel *model, guint position)
{
  MunjaOutbox *self = MUNJA_OUTBOX (model);

  return position < self->jobs->len ? g_object_ref (self->jobs->pdata[position]) : NULL;
}

static void
munja_outbox_list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = munja_outbox_get_item_type;
  interface->get_n_items = munja_outbox_get_n_items;
  interface->get_item = munja_outbox_get_item;
}

static void
munja_outbox_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_BUSY:
    g_value_set_boolean (value, munja_outbox_is_busy (MUNJA_OUTBOX (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_outbox_finalize (GObject *object)
{
  MunjaOutbox *self = MUNJA_OUTBOX (object);

  g_clear_object (&self->api);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->member, g_free);

  G_OBJECT_CLASS (munja_outbox_parent_class)->finalize (object);
}

static void
munja_outbox_class_init (MunjaOutboxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_outbox_get_property;
  object_class->finalize = munja_outbox_finalize;

  /**
   * MunjaOutbox:busy:
   *
   * See munja_outbox_is_busy().
   */
  properties[PROP_BUSY]
      = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MunjaOutbox::settled:
   * @self: the outbox
   * @job: a job that was released
   *
   * Tells that a released job reached SENT, SCHEDULED, FAILED or UNCONFIRMED.
   */
  signals[SIGNAL_SETTLED] = g_signal_new ("settled", MUNJA_TYPE_OUTBOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_JOB);
}

static void
munja_outbox_init (MunjaOutbox *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->timings = (MunjaOutboxTimings){ 120000, 1000, 10000 };
}

MunjaOutbox *
munja_outbox_new (MunjaApi *api, const char *path)
{
  MunjaOutbox *self = g_object_new (MUNJA_TYPE_OUTBOX, NULL);

  self->api = g_object_ref (api);
  self->path = g_strdup (path);
  return self;
}

MunjaOutbox *
munja_outbox_new_practice (MunjaApi *api, const char *path)
{
  return munja_outbox_new (api, path);
}

void
munja_outbox_set_api (MunjaOutbox *self, MunjaApi *api)
{
  g_set_object (&self->api, api);
}

void
munja_outbox_set_timings (MunjaOutbox *self, const MunjaOutboxTimings *timings)
{
  self->timings = *timings;
}

gboolean
munja_outbox_set_aside (const char *path, char **new_path, GError **error)
{
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE, "There is nothing to set aside");
  return FALSE;
}

static void
not_open (MunjaOutbox *self,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  g_task_report_new_error (self, callback, user_data, tag, MUNJA_ERROR, MUNJA_ERROR_STORE,
                           "The outbox is not open");
}

void
munja_outbox_open_async (MunjaOutbox *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  not_open (self, munja_outbox_open_async, cancellable, callback, user_data);
}

gboolean
munja_outbox_open_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
munja_outbox_set_member (MunjaOutbox *self, const char *member_key)
{
  g_free (self->member);
  self->member = g_strdup (member_key);
}

void
munja_outbox_resume (MunjaOutbox *self)
{
}

void
munja_outbox_add_async (MunjaOutbox *self,
                        const MunjaJobDraft *draft,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  not_open (self, munja_outbox_add_async, cancellable, callback, user_data);
}

MunjaJob *
munja_outbox_add_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
munja_outbox_release (MunjaOutbox *self, MunjaJob *job, unsigned undo_seconds)
{
}

void
munja_outbox_cancel (MunjaOutbox *self, MunjaJob *job)
{
}

void
munja_outbox_check (MunjaOutbox *self, MunjaJob *job)
{
}

void
munja_outbox_remove (MunjaOutbox *self, MunjaJob *job)
{
}

gboolean
munja_outbox_is_busy (MunjaOutbox *self)
{
  return FALSE;
}

void
munja_outbox_list_rows_async (MunjaOutbox *self,
                              MunjaJob *job,
                              MunjaRowFilter filter,
                              guint offset,
                              guint limit,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  not_open (self, munja_outbox_list_rows_async, cancellable, callback, user_data);
}

GPtrArray *
munja_outbox_list_rows_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
munja_outbox_load_recipients_async (MunjaOutbox *self,
                                    MunjaJob *job,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  not_open (self, munja_outbox_load_recipients_async, cancellable, callback, user_data);
}

MunjaRecipientTable *
munja_outbox_load_recipients_finish (MunjaOutbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
