#include "config.h"

#include "munja-token-queue.h"

#include "munja-error.h"
#include "munja-keyring-prompt.h"
#include "munja-keyring.h"
#include "munja-secret.h"
#include "munja-token-value.h"

/* One request. It outlives its task where the caller stopped waiting. */
typedef struct {
  MunjaTokenQueue *queue;
  GObject *owner; /* of the queue */
  MunjaTokenRequest request;
  GHashTable *attributes;
  char *label;
  char *value;
  GTask *task;
  GSource *timeout;
  GSource *cancelled;
} Operation;

static void operation_start (Operation *self);

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* The task, for the one answer that it gets. */
static GTask *
operation_take_task (Operation *self)
{
  clear_source (&self->timeout);
  clear_source (&self->cancelled);
  return g_steal_pointer (&self->task);
}

static void
operation_free (Operation *self)
{
  g_clear_object (&self->task);
  g_hash_table_unref (self->attributes);
  g_free (self->label);
  munja_secret_free (self->value);
  g_object_unref (self->owner);
  g_free (self);
}

/* The caller stops waiting. What the keyring was asked already stays asked, and what is to be
 * removed from it will be: nobody must find it there later. */
static GTask *
operation_abandon (Operation *self)
{
  GTask *task = operation_take_task (self);

  if (self->request != MUNJA_TOKEN_REQUEST_UNLOCK && self->request != MUNJA_TOKEN_REQUEST_CLEAR
      && g_queue_peek_head (&self->queue->waiting) != self) {
    g_queue_remove (&self->queue->waiting, self);
    operation_free (self);
  }
  return task;
}

/* A file whose key does not come waits for the person to unlock the desktop's own keyring. */
static gboolean
timed_out_cb (gpointer user_data)
{
  Operation *self = user_data;
  MunjaError code = self->queue->portal ? MUNJA_ERROR_KEYRING_LOCKED : MUNJA_ERROR_KEYRING_ABSENT;
  g_autoptr (GTask) task = operation_abandon (self);

  g_task_return_new_error (task, MUNJA_ERROR, (int)code, "The keyring does not answer");
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = operation_abandon (user_data);

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static GSource *
operation_attach (Operation *self, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, g_task_get_context (self->task));
  return source;
}

/* Takes @self, @secret and @error. */
static void
operation_end (Operation *self, char *secret, GError *error)
{
  g_autoptr (GObject) owner = g_object_ref (self->owner);
  g_autoptr (GTask) task = operation_take_task (self);
  gboolean is_lookup = self->request == MUNJA_TOKEN_REQUEST_LOOKUP;
  GQueue *waiting = &self->queue->waiting;

  if (g_queue_remove (waiting, self) && !g_queue_is_empty (waiting))
    operation_start (g_queue_peek_head (waiting));
  operation_free (self);

  if (task == NULL) {
    munja_secret_free (secret);
    g_clear_error (&error);
  } else if (error != NULL) {
    g_task_return_error (task, error);
  } else if (is_lookup) {
    g_task_return_pointer (task, secret, (GDestroyNotify)munja_secret_free);
  } else {
    g_task_return_boolean (task, TRUE);
  }
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (MunjaSecret) value = munja_keyring_lookup_finish (result, &error);
  char *secret = value != NULL ? munja_token_value_decode (value, &error) : NULL;

  operation_end (user_data, secret, error);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_keyring_store_finish (result, &error);
  operation_end (user_data, NULL, error);
}

static void
operation_store (Operation *self)
{
  munja_keyring_store_async (self->attributes, self->label, self->value, stored_cb, self);
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (munja_keyring_create_finish (result, &error))
    operation_store (user_data);
  else
    operation_end (user_data, NULL, error);
}

static void
state_before_store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *self = user_data;
  MunjaKeyringState state = MUNJA_KEYRING_STATE_LOCKED;
  GError *error = NULL;

  if (!munja_keyring_get_state_finish (result, &state, &error)) {
    operation_end (self, NULL, error);
  } else if (state == MUNJA_KEYRING_STATE_LOCKED) {
    operation_end (
        self, NULL,
        g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_KEYRING_LOCKED, "The keyring is locked"));
  } else if (state == MUNJA_KEYRING_STATE_EMPTY) {
    clear_source (&self->timeout);
    munja_keyring_create_async (created_cb, self);
  } else {
    operation_store (self);
  }
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_keyring_clear_finish (result, &error);
  operation_end (user_data, NULL, error);
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_keyring_unlock_finish (result, &error);
  operation_end (user_data, NULL, error);
}

/* Any use of the file makes the desktop unlock what its key is in. */
static void
portal_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  munja_secret_free (munja_keyring_lookup_finish (result, &error));
  operation_end (user_data, NULL, error);
}

static void
operation_start (Operation *self)
{
  gboolean portal = self->queue->portal;

  switch (self->request) {
  case MUNJA_TOKEN_REQUEST_LOOKUP:
    munja_keyring_lookup_async (portal, self->attributes, looked_up_cb, self);
    break;
  case MUNJA_TOKEN_REQUEST_STORE:
    if (portal)
      operation_store (self);
    else
      munja_keyring_get_state_async (state_before_store_cb, self);
    break;
  case MUNJA_TOKEN_REQUEST_CLEAR:
    munja_keyring_clear_async (portal, self->attributes, cleared_cb, self);
    break;
  case MUNJA_TOKEN_REQUEST_UNLOCK:
    if (portal)
      munja_keyring_lookup_async (portal, self->attributes, portal_unlocked_cb, self);
    else
      munja_keyring_unlock_async (unlocked_cb, self);
    break;
  default:
    g_assert_not_reached ();
  }
}

/**
 * munja_token_queue_push:
 * @self: the queue; the source object of @task keeps it
 * @request: what to do
 * @attributes: (element-type utf8 utf8): of the item
 * @label: (nullable): to store: what the item is called in a keyring manager
 * @secret: (nullable): to store: what to keep
 * @task: gets the answer
 *
 * Asks for something when it is its turn. A cancellable ends @task at once, and so does the time
 * limit, which counts from now on; a request that is under way goes on nevertheless, and one to
 * clear is carried out when its turn comes. There is no limit to unlock, or once the person is
 * asked to create the default collection.
 *
 * - Errors: KEYRING_ABSENT, KEYRING_LOCKED, KEYRING_CANCELLED, KEYRING_UNREADABLE,
 *   %G_IO_ERROR_CANCELLED.
 */
void
munja_token_queue_push (MunjaTokenQueue *self,
                        MunjaTokenRequest request,
                        GHashTable *attributes,
                        const char *label,
                        const char *secret,
                        GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Operation *operation;

  if (g_task_return_error_if_cancelled (task))
    return;

  operation = g_new0 (Operation, 1);
  operation->queue = self;
  operation->owner = g_object_ref (g_task_get_source_object (task));
  operation->request = request;
  operation->attributes = g_hash_table_ref (attributes);
  operation->label = g_strdup (label);
  operation->value = secret != NULL ? munja_token_value_encode (secret) : NULL;
  operation->task = g_object_ref (task);
  if (cancellable != NULL)
    operation->cancelled = operation_attach (operation, g_cancellable_source_new (cancellable),
                                             G_SOURCE_FUNC (cancelled_cb));
  if (request == MUNJA_TOKEN_REQUEST_UNLOCK) {
    operation_start (operation);
    return;
  }
  operation->timeout
      = operation_attach (operation, g_timeout_source_new (self->timeout), timed_out_cb);
  g_queue_push_tail (&self->waiting, operation);
  if (g_queue_get_length (&self->waiting) == 1)
    operation_start (operation);
}
