#include "config.h"

#include "munja-review.h"

#include "munja-day-word.h"
#include "munja-day.h"

/* How many rows are gone through between two looks at whether to go on. */
#define SLICE 4096

/* So many are named. */
#define MAX_NAMED 5

#define N_PHONE_KINDS (MUNJA_PHONE_FOREIGN + 1)

/* Owned by its task. */
typedef struct {
  MunjaReview *review;
  MunjaArchive *archive; /* nullable */
  gint64 since;
  gboolean may_have_sent;
} Look;

static void
point_free (gpointer data)
{
  MunjaReviewPoint *self = data;

  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self->words);
  g_free (self);
}

static MunjaReview *
review_new (MunjaOrder *order)
{
  MunjaReview *self = g_new0 (MunjaReview, 1);

  self->order = munja_order_ref (order);
  self->points = g_ptr_array_new_with_free_func (point_free);
  return self;
}

/**
 * munja_review_free:
 * @self: (transfer full): what was found
 */
void
munja_review_free (MunjaReview *self)
{
  munja_order_unref (self->order);
  g_clear_pointer (&self->report, munja_merge_report_unref);
  g_ptr_array_unref (self->points);
  g_free (self);
}

static void
look_free (gpointer data)
{
  Look *self = data;

  g_clear_pointer (&self->review, munja_review_free);
  g_clear_object (&self->archive);
  g_free (self);
}

/* @rows and @words are taken over. */
static MunjaReviewPoint *
add_point (MunjaReview *self, MunjaReviewKind kind, guint n_people, GArray *rows, char *words)
{
  MunjaReviewPoint *point = g_new0 (MunjaReviewPoint, 1);

  *point = (MunjaReviewPoint){ .kind = kind, .n_people = n_people, .rows = rows, .words = words };
  g_ptr_array_add (self->points, point);
  return point;
}

static GArray *
new_rows (void)
{
  return g_array_new (FALSE, FALSE, sizeof (guint));
}

/* The fields for which somebody has nothing, as in "이름, 금액". */
static char *
describe_lacks (const MunjaMergeReport *report)
{
  const char *const *fields = munja_merge_report_get_fields (report);
  GString *names = g_string_new (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    if (report->n_lacks[i] > 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", fields[i]);
  return g_string_free (names, FALSE);
}

/* Takes over @rows and @words. */
static void
add_rows (MunjaReview *self, MunjaReviewKind kind, GArray *rows, char *words)
{
  if (rows->len > 0) {
    add_point (self, kind, rows->len, rows, words);
    return;
  }
  g_array_unref (rows);
  g_free (words);
}

static void
add_merge (MunjaReview *self)
{
  const MunjaMergeReport *report = self->report;
  GArray *too_long = new_rows ();
  GArray *lacking = new_rows ();
  GArray *spoiled = new_rows ();

  for (guint i = 0; i < report->problems->len; i++) {
    guint at = g_array_index (report->problems, guint, i);
    MunjaMergeRow row = munja_merge_report_get_row (report, at);

    if (munja_merge_row_is_too_long (&row))
      g_array_append_val (too_long, at);
    if (row.lacks >= 0)
      g_array_append_val (lacking, at);
    if (row.spoils >= 0)
      g_array_append_val (spoiled, at);
  }
  if (report->unbound[0] != NULL)
    add_point (self, MUNJA_REVIEW_NO_COLUMN, 0, NULL, g_strjoinv (", ", report->unbound));
  add_rows (self, MUNJA_REVIEW_TOO_LONG, too_long, NULL);
  add_rows (self, MUNJA_REVIEW_LACKING, lacking, describe_lacks (report));
  add_rows (self, MUNJA_REVIEW_SPOILED, spoiled, NULL);
}

static char *
describe_lookalikes (const char *text, GPtrArray *found)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < MIN (found->len, MAX_NAMED); i++) {
    const MunjaLookalike *lookalike = g_ptr_array_index (found, i);

    g_string_append (words, i > 0 ? ", " : "");
    g_string_append_len (words, text + lookalike->start,
                         (gssize)(lookalike->end - lookalike->start));
    g_string_append_printf (words, " → %s", lookalike->meant);
  }
  if (found->len > MAX_NAMED)
    g_string_append (words, ", …");
  return g_string_free (words, FALSE);
}

/* What is wrong with the words themselves. */
static void
add_text (MunjaReview *self)
{
  const char *text = self->order->message->text;
  gint64 now = g_get_real_time ();
  gint64 scheduled = self->order->scheduled;
  g_autoptr (GPtrArray) found = munja_lookalike_find (text);
  g_autofree char *day_word = munja_day_word_find (text);

  if (scheduled != 0 && scheduled <= now)
    add_point (self, MUNJA_REVIEW_TIME_PASSED, 0, NULL, NULL);
  else if (scheduled != 0 && day_word != NULL
           && munja_day_from_time (scheduled) != munja_day_from_time (now))
    add_point (self, MUNJA_REVIEW_OTHER_DAY, 0, NULL, g_steal_pointer (&day_word));
  if (found->len > 0)
    add_point (self, MUNJA_REVIEW_LOOKALIKE, 0, NULL, describe_lookalikes (text, found));
}

static MunjaPhoneKind
find_kind (const MunjaRecipient *recipient)
{
  MunjaPhone phone;

  if (!g_str_equal (recipient->country, MUNJA_PHONE_HOME_COUNTRY))
    return MUNJA_PHONE_FOREIGN;
  return munja_phone_parse (recipient->number, &phone) == MUNJA_PHONE_OK ? phone.kind
                                                                         : MUNJA_PHONE_MOBILE;
}

static void
add_phone_kinds (MunjaReview *self, GCancellable *cancellable)
{
  MunjaAudience *people = self->order->recipients;
  gsize length = munja_audience_get_length (people);
  GArray *rows[N_PHONE_KINDS] = { NULL };

  for (guint i = 0; i < length; i++) {
    MunjaRecipient recipient = munja_audience_get (people, i);
    MunjaPhoneKind kind = find_kind (&recipient);

    if (i % SLICE == 0 && g_cancellable_is_cancelled (cancellable))
      break;
    if (kind == MUNJA_PHONE_MOBILE)
      continue;
    if (rows[kind] == NULL)
      rows[kind] = new_rows ();
    g_array_append_val (rows[kind], i);
  }
  for (guint i = 0; i < N_PHONE_KINDS; i++)
    if (rows[i] != NULL)
      add_point (self, MUNJA_REVIEW_PHONE_KIND, rows[i]->len, rows[i], NULL)->phone_kind
          = (MunjaPhoneKind)i;
  if (rows[MUNJA_PHONE_FOREIGN] != NULL)
    self->n_abroad = rows[MUNJA_PHONE_FOREIGN]->len;
}

static void
add_left_out (MunjaReview *self)
{
  MunjaRecipientLeftOut left_out = munja_audience_get_left_out (self->order->recipients);

  if (left_out.n_invalid > 0)
    add_point (self, MUNJA_REVIEW_INVALID, left_out.n_invalid, NULL, NULL);
  if (left_out.n_repeated > 0)
    add_point (self, MUNJA_REVIEW_DOUBLE, left_out.n_repeated, NULL, NULL);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Look *look = task_data;
  MunjaReview *review = look->review;

  review->report
      = munja_merge_report_new (review->order->message, review->order->recipients, cancellable);
  if (g_task_return_error_if_cancelled (task))
    return;
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    review->n_types[i] = (guint)review->report->n_types[i];
  if (look->may_have_sent)
    add_point (review, MUNJA_REVIEW_MAY_HAVE_SENT, 0, NULL, NULL);
  add_merge (review);
  add_text (review);
  add_phone_kinds (review, cancellable);
  add_left_out (review);
  g_task_return_boolean (task, TRUE);
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const MunjaReviewPoint *first = *(const MunjaReviewPoint *const *)a;
  const MunjaReviewPoint *second = *(const MunjaReviewPoint *const *)b;

  if (first->kind != second->kind)
    return first->kind < second->kind ? -1 : 1;
  return (int)first->phone_kind - (int)second->phone_kind;
}

/* Takes over @task. */
static void
end (GTask *task)
{
  g_autoptr (GTask) own_task = task;
  Look *look = g_task_get_task_data (task);

  g_ptr_array_sort (look->review->points, compare_points);
  g_task_return_pointer (task, g_steal_pointer (&look->review), (GDestroyNotify)munja_review_free);
}

/* Where nobody can tell, there is nothing to say. */
static void
repeats_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaReview *review = ((Look *)g_task_get_task_data (task))->review;
  g_autoptr (MunjaRepeats) repeats
      = munja_archive_find_repeats_finish (MUNJA_ARCHIVE (source), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (repeats != NULL && repeats->positions->len > 0) {
    review->last_repeat = repeats->last;
    add_point (review, MUNJA_REVIEW_REPEATED, repeats->positions->len,
               g_array_ref (repeats->positions), NULL);
  }
  end (g_steal_pointer (&task));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Look *look = g_task_get_task_data (task);
  const MunjaOrder *order = look->review->order;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_error (task, error);
  else if (look->archive == NULL)
    end (g_steal_pointer (&task));
  else
    munja_archive_find_repeats_async (look->archive, order->message->text, order->recipients,
                                      look->since, cancellable, repeats_found_cb,
                                      g_steal_pointer (&task));
}

/**
 * munja_review_async:
 * @order: what a person wants to send
 * @archive: (nullable): what was sent, open; %NULL not to look for the same there
 * @since: how far to look back there, in µs since 1970 UTC
 * @may_have_sent: whether the very same may have gone out already, see
 *   munja_outbox_may_have_sent()
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds what there is to look at before a message goes out. A thread does it.
 */
void
munja_review_async (MunjaOrder *order,
                    MunjaArchive *archive,
                    gint64 since,
                    gboolean may_have_sent,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) looking = g_task_new (NULL, cancellable, looked_cb, task);
  Look *look = g_new0 (Look, 1);

  g_task_set_source_tag (task, munja_review_async);
  look->review = review_new (order);
  look->archive = archive != NULL ? g_object_ref (archive) : NULL;
  look->since = since;
  look->may_have_sent = may_have_sent;
  g_task_set_task_data (task, look, look_free);
  g_task_set_task_data (looking, look, NULL);
  g_task_run_in_thread (looking, look_in_thread);
}

/**
 * munja_review_look_async:
 * @order: what the person wants to send
 * @outbox: what is being sent
 * @archive: what was sent; nothing is looked up in one that is not open
 * @hours: how long the same counts as repeated; 0 for not at all
 * @cancellable: (nullable): stops looking
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * As munja_review_async(), with what the files of this account know of @order. It ends with
 * munja_review_finish().
 */
void
munja_review_look_async (MunjaOrder *order,
                         MunjaOutbox *outbox,
                         MunjaArchive *archive,
                         int hours,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  gboolean may_have_sent
      = munja_order_is_single (order) && munja_outbox_may_have_sent (outbox, order);

  munja_review_async (order, hours > 0 && munja_archive_is_open (archive) ? archive : NULL,
                      g_get_real_time () - hours * G_TIME_SPAN_HOUR, may_have_sent, cancellable,
                      callback, user_data);
}

/**
 * munja_review_finish:
 * @result: what the callback got
 * @error: return location: nothing but that it was cancelled
 *
 * Returns: (transfer full): what was found, %NULL on error
 */
MunjaReview *
munja_review_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * munja_review_get_n_people:
 * @self: what was found
 *
 * Returns: how many people get the message
 */
guint
munja_review_get_n_people (const MunjaReview *self)
{
  return (guint)munja_audience_get_length (self->order->recipients);
}

/**
 * munja_review_is_blocked:
 * @self: what was found
 *
 * Returns: whether the message cannot be sent as it is
 */
gboolean
munja_review_is_blocked (const MunjaReview *self)
{
  const MunjaReviewPoint *first;

  if (self->points->len == 0)
    return FALSE;
  first = g_ptr_array_index (self->points, 0);
  return first->kind <= MUNJA_REVIEW_TOO_LONG;
}

/**
 * munja_review_can_leave_out:
 * @self: what was found
 * @point: one of its points
 *
 * Returns: whether those that it is about can be left out, so that somebody is left
 */
gboolean
munja_review_can_leave_out (const MunjaReview *self, const MunjaReviewPoint *point)
{
  return point->rows != NULL && point->rows->len < munja_review_get_n_people (self);
}

/**
 * munja_review_leave_out:
 * @self: what was found
 * @point: one of its points, for which munja_review_can_leave_out()
 *
 * Returns: (transfer full): the same order for everybody else
 */
MunjaOrder *
munja_review_leave_out (const MunjaReview *self, const MunjaReviewPoint *point)
{
  g_autoptr (MunjaAudience) others = munja_audience_new_without (
      self->order->recipients, (const guint *)point->rows->data, point->rows->len);

  return munja_order_new_for (self->order, others);
}

static gboolean
is_same_person (const MunjaAudience *audience, gsize row, const MunjaAudience *other, gsize its_row)
{
  MunjaRecipient one = munja_audience_get (audience, row);
  MunjaRecipient two = munja_audience_get (other, its_row);

  return g_str_equal (one.number, two.number) && g_str_equal (one.country, two.country);
}

/* Lists who has been left out, as rows of @anew; NULL if it does not go to the same people. */
static GArray *
list_left_out (const MunjaOrder *first, const MunjaOrder *left, const MunjaOrder *anew)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize length = munja_audience_get_length (first->recipients);
  gsize next = 0;

  if (munja_audience_get_length (anew->recipients) != length)
    return NULL;
  for (guint row = 0; row < length; row++) {
    if (!is_same_person (first->recipients, row, anew->recipients, row))
      return NULL;
    if (next < munja_audience_get_length (left->recipients)
        && is_same_person (left->recipients, next, anew->recipients, row))
      next++;
    else
      g_array_append_val (rows, row);
  }
  return g_steal_pointer (&rows);
}

/**
 * munja_review_leave_out_again:
 * @first: what was looked at first
 * @left: what was left of it, without those whom the person left out
 * @anew: what the person wants to send now
 *
 * Leaves the same people out once more, if it goes to the same as @first.
 *
 * Returns: (transfer full): the order without them
 */
MunjaOrder *
munja_review_leave_out_again (const MunjaOrder *first, const MunjaOrder *left, MunjaOrder *anew)
{
  g_autoptr (GArray) rows = list_left_out (first, left, anew);
  g_autoptr (MunjaAudience) others = NULL;

  if (rows == NULL || rows->len == 0)
    return munja_order_ref (anew);
  others = munja_audience_new_without (anew->recipients, (const guint *)rows->data, rows->len);
  return munja_order_new_for (anew, others);
}

/**
 * munja_review_find_price:
 * @self: what was found
 * @prices: (nullable): in Korea, %NULL if they are not known
 *
 * Returns: what it costs at these prices; below 0 if not known, as with somebody outside Korea
 */
MunjaMoney
munja_review_find_price (const MunjaReview *self, const MunjaPrices *prices)
{
  return prices != NULL && self->n_abroad == 0 ? munja_prices_sum_up (prices, self->n_types) : -1;
}
