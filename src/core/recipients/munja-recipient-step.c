#include "config.h"

#include "munja-recipient-step.h"

struct _MunjaRecipientStep {
  MunjaRoster *rows; /* borrowed */
  gsize *counts;     /* borrowed: rows that are there, by flags */

  GArray *moved;     /* MunjaRecipientSpan: rows that came or went */
  GArray *repeating; /* guint: rows that began or ceased to repeat another one, in that order */
  gboolean edited;
  guint edited_id;
  MunjaPaste *text; /* what the edited row said before; none for what it came with */
};

/**
 * munja_recipient_step_new:
 * @rows: what is changed; it has to outlive the step
 * @counts: how many rows are there by their flags; kept up to date
 *
 * Returns: (transfer full): a step that has changed nothing yet
 */
MunjaRecipientStep *
munja_recipient_step_new (MunjaRoster *rows, gsize counts[MUNJA_N_RECIPIENT_FLAGS])
{
  MunjaRecipientStep *self = g_new0 (MunjaRecipientStep, 1);

  self->rows = rows;
  self->counts = counts;
  self->moved = g_array_new (FALSE, FALSE, sizeof (MunjaRecipientSpan));
  self->repeating = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

/**
 * munja_recipient_step_free:
 * @self: (transfer full): the step, which cannot be undone any more
 */
void
munja_recipient_step_free (MunjaRecipientStep *self)
{
  g_array_unref (self->moved);
  g_array_unref (self->repeating);
  g_clear_pointer (&self->text, munja_paste_unref);
  g_free (self);
}

static guint8
get_flags (MunjaRecipientStep *self, guint id)
{
  return munja_roster_get_flags (self->rows)[id];
}

static gsize *
get_count (MunjaRecipientStep *self, guint8 flags)
{
  return &self->counts[flags & ~MUNJA_RECIPIENT_GONE];
}

/* Lets rows come or go. There may be a million, so they are counted by what is alike in them. */
static void
move (MunjaRecipientStep *self, const MunjaRecipientSpan *spans, guint n_spans)
{
  guint8 *flags = munja_roster_edit_flags (self->rows);
  guint before[MUNJA_N_RECIPIENT_FLAGS] = { 0 };
  guint more[MUNJA_N_RECIPIENT_FLAGS] = { 0 };

  for (guint i = 0; i < n_spans; i++)
    for (gsize id = spans[i].first; id <= spans[i].last; id++) {
      /* Two counters in turn: one would wait for itself. */
      (id % 2 == 0 ? before : more)[flags[id]]++;
      flags[id] ^= MUNJA_RECIPIENT_GONE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    if ((i & MUNJA_RECIPIENT_GONE) != 0)
      *get_count (self, (guint8)i) += before[i] + more[i];
    else
      *get_count (self, (guint8)i) -= before[i] + more[i];
}

static void
move_all (MunjaRecipientStep *self)
{
  move (self, (const MunjaRecipientSpan *)(gpointer)self->moved->data, self->moved->len);
}

/* Lets a row that is there begin or cease to repeat another one. */
static void
toggle_repeating (MunjaRecipientStep *self, guint id)
{
  guint8 *flags = munja_roster_edit_flags (self->rows) + id;

  --*get_count (self, *flags);
  *flags ^= MUNJA_RECIPIENT_REPEATS;
  ++*get_count (self, *flags);
}

static void
set_repeating (MunjaRecipientStep *self, guint id)
{
  toggle_repeating (self, id);
  g_array_append_val (self->repeating, id);
}

/**
 * munja_recipient_step_take_away:
 * @self: the step
 * @id: a row that is there
 *
 * Takes a row away. Rows that repeat it go on doing so until munja_recipient_step_promote().
 */
void
munja_recipient_step_take_away (MunjaRecipientStep *self, guint id)
{
  MunjaRecipientSpan *last = NULL;

  move (self, &(MunjaRecipientSpan){ id, id }, 1);
  if (self->moved->len > 0)
    last = &g_array_index (self->moved, MunjaRecipientSpan, self->moved->len - 1);
  if (last != NULL && last->last + 1 == id)
    last->last = id;
  else
    g_array_append_vals (self->moved, &(MunjaRecipientSpan){ id, id }, 1);
}

/**
 * munja_recipient_step_take_away_states:
 * @self: a step that has changed nothing yet
 * @states: bits of states, see MUNJA_RECIPIENT_BIT(); no row that stays may repeat one that goes
 *
 * Takes all rows away that are in one of some states.
 */
void
munja_recipient_step_take_away_states (MunjaRecipientStep *self, unsigned states)
{
  g_array_unref (self->moved);
  self->moved = munja_roster_find_spans (self->rows, states);
  move_all (self);
}

/**
 * munja_recipient_step_add:
 * @self: the step
 * @first: the first row that has been added
 * @n_rows: how many have been, one at least
 *
 * Counts rows in that munja_roster_append() has added.
 */
void
munja_recipient_step_add (MunjaRecipientStep *self, guint first, guint n_rows)
{
  for (guint id = first; id < first + n_rows; id++)
    ++*get_count (self, get_flags (self, id));
  g_array_append_vals (self->moved, &(MunjaRecipientSpan){ first, first + n_rows - 1 }, 1);
}

/**
 * munja_recipient_step_promote:
 * @self: the step
 * @keys: (element-type MunjaPhoneKey): numbers whose first row is gone; emptied
 *
 * Lets the first row that repeated a number be the one that has it.
 */
void
munja_recipient_step_promote (MunjaRecipientStep *self, GHashTable *keys)
{
  guint length = munja_roster_get_length (self->rows);
  gsize left
      = munja_recipient_tally_count (self->counts, MUNJA_RECIPIENT_BIT (MUNJA_RECIPIENT_DUPLICATE));

  for (guint id = 0; id < length && left > 0 && g_hash_table_size (keys) > 0; id++) {
    guint8 flags = get_flags (self, id);
    MunjaPhoneKey key;

    if ((flags & (MUNJA_RECIPIENT_REPEATS | MUNJA_RECIPIENT_GONE)) != MUNJA_RECIPIENT_REPEATS)
      continue;
    left--;
    key = munja_roster_get_key (self->rows, id);
    if (g_hash_table_remove (keys, &key))
      set_repeating (self, id);
  }
  g_hash_table_remove_all (keys);
}

/* Finds the row that has a number without repeating another one. */
static gboolean
find_owner (MunjaRecipientStep *self, MunjaPhoneKey key, guint except, guint *owner)
{
  guint length = munja_roster_get_length (self->rows);

  for (guint id = 0; id < length; id++)
    if (id != except
        && (get_flags (self, id) & (MUNJA_RECIPIENT_REPEATS | MUNJA_RECIPIENT_GONE)) == 0
        && munja_roster_get_key (self->rows, id) == key) {
      *owner = id;
      return TRUE;
    }
  return FALSE;
}

/* Exchanges what a row says; its state changes with it. */
static void
exchange_text (MunjaRecipientStep *self, MunjaPaste *text)
{
  --*get_count (self, get_flags (self, self->edited_id));
  self->text = munja_roster_edit (self->rows, self->edited_id, text);
  ++*get_count (self, get_flags (self, self->edited_id));
}

/**
 * munja_recipient_step_edit:
 * @self: a step that has changed nothing yet
 * @id: a row that is there
 * @text: (transfer full): a batch of one row, which it is to be
 *
 * Gives a row another text, and finds out anew who repeats whom. Some milliseconds among a million.
 */
void
munja_recipient_step_edit (MunjaRecipientStep *self, guint id, MunjaPaste *text)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  MunjaPhoneKey key = munja_roster_get_key (self->rows, id);
  guint owner = 0;

  if ((get_flags (self, id) & MUNJA_RECIPIENT_REPEATS) != 0)
    set_repeating (self, id);
  else if (key != 0)
    g_hash_table_add (keys, g_memdup2 (&key, sizeof key));
  self->edited = TRUE;
  self->edited_id = id;
  exchange_text (self, text);
  munja_recipient_step_promote (self, keys);

  key = munja_roster_get_key (self->rows, id);
  if (key != 0 && find_owner (self, key, id, &owner))
    set_repeating (self, MAX (owner, id));
}

/**
 * munja_recipient_step_is_empty:
 * @self: the step
 *
 * Returns: whether nothing has been changed
 */
gboolean
munja_recipient_step_is_empty (const MunjaRecipientStep *self)
{
  return self->moved->len == 0 && !self->edited;
}

/**
 * munja_recipient_step_get_span:
 * @self: the step
 *
 * Returns: the span of the rows that have other text or another state than before; rows that came
 *   or went do not count
 */
MunjaRecipientSpan
munja_recipient_step_get_span (const MunjaRecipientStep *self)
{
  MunjaRecipientSpan span = { G_MAXUINT, 0 };

  if (self->edited)
    span = (MunjaRecipientSpan){ self->edited_id, self->edited_id };
  for (guint i = 0; i < self->repeating->len; i++) {
    span.first = MIN (span.first, g_array_index (self->repeating, guint, i));
    span.last = MAX (span.last, g_array_index (self->repeating, guint, i));
  }
  return span;
}

/**
 * munja_recipient_step_undo:
 * @self: the step, all later ones having been undone
 *
 * Makes everything as it was.
 */
void
munja_recipient_step_undo (MunjaRecipientStep *self)
{
  for (guint i = self->repeating->len; i > 0; i--)
    toggle_repeating (self, g_array_index (self->repeating, guint, i - 1));
  if (self->edited)
    exchange_text (self, g_steal_pointer (&self->text));
  move_all (self);
}
