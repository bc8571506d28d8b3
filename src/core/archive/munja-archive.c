#include "config.h"

#include "munja-archive.h"

#include "munja-archive-db.h"
#include "munja-archive-people.h"
#include "munja-archive-private.h"
#include "munja-people-source.h"
#include "munja-sending-private.h"

struct _MunjaArchive {
  GObject parent_instance;

  gboolean is_open;

  /* Owned. */
  char *path;
  MunjaDb *store;
  GHashTable *sendings; /* gint64 * to Alive */
};

/* A sending that somebody has. */
typedef struct {
  gint64 id;
  MunjaArchive *archive; /* borrowed */
  MunjaSending *sending; /* borrowed */
} Alive;

enum {
  PROP_OPEN = 1,
  N_PROPS,
};

enum {
  SIGNAL_ADDED,
  SIGNAL_REMOVED,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void make_people_source (MunjaPeopleSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaArchive,
                               munja_archive,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MUNJA_TYPE_PEOPLE_SOURCE, make_people_source))

static void
gone_cb (gpointer data, GObject *gone)
{
  Alive *alive = data;

  g_hash_table_remove (alive->archive->sendings, &alive->id);
}

static void
let_go (MunjaArchive *self)
{
  GHashTableIter iter;
  gpointer alive;

  g_hash_table_iter_init (&iter, self->sendings);
  while (g_hash_table_iter_next (&iter, NULL, &alive))
    g_object_weak_unref (G_OBJECT (((Alive *)alive)->sending), gone_cb, alive);
  g_clear_pointer (&self->sendings, g_hash_table_unref);
}

static void
munja_archive_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_OPEN:
    g_value_set_boolean (value, munja_archive_is_open (MUNJA_ARCHIVE (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_archive_finalize (GObject *object)
{
  MunjaArchive *self = MUNJA_ARCHIVE (object);

  let_go (self);
  g_clear_object (&self->store);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (munja_archive_parent_class)->finalize (object);
}

static gpointer
find_people (sqlite3 *db, gpointer data, GError **error)
{
  return munja_archive_people_find (db, data, error);
}

/* Where nothing can be read, nobody is known. */
static void
munja_archive_find_people_async (MunjaPeopleSource *source,
                                 const char *wanted,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  MunjaArchive *self = MUNJA_ARCHIVE (source);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, munja_archive_find_people_async);
  if (self->is_open) {
    munja_db_answer (self->store, task, find_people, g_strdup (wanted), g_free,
                     (GDestroyNotify)g_ptr_array_unref);
    return;
  }
  g_task_return_pointer (task, munja_known_people_new (), (GDestroyNotify)g_ptr_array_unref);
  g_object_unref (task);
}

static GPtrArray *
munja_archive_find_people_finish (MunjaPeopleSource *source, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, source), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
make_people_source (MunjaPeopleSourceInterface *iface)
{
  iface->find_async = munja_archive_find_people_async;
  iface->find_finish = munja_archive_find_people_finish;
}

static void
munja_archive_class_init (MunjaArchiveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_archive_get_property;
  object_class->finalize = munja_archive_finalize;

  /**
   * MunjaArchive:open:
   *
   * See munja_archive_is_open().
   */
  properties[PROP_OPEN]
      = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MunjaArchive::added:
   * @self: the archive
   * @sending: a sending that is listed from now on, as all of it is there, or it was brought back
   */
  signals[SIGNAL_ADDED] = g_signal_new ("added", MUNJA_TYPE_ARCHIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_SENDING);
  /**
   * MunjaArchive::removed:
   * @self: the archive
   * @sending: a sending that is not listed any more
   */
  signals[SIGNAL_REMOVED] = g_signal_new ("removed", MUNJA_TYPE_ARCHIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_SENDING);
  /**
   * MunjaArchive::changed:
   * @self: the archive
   * @sending: a sending that is listed, of which something else is known now, or of its messages
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MUNJA_TYPE_ARCHIVE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_SENDING);
}

static void
munja_archive_init (MunjaArchive *self)
{
  self->sendings = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
}

static MunjaArchive *
archive_new (const char *path, gboolean forget)
{
  MunjaArchive *self = g_object_new (MUNJA_TYPE_ARCHIVE, NULL);

  self->path = g_strdup (path);
  self->store = munja_db_new ("archive", path, munja_archive_db_open, forget);
  return self;
}

/**
 * munja_archive_new:
 * @path: the file
 *
 * Makes what keeps what was sent. All is read and written in a thread of its own, in the order in
 * which it was asked for, and what is long in pieces, so that a search need not wait for it.
 *
 * There is one object at most for each sending, so that all who have it see the same.
 *
 * Returns: (transfer full): the archive, empty until munja_archive_open_async()
 */
MunjaArchive *
munja_archive_new (const char *path)
{
  return archive_new (path, FALSE);
}

/**
 * munja_archive_new_practice:
 * @path: the file
 *
 * As munja_archive_new(), for a service that forgets everything when it ends: opening throws away
 * what is in the file.
 *
 * Returns: (transfer full): the archive
 */
MunjaArchive *
munja_archive_new_practice (const char *path)
{
  return archive_new (path, TRUE);
}

/**
 * munja_archive_set_aside:
 * @self: an archive that could not be opened
 * @new_path: (out) (optional): what the file is called now
 * @error: return location
 *
 * Gives a file that cannot be used another name beside the old one, so that
 * munja_archive_open_async() can begin a new one. What is in it is not lost.
 *
 * - Errors: STORE.
 *
 * Returns: whether it was set aside
 */
gboolean
munja_archive_set_aside (MunjaArchive *self, char **new_path, GError **error)
{
  g_return_val_if_fail (MUNJA_IS_ARCHIVE (self), FALSE);
  g_return_val_if_fail (!self->is_open, FALSE);

  return munja_db_set_aside (self->path, new_path, error);
}

/**
 * munja_archive_get_path:
 * @self: the archive
 *
 * Returns: its file
 */
const char *
munja_archive_get_path (MunjaArchive *self)
{
  g_return_val_if_fail (MUNJA_IS_ARCHIVE (self), NULL);

  return self->path;
}

/**
 * munja_archive_is_open:
 * @self: the archive
 *
 * Returns: whether what is sent is kept
 */
gboolean
munja_archive_is_open (MunjaArchive *self)
{
  g_return_val_if_fail (MUNJA_IS_ARCHIVE (self), FALSE);

  return self->is_open;
}

/**
 * munja_archive_set_open:
 * @self: the archive, whose file is open
 *
 * Returns: whether it was not before
 */
gboolean
munja_archive_set_open (MunjaArchive *self)
{
  if (self->is_open)
    return FALSE;
  self->is_open = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
  return TRUE;
}

/**
 * munja_archive_get_store:
 * @self: the archive
 *
 * Returns: (transfer none): where it is kept
 */
MunjaDb *
munja_archive_get_store (MunjaArchive *self)
{
  return self->store;
}

static MunjaSending *
add_alive (MunjaArchive *self, MunjaSendingInfo *info)
{
  Alive *alive = g_new0 (Alive, 1);

  alive->id = info->id;
  alive->archive = self;
  alive->sending = munja_sending_new (info);
  g_object_weak_ref (G_OBJECT (alive->sending), gone_cb, alive);
  g_hash_table_insert (self->sendings, &alive->id, alive);
  return alive->sending;
}

/**
 * munja_archive_take:
 * @self: the archive
 * @info: (transfer full): what was read of a sending
 *
 * Takes what was read last for what there is. As all is read in one thread, what comes later is
 * newer.
 *
 * Returns: (transfer full): the sending
 */
MunjaSending *
munja_archive_take (MunjaArchive *self, MunjaSendingInfo *info)
{
  Alive *alive = g_hash_table_lookup (self->sendings, &info->id);
  MunjaSending *sending;

  if (alive == NULL)
    return add_alive (self, info);
  sending = g_object_ref (alive->sending);
  munja_sending_update (sending, info);
  return sending;
}

/**
 * munja_archive_take_all:
 * @self: the archive
 * @infos: (element-type MunjaSendingInfo): what was read; its elements are taken over
 *
 * Returns: (transfer full) (element-type MunjaSending): the sendings
 */
GPtrArray *
munja_archive_take_all (MunjaArchive *self, GPtrArray *infos)
{
  GPtrArray *sendings = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (infos, NULL);
  for (guint i = 0; i < infos->len; i++)
    g_ptr_array_add (sendings, munja_archive_take (self, g_ptr_array_index (infos, i)));
  return sendings;
}

/**
 * munja_archive_list_alive:
 * @self: the archive
 *
 * Returns: (transfer full) (element-type MunjaSending): the sendings that somebody has
 */
GPtrArray *
munja_archive_list_alive (MunjaArchive *self)
{
  GPtrArray *sendings = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer alive;

  g_hash_table_iter_init (&iter, self->sendings);
  while (g_hash_table_iter_next (&iter, NULL, &alive))
    g_ptr_array_add (sendings, g_object_ref (((Alive *)alive)->sending));
  return sendings;
}

/**
 * munja_archive_tell_added:
 * @self: the archive
 * @sending: what is listed from now on
 */
void
munja_archive_tell_added (MunjaArchive *self, MunjaSending *sending)
{
  g_signal_emit (self, signals[SIGNAL_ADDED], 0, sending);
}

/**
 * munja_archive_tell_removed:
 * @self: the archive
 * @sending: what is not listed any more
 */
void
munja_archive_tell_removed (MunjaArchive *self, MunjaSending *sending)
{
  g_signal_emit (self, signals[SIGNAL_REMOVED], 0, sending);
}

/**
 * munja_archive_tell_changed:
 * @self: the archive
 * @sending: what is listed, and has changed
 */
void
munja_archive_tell_changed (MunjaArchive *self, MunjaSending *sending)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, sending);
}
