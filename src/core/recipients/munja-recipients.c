#include "config.h"

#include "munja-recipients.h"

#include "munja-recipient-step.h"

/* More rows than these are gone through in a thread wherever that takes its time. */
#define MAX_AT_ONCE 20000

/* More rows than these do not come in place of others, but after those have gone. */
#define MAX_REPLACED 100

/* How many steps can be undone. */
#define MAX_STEPS 50

static const MunjaRecipientSpan nothing = { G_MAXUINT, 0 };

/* No two lists ever have the same one. They belong to the main thread. */
static guint64 last_revision;

struct _MunjaRecipients {
  GObject parent_instance;

  /* Owned. */
  MunjaRoster *rows;
  GArray *shown;        /* guint: the ids that the list model has */
  GQueue steps;         /* the last one first */
  char *needle;         /* what is searched for; none for everything */
  GCancellable *search; /* the one that is under way */

  gsize counts[MUNJA_N_RECIPIENT_FLAGS];
  unsigned states;
  guint64 revision;           /* changes with the rows */
  MunjaRecipientSpan changed; /* rows that the list model is still to tell of */
  guint n_adding;
};

/* Rows on their way into the list, and the rows that they follow. */
typedef struct {
  MunjaPaste *batch;
  MunjaRoster *rows;
  guint64 revision;
} Adding;

typedef struct {
  MunjaRoster *rows;
  char *needle;
  unsigned states;
} Question;

/**
 * MunjaRecipients::changed:
 *
 * Rows came, went or changed, or the search or its end changes what is to be seen.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static GType
munja_recipients_get_item_type (GListModel *model)
{
  return MUNJA_TYPE_ROSTER_ITEM;
}

static guint
munja_recipients_get_n_items (GListModel *model)
{
  return MUNJA_RECIPIENTS (model)->shown->len;
}

static gpointer
munja_recipients_get_item (GListModel *model, guint position)
{
  MunjaRecipients *self = MUNJA_RECIPIENTS (model);
  guint id;

  if (position >= self->shown->len)
    return NULL;
  id = g_array_index (self->shown, guint, position);
  return munja_roster_item_new (self->rows, id, munja_roster_get_flags (self->rows)[id]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = munja_recipients_get_item_type;
  iface->get_n_items = munja_recipients_get_n_items;
  iface->get_item = munja_recipients_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaRecipients,
                               munja_recipients,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
adding_free (Adding *adding)
{
  munja_paste_unref (adding->batch);
  g_clear_pointer (&adding->rows, munja_roster_free);
  g_free (adding);
}

static void
question_free (Question *question)
{
  munja_roster_free (question->rows);
  g_free (question->needle);
  g_free (question);
}

/* Puts other rows in place of some. Where both are many it happens in two steps: a list view looks
 * for what it shows among all rows that come in place of others. */
static void
replace (MunjaRecipients *self, guint first, guint n_removed, guint n_added, GArray *ids)
{
  if (n_removed > 0 && n_added > MAX_REPLACED) {
    g_array_remove_range (self->shown, first, n_removed);
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_removed, 0);
    n_removed = 0;
  }
  g_array_unref (self->shown);
  self->shown = ids;
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), first, n_removed, n_added);
}

/* Shows other rows, and tells of no more than what differs: of all rows that have another place,
 * and of those that have changed. */
static void
show (MunjaRecipients *self, GArray *ids)
{
  MunjaRecipientSpan changed = self->changed;
  const guint *before = (const guint *)(gpointer)self->shown->data;
  const guint *after = (const guint *)(gpointer)ids->data;
  guint n_before = self->shown->len;
  guint common = MIN (n_before, ids->len);
  guint first = 0;
  guint tail = 0;

  while (first < common && before[first] == after[first] && after[first] < changed.first)
    first++;
  while (first + tail < common && before[n_before - 1 - tail] == after[ids->len - 1 - tail]
         && (after[ids->len - 1 - tail] > changed.last || changed.first > changed.last))
    tail++;
  self->changed = nothing;
  replace (self, first, n_before - tail - first, ids->len - tail - first, ids);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
search_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Question *question = task_data;

  g_task_return_pointer (
      task, munja_roster_select (question->rows, question->needle, question->states, cancellable),
      (GDestroyNotify)g_array_unref);
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaRecipients *self = MUNJA_RECIPIENTS (source);
  g_autoptr (GError) error = NULL;
  GArray *ids = g_task_propagate_pointer (G_TASK (result), &error);

  if (ids == NULL)
    return;
  g_clear_object (&self->search);
  show (self, ids);
}

static Question *
question_new (MunjaRecipients *self)
{
  Question *question = g_new0 (Question, 1);

  question->rows = munja_roster_copy (self->rows);
  question->needle = g_strdup (self->needle);
  question->states = self->states;
  return question;
}

/* Finds out anew which rows are to be seen: at once, or for a long search when it is through. */
static void
refresh (MunjaRecipients *self)
{
  g_autoptr (GTask) task = NULL;

  g_cancellable_cancel (self->search);
  g_clear_object (&self->search);
  if (self->needle == NULL || munja_roster_get_length (self->rows) <= MAX_AT_ONCE) {
    show (self, munja_roster_select (self->rows, self->needle, self->states, NULL));
    return;
  }
  self->search = g_cancellable_new ();
  task = g_task_new (self, self->search, searched_cb, NULL);
  g_task_set_task_data (task, question_new (self), (GDestroyNotify)question_free);
  g_task_run_in_thread (task, search_in_thread);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
note_changes (MunjaRecipients *self, const MunjaRecipientStep *step)
{
  MunjaRecipientSpan span = munja_recipient_step_get_span (step);

  self->changed.first = MIN (self->changed.first, span.first);
  self->changed.last = MAX (self->changed.last, span.last);
  self->revision = ++last_revision;
}

/* Keeps a step that has been done. */
static void
push_step (MunjaRecipients *self, MunjaRecipientStep *step)
{
  if (munja_recipient_step_is_empty (step)) {
    munja_recipient_step_free (step);
    return;
  }
  g_queue_push_head (&self->steps, step);
  if (self->steps.length > MAX_STEPS)
    munja_recipient_step_free (g_queue_pop_tail (&self->steps));
  note_changes (self, step);
  refresh (self);
}

static void
append (MunjaRecipients *self, MunjaPaste *batch, const guint8 *flags)
{
  MunjaRecipientStep *step = munja_recipient_step_new (self->rows, self->counts);
  guint first = munja_roster_get_length (self->rows);

  munja_roster_append (self->rows, batch, flags);
  munja_recipient_step_add (step, first, (guint)munja_paste_get_length (batch));
  push_step (self, step);
}

static void
mark_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Adding *adding = task_data;
  guint8 *flags = munja_roster_mark (adding->rows, adding->batch, cancellable);

  g_task_return_pointer (task, flags, g_free);
}

static void start_adding (MunjaRecipients *self, GTask *task);

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaRecipients *self = MUNJA_RECIPIENTS (source);
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *flags = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_adding--;
  if (error != NULL) {
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    g_task_return_error (task, g_steal_pointer (&error));
  } else if (adding->revision != self->revision)
    start_adding (self, g_steal_pointer (&task));
  else {
    append (self, adding->batch, flags);
    g_task_return_boolean (task, TRUE);
  }
}

/* Sees which rows repeat others, and does so again when others have come meanwhile. */
static void
start_adding (MunjaRecipients *self, GTask *task)
{
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GTask) marking = g_task_new (self, g_task_get_cancellable (task), marked_cb, task);

  g_clear_pointer (&adding->rows, munja_roster_free);
  adding->rows = munja_roster_copy (self->rows);
  adding->revision = self->revision;
  g_task_set_task_data (marking, adding, NULL);
  self->n_adding++;
  g_task_run_in_thread (marking, mark_in_thread);
}

static void
munja_recipients_dispose (GObject *object)
{
  g_cancellable_cancel (MUNJA_RECIPIENTS (object)->search);

  G_OBJECT_CLASS (munja_recipients_parent_class)->dispose (object);
}

static void
munja_recipients_finalize (GObject *object)
{
  MunjaRecipients *self = MUNJA_RECIPIENTS (object);

  g_queue_clear_full (&self->steps, (GDestroyNotify)munja_recipient_step_free);
  g_clear_object (&self->search);
  g_clear_pointer (&self->rows, munja_roster_free);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (munja_recipients_parent_class)->finalize (object);
}

static void
munja_recipients_class_init (MunjaRecipientsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_recipients_dispose;
  object_class->finalize = munja_recipients_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_recipients_init (MunjaRecipients *self)
{
  self->rows = munja_roster_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->states = MUNJA_RECIPIENT_ANY_STATE;
  self->changed = nothing;
  self->revision = ++last_revision;
  g_queue_init (&self->steps);
}

/**
 * munja_recipients_new:
 *
 * Makes a list of those who are to get a message. As a #GListModel of #MunjaRosterItem it has the
 * rows that the filter lets through. Nothing that it does takes the main loop longer than some
 * milliseconds, a million rows being there.
 *
 * Returns: (transfer full): an empty list
 */
MunjaRecipients *
munja_recipients_new (void)
{
  return g_object_new (MUNJA_TYPE_RECIPIENTS, NULL);
}

/**
 * munja_recipients_get_revision:
 * @self: the list
 *
 * Returns: a number that no list had before its rows were what they are now
 */
guint64
munja_recipients_get_revision (MunjaRecipients *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), 0);

  return self->revision;
}

/**
 * munja_recipients_get_length:
 * @self: the list
 *
 * Returns: how many rows it has, whatever the filter
 */
gsize
munja_recipients_get_length (MunjaRecipients *self)
{
  return munja_recipients_count (self, MUNJA_RECIPIENT_ANY_STATE);
}

/**
 * munja_recipients_count:
 * @self: the list
 * @states: bits of states, see MUNJA_RECIPIENT_BIT()
 *
 * Returns: how many rows are in one of them, whatever the filter
 */
gsize
munja_recipients_count (MunjaRecipients *self, unsigned states)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), 0);

  return munja_recipient_tally_count (self->counts, states);
}

/**
 * munja_recipients_is_busy:
 * @self: the list
 *
 * Returns: whether rows are being added or searched for, in a thread
 */
gboolean
munja_recipients_is_busy (MunjaRecipients *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), FALSE);

  return self->n_adding > 0 || self->search != NULL;
}

/**
 * munja_recipients_add:
 * @self: the list
 * @batch: some rows; for many see munja_recipients_add_async()
 *
 * Adds rows at the end: one step to undo.
 */
void
munja_recipients_add (MunjaRecipients *self, MunjaPaste *batch)
{
  g_autofree guint8 *flags = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  if (munja_paste_get_length (batch) == 0)
    return;
  flags = munja_roster_mark (self->rows, batch, NULL);
  append (self, batch, flags);
}

/**
 * munja_recipients_add_async:
 * @self: the list
 * @batch: any number of rows
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Adds rows at the end: one step to undo. The list can be used and changed meanwhile.
 */
void
munja_recipients_add_async (MunjaRecipients *self,
                            MunjaPaste *batch,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Adding *adding;
  gsize length;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, munja_recipients_add_async);
  length = munja_paste_get_length (batch);
  if (length + munja_roster_get_length (self->rows) <= MAX_AT_ONCE) {
    munja_recipients_add (self, batch);
    g_task_return_boolean (task, TRUE);
    return;
  }
  adding = g_new0 (Adding, 1);
  adding->batch = munja_paste_ref (batch);
  g_task_set_task_data (task, adding, (GDestroyNotify)adding_free);
  start_adding (self, g_steal_pointer (&task));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * munja_recipients_add_finish:
 * @self: the list
 * @result: what the callback got
 * @error: (nullable): cancelled
 *
 * Returns: whether the rows are in the list
 */
gboolean
munja_recipients_add_finish (MunjaRecipients *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Takes a row away; a number that is now without its row goes to @keys. */
static void
take_away (MunjaRecipients *self, MunjaRecipientStep *step, guint id, GHashTable *keys)
{
  guint8 flags = munja_roster_get_flags (self->rows)[id];
  MunjaPhoneKey key = munja_roster_get_key (self->rows, id);

  munja_recipient_step_take_away (step, id);
  if (key != 0 && (flags & MUNJA_RECIPIENT_REPEATS) == 0)
    g_hash_table_add (keys, g_memdup2 (&key, sizeof key));
}

/**
 * munja_recipients_remove:
 * @self: the list
 * @ids: (array length=n_ids): what munja_roster_item_get_id() gives
 * @n_ids: how many
 *
 * Takes rows away: one step to undo. Those that are gone already do not matter.
 */
void
munja_recipients_remove (MunjaRecipients *self, const guint *ids, gsize n_ids)
{
  g_autoptr (GHashTable) keys = NULL;
  MunjaRecipientStep *step;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  step = munja_recipient_step_new (self->rows, self->counts);
  for (gsize i = 0; i < n_ids; i++)
    if (ids[i] < munja_roster_get_length (self->rows)
        && (munja_roster_get_flags (self->rows)[ids[i]] & MUNJA_RECIPIENT_GONE) == 0)
      take_away (self, step, ids[i], keys);
  munja_recipient_step_promote (step, keys);
  push_step (self, step);
}

/**
 * munja_recipients_remove_states:
 * @self: the list
 * @states: %MUNJA_RECIPIENT_TO_CHECK or some of its bits, or %MUNJA_RECIPIENT_ANY_STATE
 *
 * Takes all rows away that are in one of some states, whatever the filter: one step to undo.
 */
void
munja_recipients_remove_states (MunjaRecipients *self, unsigned states)
{
  MunjaRecipientStep *step;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));
  g_return_if_fail (states == MUNJA_RECIPIENT_ANY_STATE
                    || (states & ~MUNJA_RECIPIENT_TO_CHECK) == 0);

  /* Nobody repeats a row that is not valid, or that repeats another one itself; and who repeats one
   * to a landline goes with it. */
  step = munja_recipient_step_new (self->rows, self->counts);
  munja_recipient_step_take_away_states (step, states);
  push_step (self, step);
}

/**
 * munja_recipients_edit:
 * @self: the list
 * @id: what munja_roster_item_get_id() gives
 * @number: what is to stand there for a number
 * @name: (nullable): the same for a name, where there is a place for one; %NULL for the one it has
 *
 * Corrects a row, of which everything else stays: one step to undo.
 */
void
munja_recipients_edit (MunjaRecipients *self, guint id, const char *number, const char *name)
{
  g_autoptr (MunjaPaste) row = NULL;
  MunjaPaste *before;
  MunjaRecipientStep *step;
  gsize at = 0;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));
  g_return_if_fail (id < munja_roster_get_length (self->rows));

  before = munja_roster_find (self->rows, id, &at);
  row = munja_paste_new_edited (before, at, number, name);
  if ((munja_roster_get_flags (self->rows)[id] & MUNJA_RECIPIENT_GONE) != 0
      || munja_paste_get_length (row) == 0)
    return;
  step = munja_recipient_step_new (self->rows, self->counts);
  munja_recipient_step_edit (step, id, g_steal_pointer (&row));
  push_step (self, step);
}

/**
 * munja_recipients_reset:
 * @self: the list
 *
 * Begins anew, and frees what could be undone.
 */
void
munja_recipients_reset (MunjaRecipients *self)
{
  munja_recipients_set_rows (self, munja_roster_new ());
}

/**
 * munja_recipients_set_rows:
 * @self: the list
 * @rows: (transfer full): rows that were kept
 *
 * Begins anew with other rows, with nothing to undo.
 */
void
munja_recipients_set_rows (MunjaRecipients *self, MunjaRoster *rows)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  g_queue_clear_full (&self->steps, (GDestroyNotify)munja_recipient_step_free);
  munja_roster_free (self->rows);
  self->rows = rows;
  munja_roster_tally (rows, self->counts);
  self->changed = (MunjaRecipientSpan){ 0, G_MAXUINT };
  self->revision = ++last_revision;
  g_clear_pointer (&self->needle, g_free);
  self->states = MUNJA_RECIPIENT_ANY_STATE;
  refresh (self);
}

/**
 * munja_recipients_can_undo:
 * @self: the list
 *
 * Returns: whether there is a step that munja_recipients_undo() would take back
 */
gboolean
munja_recipients_can_undo (MunjaRecipients *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), FALSE);

  return self->steps.length > 0;
}

/**
 * munja_recipients_undo:
 * @self: the list
 *
 * Takes the last step back that is not taken back yet; the last fifty can be.
 */
void
munja_recipients_undo (MunjaRecipients *self)
{
  g_autoptr (MunjaRecipientStep) step = NULL;

  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  step = g_queue_pop_head (&self->steps);
  if (step == NULL)
    return;
  munja_recipient_step_undo (step);
  note_changes (self, step);
  refresh (self);
}

/**
 * munja_recipients_set_filter:
 * @self: the list
 * @needle: (nullable): what rows have to say somewhere to be shown; %NULL or "" for anything
 * @states: bits of the states that are shown, see MUNJA_RECIPIENT_BIT()
 *
 * Chooses which rows the list model has. Among many it takes a moment, with
 * #MunjaRecipients::changed at its end.
 */
void
munja_recipients_set_filter (MunjaRecipients *self, const char *needle, unsigned states)
{
  g_return_if_fail (MUNJA_IS_RECIPIENTS (self));

  if (needle != NULL && *needle == '\0')
    needle = NULL;
  if (self->states == states && g_strcmp0 (self->needle, needle) == 0)
    return;
  g_free (self->needle);
  self->needle = g_strdup (needle);
  self->states = states;
  refresh (self);
}

/**
 * munja_recipients_get_rows:
 * @self: the list
 *
 * Returns: (transfer none): what the list keeps, to be read until the next call that changes it
 */
const MunjaRoster *
munja_recipients_get_rows (MunjaRecipients *self)
{
  g_return_val_if_fail (MUNJA_IS_RECIPIENTS (self), NULL);

  return self->rows;
}
