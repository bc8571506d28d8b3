#include "config.h"

#include "munja-library-db.h"
#include "munja-library-private.h"

/* An entry on its way into the file or out of it. */
typedef struct {
  MunjaLibraryKind kind;
  gint64 id;
  char *name;
  MunjaDraft *form;      /* of a draft */
  MunjaContent *content; /* of a template */
  gboolean with_recipients;
  gboolean is_hidden;
  gint64 modified;
} Change;

static void
change_free (Change *change)
{
  g_free (change->name);
  munja_draft_free (change->form);
  munja_content_free (change->content);
  g_free (change);
}

static Change *
change_new (MunjaLibraryKind kind, gint64 id)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->id = id;
  change->modified = g_get_real_time ();
  return change;
}

static gpointer
save (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;
  gboolean saved;

  if (change->kind == MUNJA_LIBRARY_DRAFT)
    saved = munja_library_db_save_draft (db, change->id, change->form, change->with_recipients,
                                         change->modified, error);
  else
    saved = munja_library_db_save_template (db, change->id, change->name, change->content,
                                            change->modified, error);
  return GINT_TO_POINTER (saved);
}

/* What never got into the file is not shown as if it were there. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaLibraryEntry *entry = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  munja_db_run_finish (MUNJA_DB (source), result, &error);
  if (!munja_library_entry_end_write (entry, error == NULL))
    munja_library_take_away (g_task_get_source_object (task), entry);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/* Takes over @change and @task. */
static void
push (MunjaLibrary *self, Change *change, GTask *task, const MunjaLibrarySummary *summary)
{
  MunjaLibraryEntry *found = munja_library_find (self, change->kind, change->id);
  MunjaLibraryEntry *entry
      = found != NULL ? g_object_ref (found) : munja_library_entry_new (change->kind, change->id);

  g_task_set_task_data (task, entry, g_object_unref);
  munja_library_entry_update (entry, summary);
  munja_library_show (self, entry);
  munja_library_entry_begin_write (entry, found == NULL);
  munja_db_run_async (munja_library_get_store (self), save, change, (GDestroyNotify)change_free,
                      NULL, NULL, saved_cb, task);
}

/**
 * munja_library_save_draft_async:
 * @self: the library, open
 * @id: the draft, or what munja_library_take_id() gave for a new one
 * @form: what it holds; copied
 * @with_recipients: whether the list of recipients is written; else that stays as it is in the file
 * @cancellable: (nullable): stops waiting; the draft is written all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Writes a draft, which is from now on the one that the form holds. It is on the disk when this
 * ends.
 *
 * - Errors: STORE, STORE_DAMAGED: nothing was written.
 */
void
munja_library_save_draft_async (MunjaLibrary *self,
                                gint64 id,
                                const MunjaDraft *form,
                                gboolean with_recipients,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  Change *change;
  GTask *task;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));
  g_return_if_fail (id > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_library_save_draft_async);
  change = change_new (MUNJA_LIBRARY_DRAFT, id);
  change->form = munja_draft_copy (form);
  change->with_recipients = with_recipients;
  push (self, change, task,
        &(MunjaLibrarySummary){
            .name = "",
            .content = form->content,
            .to = form->to,
            .n_people = munja_draft_count_people (form),
            .has_picture = form->content->picture != NULL,
            .modified = change->modified,
        });
}

/**
 * munja_library_save_template_async:
 * @self: the library, open
 * @id: the template, or what munja_library_take_id() gave for a new one
 * @name: what to call it
 * @content: what it says; copied
 * @cancellable: (nullable): stops waiting; the template is written all the same
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Writes a template. It is on the disk when this ends.
 *
 * - Errors: STORE, STORE_DAMAGED: nothing was written.
 */
void
munja_library_save_template_async (MunjaLibrary *self,
                                   gint64 id,
                                   const char *name,
                                   const MunjaContent *content,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Change *change;
  GTask *task;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));
  g_return_if_fail (id > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_library_save_template_async);
  change = change_new (MUNJA_LIBRARY_TEMPLATE, id);
  change->name = g_strdup (name);
  change->content = munja_content_copy (content);
  push (self, change, task,
        &(MunjaLibrarySummary){
            .name = name,
            .content = content,
            .to = "",
            .has_picture = content->picture != NULL,
            .modified = change->modified,
        });
}

/**
 * munja_library_save_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location
 *
 * Ends munja_library_save_draft_async() and munja_library_save_template_async().
 *
 * Returns: whether it is written
 */
gboolean
munja_library_save_finish (MunjaLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
load (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;

  if (change->kind == MUNJA_LIBRARY_DRAFT)
    return munja_library_db_load_draft (db, change->id, error);
  return munja_library_db_load_template (db, change->id, error);
}

/**
 * munja_library_load_draft_async:
 * @self: the library, open
 * @id: the draft
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Reads all of a draft.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_library_load_draft_async (MunjaLibrary *self,
                                gint64 id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_library_load_draft_async);
  munja_db_answer (munja_library_get_store (self), task, load, change_new (MUNJA_LIBRARY_DRAFT, id),
                   (GDestroyNotify)change_free, (GDestroyNotify)munja_draft_free);
}

/**
 * munja_library_load_draft_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it holds
 */
MunjaDraft *
munja_library_load_draft_finish (MunjaLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_library_load_template_async:
 * @self: the library, open
 * @id: the template
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Reads all of a template.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_library_load_template_async (MunjaLibrary *self,
                                   gint64 id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_library_load_template_async);
  munja_db_answer (munja_library_get_store (self), task, load,
                   change_new (MUNJA_LIBRARY_TEMPLATE, id), (GDestroyNotify)change_free,
                   (GDestroyNotify)munja_content_free);
}

/**
 * munja_library_load_template_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what it says
 */
MunjaContent *
munja_library_load_template_finish (MunjaLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
rename_template (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;

  return GINT_TO_POINTER (munja_library_db_rename_template (db, change->id, change->name, error));
}

static Change *
change_new_for (MunjaLibraryEntry *entry)
{
  return change_new (munja_library_entry_get_kind (entry), munja_library_entry_get_id (entry));
}

/**
 * munja_library_rename:
 * @self: the library, open
 * @entry: a template
 * @name: what to call it from now on
 *
 * Gives a template another name. Whether another one is called so, the caller has to find out.
 */
void
munja_library_rename (MunjaLibrary *self, MunjaLibraryEntry *entry, const char *name)
{
  MunjaLibrarySummary summary;
  Change *change;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));
  g_return_if_fail (MUNJA_IS_LIBRARY_ENTRY (entry));

  summary = munja_library_entry_get_summary (entry);
  change = change_new_for (entry);
  change->name = g_strdup (name);
  /* The other strings belong to the entry, which replaces each of them after it has been read. */
  summary.name = name;
  munja_library_entry_update (entry, &summary);
  munja_library_show (self, entry);
  munja_library_do (self, rename_template, change, (GDestroyNotify)change_free);
}

static gpointer
hide (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;

  return GINT_TO_POINTER (
      munja_library_db_hide (db, change->kind, change->id, change->is_hidden, error));
}

/**
 * munja_library_hide:
 * @self: the library, open
 * @entry: an entry
 *
 * Deletes an entry. Until the library is opened the next time, it can be brought back with
 * munja_library_restore().
 */
void
munja_library_hide (MunjaLibrary *self, MunjaLibraryEntry *entry)
{
  g_autoptr (MunjaLibraryEntry) kept = NULL;
  Change *change;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));
  g_return_if_fail (MUNJA_IS_LIBRARY_ENTRY (entry));

  kept = g_object_ref (entry);
  change = change_new_for (entry);
  change->is_hidden = TRUE;
  munja_library_take_away (self, entry);
  munja_library_do (self, hide, change, (GDestroyNotify)change_free);
}

/* Meanwhile another template may have got the name. */
static void
make_name_unique (MunjaLibrary *self, MunjaLibraryEntry *entry)
{
  const char *name = munja_library_entry_get_name (entry);
  g_autofree char *other = g_strdup (name);

  for (guint i = 2; munja_library_find_template (self, other) != NULL; i++) {
    g_free (other);
    other = g_strdup_printf ("%s (%u)", name, i);
  }
  if (!g_str_equal (name, other))
    munja_library_rename (self, entry, other);
}

/**
 * munja_library_restore:
 * @self: the library, open
 * @entry: an entry that munja_library_hide() took away
 *
 * Brings an entry back. A template whose name another one has got meanwhile gets a number.
 */
void
munja_library_restore (MunjaLibrary *self, MunjaLibraryEntry *entry)
{
  g_return_if_fail (MUNJA_IS_LIBRARY (self));
  g_return_if_fail (MUNJA_IS_LIBRARY_ENTRY (entry));

  if (munja_library_entry_get_kind (entry) == MUNJA_LIBRARY_TEMPLATE)
    make_name_unique (self, entry);
  munja_library_show (self, entry);
  munja_library_do (self, hide, change_new_for (entry), (GDestroyNotify)change_free);
}

static gpointer
remove_entry (sqlite3 *db, gpointer data, GError **error)
{
  const Change *change = data;

  return GINT_TO_POINTER (munja_library_db_remove (db, change->kind, change->id, error));
}

/**
 * munja_library_remove:
 * @self: the library, open
 * @kind: what it is
 * @id: which one
 *
 * Removes an entry for good, as one that is done with, or that can no longer be brought back.
 */
void
munja_library_remove (MunjaLibrary *self, MunjaLibraryKind kind, gint64 id)
{
  MunjaLibraryEntry *found;
  g_autoptr (MunjaLibraryEntry) entry = NULL;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));

  found = munja_library_find (self, kind, id);
  if (found != NULL) {
    entry = g_object_ref (found);
    munja_library_take_away (self, entry);
  }
  munja_library_do (self, remove_entry, change_new (kind, id), (GDestroyNotify)change_free);
}

static gpointer
do_nothing (sqlite3 *db, gpointer data, GError **error)
{
  return NULL;
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  munja_db_run_finish (MUNJA_DB (source), result, NULL);
  g_task_return_boolean (task, TRUE);
}

/**
 * munja_library_settle_async:
 * @self: the library
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Waits until all that was asked for before has happened, for when the app is about to end.
 */
void
munja_library_settle_async (MunjaLibrary *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_library_settle_async);
  munja_db_run_async (munja_library_get_store (self), do_nothing, NULL, NULL, NULL, NULL,
                      settled_cb, task);
}

/**
 * munja_library_settle_finish:
 * @self: the library
 * @result: what the callback got
 *
 * Returns: whether all of it has happened; %FALSE if the wait was cancelled
 */
gboolean
munja_library_settle_finish (MunjaLibrary *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}
