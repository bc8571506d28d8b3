#include "config.h"

#include "munja-practice-statistics.h"

#include "munja-json.h"
#include "munja-practice-builder.h"
#include "munja-practice-day.h"
#include "munja-practice-query.h"
#include "munja-practice-reply.h"
#include "munja-practice-sheet.h"
#include "munja-practice-sums.h"

static MunjaMoney
divide (MunjaMoney sum, guint n)
{
  return n > 0 ? sum / n : 0;
}

/* A number that need not be whole. */
static void
write_average (guint sum, guint n, const char *name, JsonBuilder *builder)
{
  if (n == 0 || sum % n == 0) {
    munja_practice_builder_add_number (builder, name, n > 0 ? sum / n : 0);
    return;
  }
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, (double)sum / n);
}

/* With averages of a day where @n_days is not 0. */
static void
write_refund (const MunjaPracticeMoney *refund, guint n_days, JsonBuilder *builder)
{
  munja_practice_builder_begin (builder, "refund");
  munja_practice_money_write (refund->balance, "balance", builder);
  munja_practice_money_write (refund->point, "point", builder);
  if (n_days > 0) {
    munja_practice_money_write (divide (refund->balance, n_days), "balanceAvg", builder);
    munja_practice_money_write (divide (refund->point, n_days), "pointAvg", builder);
  }
  json_builder_end_object (builder);
}

static void
write_day (GPtrArray *figures, guint start, guint end, JsonBuilder *builder)
{
  gint64 day = ((MunjaPracticeFigures *)g_ptr_array_index (figures, start))->day;
  g_auto (MunjaPracticeSums) sums = munja_practice_sums_of (figures, start, end);
  g_autofree char *month = munja_practice_day_format (day, "%Y/%m");
  g_autofree char *date = munja_practice_day_format (day, "%Y/%m/%d");

  json_builder_begin_object (builder);
  munja_practice_builder_add_date (builder, "_id", munja_practice_day_get_start (day));
  munja_json_add_string (builder, "month", month);
  munja_json_add_string (builder, "date", date);
  munja_practice_money_write (sums.charged.balance, "balance", builder);
  munja_practice_money_write (sums.charged.point, "point", builder);
  munja_practice_sums_write_codes (&sums, "statusCode", builder);
  write_refund (&sums.refunded, 0, builder);
  munja_practice_sums_write_counts (&sums, builder);
  json_builder_end_object (builder);
}

/* Where the figures of another day, or month, begin. */
static guint
find_end (GPtrArray *figures, guint start, guint end, gboolean of_month)
{
  const MunjaPracticeFigures *first = g_ptr_array_index (figures, start);

  for (guint i = start; i < end; i++) {
    const MunjaPracticeFigures *each = g_ptr_array_index (figures, i);

    if (of_month
            ? munja_practice_day_get_month (each->day) != munja_practice_day_get_month (first->day)
            : each->day != first->day)
      return i;
  }
  return end;
}

static void
write_days (GPtrArray *figures, guint start, guint end, JsonBuilder *builder)
{
  json_builder_set_member_name (builder, "dayPeriod");
  json_builder_begin_array (builder);
  while (start < end) {
    guint next = find_end (figures, start, end, FALSE);

    write_day (figures, start, next, builder);
    start = next;
  }
  json_builder_end_array (builder);
}

static void
write_month (GPtrArray *figures, guint start, guint end, JsonBuilder *builder)
{
  gint64 day = ((MunjaPracticeFigures *)g_ptr_array_index (figures, start))->day;
  g_auto (MunjaPracticeSums) sums = munja_practice_sums_of (figures, start, end);
  g_autofree char *date = munja_practice_day_format (day, "%Y/%m");

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "date", date);
  munja_practice_money_write (sums.charged.balance, "balance", builder);
  munja_practice_money_write (divide (sums.charged.balance, sums.n_days), "balanceAvg", builder);
  munja_practice_money_write (sums.charged.point, "point", builder);
  munja_practice_money_write (divide (sums.charged.point, sums.n_days), "pointAvg", builder);
  write_days (figures, start, end, builder);
  write_refund (&sums.refunded, sums.n_days, builder);
  munja_practice_sums_write_counts (&sums, builder);
  json_builder_end_object (builder);
}

static void
write_months (GPtrArray *figures, JsonBuilder *builder)
{
  guint start = 0;

  json_builder_set_member_name (builder, "monthPeriod");
  json_builder_begin_array (builder);
  while (start < figures->len) {
    guint next = find_end (figures, start, figures->len, TRUE);

    write_month (figures, start, next, builder);
    start = next;
  }
  json_builder_end_array (builder);
}

static void
write_averages (const MunjaPracticeSums *sums, JsonBuilder *builder)
{
  guint n_days = sums->n_days;

  munja_practice_money_write (divide (sums->charged.balance, sums->n_months), "monthlyBalanceAvg",
                              builder);
  munja_practice_money_write (divide (sums->charged.point, sums->n_months), "monthlyPointAvg",
                              builder);
  munja_practice_money_write (divide (sums->charged.balance, n_days), "dailyBalanceAvg", builder);
  munja_practice_money_write (divide (sums->charged.point, n_days), "dailyPointAvg", builder);
  write_average (munja_practice_sums_count (sums, MUNJA_PRACTICE_ALL), n_days, "dailyTotalCountAvg",
                 builder);
  write_average (munja_practice_sums_count (sums, MUNJA_PRACTICE_FAILED), n_days,
                 "dailyFailedCountAvg", builder);
  write_average (munja_practice_sums_count (sums, MUNJA_PRACTICE_SUCCEEDED), n_days,
                 "dailySuccessedCountAvg", builder);
}

static GPtrArray *
collect (MunjaPractice *self, const MunjaPracticeQuery *query)
{
  return munja_practice_figures_collect (
      self, munja_practice_query_get_date (query, "startDate", G_MININT64),
      munja_practice_query_get_date (query, "endDate", G_MAXINT64));
}

/* Of munja_practice_handle_statistics(). */
static MunjaPracticeQuery *
read_query (SoupServerMessage *message)
{
  static const MunjaPracticeParameter parameters[] = {
    { "startDate", MUNJA_PRACTICE_PARAMETER_DATE },
    { "endDate", MUNJA_PRACTICE_PARAMETER_DATE },
    { "masterAccountId", MUNJA_PRACTICE_PARAMETER_TEXT },
  };

  return munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));
}

/**
 * munja_practice_handle_statistics:
 * @self: the service
 * @message: `GET /messages/v4/statistics`, with `startDate`, `endDate` and `masterAccountId`
 *
 * Answers with what was sent, by month and day; without dates, with everything.
 *
 * - Shape: contract, section 9. That `balance` and `point` are what was taken before refunds, that
 *   days without messages are left out, that averages are of those days on which something was
 *   sent, and that the newest comes first, is inferred.
 */
void
munja_practice_handle_statistics (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (MunjaPracticeQuery) query = read_query (message);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) figures = NULL;
  g_auto (MunjaPracticeSums) sums = { 0 };

  if (query == NULL)
    return;
  figures = collect (self, query);
  sums = munja_practice_sums_of (figures, 0, figures->len);
  json_builder_begin_object (builder);
  munja_practice_money_write (sums.charged.balance, "balance", builder);
  munja_practice_money_write (sums.charged.point, "point", builder);
  write_averages (&sums, builder);
  write_months (figures, builder);
  write_days (figures, 0, figures->len, builder);
  write_refund (&sums.refunded, MAX (sums.n_days, 1), builder);
  munja_practice_sums_write_counts (&sums, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
add_to_sheet (GPtrArray *figures, guint start, guint end, GString *sheet)
{
  gint64 day = ((MunjaPracticeFigures *)g_ptr_array_index (figures, start))->day;
  g_auto (MunjaPracticeSums) sums = munja_practice_sums_of (figures, start, end);
  g_autofree char *date = munja_practice_day_format (day, "%Y-%m-%d");

  munja_practice_sheet_begin_row (sheet);
  munja_practice_sheet_add_text (sheet, date);
  munja_practice_sheet_add_number (sheet, munja_practice_sums_count (&sums, MUNJA_PRACTICE_ALL));
  munja_practice_sheet_add_number (sheet,
                                   munja_practice_sums_count (&sums, MUNJA_PRACTICE_SUCCEEDED));
  munja_practice_sheet_add_number (sheet, munja_practice_sums_count (&sums, MUNJA_PRACTICE_FAILED));
  munja_practice_sheet_add_money (sheet, sums.charged.balance);
  munja_practice_sheet_add_money (sheet, sums.charged.point);
  munja_practice_sheet_add_money (sheet, sums.refunded.balance);
  munja_practice_sheet_add_money (sheet, sums.refunded.point);
  munja_practice_sheet_end_row (sheet);
}

/**
 * munja_practice_handle_statistics_excel:
 * @self: the service
 * @message: `GET /messages/v4/statistics/excel`, with `startDate` and `endDate`
 *
 * Gives the figures of days as a workbook, whose columns are made up: the documentation shows none.
 *
 * - Source: contract, section 4.7.
 */
void
munja_practice_handle_statistics_excel (MunjaPractice *self, SoupServerMessage *message)
{
  static const char *const columns[]
      = { "날짜", "전체", "성공", "실패", "잔액", "포인트", "잔액 환급", "포인트 환급", NULL };
  g_autoptr (MunjaPracticeQuery) query = read_query (message);
  g_autoptr (GString) sheet = NULL;
  g_autoptr (GPtrArray) figures = NULL;
  guint next = 0;

  if (query == NULL)
    return;
  figures = collect (self, query);
  sheet = munja_practice_sheet_new (columns);
  for (guint start = 0; start < figures->len; start = next) {
    next = find_end (figures, start, figures->len, FALSE);
    add_to_sheet (figures, start, next, sheet);
  }
  munja_practice_sheet_reply (sheet, message);
}

static gboolean
is_tax_issued (const MunjaPracticeFigures *figures, gint64 now)
{
  return munja_practice_day_get_month (figures->day)
         < munja_practice_day_get_month (munja_practice_day_of (now));
}

static gboolean
is_wanted (MunjaPractice *self,
           const MunjaPracticeFigures *figures,
           const MunjaPracticeQuery *query)
{
  gint64 now = munja_practice_clock_get_time (&self->clock);

  return munja_practice_query_allows (query, "taxIssued", is_tax_issued (figures, now))
         && munja_practice_query_allows (query, "profitSettlement", figures->is_settled)
         && munja_practice_query_allows (query, "prepaid", TRUE);
}

static void
write_daily (MunjaPractice *self, GPtrArray *all, guint index, JsonBuilder *builder)
{
  const MunjaPracticeFigures *figures = g_ptr_array_index (all, index);
  g_auto (MunjaPracticeSums) sums = munja_practice_sums_of (all, index, index + 1);
  gint64 now = munja_practice_clock_get_time (&self->clock);

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "accountId", munja_practice_account_get_id (self->account));
  munja_practice_builder_add_date (builder, "date", munja_practice_day_get_start (figures->day));
  munja_practice_builder_add_text (builder, "appId", figures->app_id);
  munja_practice_builder_add_boolean (builder, "prepaid", TRUE);
  munja_practice_sums_write_codes (&sums, "count", builder);
  munja_practice_money_write (figures->charged.balance, "balance", builder);
  munja_practice_money_write (figures->charged.point, "point", builder);
  munja_practice_builder_add_boolean (builder, "taxIssued", is_tax_issued (figures, now));
  munja_practice_builder_add_boolean (builder, "profitSettlement", figures->is_settled);
  munja_practice_money_write (figures->profit, "profit", builder);
  write_refund (&figures->refunded, 0, builder);
  munja_practice_builder_add_text (builder, "masterAccountId", NULL);
  json_builder_end_object (builder);
}

/**
 * munja_practice_handle_daily_statistics:
 * @self: the service
 * @message: `GET /messages/v4/statistics/daily`, with `startDate`, `endDate`, `offset`, `limit`,
 *   `taxIssued`, `profitSettlement` and `prepaid`
 *
 * Answers with what was sent by day and app, the newest day first.
 *
 * - Shape: a bare array; contract, section 9. That `profit` is the fees on what was delivered, that
 *   a day is one if its midnight in Seoul is within the dates, and that taxes are dealt with when
 *   the month is over, is inferred.
 */
void
munja_practice_handle_daily_statistics (MunjaPractice *self, SoupServerMessage *message)
{
  static const MunjaPracticeParameter parameters[] = {
    { "startDate", MUNJA_PRACTICE_PARAMETER_DATE },
    { "endDate", MUNJA_PRACTICE_PARAMETER_DATE },
    { "offset", MUNJA_PRACTICE_PARAMETER_NUMBER },
    { "limit", MUNJA_PRACTICE_PARAMETER_NUMBER },
    { "taxIssued", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
    { "profitSettlement", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
    { "prepaid", MUNJA_PRACTICE_PARAMETER_BOOLEAN },
  };
  g_autoptr (MunjaPracticeQuery) query
      = munja_practice_query_read (message, parameters, G_N_ELEMENTS (parameters));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) figures = NULL;
  MunjaPracticePager pager;

  if (query == NULL)
    return;
  figures = collect (self, query);
  pager = munja_practice_query_begin_page (query, self->options.ignore_offset);
  json_builder_begin_array (builder);
  for (guint i = 0; i < figures->len; i++)
    if (is_wanted (self, g_ptr_array_index (figures, i), query)
        && munja_practice_pager_take (&pager))
      write_daily (self, figures, i, builder);
  json_builder_end_array (builder);
  munja_practice_reply_json (message, 200, builder);
}
