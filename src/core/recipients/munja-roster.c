#include "config.h"

#include "munja-roster.h"

#include <string.h>

#include "munja-phone-set.h"

/* How many rows are gone through between two looks at whether to go on. */
#define SLICE 4096

/* A byte for each row, shared by a roster and its copies until one of them changes it. */
typedef struct {
  gatomicrefcount n_rosters;
  GByteArray *bytes;
} Flags;

struct _MunjaRoster {
  GPtrArray *batches;
  GArray *firsts; /* guint: the id of the first row of each batch */
  Flags *flags;
  GHashTable *edits; /* id to a batch of one row, which stands for it */
};

static Flags *
flags_new (const GByteArray *bytes)
{
  Flags *self = g_new (Flags, 1);

  g_atomic_ref_count_init (&self->n_rosters);
  self->bytes = g_byte_array_new ();
  if (bytes != NULL)
    g_byte_array_append (self->bytes, bytes->data, bytes->len);
  return self;
}

static Flags *
flags_ref (Flags *self)
{
  g_atomic_ref_count_inc (&self->n_rosters);
  return self;
}

static void
flags_unref (Flags *self)
{
  if (!g_atomic_ref_count_dec (&self->n_rosters))
    return;
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/* The flags, which nobody else sees change. */
static GByteArray *
own_flags (MunjaRoster *self)
{
  Flags *shared = self->flags;

  if (!g_atomic_ref_count_compare (&shared->n_rosters, 1)) {
    self->flags = flags_new (shared->bytes);
    flags_unref (shared);
  }
  return self->flags->bytes;
}

/**
 * munja_roster_new:
 *
 * Returns: (transfer full): no rows yet
 */
MunjaRoster *
munja_roster_new (void)
{
  MunjaRoster *self = g_new0 (MunjaRoster, 1);

  self->batches = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_paste_unref);
  self->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->flags = flags_new (NULL);
  self->edits = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)munja_paste_unref);
  return self;
}

/**
 * munja_roster_copy:
 * @self: the rows
 *
 * Returns: (transfer full): the rows as they are now, to be read while @self goes on
 */
MunjaRoster *
munja_roster_copy (const MunjaRoster *self)
{
  MunjaRoster *copy = munja_roster_new ();
  GHashTableIter iter;
  gpointer id;
  gpointer text;

  for (guint i = 0; i < self->batches->len; i++)
    g_ptr_array_add (copy->batches, munja_paste_ref (self->batches->pdata[i]));
  if (self->firsts->len > 0)
    g_array_append_vals (copy->firsts, self->firsts->data, self->firsts->len);
  flags_unref (copy->flags);
  copy->flags = flags_ref (self->flags);
  g_hash_table_iter_init (&iter, self->edits);
  while (g_hash_table_iter_next (&iter, &id, &text))
    g_hash_table_insert (copy->edits, id, munja_paste_ref (text));
  return copy;
}

/**
 * munja_roster_free:
 * @self: (transfer full): the rows
 */
void
munja_roster_free (MunjaRoster *self)
{
  g_ptr_array_unref (self->batches);
  g_array_unref (self->firsts);
  flags_unref (self->flags);
  g_hash_table_unref (self->edits);
  g_free (self);
}

/* Adds the numbers that are there, each once. */
static void
collect_numbers (const MunjaRoster *self, MunjaPhoneSet *seen)
{
  for (guint id = 0; id < self->flags->bytes->len; id++) {
    MunjaPhoneKey key;

    if ((self->flags->bytes->data[id] & (MUNJA_RECIPIENT_GONE | MUNJA_RECIPIENT_REPEATS)) != 0)
      continue;
    key = munja_roster_get_key (self, id);
    if (key != 0)
      munja_phone_set_add (seen, key);
  }
}

/* What a row says of itself. */
static guint8
get_record_flags (const MunjaRecipientRecord *record)
{
  return (guint8)(record->state
                  | (munja_phone_key_is_landline (record->key) ? MUNJA_RECIPIENT_LANDLINE : 0));
}

/**
 * munja_roster_mark:
 * @self: the rows that stand further up
 * @batch: what is to follow them
 * @cancellable: (nullable): stops it
 *
 * Finds out which rows repeat a number. A million take some tens of milliseconds.
 *
 * Returns: (transfer full) (nullable): #MunjaRecipientFlags of each row; %NULL when cancelled
 */
guint8 *
munja_roster_mark (const MunjaRoster *self, const MunjaPaste *batch, GCancellable *cancellable)
{
  gsize length = munja_paste_get_length (batch);
  const MunjaRecipientRecord *records = munja_paste_get_records (batch);
  g_autoptr (MunjaPhoneSet) seen = munja_phone_set_new (self->flags->bytes->len + length);
  g_autofree guint8 *flags = g_malloc (length + 1);

  collect_numbers (self, seen);
  for (gsize i = 0; i < length; i++) {
    flags[i] = get_record_flags (&records[i]);
    if (records[i].key != 0 && !munja_phone_set_add (seen, records[i].key))
      flags[i] |= MUNJA_RECIPIENT_REPEATS;
    if (i % SLICE == 0 && g_cancellable_is_cancelled (cancellable))
      return NULL;
  }
  return g_steal_pointer (&flags);
}

/**
 * munja_roster_append:
 * @self: the rows
 * @batch: what is to follow them
 * @flags: what munja_roster_mark() made of it
 *
 * Adds rows at the end.
 */
void
munja_roster_append (MunjaRoster *self, MunjaPaste *batch, const guint8 *flags)
{
  g_array_append_val (self->firsts, self->flags->bytes->len);
  g_ptr_array_add (self->batches, munja_paste_ref (batch));
  g_byte_array_append (own_flags (self), flags, (guint)munja_paste_get_length (batch));
}

/**
 * munja_roster_get_length:
 * @self: the rows
 *
 * Returns: how many ids there are, from 0; rows that are gone have theirs still
 */
guint
munja_roster_get_length (const MunjaRoster *self)
{
  return self->flags->bytes->len;
}

/**
 * munja_roster_get_flags:
 * @self: the rows
 *
 * Returns: (transfer none): #MunjaRecipientFlags of each row, to be read until the next call that
 *   changes a row
 */
const guint8 *
munja_roster_get_flags (const MunjaRoster *self)
{
  return self->flags->bytes->data;
}

/**
 * munja_roster_edit_flags:
 * @self: the rows
 *
 * Returns: (transfer none): #MunjaRecipientFlags of each row, to be changed until the next call
 */
guint8 *
munja_roster_edit_flags (MunjaRoster *self)
{
  return own_flags (self)->data;
}

/**
 * munja_recipient_flags_get_state:
 * @flags: #MunjaRecipientFlags
 *
 * Returns: what they say of a row that is there
 */
MunjaRecipientState
munja_recipient_flags_get_state (guint8 flags)
{
  if ((flags & MUNJA_RECIPIENT_REPEATS) != 0)
    return MUNJA_RECIPIENT_DUPLICATE;
  return (MunjaRecipientState)(flags & MUNJA_RECIPIENT_STATE);
}

/**
 * munja_roster_is_empty:
 * @self: the rows
 *
 * Returns: whether there are none, or all are gone
 */
gboolean
munja_roster_is_empty (const MunjaRoster *self)
{
  for (guint id = 0; id < self->flags->bytes->len; id++)
    if ((self->flags->bytes->data[id] & MUNJA_RECIPIENT_GONE) == 0)
      return FALSE;
  return TRUE;
}

/* Whether rows with these flags are there, and among what @states lets through. */
static gboolean
passes (guint flags, unsigned states)
{
  unsigned bits = MUNJA_RECIPIENT_BIT (munja_recipient_flags_get_state ((guint8)flags));

  if ((flags & MUNJA_RECIPIENT_LANDLINE) != 0)
    bits |= MUNJA_RECIPIENT_LANDLINES;
  return (flags & MUNJA_RECIPIENT_GONE) == 0 && (bits & states) != 0;
}

/**
 * munja_roster_tally:
 * @self: the rows
 * @counts: (out caller-allocates): how many rows that are there have each set of
 *   #MunjaRecipientFlags
 *
 * Counts the rows. A million take a millisecond.
 */
void
munja_roster_tally (const MunjaRoster *self, gsize counts[MUNJA_N_RECIPIENT_FLAGS])
{
  for (guint i = 0; i < MUNJA_N_RECIPIENT_FLAGS; i++)
    counts[i] = 0;
  for (guint id = 0; id < self->flags->bytes->len; id++)
    counts[self->flags->bytes->data[id]]++;
  for (guint i = 0; i < MUNJA_N_RECIPIENT_FLAGS; i++)
    if ((i & MUNJA_RECIPIENT_GONE) != 0)
      counts[i] = 0;
}

/**
 * munja_recipient_tally_count:
 * @counts: what munja_roster_tally() gave
 * @states: bits of states, see MUNJA_RECIPIENT_BIT()
 *
 * Returns: how many rows are in one of them
 */
gsize
munja_recipient_tally_count (const gsize counts[MUNJA_N_RECIPIENT_FLAGS], unsigned states)
{
  gsize count = 0;

  for (guint i = 0; i < MUNJA_N_RECIPIENT_FLAGS; i++)
    if (passes (i, states))
      count += counts[i];
  return count;
}

/**
 * munja_roster_count:
 * @self: the rows
 * @states: bits of states, see MUNJA_RECIPIENT_BIT()
 *
 * Returns: how many rows that are there are in one of them
 */
gsize
munja_roster_count (const MunjaRoster *self, unsigned states)
{
  gsize counts[MUNJA_N_RECIPIENT_FLAGS];

  munja_roster_tally (self, counts);
  return munja_recipient_tally_count (counts, states);
}

static guint
find_batch (const MunjaRoster *self, guint id)
{
  guint low = 0;
  guint high = self->firsts->len;

  while (high - low > 1) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->firsts, guint, middle) <= id)
      low = middle;
    else
      high = middle;
  }
  return low;
}

/**
 * munja_roster_find:
 * @self: the rows
 * @id: which one
 * @row: (out): where it is in its batch
 *
 * Returns: (transfer none): the batch that holds what the row says now
 */
MunjaPaste *
munja_roster_find (const MunjaRoster *self, guint id, gsize *row)
{
  guint batch;

  g_return_val_if_fail (id < self->flags->bytes->len, NULL);

  if ((self->flags->bytes->data[id] & MUNJA_RECIPIENT_EDITED) != 0) {
    *row = 0;
    return g_hash_table_lookup (self->edits, GUINT_TO_POINTER (id));
  }
  batch = find_batch (self, id);
  *row = id - g_array_index (self->firsts, guint, batch);
  return self->batches->pdata[batch];
}

/**
 * munja_roster_get_n_batches:
 * @self: the rows
 *
 * Returns: how many batches they came in
 */
guint
munja_roster_get_n_batches (const MunjaRoster *self)
{
  return self->batches->len;
}

/**
 * munja_roster_get_batch:
 * @self: the rows
 * @batch: which batch, from 0
 * @ids: (out): the rows that came in it; none for an empty one
 *
 * Returns: (transfer none): the batch
 */
MunjaPaste *
munja_roster_get_batch (const MunjaRoster *self, guint batch, MunjaRecipientSpan *ids)
{
  guint length;

  g_return_val_if_fail (batch < self->batches->len, NULL);

  length = (guint)munja_paste_get_length (self->batches->pdata[batch]);
  ids->first = g_array_index (self->firsts, guint, batch);
  ids->last = ids->first + length - 1;
  if (length == 0)
    *ids = (MunjaRecipientSpan){ 1, 0 };
  return self->batches->pdata[batch];
}

static const MunjaRecipientRecord *
get_record (const MunjaRoster *self, guint id)
{
  gsize row = 0;
  MunjaPaste *batch = munja_roster_find (self, id, &row);

  return munja_paste_get_records (batch) + row;
}

/**
 * munja_roster_get_key:
 * @self: the rows
 * @id: which one
 *
 * Returns: its number, 0 if it is not valid
 */
MunjaPhoneKey
munja_roster_get_key (const MunjaRoster *self, guint id)
{
  return get_record (self, id)->key;
}

/**
 * munja_roster_edit:
 * @self: the rows
 * @id: which one
 * @text: (transfer full) (nullable): a batch of one row, which it is to be; %NULL for what it came
 *   with
 *
 * Gives a row another text, and the state that goes with it. Whether it repeats another one is for
 * the caller to see.
 *
 * Returns: (transfer full) (nullable): what stood for it before
 */
MunjaPaste *
munja_roster_edit (MunjaRoster *self, guint id, MunjaPaste *text)
{
  gpointer key = GUINT_TO_POINTER (id);
  guint8 *flags = own_flags (self)->data + id;
  gpointer before = NULL;

  g_hash_table_steal_extended (self->edits, key, NULL, &before);
  *flags &= (guint8) ~(MUNJA_RECIPIENT_EDITED | MUNJA_RECIPIENT_STATE | MUNJA_RECIPIENT_LANDLINE);
  if (text != NULL) {
    g_hash_table_insert (self->edits, key, text);
    *flags |= MUNJA_RECIPIENT_EDITED;
  }
  *flags |= get_record_flags (get_record (self, id));
  return before;
}

static gboolean
is_number_like (const char *needle)
{
  gboolean has_digit = FALSE;

  for (const char *p = needle; *p != '\0'; p++) {
    if (g_ascii_isdigit (*p))
      has_digit = TRUE;
    else if (*p != '-' && *p != ' ' && *p != '+')
      return FALSE;
  }
  return has_digit;
}

static gboolean
contains (const char *text, gsize length, const char *needle, gsize needle_length)
{
  for (gsize i = 0; i + needle_length <= length; i++)
    if (g_ascii_tolower (text[i]) == needle[0]
        && g_ascii_strncasecmp (text + i, needle, needle_length) == 0)
      return TRUE;
  return FALSE;
}

/* What a search looks for: a piece of text, the same with its syllables taken apart, as a Mac
 * writes them, if that is another, and if it could be a piece of a number, its digits. */
typedef struct {
  char *text;
  char *apart;
  char *digits;
} Needle;

static void
needle_clear (Needle *needle)
{
  g_free (needle->text);
  g_free (needle->apart);
  g_free (needle->digits);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Needle, needle_clear)

static Needle
make_needle (const char *text)
{
  Needle needle = { 0 };
  g_autofree char *lower = NULL;
  char *to;

  if (text == NULL)
    return needle;
  lower = g_strstrip (g_ascii_strdown (text, -1));
  needle.text = g_utf8_normalize (lower, -1, G_NORMALIZE_NFC);
  needle.apart = g_utf8_normalize (lower, -1, G_NORMALIZE_NFD);
  if (g_str_equal (needle.text, needle.apart))
    g_clear_pointer (&needle.apart, g_free);
  if (!is_number_like (needle.text))
    return needle;
  to = needle.digits = g_strdup (needle.text);
  for (const char *from = needle.text; *from != '\0'; from++)
    if (g_ascii_isdigit (*from))
      *to++ = *from;
  *to = '\0';
  return needle;
}

static gboolean
row_matches (const MunjaRoster *self, guint id, const Needle *needle)
{
  gsize row = 0;
  MunjaPaste *batch = munja_roster_find (self, id, &row);
  MunjaPhoneKey key = munja_paste_get_records (batch)[row].key;
  const char *text;
  gsize length;
  char number[20];
  char country[4];

  if (needle->digits != NULL && key != 0) {
    munja_phone_key_unpack (key, number, country);
    if (strstr (number, needle->digits) != NULL)
      return TRUE;
  }
  text = munja_paste_get_text (batch, row, &length);
  return contains (text, length, needle->text, strlen (needle->text))
         || (needle->apart != NULL
             && contains (text, length, needle->apart, strlen (needle->apart)));
}

/* Tells for all flags there can be whether their rows are to be found; a list of a million is gone
 * through in a moment this way. */
static void
choose_flags (unsigned states, gboolean chosen[MUNJA_N_RECIPIENT_FLAGS])
{
  for (guint flags = 0; flags < MUNJA_N_RECIPIENT_FLAGS; flags++)
    chosen[flags] = passes (flags, states);
}

/**
 * munja_roster_find_spans:
 * @self: the rows
 * @states: bits of the states that they have to be in, see MUNJA_RECIPIENT_BIT()
 *
 * Finds rows that are there. A million take some milliseconds at most.
 *
 * Returns: (transfer full) (element-type MunjaRecipientSpan): where they are, in order
 */
GArray *
munja_roster_find_spans (const MunjaRoster *self, unsigned states)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (MunjaRecipientSpan));
  gboolean chosen[MUNJA_N_RECIPIENT_FLAGS];
  guint id = 0;

  choose_flags (states, chosen);
  while (id < self->flags->bytes->len) {
    MunjaRecipientSpan span = { id, id };

    if (!chosen[self->flags->bytes->data[id++]])
      continue;
    while (id < self->flags->bytes->len && chosen[self->flags->bytes->data[id]])
      span.last = id++;
    g_array_append_val (spans, span);
  }
  return spans;
}

/**
 * munja_roster_select:
 * @self: the rows
 * @needle: (nullable): what they have to say somewhere; ASCII letters match in either case,
 *   syllables whether they are whole or taken apart, and a piece of a number however it is written
 * @states: bits of the states that they have to be in, see MUNJA_RECIPIENT_BIT()
 * @cancellable: (nullable): stops it
 *
 * Finds rows that are there. Without a needle, a million take some milliseconds.
 *
 * Returns: (transfer full) (element-type guint): their ids, in order; %NULL when cancelled
 */
GArray *
munja_roster_select (const MunjaRoster *self,
                     const char *needle,
                     unsigned states,
                     GCancellable *cancellable)
{
  g_auto (Needle) wanted = make_needle (needle);
  g_autoptr (GArray) ids = NULL;
  gboolean chosen[MUNJA_N_RECIPIENT_FLAGS];
  guint *to;

  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->flags->bytes->len);
  to = (guint *)(gpointer)ids->data;
  choose_flags (states, chosen);
  for (guint id = 0; id < self->flags->bytes->len; id++) {
    if (id % SLICE == 0 && g_cancellable_is_cancelled (cancellable))
      return NULL;
    if (chosen[self->flags->bytes->data[id]]
        && (wanted.text == NULL || row_matches (self, id, &wanted)))
      *to++ = id;
  }
  g_array_set_size (ids, (guint)(to - (guint *)(gpointer)ids->data));
  return g_steal_pointer (&ids);
}
