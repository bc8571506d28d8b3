#include "config.h"

#include "munja-library-move.h"

/* Drafts on their way, one after the other. */
typedef struct {
  MunjaLibrary *target;
  GArray *ids; /* what is left, the oldest last */
} Move;

static void
move_free (Move *move)
{
  g_object_unref (move->target);
  g_array_unref (move->ids);
  g_free (move);
}

static gint64
get_id (const Move *move)
{
  return g_array_index (move->ids, gint64, move->ids->len - 1);
}

static void go_on (GTask *task);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Move *move = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!munja_library_save_finish (MUNJA_LIBRARY (source), result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  munja_library_remove (g_task_get_source_object (task), MUNJA_LIBRARY_DRAFT, get_id (move));
  g_array_set_size (move->ids, move->ids->len - 1);
  go_on (g_steal_pointer (&task));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Move *move = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaDraft) draft
      = munja_library_load_draft_finish (MUNJA_LIBRARY (source), result, &error);

  if (draft == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  munja_draft_forget_account (draft);
  munja_library_save_draft_async (move->target,
                                  munja_library_take_id (move->target, MUNJA_LIBRARY_DRAFT), draft,
                                  TRUE, cancellable, saved_cb, g_steal_pointer (&task));
}

/* Takes over @task. */
static void
go_on (GTask *task)
{
  Move *move = g_task_get_task_data (task);

  if (move->ids->len > 0) {
    munja_library_load_draft_async (g_task_get_source_object (task), get_id (move),
                                    g_task_get_cancellable (task), loaded_cb, task);
    return;
  }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static GArray *
list_drafts (MunjaLibrary *library, gint64 except)
{
  GListModel *entries = munja_library_get_entries (library, MUNJA_LIBRARY_DRAFT);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++) {
    g_autoptr (MunjaLibraryEntry) entry = g_list_model_get_item (entries, i);
    gint64 id = munja_library_entry_get_id (entry);

    if (id != except)
      g_array_append_val (ids, id);
  }
  return ids;
}

/**
 * munja_library_move_drafts_async:
 * @self: the library
 * @target: another one, open
 * @except: the draft that stays, as it is in the form; 0 for none
 * @cancellable: (nullable): stops after the draft that is on its way
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Moves drafts to another library, for another account. Each is removed here only when it is on
 * the disk there. Of @target the draft that is moved last is the one that the form holds, until
 * munja_library_set_shown_draft().
 *
 * - Errors: STORE, STORE_DAMAGED: what was not moved is still here.
 */
void
munja_library_move_drafts_async (MunjaLibrary *self,
                                 MunjaLibrary *target,
                                 gint64 except,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  Move *move;
  GTask *task;

  g_return_if_fail (MUNJA_IS_LIBRARY (self));
  g_return_if_fail (munja_library_is_open (target));

  move = g_new0 (Move, 1);
  move->target = g_object_ref (target);
  move->ids = list_drafts (self, except);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_library_move_drafts_async);
  g_task_set_task_data (task, move, (GDestroyNotify)move_free);
  go_on (task);
}

/**
 * munja_library_move_drafts_finish:
 * @self: the library
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether all of them were moved
 */
gboolean
munja_library_move_drafts_finish (MunjaLibrary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
