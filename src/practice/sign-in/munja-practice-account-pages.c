#include "config.h"

#include "munja-practice-account-pages.h"

#include "munja-practice-day.h"
#include "munja-practice-figures.h"
#include "munja-practice-number.h"
#include "munja-practice-page.h"
#include "munja-practice-settlement.h"
#include "munja-practice-status.h"
#include "munja-practice-withdrawal.h"

/*
 * Whoever can guess an address on this computer sees these pages. They have sums, but neither ids,
 * with which more could be seen, nor names, texts or recipients.
 */

#define MAX_DAYS    31
#define MAX_ENTRIES 50

static gint64
get_now (const MunjaPractice *practice)
{
  return munja_practice_clock_get_time (&practice->clock);
}

/* How many messages ended so, or how many there are if @code is 0. */
static guint
count (const MunjaPracticeFigures *figures, guint code)
{
  guint n = 0;

  for (guint i = 0; i < figures->codes->len; i++) {
    const MunjaPracticeCodeFigures *each
        = &g_array_index (figures->codes, MunjaPracticeCodeFigures, i);

    for (guint type = 0; type < MUNJA_PRACTICE_N_TYPES; type++)
      if (code == 0 || each->code == code)
        n += each->n[type];
  }
  return n;
}

static void
add_day (GString *page, const MunjaPracticeWords *words, const MunjaPracticeFigures *figures)
{
  g_autofree char *date = munja_practice_day_format (figures->day, "%Y-%m-%d");

  g_string_append (page, "<dl>");
  munja_practice_page_add_row (page, words->day, date);
  munja_practice_page_add_number (page, words->sent, count (figures, 0));
  munja_practice_page_add_number (page, words->delivered,
                                  count (figures, MUNJA_PRACTICE_DELIVERED));
  munja_practice_page_add_money (page, words->spent,
                                 figures->charged.balance + figures->charged.point);
  munja_practice_page_add_money (page, words->refunded,
                                 figures->refunded.balance + figures->refunded.point);
  if (figures->app_id != NULL)
    munja_practice_page_add_money (page, words->app_fees, figures->profit);
  g_string_append (page, "</dl>");
}

/**
 * munja_practice_page_days:
 * @words: the language
 * @practice: the service
 *
 * What the message log shows to those who ask for no message: figures of days, separately for what
 * an app sent.
 *
 * - Source: contract, section 12.
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_days (const MunjaPracticeWords *words, const MunjaPractice *practice)
{
  gint64 first = munja_practice_day_of (get_now (practice)) - MAX_DAYS;
  g_autoptr (GPtrArray) all
      = munja_practice_figures_collect (practice, munja_practice_day_get_start (first), G_MAXINT64);
  GString *page = munja_practice_page_begin (words, words->log_title, NULL);

  munja_practice_page_add (page, "<p>%s</p>", all->len > 0 ? words->days_text : words->nothing_yet);
  for (guint i = 0; i < all->len; i++)
    add_day (page, words, g_ptr_array_index (all, i));
  return munja_practice_page_end (page);
}

static void
add_entry (GString *page, const MunjaPracticeWords *words, const MunjaPracticeEntry *entry)
{
  g_string_append (page, "<dl>");
  munja_practice_page_add_date (page, words->time, entry->time);
  munja_practice_page_add_row (page, words->reason, words->entry_types[entry->type]);
  if (entry->amount.balance != 0) {
    munja_practice_page_add_money (page, words->amount, entry->amount.balance);
    munja_practice_page_add_money (page, words->balance, entry->after.balance);
  }
  if (entry->amount.point != 0) {
    munja_practice_page_add_money (page, words->points_amount, entry->amount.point);
    munja_practice_page_add_money (page, words->points, entry->after.point);
  }
  g_string_append (page, "</dl>");
}

/* The newest first, all of them or those of one type. */
static void
add_entries (GString *page,
             const MunjaPracticeWords *words,
             const MunjaPractice *practice,
             gboolean only_profit)
{
  GPtrArray *history = munja_practice_account_get_history (practice->account);
  guint shown = 0;

  for (guint i = history->len; i > 0 && shown < MAX_ENTRIES; i--) {
    const MunjaPracticeEntry *entry = g_ptr_array_index (history, i - 1);

    if (only_profit && entry->type != MUNJA_PRACTICE_ENTRY_PROFIT)
      continue;
    add_entry (page, words, entry);
    shown++;
  }
  if (shown == 0)
    munja_practice_page_add (page, "<p>%s</p>", words->nothing_yet);
}

/**
 * munja_practice_page_history:
 * @words: the language
 * @practice: the service
 *
 * - Source: contract, section 12.
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_history (const MunjaPracticeWords *words, const MunjaPractice *practice)
{
  MunjaPracticeMoney money = munja_practice_account_get_money (practice->account);
  GString *page = munja_practice_page_begin (words, words->history_title, NULL);

  munja_practice_page_add (page, "<p>%s</p><dl>", words->history_text);
  munja_practice_page_add_money (page, words->balance, money.balance);
  munja_practice_page_add_money (page, words->points, money.point);
  g_string_append (page, "</dl>");
  add_entries (page, words, practice, FALSE);
  return munja_practice_page_end (page);
}

/**
 * munja_practice_page_settlement:
 * @words: the language
 * @practice: the service
 *
 * - Source: contract, sections 11 and 12.
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_settlement (const MunjaPracticeWords *words, const MunjaPractice *practice)
{
  GString *page = munja_practice_page_begin (words, words->settlement_title, NULL);

  munja_practice_page_add (page, "<p>%s</p><dl>", words->settlement_text);
  munja_practice_page_add_money (page, words->not_settled,
                                 munja_practice_figures_get_unsettled (practice));
  munja_practice_page_add_date (page, words->next_settlement,
                                munja_practice_settlement_get_next (get_now (practice)));
  g_string_append (page, "</dl>");
  add_entries (page, words, practice, TRUE);
  return munja_practice_page_end (page);
}

static void
add_withdrawal (GString *page,
                const MunjaPracticeWords *words,
                const MunjaPracticeWithdrawal *withdrawal,
                gint64 now)
{
  g_string_append (page, "<dl>");
  munja_practice_page_add_date (page, words->time, withdrawal->time);
  munja_practice_page_add_row (page, words->status,
                               now < withdrawal->paid ? words->waiting : words->done);
  munja_practice_page_add_money (page, words->amount, withdrawal->total);
  munja_practice_page_add_money (page, words->fee, withdrawal->fee);
  munja_practice_page_add_money (page, words->paid_out, withdrawal->total - withdrawal->fee);
  g_string_append (page, "</dl>");
}

/**
 * munja_practice_page_withdrawals:
 * @words: the language
 * @practice: the service
 *
 * - Source: contract, sections 11 and 12.
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_withdrawals (const MunjaPracticeWords *words, const MunjaPractice *practice)
{
  GPtrArray *withdrawals = munja_practice_account_get_withdrawals (practice->account);
  GString *page = munja_practice_page_begin (words, words->withdrawals_title, NULL);

  munja_practice_page_add (page, "<p>%s</p>", words->withdrawals_text);
  for (guint i = withdrawals->len; i > 0; i--)
    add_withdrawal (page, words, g_ptr_array_index (withdrawals, i - 1), get_now (practice));
  if (withdrawals->len == 0)
    munja_practice_page_add (page, "<p>%s</p>", words->nothing_yet);
  return munja_practice_page_end (page);
}

/**
 * munja_practice_page_apps:
 * @words: the language
 * @practice: the service
 *
 * - Source: contract, sections 2.1 and 12.
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_apps (const MunjaPracticeWords *words, const MunjaPractice *practice)
{
  static const char *const types[MUNJA_PRACTICE_N_TYPES] = { "SMS", "LMS", "MMS" };
  GString *page = munja_practice_page_begin (words, words->apps_title, NULL);

  munja_practice_page_add (page, "<p>%s</p><dl>", words->apps_text);
  munja_practice_page_add_row (page, words->app, words->app_name);
  for (guint type = 0; type < MUNJA_PRACTICE_N_TYPES; type++)
    munja_practice_page_add_money (page, types[type],
                                   munja_practice_price_get_fee ((MunjaMessageType)type));
  g_string_append (page, "</dl>");
  return munja_practice_page_end (page);
}

static void
add_sender (GString *page, const MunjaPracticeWords *words, const MunjaPracticeNumber *number)
{
  g_string_append (page, "<dl>");
  munja_practice_page_add_phone (page, words->number, number->number);
  munja_practice_page_add_row (page, words->status,
                               number->is_active ? words->active : words->not_proved);
  munja_practice_page_add_date (page, words->good_until, number->expires);
  if (number->is_active)
    munja_practice_page_add_row (page, words->extension,
                                 number->is_extended ? words->by_itself : words->by_hand);
  g_string_append (page, "</dl>");
}

/**
 * munja_practice_page_senders:
 * @words: the language
 * @practice: the service
 *
 * - Source: contract, sections 5 and 12.
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_senders (const MunjaPracticeWords *words, const MunjaPractice *practice)
{
  g_autoptr (GPtrArray) numbers
      = munja_practice_account_get_numbers (practice->account, get_now (practice));
  GString *page = munja_practice_page_begin (words, words->senders_title, NULL);

  munja_practice_page_add (page, "<p>%s</p>", words->senders_text);
  for (guint i = 0; i < numbers->len; i++)
    add_sender (page, words, g_ptr_array_index (numbers, i));
  return munja_practice_page_end (page);
}
