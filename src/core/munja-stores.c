#include "config.h"

#include "munja-stores.h"

#include "munja-archive.h"
#include "munja-delivery.h"
#include "munja-importer.h"
#include "munja-outbox.h"

struct _MunjaStores {
  GObject parent_instance;

  /* Owned. */
  MunjaApi *api;
  MunjaOutbox *outbox;
  GError *outbox_error;
  MunjaArchive *archive;
  GError *archive_error;
  MunjaDelivery *delivery; /* NULL before both can be used */
  MunjaImporter *importer; /* the same */
  char *member;            /* NULL if nobody is signed in */
};

G_DEFINE_FINAL_TYPE (MunjaStores, munja_stores, G_TYPE_OBJECT)

static char *
build_path (const char *root, const MunjaService *service, const char *name)
{
  return g_build_filename (root, "munja", service->id, name, NULL);
}

static MunjaOutbox *
new_outbox (MunjaApi *api, const MunjaService *service)
{
  g_autofree char *path = build_path (g_get_user_data_dir (), service, "outbox.sqlite");
  g_autofree char *seal = build_path (g_get_user_state_dir (), service, "outbox.seal");

  return munja_service_is_practice (service) ? munja_outbox_new_practice (api, path)
                                             : munja_outbox_new (api, path, seal);
}

static MunjaArchive *
new_archive (const MunjaService *service)
{
  g_autofree char *path = build_path (g_get_user_data_dir (), service, "archive.sqlite");

  return munja_service_is_practice (service) ? munja_archive_new_practice (path)
                                             : munja_archive_new (path);
}

static void
begin (MunjaStores *self)
{
  if (self->delivery != NULL || self->outbox_error != NULL || self->archive_error != NULL)
    return;
  self->delivery = munja_delivery_new (self->api, self->outbox, self->archive);
  munja_delivery_set_member (self->delivery, self->member);
  munja_delivery_start (self->delivery);
  self->importer = munja_importer_new (self->api, self->outbox, self->archive);
  munja_importer_set_member (self->importer, self->member);
}

static void
archive_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaStores *self = g_task_get_source_object (task);

  g_clear_error (&self->archive_error);
  if (!munja_archive_open_finish (MUNJA_ARCHIVE (source), result, &self->archive_error))
    g_message ("What was sent could not be opened: %s", self->archive_error->message);
  begin (self);
  g_task_return_boolean (task, TRUE);
}

static void
outbox_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaStores *self = g_task_get_source_object (task);

  g_clear_error (&self->outbox_error);
  if (!munja_outbox_open_finish (MUNJA_OUTBOX (source), result, &self->outbox_error))
    g_message ("The outbox could not be opened: %s", self->outbox_error->message);
  munja_archive_open_async (self->archive, NULL, archive_opened_cb, g_steal_pointer (&task));
}

static void
munja_stores_finalize (GObject *object)
{
  MunjaStores *self = MUNJA_STORES (object);

  g_clear_object (&self->importer);
  g_clear_object (&self->delivery);
  g_clear_object (&self->archive);
  g_clear_error (&self->archive_error);
  g_clear_object (&self->outbox);
  g_clear_error (&self->outbox_error);
  g_clear_object (&self->api);
  g_free (self->member);

  G_OBJECT_CLASS (munja_stores_parent_class)->finalize (object);
}

static void
munja_stores_class_init (MunjaStoresClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_stores_finalize;
}

static void
munja_stores_init (MunjaStores *self)
{
}

/**
 * munja_stores_new:
 * @api: the way to the service
 * @service: whom messages go through; what was to go out by one service never goes out by another
 *
 * Makes the outbox and the archive of a service, and what moves messages from the one to the other
 * and follows them there.
 *
 * Returns: (transfer full): the stores, not open yet
 */
MunjaStores *
munja_stores_new (MunjaApi *api, const MunjaService *service)
{
  MunjaStores *self = g_object_new (MUNJA_TYPE_STORES, NULL);

  self->api = g_object_ref (api);
  self->outbox = new_outbox (api, service);
  self->archive = new_archive (service);
  return self;
}

/**
 * munja_stores_set_api:
 * @self: the stores
 * @api: takes the place of the other one with the next request
 */
void
munja_stores_set_api (MunjaStores *self, MunjaApi *api)
{
  g_return_if_fail (MUNJA_IS_STORES (self));

  g_set_object (&self->api, api);
  munja_outbox_set_api (self->outbox, api);
  if (self->delivery != NULL) {
    munja_delivery_set_api (self->delivery, api);
    munja_importer_set_api (self->importer, api);
  }
}

/**
 * munja_stores_set_member:
 * @self: the stores
 * @member_key: (nullable): who is signed in
 *
 * Says whose messages go on, see munja_outbox_set_member() and munja_delivery_set_member().
 */
void
munja_stores_set_member (MunjaStores *self, const char *member_key)
{
  char *member = g_strdup (member_key);

  g_return_if_fail (MUNJA_IS_STORES (self));

  g_free (self->member);
  self->member = member;
  munja_outbox_set_member (self->outbox, member);
  if (self->delivery != NULL) {
    munja_delivery_set_member (self->delivery, member);
    munja_importer_set_member (self->importer, member);
  }
}

/**
 * munja_stores_open_async:
 * @self: the stores
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Opens both, at first or once more; how that went tell munja_stores_get_outbox_error() and
 * munja_stores_get_archive_error(). Without an outbox nothing can be sent, and without an archive
 * what was sent stays in the outbox, but everything else works.
 */
void
munja_stores_open_async (MunjaStores *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_STORES (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, munja_stores_open_async);
  munja_outbox_open_async (self->outbox, NULL, outbox_opened_cb, task);
}

/**
 * munja_stores_open_finish:
 * @self: the stores
 * @result: what the callback got
 */
void
munja_stores_open_finish (MunjaStores *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * munja_stores_get_outbox:
 * @self: the stores
 *
 * Returns: (transfer none): what waits to be sent
 */
MunjaOutbox *
munja_stores_get_outbox (MunjaStores *self)
{
  g_return_val_if_fail (MUNJA_IS_STORES (self), NULL);

  return self->outbox;
}

/**
 * munja_stores_get_outbox_error:
 * @self: the stores
 *
 * Returns: (nullable): why the outbox could not be opened: STORE, STORE_IN_USE, STORE_DAMAGED or
 *   STORE_NEWER; owned by @self
 */
const GError *
munja_stores_get_outbox_error (MunjaStores *self)
{
  g_return_val_if_fail (MUNJA_IS_STORES (self), NULL);

  return self->outbox_error;
}

/**
 * munja_stores_get_archive:
 * @self: the stores
 *
 * Returns: (transfer none): what was sent
 */
MunjaArchive *
munja_stores_get_archive (MunjaStores *self)
{
  g_return_val_if_fail (MUNJA_IS_STORES (self), NULL);

  return self->archive;
}

/**
 * munja_stores_get_archive_error:
 * @self: the stores
 *
 * Returns: (nullable): why the archive could not be opened, as of the outbox; owned by @self
 */
const GError *
munja_stores_get_archive_error (MunjaStores *self)
{
  g_return_val_if_fail (MUNJA_IS_STORES (self), NULL);

  return self->archive_error;
}

/**
 * munja_stores_get_delivery:
 * @self: the stores
 *
 * Returns: (transfer none) (nullable): what follows what was sent; %NULL before both are open
 */
MunjaDelivery *
munja_stores_get_delivery (MunjaStores *self)
{
  g_return_val_if_fail (MUNJA_IS_STORES (self), NULL);

  return self->delivery;
}

/**
 * munja_stores_get_importer:
 * @self: the stores
 *
 * Returns: (transfer none) (nullable): what looks for what was sent elsewhere; %NULL before both
 * are open
 */
MunjaImporter *
munja_stores_get_importer (MunjaStores *self)
{
  g_return_val_if_fail (MUNJA_IS_STORES (self), NULL);

  return self->importer;
}
