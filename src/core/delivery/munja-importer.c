#include "config.h"

#include "munja-importer.h"

#include "munja-elsewhere.h"

/* How long after one import the next one begins. In seconds. */
#define PAUSE_S 3600

struct _MunjaImporter {
  GObject parent_instance;

  /* Owned. */
  MunjaApi *api;
  MunjaOutbox *outbox;
  MunjaArchive *archive;
  char *member;              /* NULL if nobody is signed in */
  GCancellable *cancellable; /* of the import that is running, NULL if none is */
  GError *error;             /* why the last one failed */

  guint n_added; /* by the import that is running, or the last one */
  guint pause_id;
};

/**
 * MunjaImporter::changed:
 *
 * What is known of the import has changed.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaImporter, munja_importer, G_TYPE_OBJECT)

static void
changed (MunjaImporter *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  MunjaImporter *self = user_data;

  self->pause_id = 0;
  munja_importer_start (self);
  return G_SOURCE_REMOVE;
}

static void
progress_cb (guint n_sendings, gpointer user_data)
{
  MunjaImporter *self = user_data;

  self->n_added = n_sendings;
  changed (self);
}

/* One that was stopped has been taken leave of. */
static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean is_done = munja_elsewhere_import_finish (result, &error);
  MunjaImporter *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (!is_done)
    self->error = g_steal_pointer (&error);
  self->pause_id = g_timeout_add_seconds (PAUSE_S, pause_over_cb, self);
  changed (self);
}

static void
munja_importer_dispose (GObject *object)
{
  MunjaImporter *self = MUNJA_IMPORTER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->pause_id, g_source_remove);

  G_OBJECT_CLASS (munja_importer_parent_class)->dispose (object);
}

static void
munja_importer_finalize (GObject *object)
{
  MunjaImporter *self = MUNJA_IMPORTER (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->archive);
  g_clear_object (&self->outbox);
  g_clear_object (&self->api);
  g_clear_error (&self->error);
  g_free (self->member);

  G_OBJECT_CLASS (munja_importer_parent_class)->finalize (object);
}

static void
munja_importer_class_init (MunjaImporterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_importer_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_importer_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_importer_init (MunjaImporter *self)
{
}

/**
 * munja_importer_new:
 * @api: the way to the service
 * @outbox: what is in it is passed over; open
 * @archive: where the messages go to; open
 *
 * Makes what adds to the archive what was sent with the account elsewhere, once somebody has signed
 * in, and every hour after that; see munja_elsewhere_import_async().
 *
 * Returns: (transfer full): the importer
 */
MunjaImporter *
munja_importer_new (MunjaApi *api, MunjaOutbox *outbox, MunjaArchive *archive)
{
  MunjaImporter *self = g_object_new (MUNJA_TYPE_IMPORTER, NULL);

  self->api = g_object_ref (api);
  self->outbox = g_object_ref (outbox);
  self->archive = g_object_ref (archive);
  return self;
}

/**
 * munja_importer_set_api:
 * @self: the importer
 * @api: takes the place of the other one with the next import
 */
void
munja_importer_set_api (MunjaImporter *self, MunjaApi *api)
{
  g_return_if_fail (MUNJA_IS_IMPORTER (self));

  g_set_object (&self->api, api);
}

/**
 * munja_importer_set_member:
 * @self: the importer
 * @member_key: (nullable): who is signed in
 *
 * Begins with another account, and leaves the one before.
 */
void
munja_importer_set_member (MunjaImporter *self, const char *member_key)
{
  g_return_if_fail (MUNJA_IS_IMPORTER (self));

  if (g_strcmp0 (self->member, member_key) == 0)
    return;
  munja_importer_stop (self);
  g_free (self->member);
  self->member = g_strdup (member_key);
  munja_importer_start (self);
}

/**
 * munja_importer_start:
 * @self: the importer
 *
 * Looks now for what was sent elsewhere, if somebody is signed in.
 */
void
munja_importer_start (MunjaImporter *self)
{
  g_return_if_fail (MUNJA_IS_IMPORTER (self));

  if (self->cancellable != NULL || self->member == NULL)
    return;
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->cancellable = g_cancellable_new ();
  self->n_added = 0;
  g_clear_error (&self->error);
  munja_elsewhere_import_async (self->api, self->outbox, self->archive, self->member, progress_cb,
                                self, self->cancellable, imported_cb, self);
  changed (self);
}

/**
 * munja_importer_stop:
 * @self: the importer
 *
 * Stops until munja_importer_start(), which goes on where it was.
 */
void
munja_importer_stop (MunjaImporter *self)
{
  g_return_if_fail (MUNJA_IS_IMPORTER (self));

  g_clear_handle_id (&self->pause_id, g_source_remove);
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  changed (self);
}

/**
 * munja_importer_is_running:
 * @self: the importer
 *
 * Returns: whether it is being looked for what was sent elsewhere
 */
gboolean
munja_importer_is_running (MunjaImporter *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORTER (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * munja_importer_get_n_added:
 * @self: the importer
 *
 * Returns: how many sendings were added, by the import that is running or by the last one
 */
guint
munja_importer_get_n_added (MunjaImporter *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORTER (self), 0);

  return self->n_added;
}

/**
 * munja_importer_get_error:
 * @self: the importer
 *
 * Returns: (nullable): why the last import failed, as munja_elsewhere_import_async() says; owned by
 *   @self
 */
const GError *
munja_importer_get_error (MunjaImporter *self)
{
  g_return_val_if_fail (MUNJA_IS_IMPORTER (self), NULL);

  return self->error;
}
