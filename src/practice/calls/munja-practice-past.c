#include "config.h"

#include "munja-practice-past.h"

#include "munja-practice-day.h"
#include "munja-practice-life.h"
#include "munja-practice-status.h"

#define SUNDAY 3 /* of days since 1970, which began with a Thursday, by the week */
#define WEEK   7

/* When no messages are on their way any more. */
#define MONEY_HOUR 19
#define POINT_HOUR 20

/* What a person finds who practices: enough for long lists. */
#define USUAL_DAYS          90
#define USUAL_BALANCE       (1000000 * (MunjaMoney)MUNJA_WON)
#define USUAL_RECHARGE_HOUR 21

/* A mailing that comes back on one day of every so many, to so many people, more or less. */
typedef struct {
  guint every;
  guint on;
  guint hour;
  guint n;
  guint n_more;
  gboolean with_app;
  const char *type;
  const char *text;
} Mailing;

/* In the order of the hour. */
static const Mailing mailings[] = {
  { 1, 0, 9, 12, 17, TRUE, "SMS", "예약하신 내용을 확인해 주십시오." },
  { WEEK, 5, 14, 36, 9, TRUE, "LMS", "이번 주 소식을 전해 드립니다." },
  { 2 * WEEK, 6, 16, 10, 5, TRUE, "MMS", "새로 나온 상품을 소개합니다." },
  { 3, 1, 17, 6, 6, FALSE, "SMS", "주문하신 물품을 발송했습니다." },
};

/* What is paid out, and how many days ago. */
static const struct {
  guint days_ago;
  MunjaMoney total;
} withdrawals[] = {
  { 25, 3000 * MUNJA_WON },
  { 1, 2000 * MUNJA_WON },
};

static gint64
get_hour (gint64 day, guint hour)
{
  return munja_practice_day_get_start (day) + hour * G_TIME_SPAN_HOUR;
}

/* Nobody has such a number. One in 25 is off, one in 40 belongs to nobody, and one in 60 wants
 * nothing. */
static char *
make_number (guint n)
{
  guint end = 5000 + n % 1000;

  if (n % 25 == 7)
    end = 3;
  else if (n % 40 == 11)
    end = 1;
  else if (n % 60 == 31)
    end = 3047;
  return g_strdup_printf ("0100%03u%04u", n % 997, end);
}

static void
send_mailing (MunjaPractice *self, const Mailing *mailing, gint64 day)
{
  gint64 time = get_hour (day, mailing->hour);
  guint n = mailing->n + (guint)(day * 37 % mailing->n_more);
  MunjaPracticeGroup *group
      = munja_practice_message_store_add_group (self->store, munja_practice_group_new (time));
  MunjaPracticeMessage message
      = { .content = { .from = (char *)munja_practice_account_get_senders (self->account)[0],
                       .text = (char *)mailing->text,
                       .type = (char *)mailing->type,
                       .country = (char *)"82",
                       .detect_type = TRUE } };
  MunjaPracticeStored prepared
      = munja_practice_message_store_prepare (self->store, group, &message, time);

  group->agent.app_id = mailing->with_app ? g_strdup (self->client->app_id) : NULL;
  for (guint i = 0; i < n; i++) {
    g_autofree char *to = make_number ((guint)(day % 89) * 31 + i * 7);

    munja_practice_message_store_add (self->store, &prepared, to, MUNJA_PRACTICE_ACCEPTED, TRUE);
  }
  munja_practice_life_release (self, group, time);
}

static void
live_day (MunjaPractice *self, gint64 day, guint days_ago)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mailings); i++) {
    if (day % WEEK == SUNDAY || day % mailings[i].every != mailings[i].on)
      continue;
    munja_practice_life_settle_until (self, get_hour (day, mailings[i].hour));
    send_mailing (self, &mailings[i], day);
  }
  munja_practice_life_settle_until (self, get_hour (day, MONEY_HOUR));
  for (gsize i = 0; i < G_N_ELEMENTS (withdrawals); i++)
    if (withdrawals[i].days_ago == days_ago)
      munja_practice_account_withdraw (self->account, get_hour (day, MONEY_HOUR),
                                       withdrawals[i].total);
}

/**
 * munja_practice_past_live:
 * @self: the service
 * @days: how many days, 0 for none
 *
 * Gives the account a past that ends with yesterday: figures of every day, and a balance history
 * that comes to what a new account has. The messages themselves are gone, as if they were too old.
 */
void
munja_practice_past_live (MunjaPractice *self, guint days)
{
  gint64 today = munja_practice_day_of (munja_practice_clock_get_time (&self->clock));
  MunjaPracticeMessageStore *present = self->store;

  munja_practice_message_store_free (self->past);
  self->past = munja_practice_message_store_new ();
  munja_practice_account_begin_past (self->account);
  self->settled = munja_practice_day_get_start (today - days);
  /* Lived through as the present is. */
  self->store = munja_practice_message_store_new ();
  for (guint days_ago = days; days_ago > 0; days_ago--)
    live_day (self, today - days_ago, days_ago);
  munja_practice_message_store_free (self->past);
  self->past = self->store;
  self->store = present;
  munja_practice_account_end_past (self->account, get_hour (today - 1, POINT_HOUR));
}

/**
 * munja_practice_past_welcome:
 * @self: the service
 *
 * Makes the account what a person is to find who practices.
 */
void
munja_practice_past_welcome (MunjaPractice *self)
{
  gint64 today = munja_practice_day_of (munja_practice_clock_get_time (&self->clock));
  MunjaPracticeMoney recharge = { .balance = USUAL_BALANCE };

  munja_practice_past_live (self, USUAL_DAYS);
  recharge.balance -= munja_practice_account_get_money (self->account).balance;
  munja_practice_account_give (self->account, get_hour (today - 1, USUAL_RECHARGE_HOUR),
                               MUNJA_PRACTICE_ENTRY_RECHARGE, NULL, &recharge);
}
