#include "config.h"

#include "munja-practice-group.h"

#include "munja-practice-clock.h"
#include "munja-practice-random.h"
#include "munja-practice-status.h"

/* In the order of MunjaPracticeGroupStatus. */
static const char *const status_names[]
    = { "PENDING", "SENDING", "COMPLETE", "FAILED", "DELETED", "SCHEDULED" };

static guint
hash_to (gconstpointer stored)
{
  const MunjaPracticeStored *self = stored;

  return g_str_hash (self->to);
}

/* Whether two messages go to the same recipient. */
static gboolean
equal_to (gconstpointer a, gconstpointer b)
{
  const MunjaPracticeStored *one = a;
  const MunjaPracticeStored *other = b;

  return g_str_equal (one->to, other->to)
         && g_str_equal (one->content->country, other->content->country);
}

/**
 * munja_practice_group_new:
 * @time: now, in microseconds since 1970, UTC
 *
 * Returns: (transfer full): an empty group with a new id
 */
MunjaPracticeGroup *
munja_practice_group_new (gint64 time)
{
  MunjaPracticeGroup *self = g_new0 (MunjaPracticeGroup, 1);
  g_autofree char *stamp = munja_practice_format_stamp (time);
  g_autofree char *tail = munja_practice_random_text (MUNJA_PRACTICE_UPPER_DIGITS, 15);

  self->id = g_strconcat ("G4V", stamp, tail, NULL);
  self->created = time;
  self->messages = g_ptr_array_new ();
  self->recipients = g_hash_table_new (hash_to, equal_to);
  self->tallies = g_array_new (FALSE, TRUE, sizeof (MunjaPracticeTally));
  self->log = json_array_new ();
  munja_practice_group_add_log (self, time, "[::ffff:127.0.0.1] 메시지 그룹이 생성되었습니다.");
  return self;
}

/**
 * munja_practice_group_free:
 * @self: (nullable) (transfer full): a group
 */
void
munja_practice_group_free (MunjaPracticeGroup *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  munja_practice_agent_clear (&self->agent);
  g_clear_pointer (&self->custom_fields, json_node_unref);
  g_clear_pointer (&self->hint, json_node_unref);
  g_ptr_array_unref (self->messages);
  g_clear_pointer (&self->recipients, g_hash_table_unref);
  g_array_unref (self->tallies);
  json_array_unref (self->log);
  g_clear_pointer (&self->past, g_ptr_array_unref);
  g_free (self);
}

static MunjaPracticeTally *
get_tally (MunjaPracticeGroup *self, const char *country)
{
  MunjaPracticeTally tally = { .price = munja_practice_price_find (country) };

  for (guint i = 0; i < self->tallies->len; i++) {
    MunjaPracticeTally *found = &g_array_index (self->tallies, MunjaPracticeTally, i);

    if (found->price == tally.price)
      return found;
  }
  g_array_append_val (self->tallies, tally);
  return &g_array_index (self->tallies, MunjaPracticeTally, self->tallies->len - 1);
}

static gboolean
has_failing_end (const MunjaPracticeStored *message)
{
  return message->end != MUNJA_PRACTICE_AT_CARRIER && message->end != MUNJA_PRACTICE_DELIVERED;
}

static void
count_in_wave (MunjaPracticeWave *wave, const MunjaPracticeStored *message, guint step)
{
  wave->accepted += step;
  if (has_failing_end (message))
    wave->failing += step;
  else if (message->end == MUNJA_PRACTICE_AT_CARRIER)
    wave->stuck += step;
  else if (message->late)
    wave->late += step;
}

/**
 * munja_practice_group_count:
 * @self: a group
 * @message: one of its messages
 * @removed: whether it goes; else it comes
 *
 * Keeps the counts right.
 */
void
munja_practice_group_count (MunjaPracticeGroup *self,
                            MunjaPracticeStored *message,
                            gboolean removed)
{
  guint step = removed ? (guint)-1 : 1; /* wraps, and so takes one off */
  MunjaMessageType type = munja_practice_content_get_type (message->content);
  MunjaPracticeTally *tally = NULL;

  if (message->code != MUNJA_PRACTICE_ACCEPTED) {
    self->n_refused += step;
    return;
  }
  tally = get_tally (self, message->content->country);
  tally->accepted[type] += step;
  if (has_failing_end (message))
    tally->failing[type] += step;
  count_in_wave (&self->waves[message->wave], message, step);
  if (self->recipients == NULL || self->allow_duplicates)
    return;
  if (removed)
    g_hash_table_remove (self->recipients, message);
  else
    g_hash_table_add (self->recipients, message);
}

/* Adds what has become of a wave. */
static void
count_wave (const MunjaPracticeGroup *self,
            guint number,
            gint64 now,
            MunjaPracticeGroupCounts *counts)
{
  const MunjaPracticeWave *wave = &self->waves[number];
  gint64 passed = now - self->sent;
  guint waiting = wave->stuck;

  if (passed < munja_practice_pace_get_carrier_time (&self->pace, number))
    return;
  counts->sent += wave->accepted;
  if (passed < munja_practice_pace_get_end_time (&self->pace, number, FALSE)) {
    counts->pending += wave->accepted;
    return;
  }
  if (passed < munja_practice_pace_get_end_time (&self->pace, number, TRUE))
    waiting += wave->late;
  counts->pending += waiting;
  counts->failed += wave->failing;
  counts->succeeded += wave->accepted - wave->failing - waiting;
}

/**
 * munja_practice_group_get_counts:
 * @self: a group
 * @now: in microseconds since 1970, UTC
 *
 * Returns: how far it has got
 */
MunjaPracticeGroupCounts
munja_practice_group_get_counts (const MunjaPracticeGroup *self, gint64 now)
{
  MunjaPracticeGroupCounts counts = { 0 };

  for (guint i = 0; i < MUNJA_PRACTICE_N_WAVES; i++) {
    counts.accepted += self->waves[i].accepted;
    if (self->sent != 0)
      count_wave (self, i, now, &counts);
  }
  return counts;
}

/**
 * munja_practice_group_get_end_time:
 * @self: a group that was sent
 *
 * Returns: when the last of its messages that ever end does so
 */
gint64
munja_practice_group_get_end_time (const MunjaPracticeGroup *self)
{
  gint64 last = 0;

  for (guint i = 0; i < MUNJA_PRACTICE_N_WAVES; i++) {
    const MunjaPracticeWave *wave = &self->waves[i];
    gint64 time = munja_practice_pace_get_end_time (&self->pace, i, wave->late > 0);

    if (wave->accepted > 0)
      last = MAX (last, time);
  }
  return self->sent + last;
}

static MunjaMoney
sum_prices (const MunjaPracticeGroup *self, gboolean only_failing)
{
  MunjaMoney sum = 0;

  for (guint i = 0; i < self->tallies->len; i++) {
    const MunjaPracticeTally *tally = &g_array_index (self->tallies, MunjaPracticeTally, i);

    for (guint type = 0; type < MUNJA_PRACTICE_N_TYPES; type++) {
      guint n = only_failing ? tally->failing[type] : tally->accepted[type];
      MunjaMoney fee
          = self->agent.app_id != NULL ? munja_practice_price_get_fee ((MunjaMessageType)type) : 0;

      sum += n * (tally->price->each[type] + fee);
    }
  }
  return sum;
}

/**
 * munja_practice_group_get_price:
 * @self: a group
 *
 * Returns: what its accepted messages cost, the app's fee included
 */
MunjaMoney
munja_practice_group_get_price (const MunjaPracticeGroup *self)
{
  return sum_prices (self, FALSE);
}

/**
 * munja_practice_group_get_refund:
 * @self: a group
 *
 * Returns: how much of that is given back for messages that fail
 */
MunjaMoney
munja_practice_group_get_refund (const MunjaPracticeGroup *self)
{
  return sum_prices (self, TRUE);
}

/**
 * munja_practice_group_get_status_name:
 * @self: a group
 *
 * Returns: its status as the service names it
 */
const char *
munja_practice_group_get_status_name (const MunjaPracticeGroup *self)
{
  return status_names[self->status];
}

/**
 * munja_practice_group_add_log:
 * @self: a group
 * @time: now, in microseconds since 1970, UTC
 * @text: what happened
 *
 * Adds to the group's log, which is also what counts as its last change.
 *
 * Returns: (transfer none): the entry, for more members
 */
JsonObject *
munja_practice_group_add_log (MunjaPracticeGroup *self, gint64 time, const char *text)
{
  g_autofree char *date = munja_practice_format_date (time);
  JsonObject *entry = json_object_new ();

  json_object_set_string_member (entry, "createAt", date);
  json_object_set_string_member (entry, "message", text);
  json_array_add_object_element (self->log, entry);
  self->updated = time;
  return entry;
}

/**
 * munja_practice_group_close:
 * @self: a group
 * @status: what it becomes, anything but %MUNJA_PRACTICE_GROUP_PENDING
 * @time: now, in microseconds since 1970, UTC
 * @text: (nullable): what happened
 *
 * Changes the status of a group to which nothing can be added from then on.
 */
void
munja_practice_group_close (MunjaPracticeGroup *self,
                            MunjaPracticeGroupStatus status,
                            gint64 time,
                            const char *text)
{
  self->status = status;
  g_clear_pointer (&self->recipients, g_hash_table_unref);
  if (text != NULL)
    munja_practice_group_add_log (self, time, text);
  self->updated = time;
}
