#include "config.h"

#include "munja-practice-figures.h"

#include "munja-practice-day.h"
#include "munja-practice-status.h"

static MunjaPracticeFigures *
figures_new (gint64 day, const char *app_id)
{
  MunjaPracticeFigures *self = g_new0 (MunjaPracticeFigures, 1);

  self->day = day;
  self->app_id = app_id;
  self->is_settled = app_id != NULL;
  self->codes = g_array_new (FALSE, TRUE, sizeof (MunjaPracticeCodeFigures));
  return self;
}

static void
figures_free (MunjaPracticeFigures *self)
{
  g_array_unref (self->codes);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeFigures, figures_free)

static MunjaPracticeCodeFigures *
get_code (MunjaPracticeFigures *self, guint code)
{
  MunjaPracticeCodeFigures added = { .code = code };

  for (guint i = 0; i < self->codes->len; i++) {
    MunjaPracticeCodeFigures *found = &g_array_index (self->codes, MunjaPracticeCodeFigures, i);

    if (found->code == code)
      return found;
  }
  g_array_append_val (self->codes, added);
  return &g_array_index (self->codes, MunjaPracticeCodeFigures, self->codes->len - 1);
}

/* Adds what was sent with a group; there may be a million messages. */
static void
add_group (MunjaPracticeFigures *self, const MunjaPracticeGroup *group, gint64 now)
{
  for (guint i = 0; i < group->messages->len; i++) {
    const MunjaPracticeStored *message = g_ptr_array_index (group->messages, i);
    MunjaMessageType type = munja_practice_content_get_type (message->content);
    guint code = munja_practice_stored_get_code (message, now);

    if (!munja_practice_stored_is_released (message))
      continue;
    get_code (self, code)->n[type]++;
    if (code == MUNJA_PRACTICE_DELIVERED && group->agent.app_id != NULL)
      self->profit += munja_practice_price_get_fee (type);
  }
  self->charged.balance += group->charged.balance;
  self->charged.point += group->charged.point;
  self->refunded.balance += group->refunded.balance;
  self->refunded.point += group->refunded.point;
  self->is_settled = self->is_settled && group->is_settled;
}

static MunjaPracticeFigures *
find_figures (GPtrArray *all, gint64 day, const char *app_id)
{
  MunjaPracticeFigures *added = NULL;

  /* Groups come in the order of time, nearly. */
  for (guint i = all->len; i > 0; i--) {
    MunjaPracticeFigures *figures = g_ptr_array_index (all, i - 1);

    if (figures->day == day && g_strcmp0 (figures->app_id, app_id) == 0)
      return figures;
  }
  added = figures_new (day, app_id);
  g_ptr_array_add (all, added);
  return added;
}

static void
collect_from (MunjaPracticeMessageStore *store, gint64 from, gint64 to, gint64 now, GPtrArray *all)
{
  GPtrArray *groups = munja_practice_message_store_get_groups (store);

  for (guint i = 0; i < groups->len; i++) {
    const MunjaPracticeGroup *group = g_ptr_array_index (groups, i);
    gint64 day = munja_practice_day_of (group->sent);
    gint64 start = munja_practice_day_get_start (day);

    if (group->sent != 0 && start >= from && start <= to)
      add_group (find_figures (all, day, group->agent.app_id), group, now);
  }
}

/* The newest first, and of the same day what an app sent. */
static int
compare (gconstpointer a, gconstpointer b)
{
  const MunjaPracticeFigures *one = *(const MunjaPracticeFigures *const *)a;
  const MunjaPracticeFigures *other = *(const MunjaPracticeFigures *const *)b;

  if (one->day != other->day)
    return one->day < other->day ? 1 : -1;
  return g_strcmp0 (other->app_id, one->app_id);
}

/**
 * munja_practice_figures_collect:
 * @practice: the service
 * @from: earliest midnight of a day, in microseconds since 1970, UTC
 * @to: latest midnight of a day
 *
 * Returns: (transfer full) (element-type MunjaPracticeFigures): of every day on which something was
 *   sent, the newest first
 */
GPtrArray *
munja_practice_figures_collect (const MunjaPractice *practice, gint64 from, gint64 to)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)figures_free);
  gint64 now = munja_practice_clock_get_time (&practice->clock);

  collect_from (practice->past, from, to, now, all);
  collect_from (practice->store, from, to, now, all);
  g_ptr_array_sort (all, compare);
  return all;
}

static MunjaMoney
get_profit (const MunjaPracticeGroup *group, gint64 now)
{
  g_autoptr (MunjaPracticeFigures) figures = figures_new (0, NULL);

  add_group (figures, group, now);
  return figures->profit;
}

static MunjaMoney
settle_in (MunjaPracticeMessageStore *store, gint64 before, gint64 now)
{
  GPtrArray *groups = munja_practice_message_store_get_groups (store);
  MunjaMoney sum = 0;

  for (guint i = 0; i < groups->len; i++) {
    MunjaPracticeGroup *group = g_ptr_array_index (groups, i);

    if (group->sent == 0 || group->sent >= before || group->is_settled)
      continue;
    group->is_settled = TRUE;
    sum += get_profit (group, now);
  }
  return sum;
}

/**
 * munja_practice_figures_settle:
 * @practice: the service
 * @before: the end of a month, in microseconds since 1970, UTC
 * @now: when that is settled
 *
 * Counts everything that was sent before that time as settled.
 *
 * Returns: the app's fees for what was not settled yet
 */
MunjaMoney
munja_practice_figures_settle (MunjaPractice *practice, gint64 before, gint64 now)
{
  return settle_in (practice->past, before, now) + settle_in (practice->store, before, now);
}

/**
 * munja_practice_figures_get_unsettled:
 * @practice: the service
 *
 * Returns: the app's fees that are not settled yet, as far as they are earned
 */
MunjaMoney
munja_practice_figures_get_unsettled (const MunjaPractice *practice)
{
  g_autoptr (GPtrArray) all = munja_practice_figures_collect (practice, 0, G_MAXINT64);
  MunjaMoney sum = 0;

  for (guint i = 0; i < all->len; i++) {
    const MunjaPracticeFigures *figures = g_ptr_array_index (all, i);

    if (!figures->is_settled)
      sum += figures->profit;
  }
  return sum;
}
