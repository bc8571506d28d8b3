#include "config.h"

#include "munja-library.h"

#include "munja-library-db.h"
#include "munja-library-private.h"

struct _MunjaLibrary {
  GObject parent_instance;

  /* Owned. */
  char *path;
  MunjaDb *store;
  GListStore *entries[MUNJA_N_LIBRARY_KINDS];

  gint64 next_ids[MUNJA_N_LIBRARY_KINDS];
  MunjaLibraryShown shown; /* when the file was opened */
  gboolean is_open;
};

enum {
  PROP_OPEN = 1,
  N_PROPS,
};

enum {
  SIGNAL_FAILED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaLibrary, munja_library, G_TYPE_OBJECT)

/* What is read when the file is opened. */
typedef struct {
  GPtrArray *entries[MUNJA_N_LIBRARY_KINDS];
  gint64 next_ids[MUNJA_N_LIBRARY_KINDS];
  MunjaLibraryShown shown;
} Contents;

static void
contents_free (Contents *contents)
{
  for (guint kind = 0; kind < MUNJA_N_LIBRARY_KINDS; kind++)
    g_clear_pointer (&contents->entries[kind], g_ptr_array_unref);
  g_free (contents);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Contents, contents_free)

/* Newest first, and templates by their name. */
static int
compare (gconstpointer one, gconstpointer other, gpointer user_data)
{
  MunjaLibrarySummary a = munja_library_entry_get_summary ((gpointer)one);
  MunjaLibrarySummary b = munja_library_entry_get_summary ((gpointer)other);
  int by_name = g_utf8_collate (a.name, b.name);

  if (by_name != 0)
    return by_name;
  return a.modified == b.modified ? 0 : a.modified > b.modified ? -1 : 1;
}

static gpointer
read_contents (sqlite3 *db, gpointer data, GError **error)
{
  g_autoptr (Contents) contents = g_new0 (Contents, 1);

  if (!munja_library_db_remove_hidden (db, error)
      || !munja_library_db_read_shown (db, &contents->shown, error))
    return NULL;
  for (guint kind = 0; kind < MUNJA_N_LIBRARY_KINDS; kind++) {
    contents->entries[kind] = munja_library_db_list (db, kind, error);
    if (contents->entries[kind] == NULL
        || !munja_library_db_read_next_id (db, kind, &contents->next_ids[kind], error))
      return NULL;
  }
  return g_steal_pointer (&contents);
}

static void
take_contents (MunjaLibrary *self, Contents *contents)
{
  for (guint kind = 0; kind < MUNJA_N_LIBRARY_KINDS; kind++) {
    GPtrArray *entries = contents->entries[kind];

    self->next_ids[kind] = contents->next_ids[kind];
    g_list_store_splice (self->entries[kind], 0, 0, entries->pdata, entries->len);
    g_list_store_sort (self->entries[kind], compare, NULL);
  }
  self->shown = contents->shown;
  self->is_open = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

static void
contents_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaLibrary *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (Contents) contents = munja_db_run_finish (MUNJA_DB (source), result, &error);

  if (contents == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  if (!self->is_open)
    take_contents (self, contents);
  g_task_return_boolean (task, TRUE);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (munja_db_open_finish (MUNJA_DB (source), result, &error))
    munja_db_run_async (MUNJA_DB (source), read_contents, NULL, NULL, (GDestroyNotify)contents_free,
                        NULL, contents_read_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
munja_library_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_OPEN:
    g_value_set_boolean (value, munja_library_is_open (MUNJA_LIBRARY (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_library_finalize (GObject *object)
{
  MunjaLibrary *self = MUNJA_LIBRARY (object);

  for (guint kind = 0; kind < MUNJA_N_LIBRARY_KINDS; kind++)
    g_clear_object (&self->entries[kind]);
  g_clear_object (&self->store);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (munja_library_parent_class)->finalize (object);
}

static void
munja_library_class_init (MunjaLibraryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_library_get_property;
  object_class->finalize = munja_library_finalize;

  /**
   * MunjaLibrary:open:
   *
   * See munja_library_is_open().
   */
  properties[PROP_OPEN]
      = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MunjaLibrary::failed:
   * @self: the library
   * @error: (type GError): one of STORE and its like
   *
   * Tells that something that nobody waits for could not be written: a name, or that an entry was
   * deleted or brought back.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", MUNJA_TYPE_LIBRARY, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
munja_library_init (MunjaLibrary *self)
{
  for (guint kind = 0; kind < MUNJA_N_LIBRARY_KINDS; kind++)
    self->entries[kind] = g_list_store_new (MUNJA_TYPE_LIBRARY_ENTRY);
}

/**
 * munja_library_dup_default_path:
 *
 * Where the library of the person is. There is one for all services, and its templates are there in
 * practice as well: one that was written in practice is wanted later.
 *
 * Returns: (transfer full): the file
 */
char *
munja_library_dup_default_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "munja", "library.sqlite", NULL);
}

/**
 * munja_library_dup_practice_path:
 *
 * Where the drafts are that were written in practice, which must never go out by mistake.
 *
 * Returns: (transfer full): the file of a library without templates
 */
char *
munja_library_dup_practice_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "munja", "practice", "drafts.sqlite", NULL);
}

/**
 * munja_library_new:
 * @path: the file
 *
 * Makes what keeps the drafts and templates of a person. What is asked for is shown at once, and
 * written in a thread of its own, in the order in which it was asked for; also after the end of the
 * library.
 *
 * Returns: (transfer full): the library, empty until munja_library_open_async()
 */
MunjaLibrary *
munja_library_new (const char *path)
{
  MunjaLibrary *self = g_object_new (MUNJA_TYPE_LIBRARY, NULL);

  self->path = g_strdup (path);
  self->store = munja_db_new ("library", path, munja_library_db_open, FALSE);
  return self;
}

/**
 * munja_library_set_aside:
 * @self: a library that could not be opened
 * @new_path: (out) (optional): what the file is called now
 * @error: return location
 *
 * Gives a file that cannot be used another name beside the old one, so that
 * munja_library_open_async() can begin a new one. What is in it is not lost.
 *
 * - Errors: STORE.
 *
 * Returns: whether it was set aside
 */
gboolean
munja_library_set_aside (MunjaLibrary *self, char **new_path, GError **error)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY (self), FALSE);
  g_return_val_if_fail (!self->is_open, FALSE);

  return munja_db_set_aside (self->path, new_path, error);
}

/**
 * munja_library_open_async:
 * @self: the library
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Opens the file, or makes it, and reads what is in it. What was deleted before cannot be brought
 * back after this.
 *
 * - Errors: STORE, STORE_IN_USE, STORE_DAMAGED, STORE_NEWER. It may be tried again after any of
 *   them.
 */
void
munja_library_open_async (MunjaLibrary *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_library_open_async);
  munja_db_open_async (self->store, NULL, opened_cb, task);
}

/**
 * munja_library_open_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the library can be used
 */
gboolean
munja_library_open_finish (MunjaLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_library_is_open:
 * @self: the library
 *
 * Returns: whether drafts and templates are kept
 */
gboolean
munja_library_is_open (MunjaLibrary *self)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY (self), FALSE);

  return self->is_open;
}

/**
 * munja_library_get_entries:
 * @self: the library
 * @kind: of what
 *
 * Returns: (transfer none): the #MunjaLibraryEntry of a kind: drafts with the newest first,
 *   templates by their names
 */
GListModel *
munja_library_get_entries (MunjaLibrary *self, MunjaLibraryKind kind)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY (self), NULL);

  return G_LIST_MODEL (self->entries[kind]);
}

/**
 * munja_library_get_store:
 * @self: the library
 *
 * Returns: (transfer none): where it is kept
 */
MunjaDb *
munja_library_get_store (MunjaLibrary *self)
{
  return self->store;
}

/**
 * munja_library_find:
 * @self: the library
 * @kind: of what
 * @id: which one
 *
 * Returns: (transfer none) (nullable): the entry
 */
MunjaLibraryEntry *
munja_library_find (MunjaLibrary *self, MunjaLibraryKind kind, gint64 id)
{
  GListModel *entries;

  g_return_val_if_fail (MUNJA_IS_LIBRARY (self), NULL);

  entries = G_LIST_MODEL (self->entries[kind]);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (MunjaLibraryEntry) entry = g_list_model_get_item (entries, i);

    if (munja_library_entry_get_id (entry) == id)
      return entry;
  }
  return NULL;
}

/**
 * munja_library_show:
 * @self: the library
 * @entry: an entry that is new, or that was updated
 *
 * Puts an entry where it belongs in its list. The draft that somebody writes stays where it is, at
 * the top, with each keystroke.
 */
void
munja_library_show (MunjaLibrary *self, MunjaLibraryEntry *entry)
{
  GListStore *entries = self->entries[munja_library_entry_get_kind (entry)];
  g_autoptr (MunjaLibraryEntry) first = g_list_model_get_item (G_LIST_MODEL (entries), 0);

  if (first == entry && munja_library_entry_get_kind (entry) == MUNJA_LIBRARY_DRAFT)
    return;
  munja_library_take_away (self, entry);
  g_list_store_insert_sorted (entries, entry, compare, NULL);
}

/**
 * munja_library_take_away:
 * @self: the library
 * @entry: an entry, to which the caller has a reference
 *
 * Takes an entry out of its list, if it is there.
 */
void
munja_library_take_away (MunjaLibrary *self, MunjaLibraryEntry *entry)
{
  GListStore *entries = self->entries[munja_library_entry_get_kind (entry)];
  guint position = 0;

  if (g_list_store_find (entries, entry, &position))
    g_list_store_remove (entries, position);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaLibrary) self = user_data;
  g_autoptr (GError) error = NULL;

  munja_db_run_finish (MUNJA_DB (source), result, &error);
  if (error == NULL)
    return;
  g_message ("The library could not be written: %s", error->message);
  g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

/**
 * munja_library_do:
 * @self: the library
 * @func: what to do with the file
 * @data: (transfer full): for @func
 * @free_data: frees it, in any thread
 *
 * Does something that nobody waits for; #MunjaLibrary::failed tells if it does not work.
 */
void
munja_library_do (MunjaLibrary *self, MunjaDbFunc func, gpointer data, GDestroyNotify free_data)
{
  munja_db_run_async (self->store, func, data, free_data, NULL, NULL, done_cb, g_object_ref (self));
}

/**
 * munja_library_take_id:
 * @self: the library, open
 * @kind: of what
 *
 * Returns: an id for a new entry, that none of the kind ever had
 */
gint64
munja_library_take_id (MunjaLibrary *self, MunjaLibraryKind kind)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY (self), 0);
  g_return_val_if_fail (self->is_open, 0);

  return self->next_ids[kind]++;
}

static gpointer
write_shown (sqlite3 *db, gpointer data, GError **error)
{
  return GINT_TO_POINTER (munja_library_db_write_shown (db, data, error));
}

/**
 * munja_library_set_shown_draft:
 * @self: the library
 * @draft: the draft that the form holds, 0 for none
 * @is_open: whether the app goes on; without it, all is written and it is about to end
 *
 * Records what is to be in the form the next time.
 */
void
munja_library_set_shown_draft (MunjaLibrary *self, gint64 draft, gboolean is_open)
{
  MunjaLibraryShown shown = { draft, is_open };

  g_return_if_fail (MUNJA_IS_LIBRARY (self));

  if (self->is_open)
    munja_library_do (self, write_shown, g_memdup2 (&shown, sizeof shown), g_free);
}

/**
 * munja_library_get_shown_draft:
 * @self: the library
 * @was_open: (out): whether the app ended without a word, so that the person may wonder
 *
 * Returns: the draft that the form held when the app ended, 0 for none
 */
gint64
munja_library_get_shown_draft (MunjaLibrary *self, gboolean *was_open)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY (self), 0);

  *was_open = self->shown.is_open;
  return self->shown.draft;
}

static char *
make_key (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup (name);
}

/**
 * munja_library_find_template:
 * @self: the library
 * @name: what somebody wants to call a template
 *
 * Returns: (transfer none) (nullable): the one that is called so already, upper and lower case
 * being the same
 */
MunjaLibraryEntry *
munja_library_find_template (MunjaLibrary *self, const char *name)
{
  g_autofree char *key = make_key (name);
  GListModel *templates;

  g_return_val_if_fail (MUNJA_IS_LIBRARY (self), NULL);

  templates = G_LIST_MODEL (self->entries[MUNJA_LIBRARY_TEMPLATE]);
  for (guint i = 0; i < g_list_model_get_n_items (templates); i++) {
    g_autoptr (MunjaLibraryEntry) entry = g_list_model_get_item (templates, i);
    g_autofree char *other = make_key (munja_library_entry_get_name (entry));

    if (g_str_equal (key, other))
      return entry;
  }
  return NULL;
}
