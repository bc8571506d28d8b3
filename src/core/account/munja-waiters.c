#include "config.h"

#include "munja-waiters.h"

struct _MunjaWaiters {
  GPtrArray *waiters;
};

/* One task, and the source that watches its cancellable. */
typedef struct {
  MunjaWaiters *owner;
  GTask *task;
  GSource *cancelled;
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    g_source_destroy (waiter->cancelled);
  g_clear_pointer (&waiter->cancelled, g_source_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove (waiter->owner->waiters, waiter);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

/**
 * munja_waiters_new:
 *
 * Returns: (transfer full): an empty list
 */
MunjaWaiters *
munja_waiters_new (void)
{
  MunjaWaiters *self = g_new0 (MunjaWaiters, 1);

  self->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify)waiter_free);
  return self;
}

/**
 * munja_waiters_free:
 * @self: (nullable) (transfer full): a list; whoever still waits never gets an answer
 */
void
munja_waiters_free (MunjaWaiters *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->waiters);
  g_free (self);
}

/**
 * munja_waiters_add:
 * @self: the list
 * @task: (transfer full): returns with %G_IO_ERROR_CANCELLED as soon as its cancellable fires
 *
 * Lets a task wait.
 */
void
munja_waiters_add (MunjaWaiters *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->owner = self;
  waiter->task = task;
  g_ptr_array_add (self->waiters, waiter);
  if (cancellable == NULL)
    return;
  waiter->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (cancelled_cb), waiter, NULL);
  g_source_attach (waiter->cancelled, g_task_get_context (task));
}

/**
 * munja_waiters_take_all:
 * @self: the list, empty afterwards
 *
 * Ends the wait of all.
 *
 * Returns: (transfer full) (element-type GTask): the tasks, in the order they came
 */
GPtrArray *
munja_waiters_take_all (MunjaWaiters *self)
{
  GPtrArray *tasks = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->waiters->len; i++) {
    Waiter *waiter = self->waiters->pdata[i];

    g_ptr_array_add (tasks, g_object_ref (waiter->task));
  }
  g_ptr_array_set_size (self->waiters, 0);
  return tasks;
}
