#include "config.h"

#include "munja-autosave.h"

/* In ms: how long nothing may happen before the form is written, how long a change waits at most,
 * and when something that failed is tried again. With the time that writing takes, a crash costs
 * less than a second of work. */
#define PAUSE_MS 300
#define LIMIT_MS 700
#define RETRY_MS 5000

struct _MunjaAutosave {
  GObject parent_instance;

  /* Owned. */
  MunjaLibrary *library;
  MunjaDraft *saved; /* what the file has of the draft, or will have; NULL for nothing */
  GError *error;     /* why the last write failed */
  GQueue flushes;    /* of GTask */

  MunjaAutosaveFunc func; /* NULL when the form is gone */
  gpointer user_data;
  gint64 draft;    /* what the form is written to, 0 for nothing yet */
  gint64 first_us; /* when the first change was made that is not written; 0 for none */
  guint n_writing; /* more than one only where the form was put away meanwhile */
  guint timeout_id;
  MunjaAutosaveState state;
};

enum {
  PROP_STATE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaAutosave, munja_autosave, G_TYPE_OBJECT)

/* A write on its way, and for which draft. */
typedef struct {
  MunjaAutosave *self;
  gint64 draft;
} Write;

static void
update_state (MunjaAutosave *self)
{
  MunjaAutosaveState state = MUNJA_AUTOSAVE_NOTHING;

  if (self->error != NULL)
    state = MUNJA_AUTOSAVE_FAILED;
  else if (munja_library_is_open (self->library) && (self->first_us != 0 || self->n_writing > 0))
    state = MUNJA_AUTOSAVE_PENDING;
  else if (self->draft != 0)
    state = MUNJA_AUTOSAVE_SAVED;
  if (state == self->state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
forget_draft (MunjaAutosave *self)
{
  g_clear_error (&self->error);
  self->draft = 0;
  g_clear_pointer (&self->saved, munja_draft_free);
  munja_library_set_shown_draft (self->library, 0, TRUE);
}

/* Nobody knows what is in the file, so that all of it is written once more. */
static void
try_again (MunjaAutosave *self, const GError *error)
{
  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  g_clear_pointer (&self->saved, munja_draft_free);
  if (self->first_us == 0)
    self->first_us = g_get_monotonic_time ();
}

static void go_on (MunjaAutosave *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Write *write = user_data;
  g_autoptr (MunjaAutosave) self = write->self;
  g_autoptr (GError) error = NULL;

  self->n_writing--;
  if (munja_library_save_finish (MUNJA_LIBRARY (source), result, &error))
    g_clear_error (&self->error);
  else if (write->draft == self->draft)
    try_again (self, error);
  else
    g_signal_emit_by_name (source, "failed", error);
  go_on (self);
}

static void
write_form (MunjaAutosave *self, MunjaDraft *form)
{
  Write *write = g_new0 (Write, 1);
  gboolean with_recipients
      = self->saved == NULL || self->saved->recipients_revision != form->recipients_revision;

  write->self = g_object_ref (self);
  if (self->draft == 0)
    self->draft = munja_library_take_id (self->library, MUNJA_LIBRARY_DRAFT);
  write->draft = self->draft;
  self->n_writing++;
  munja_library_save_draft_async (self->library, self->draft, form, with_recipients, NULL, saved_cb,
                                  write);
  g_clear_pointer (&self->saved, munja_draft_free);
  self->saved = form;
}

/* Writes what the form holds now, if that is anything new. An empty form leaves no draft. */
static void
write_now (MunjaAutosave *self)
{
  g_autoptr (MunjaDraft) form = NULL;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->first_us = 0;
  if (self->func == NULL || !munja_library_is_open (self->library))
    return;
  form = self->func (self->user_data);
  if (munja_draft_is_empty (form)) {
    g_clear_error (&self->error);
    if (self->draft == 0)
      return;
    munja_library_remove (self->library, MUNJA_LIBRARY_DRAFT, self->draft);
    forget_draft (self);
  } else if (self->saved == NULL || !munja_draft_equal (self->saved, form))
    write_form (self, g_steal_pointer (&form));
}

static gboolean
due_cb (gpointer user_data)
{
  MunjaAutosave *self = user_data;

  self->timeout_id = 0;
  write_now (self);
  go_on (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (MunjaAutosave *self)
{
  gint64 age_ms = (g_get_monotonic_time () - self->first_us) / 1000;
  gint64 wait_ms = MAX (MIN (PAUSE_MS, LIMIT_MS - age_ms), 0);

  /* Typing on must not put off the next try for good. */
  if (self->error != NULL && self->timeout_id != 0)
    return;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add (self->error != NULL ? RETRY_MS : (guint)wait_ms, due_cb, self);
}

static void
end_flushes (MunjaAutosave *self)
{
  GTask *next;

  while ((next = g_queue_pop_head (&self->flushes)) != NULL) {
    g_autoptr (GTask) task = next;

    if (self->error != NULL)
      g_task_return_error (task, g_error_copy (self->error));
    else
      g_task_return_boolean (task, TRUE);
  }
}

/* Does what is next: one write after the other. */
static void
go_on (MunjaAutosave *self)
{
  g_autoptr (MunjaAutosave) kept = g_object_ref (self);

  if (self->n_writing == 0) {
    if (self->first_us != 0 && self->flushes.length > 0 && self->error == NULL)
      write_now (self);
    if (self->n_writing == 0)
      end_flushes (self);
    if (self->first_us != 0 && self->timeout_id == 0)
      schedule (self);
  }
  update_state (self);
}

static void
munja_autosave_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_STATE:
    g_value_set_int (value, (int)MUNJA_AUTOSAVE (object)->state);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_autosave_finalize (GObject *object)
{
  MunjaAutosave *self = MUNJA_AUTOSAVE (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_pointer (&self->saved, munja_draft_free);
  g_clear_error (&self->error);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (munja_autosave_parent_class)->finalize (object);
}

static void
munja_autosave_class_init (MunjaAutosaveClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_autosave_get_property;
  object_class->finalize = munja_autosave_finalize;

  /**
   * MunjaAutosave:state:
   *
   * A #MunjaAutosaveState.
   */
  properties[PROP_STATE] = g_param_spec_int (
      "state", NULL, NULL, MUNJA_AUTOSAVE_NOTHING, MUNJA_AUTOSAVE_FAILED, MUNJA_AUTOSAVE_NOTHING,
      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_autosave_init (MunjaAutosave *self)
{
  g_queue_init (&self->flushes);
}

/**
 * munja_autosave_new:
 * @library: where drafts are kept
 * @func: reads the form
 * @user_data: for @func
 *
 * Makes what keeps the form in a draft while somebody writes. It is told of changes, and writes
 * what the form holds after a short pause, or while changes go on at least every 700 ms; one write
 * after the other, each with the newest state. As long as the library is not open it writes
 * nothing.
 *
 * Returns: (transfer full): the autosave, without a draft
 */
MunjaAutosave *
munja_autosave_new (MunjaLibrary *library, MunjaAutosaveFunc func, gpointer user_data)
{
  MunjaAutosave *self = g_object_new (MUNJA_TYPE_AUTOSAVE, NULL);

  self->library = g_object_ref (library);
  self->func = func;
  self->user_data = user_data;
  return self;
}

/**
 * munja_autosave_stop:
 * @self: the autosave
 *
 * Is told that the form goes away, and does not read it any more.
 */
void
munja_autosave_stop (MunjaAutosave *self)
{
  g_return_if_fail (MUNJA_IS_AUTOSAVE (self));

  self->func = NULL;
  g_clear_handle_id (&self->timeout_id, g_source_remove);
}

/**
 * munja_autosave_touch:
 * @self: the autosave
 *
 * Is told that the form changed, or may have.
 */
void
munja_autosave_touch (MunjaAutosave *self)
{
  g_return_if_fail (MUNJA_IS_AUTOSAVE (self));

  if (self->func == NULL || !munja_library_is_open (self->library))
    return;
  if (self->first_us == 0)
    self->first_us = g_get_monotonic_time ();
  if (self->n_writing == 0)
    schedule (self);
  update_state (self);
}

/**
 * munja_autosave_flush_async:
 * @self: the autosave
 * @cancellable: (nullable): stops waiting
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Writes at once what is not written yet, and ends when all of it is on the disk.
 *
 * - Errors: STORE, STORE_DAMAGED.
 */
void
munja_autosave_flush_async (MunjaAutosave *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (MUNJA_IS_AUTOSAVE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_autosave_flush_async);
  g_queue_push_tail (&self->flushes, task);
  if (self->n_writing == 0)
    g_clear_error (&self->error);
  go_on (self);
}

/**
 * munja_autosave_flush_finish:
 * @self: the autosave
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether nothing would be lost
 */
gboolean
munja_autosave_flush_finish (MunjaAutosave *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * munja_autosave_take:
 * @self: the autosave
 * @draft: the draft that was put into the form just now
 *
 * Goes on with a draft. What the form held before, see munja_autosave_put_away().
 */
void
munja_autosave_take (MunjaAutosave *self, gint64 draft)
{
  g_return_if_fail (MUNJA_IS_AUTOSAVE (self));
  g_return_if_fail (self->func != NULL);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->first_us = 0;
  self->draft = draft;
  g_clear_pointer (&self->saved, munja_draft_free);
  self->saved = self->func (self->user_data);
  munja_library_set_shown_draft (self->library, draft, TRUE);
  update_state (self);
}

/**
 * munja_autosave_put_away:
 * @self: the autosave
 *
 * Writes what the form holds, if that is not written yet, before something else takes its place.
 * That becomes another draft.
 *
 * Returns: the draft in which it is kept; 0 if it is empty, or cannot be kept
 */
gint64
munja_autosave_put_away (MunjaAutosave *self)
{
  gint64 draft;

  g_return_val_if_fail (MUNJA_IS_AUTOSAVE (self), 0);

  if (!munja_library_is_open (self->library))
    return 0;
  write_now (self);
  draft = self->draft;
  forget_draft (self);
  update_state (self);
  return draft;
}

/**
 * munja_autosave_discard:
 * @self: the autosave
 *
 * Removes the draft, as what the form holds is kept elsewhere: its message is in the outbox. What
 * is in the form from now on becomes another draft.
 */
void
munja_autosave_discard (MunjaAutosave *self)
{
  g_return_if_fail (MUNJA_IS_AUTOSAVE (self));

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->first_us = 0;
  if (self->draft != 0) {
    munja_library_remove (self->library, MUNJA_LIBRARY_DRAFT, self->draft);
    forget_draft (self);
  }
  update_state (self);
}

/**
 * munja_autosave_get_draft:
 * @self: the autosave
 *
 * Returns: the draft that the form is kept in, 0 for none yet
 */
gint64
munja_autosave_get_draft (MunjaAutosave *self)
{
  g_return_val_if_fail (MUNJA_IS_AUTOSAVE (self), 0);

  return self->draft;
}

/**
 * munja_autosave_get_state:
 * @self: the autosave
 *
 * Returns: how safe it is what the form holds
 */
MunjaAutosaveState
munja_autosave_get_state (MunjaAutosave *self)
{
  g_return_val_if_fail (MUNJA_IS_AUTOSAVE (self), MUNJA_AUTOSAVE_NOTHING);

  return self->state;
}

/**
 * munja_autosave_get_error:
 * @self: the autosave
 *
 * Returns: (nullable): why it cannot be written, in state FAILED; owned by @self
 */
const GError *
munja_autosave_get_error (MunjaAutosave *self)
{
  g_return_val_if_fail (MUNJA_IS_AUTOSAVE (self), NULL);

  return self->error;
}
