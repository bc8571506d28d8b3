#include "config.h"

#include "munja-practice-life.h"

#include "munja-practice-settlement.h"

static void
log_charge (JsonObject *entry, const MunjaPracticeMoney *old, const MunjaPracticeMoney *charged)
{
  const struct {
    const char *name;
    MunjaMoney money;
  } members[] = {
    { "oldBalance", old->balance },
    { "newBalance", old->balance - charged->balance },
    { "oldPoint", old->point },
    { "newPoint", old->point - charged->point },
    { "totalPrice", charged->balance + charged->point },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    json_object_set_member (entry, members[i].name,
                            munja_practice_money_to_node (members[i].money));
}

/**
 * munja_practice_life_release:
 * @self: the service
 * @group: a group
 * @time: when, in microseconds since 1970, UTC
 *
 * Charges a group and sends it.
 *
 * - Source: contract, sections 4.7, 4.8 and 14.
 *
 * Returns: whether there was enough to pay for it; if not, nothing happened
 */
gboolean
munja_practice_life_release (MunjaPractice *self, MunjaPracticeGroup *group, gint64 time)
{
  MunjaPracticeMoney old = munja_practice_account_get_money (self->account);
  MunjaMoney price = munja_practice_group_get_price (group);

  if (!munja_practice_account_charge (self->account, time, group->id, price, &group->charged))
    return FALSE;
  group->sent = time;
  group->pace = self->options.pace;
  munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_SENDING, time, NULL);
  log_charge (munja_practice_group_add_log (group, time, "메시지를 발송했습니다."), &old,
              &group->charged);
  g_ptr_array_add (munja_practice_message_store_get_active (self->store), group);
  return TRUE;
}

/**
 * munja_practice_life_schedule:
 * @self: the service
 * @group: a group that is pending
 * @time: when it is to be sent, in microseconds since 1970, UTC
 *
 * Nothing is charged before that time.
 */
void
munja_practice_life_schedule (MunjaPractice *self, MunjaPracticeGroup *group, gint64 time)
{
  gint64 now = munja_practice_clock_get_time (&self->clock);

  group->scheduled = time;
  munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_SCHEDULED, now,
                              "메시지 발송을 예약했습니다.");
  g_ptr_array_add (munja_practice_message_store_get_active (self->store), group);
}

/**
 * munja_practice_life_cancel:
 * @self: the service
 * @group: a group that is scheduled
 *
 * The service has no status for this but that of a failure (contract, section 4.7).
 */
void
munja_practice_life_cancel (MunjaPractice *self, MunjaPracticeGroup *group)
{
  g_ptr_array_remove (munja_practice_message_store_get_active (self->store), group);
  munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_FAILED,
                              munja_practice_clock_get_time (&self->clock), "예약을 취소했습니다.");
}

static gint64
get_due_time (const MunjaPracticeGroup *group)
{
  return group->status == MUNJA_PRACTICE_GROUP_SCHEDULED
             ? group->scheduled
             : munja_practice_group_get_end_time (group);
}

/* What failed is paid back into the purses it came from, the balance first. */
static void
end_group (MunjaPractice *self, MunjaPracticeGroup *group, gint64 time)
{
  MunjaPracticeGroupCounts counts = munja_practice_group_get_counts (group, time);
  MunjaMoney refund = munja_practice_group_get_refund (group);

  group->refunded.balance = MIN (refund, group->charged.balance);
  group->refunded.point = refund - group->refunded.balance;
  group->n_refunded = counts.failed;
  munja_practice_account_give (self->account, time, MUNJA_PRACTICE_ENTRY_REFUND, group->id,
                               &group->refunded);
  if (counts.pending > 0)
    return;
  group->completed = time;
  munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_COMPLETE, time, NULL);
}

static void
strike (MunjaPractice *self, MunjaPracticeGroup *group, gint64 time)
{
  if (group->status != MUNJA_PRACTICE_GROUP_SCHEDULED)
    end_group (self, group, time);
  else if (!munja_practice_life_release (self, group, time))
    munja_practice_group_close (group, MUNJA_PRACTICE_GROUP_FAILED, time, "잔액이 부족합니다.");
}

/* Index in @active of what is due first, or -1. */
static int
find_due (GPtrArray *active, gint64 now)
{
  gint64 first = now;
  int found = -1;

  for (guint i = 0; i < active->len; i++) {
    gint64 due = get_due_time (g_ptr_array_index (active, i));

    if (due < first || (due == first && found < 0)) {
      first = due;
      found = (int)i;
    }
  }
  return found;
}

/* Does what is due next, if anything is. */
static gboolean
settle_next (MunjaPractice *self, gint64 now)
{
  GPtrArray *active = munja_practice_message_store_get_active (self->store);
  gint64 pay_day = munja_practice_settlement_get_next (self->settled);
  int due = find_due (active, MIN (now, pay_day));

  if (due >= 0) {
    MunjaPracticeGroup *group = g_ptr_array_remove_index (active, (guint)due);

    strike (self, group, get_due_time (group));
    return TRUE;
  }
  if (pay_day <= now)
    munja_practice_settlement_pay (self, pay_day);
  return pay_day <= now;
}

/**
 * munja_practice_life_settle_until:
 * @self: the service
 * @now: in microseconds since 1970, UTC
 *
 * Does what was due by that time, in order: sends scheduled groups, ends those that were sent, and
 * pays out an app's fees.
 */
void
munja_practice_life_settle_until (MunjaPractice *self, gint64 now)
{
  /* The clock can be set back. */
  self->settled = MIN (self->settled, now);
  while (settle_next (self, now))
    continue;
}

/**
 * munja_practice_life_settle:
 * @self: the service
 *
 * Does what was due by the clock. Since this comes before every request, nobody sees that nothing
 * happens in between.
 */
void
munja_practice_life_settle (MunjaPractice *self)
{
  munja_practice_life_settle_until (self, munja_practice_clock_get_time (&self->clock));
}
