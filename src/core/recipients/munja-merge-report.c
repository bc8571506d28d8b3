#include "config.h"

#include "munja-merge-report.h"

#include "munja-charset.h"
#include "munja-text.h"

/* How many rows are gone through between two looks at whether to go on. */
#define SLICE 4096

/* What the function in the thread gets. */
typedef struct {
  MunjaMessage *message;
  MunjaAudience *table;
} CheckArgs;

static void
check_args_free (CheckArgs *args)
{
  munja_message_unref (args->message);
  munja_audience_unref (args->table);
  g_free (args);
}

/**
 * munja_merge_report_get_fields:
 * @self: what was found
 *
 * Returns: (transfer none) (array zero-terminated=1): what the fields of the message are called
 */
const char *const *
munja_merge_report_get_fields (const MunjaMergeReport *self)
{
  return munja_message_get_fields (munja_merge_get_message (self->merge));
}

static MunjaMessageType
choose_type (const MunjaMergeReport *self, const MunjaMergeSize *size)
{
  const MunjaMessage *message = munja_merge_get_message (self->merge);

  return munja_type_choice_resolve (message->type, size->bytes, size->subject_bytes > 0,
                                    message->picture != NULL);
}

static int
find_lack (const MunjaMergeReport *self, const char *const *values, guint first)
{
  const char *const *fields = munja_merge_report_get_fields (self);

  for (guint i = first; fields[i] != NULL; i++) {
    int column = munja_merge_get_column (self->merge, i);

    if (column >= 0 && (values[column] == NULL || *values[column] == '\0'))
      return (int)i;
  }
  return -1;
}

static int
find_spoilt (const MunjaMergeReport *self, const char *const *values)
{
  const char *const *fields = munja_merge_report_get_fields (self);

  for (guint i = 0; fields[i] != NULL; i++) {
    int column = munja_merge_get_column (self->merge, i);

    if (column >= 0 && values[column] != NULL && !munja_charset_can_send_text (values[column]))
      return (int)i;
  }
  return -1;
}

/**
 * munja_merge_row_is_too_long:
 * @self: what becomes of a message for one recipient
 *
 * Returns: whether its text or its subject is longer than it may be, so that it cannot be sent
 */
gboolean
munja_merge_row_is_too_long (const MunjaMergeRow *self)
{
  return self->is_too_long || self->has_long_subject;
}

static MunjaMergeRow
look_at (const MunjaMergeReport *self, const char *const *values)
{
  MunjaMergeRow row = { .size = munja_merge_measure (self->merge, values) };

  row.type = choose_type (self, &row.size);
  row.is_too_long = row.size.bytes > munja_message_type_get_max_bytes (row.type);
  row.has_long_subject = row.size.subject_bytes > MUNJA_SUBJECT_MAX_BYTES;
  row.lacks = find_lack (self, values, 0);
  row.spoils = find_spoilt (self, values);
  return row;
}

static void
count_lacks (MunjaMergeReport *self, const char *const *values, int first)
{
  for (int field = first; field >= 0; field = find_lack (self, values, (guint)field + 1))
    self->n_lacks[field]++;
}

static void
count_row (MunjaMergeReport *self, const char *const *values, guint at, gboolean is_short)
{
  MunjaMergeRow row = look_at (self, values);

  self->n_types[row.type]++;
  if (is_short && row.type == MUNJA_MESSAGE_TYPE_LMS)
    self->n_grown++;
  if (at == 0 || row.size.bytes > self->largest_bytes) {
    self->largest = at;
    self->largest_bytes = row.size.bytes;
  }
  self->n_too_long += munja_merge_row_is_too_long (&row) ? 1 : 0;
  self->n_lacking += row.lacks >= 0 ? 1 : 0;
  self->n_spoiled += row.spoils >= 0 ? 1 : 0;
  count_lacks (self, values, row.lacks);
  if (munja_merge_row_is_too_long (&row) || row.lacks >= 0 || row.spoils >= 0)
    g_array_append_val (self->problems, at);
}

/* Whether it would be an SMS if nothing were put in. */
static gboolean
is_short (const MunjaMergeReport *self, const char **nothing)
{
  MunjaMergeSize size = munja_merge_measure (self->merge, nothing);

  return choose_type (self, &size) == MUNJA_MESSAGE_TYPE_SMS;
}

static gboolean
go_through (MunjaMergeReport *self, GCancellable *cancellable)
{
  gsize length = munja_audience_get_length (self->table);
  g_autofree const char **values
      = g_new0 (const char *, munja_audience_get_n_columns (self->table) + 1);
  gboolean begins_short = is_short (self, values);

  for (gsize i = 0; i < length; i++) {
    munja_audience_get_values (self->table, i, values);
    count_row (self, values, (guint)i, begins_short);
    if (i % SLICE == 0 && g_cancellable_is_cancelled (cancellable))
      return FALSE;
  }
  return TRUE;
}

/**
 * munja_merge_report_new:
 * @message: what goes to everybody
 * @table: who gets it, with the columns that the message names
 * @cancellable: (nullable): stops it
 *
 * Looks what becomes of a message for each recipient. A hundred thousand take some tens of
 * milliseconds; for many see munja_merge_report_async().
 *
 * Returns: (transfer full) (nullable): what was found; %NULL when cancelled
 */
MunjaMergeReport *
munja_merge_report_new (MunjaMessage *message, MunjaAudience *table, GCancellable *cancellable)
{
  g_autoptr (MunjaMergeReport) self = g_new0 (MunjaMergeReport, 1);

  g_atomic_ref_count_init (&self->references);
  self->merge = munja_merge_new (message, munja_audience_get_columns (table));
  self->table = munja_audience_ref (table);
  self->unbound = munja_merge_dup_unbound (self->merge);
  self->n_lacks = g_new0 (gsize, message->parts->fields->len);
  self->problems = g_array_new (FALSE, FALSE, sizeof (guint));
  return go_through (self, cancellable) ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_merge_report_ref:
 * @self: what was found
 *
 * Returns: (transfer full): the same
 */
MunjaMergeReport *
munja_merge_report_ref (MunjaMergeReport *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * munja_merge_report_unref:
 * @self: (transfer full): what was found
 */
void
munja_merge_report_unref (MunjaMergeReport *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  munja_merge_free (self->merge);
  munja_audience_unref (self->table);
  g_free (self->n_lacks);
  g_strfreev (self->unbound);
  g_array_unref (self->problems);
  g_free (self);
}

static void
check_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const CheckArgs *args = task_data;

  g_task_return_pointer (task, munja_merge_report_new (args->message, args->table, cancellable),
                         (GDestroyNotify)munja_merge_report_unref);
}

/**
 * munja_merge_report_async:
 * @message: what goes to everybody
 * @table: who gets it, with the columns that the message names
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Does munja_merge_report_new() in a thread.
 */
void
munja_merge_report_async (MunjaMessage *message,
                          MunjaAudience *table,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  CheckArgs *args = g_new0 (CheckArgs, 1);

  g_task_set_source_tag (task, munja_merge_report_async);
  args->message = munja_message_ref (message);
  args->table = munja_audience_ref (table);
  g_task_set_task_data (task, args, (GDestroyNotify)check_args_free);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * munja_merge_report_finish:
 * @result: what the callback got
 * @error: (nullable): cancelled
 *
 * Returns: (transfer full) (nullable): what was found
 */
MunjaMergeReport *
munja_merge_report_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Where there are no people, nothing is put in. */
static const char **
new_values (const MunjaMergeReport *self, gsize row)
{
  const char **values = g_new0 (const char *, munja_audience_get_n_columns (self->table) + 1);

  if (munja_audience_get_length (self->table) > 0)
    munja_audience_get_values (self->table, row, values);
  return values;
}

/**
 * munja_merge_report_get_row:
 * @self: what was found
 * @row: which recipient, from 0
 *
 * Returns: what becomes of the message for that one; where there is none, as it is written
 */
MunjaMergeRow
munja_merge_report_get_row (const MunjaMergeReport *self, gsize row)
{
  g_autofree const char **values = new_values (self, row);

  return look_at (self, values);
}

/**
 * munja_merge_report_dup_text:
 * @self: what was found
 * @row: which recipient, from 0
 *
 * Returns: (transfer full): what that one reads; where there is none, what is written
 */
char *
munja_merge_report_dup_text (const MunjaMergeReport *self, gsize row)
{
  g_autofree const char **values = new_values (self, row);

  return munja_merge_dup_text (self->merge, values);
}

/**
 * munja_merge_report_dup_subject:
 * @self: what was found
 * @row: which recipient, from 0
 *
 * Returns: (transfer full) (nullable): the subject that one reads, %NULL for none
 */
char *
munja_merge_report_dup_subject (const MunjaMergeReport *self, gsize row)
{
  g_autofree const char **values = new_values (self, row);

  return munja_merge_dup_subject (self->merge, values);
}

/**
 * munja_merge_report_find_problem:
 * @self: what was found
 * @after: a recipient, from 0
 * @row: (out): the next one after it whose message needs a look; after the last comes the first
 *
 * Returns: whether there is one at all
 */
gboolean
munja_merge_report_find_problem (const MunjaMergeReport *self, gsize after, gsize *row)
{
  guint low = 0;
  guint high = self->problems->len;

  if (high == 0)
    return FALSE;
  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->problems, guint, middle) <= after)
      low = middle + 1;
    else
      high = middle;
  }
  *row = g_array_index (self->problems, guint, low % self->problems->len);
  return TRUE;
}
