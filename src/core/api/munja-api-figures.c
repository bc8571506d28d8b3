#include "config.h"

#include "munja-api-figures.h"

#include "munja-api-private.h"
#include "munja-error.h"
#include "munja-seoul.h"

/* What the provider's own program asks for at most. Source: solactl, 2026. */
#define ROWS_PER_PAGE 100

/* More than anybody sends from; without a number, only a few come. Source: contract, section 5. */
#define SENDERS_PER_PAGE 100

/* More than half a year's history has. */
#define MAX_PAGES 1000

static gpointer
parse_statistics (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_statistics (body, error);
}

static gpointer
parse_daily_statistics (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_daily_statistics (body, error);
}

static gpointer
parse_balance_history (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_balance_history (body, error);
}

static gpointer
parse_withdrawals (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_withdrawals (body, error);
}

static gpointer
parse_sender_states (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_sender_states (body, error);
}

static gpointer
parse_prices (GBytes *body, const char *country, GError **error)
{
  return munja_parse_prices (body, country, error);
}

/* Source: contract, sections 5, 6, 8 and 9. */
static const MunjaEndpoint statistics_endpoint = {
  .method = "GET",
  .scope = "message:read",
  .parse = parse_statistics,
  .free_result = (GDestroyNotify)g_ptr_array_unref,
};

static const MunjaEndpoint daily_statistics_endpoint = {
  .method = "GET",
  .scope = "message:read",
  .parse = parse_daily_statistics,
  .free_result = (GDestroyNotify)g_ptr_array_unref,
};

static const MunjaEndpoint balance_history_endpoint = {
  .method = "GET",
  .scope = "cash:read",
  .parse = parse_balance_history,
  .free_result = (GDestroyNotify)g_ptr_array_unref,
};

static const MunjaEndpoint withdrawals_endpoint = {
  .method = "GET",
  .scope = "cash:read",
  .parse = parse_withdrawals,
  .free_result = (GDestroyNotify)g_ptr_array_unref,
};

static const MunjaEndpoint sender_states_endpoint = {
  .method = "GET",
  .scope = "senderid:read",
  .parse = parse_sender_states,
  .free_result = (GDestroyNotify)g_ptr_array_unref,
};

static const MunjaEndpoint fees_endpoint = {
  .method = "GET",
  .scope = "pricing:read",
  .parse = parse_prices,
  .free_result = (GDestroyNotify)munja_prices_free,
};

static void
add_number (GString *path, const char *name, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  munja_call_add_parameter (path, name, text);
}

static void
add_time (GString *path, const char *name, gint64 time_us)
{
  g_autofree char *text = munja_seoul_format (time_us);

  munja_call_add_parameter (path, name, text);
}

/* Lists that come page by page and are answered by all their rows, one list after the other. */
typedef struct {
  GPtrArray *paths; /* of the lists, each without its page */
  guint list;
  guint offset;
  guint n_pages;
  GPtrArray *rows;
  GHashTable *seen; /* keys of rows */
  char *(*dup_key) (gconstpointer row);
} Lists;

static void
lists_free (Lists *lists)
{
  g_ptr_array_unref (lists->paths);
  g_ptr_array_unref (lists->rows);
  g_hash_table_unref (lists->seen);
  g_free (lists);
}

static char *
dup_page_path (const Lists *lists)
{
  GString *path = g_string_new (lists->paths->pdata[lists->list]);

  add_number (path, "offset", lists->offset);
  add_number (path, "limit", ROWS_PER_PAGE);
  return g_string_free (path, FALSE);
}

/* Takes the rows that were not there yet: while a page is asked for, new rows push others onto it.
 * Returns how many it took. */
static guint
take_rows (Lists *lists, GPtrArray *page)
{
  guint before = lists->rows->len;

  for (guint i = 0; i < page->len; i++)
    if (g_hash_table_add (lists->seen, lists->dup_key (page->pdata[i])))
      g_ptr_array_add (lists->rows, g_steal_pointer (&page->pdata[i]));
  return lists->rows->len - before;
}

static gboolean
follow_lists (MunjaCall *call, gpointer reply, gpointer *answer, GError **error)
{
  Lists *lists = call->state;
  GPtrArray *page = reply;
  gboolean is_last = take_rows (lists, page) == 0 || page->len < MUNJA_LAST_PAGE_BELOW;

  lists->offset = is_last ? 0 : lists->offset + page->len;
  lists->list += is_last ? 1 : 0;
  if (lists->list == lists->paths->len) {
    *answer = g_ptr_array_ref (lists->rows);
    return FALSE;
  }
  if (++lists->n_pages == MAX_PAGES) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The list has no end");
    return FALSE;
  }
  g_free (call->path);
  call->path = dup_page_path (lists);
  return TRUE;
}

/* Takes over @paths. */
static MunjaCall *
new_lists (const MunjaEndpoint *endpoint,
           GPtrArray *paths,
           GDestroyNotify free_row,
           char *(*dup_key) (gconstpointer row))
{
  Lists *lists = g_new0 (Lists, 1);
  MunjaCall *call;

  lists->paths = paths;
  lists->rows = g_ptr_array_new_with_free_func (free_row);
  lists->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  lists->dup_key = dup_key;
  call = munja_call_new (endpoint, dup_page_path (lists), NULL, NULL);
  call->follow = follow_lists;
  call->state = lists;
  call->free_state = (GDestroyNotify)lists_free;
  call->free_answer = (GDestroyNotify)g_ptr_array_unref;
  return call;
}

/* The last second of the last day is part of it. */
static char *
dup_days_path (const char *name, MunjaDay first, MunjaDay last)
{
  GString *path = g_string_new (name);

  add_time (path, "startDate", munja_day_get_start (first));
  add_time (path, "endDate", munja_day_get_start (last + 1) - G_TIME_SPAN_SECOND);
  return g_string_free (path, FALSE);
}

/**
 * munja_call_get_statistics:
 * @first: the first day to ask for
 * @last: the last one
 *
 * Asks what the account sent and spent on each day.
 *
 * - Shape: `GET /messages/v4/statistics`, see munja_parse_statistics().
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 9.
 *
 * Returns: (transfer full): the call, which is answered by a #GPtrArray of #MunjaDayFigures; it may
 *   have other days, too, and need not have all of these
 */
MunjaCall *
munja_call_get_statistics (MunjaDay first, MunjaDay last)
{
  return munja_call_new (&statistics_endpoint,
                         dup_days_path ("/messages/v4/statistics", first, last), NULL, NULL);
}

static char *
dup_daily_key (gconstpointer row)
{
  const MunjaDayFigures *figures = row;

  return g_strdup_printf ("%d/%s/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT,
                          figures->day, figures->app_id != NULL ? figures->app_id : "",
                          figures->balance, figures->profit, munja_tally_get_sum (&figures->sent));
}

/**
 * munja_call_list_daily_statistics:
 * @first: the first day to ask for
 * @last: the last one
 *
 * Asks what the account sent on each day with each app, and what the app earned by that.
 *
 * - Shape: `GET /messages/v4/statistics/daily`, page by page, see munja_parse_daily_statistics().
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 9.
 *
 * Returns: (transfer full): the call, which is answered by a #GPtrArray of #MunjaDayFigures
 */
MunjaCall *
munja_call_list_daily_statistics (MunjaDay first, MunjaDay last)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (paths, dup_days_path ("/messages/v4/statistics/daily", first, last));
  return new_lists (&daily_statistics_endpoint, paths, (GDestroyNotify)munja_day_figures_free,
                    dup_daily_key);
}

/* Without the page. */
static GString *
new_history_path (const MunjaHistoryFilter *filter)
{
  GString *path = g_string_new ("/cash/v1/balance/history");

  if (filter->since_us > 0)
    add_time (path, "startDate", filter->since_us);
  if (filter->until_us > 0)
    add_time (path, "endDate", filter->until_us - G_TIME_SPAN_SECOND);
  if (filter->type != NULL)
    munja_call_add_parameter (path, "type", filter->type);
  if (filter->direction == MUNJA_HISTORY_RISES)
    munja_call_add_parameter (path, "balanceRecharge", "true");
  if (filter->direction == MUNJA_HISTORY_FALLS)
    munja_call_add_parameter (path, "balanceDeduct", "true");
  return path;
}

/**
 * munja_call_list_balance_page:
 * @filter: which changes
 * @offset: how many of them came already
 *
 * Asks for up to %MUNJA_CHANGES_PER_PAGE changes of the balance.
 *
 * - Shape: `GET /cash/v1/balance/history`, see munja_parse_balance_history().
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 6.
 *
 * Returns: (transfer full): the call, which is answered by a #GPtrArray of #MunjaBalanceChange, see
 *   %MUNJA_LAST_PAGE_BELOW
 */
MunjaCall *
munja_call_list_balance_page (const MunjaHistoryFilter *filter, guint offset)
{
  GString *path = new_history_path (filter);

  add_number (path, "offset", offset);
  add_number (path, "limit", MUNJA_CHANGES_PER_PAGE);
  return munja_call_new (&balance_history_endpoint, g_string_free (path, FALSE), NULL, NULL);
}

static char *
dup_change_key (gconstpointer row)
{
  return munja_balance_change_dup_key (row);
}

/**
 * munja_call_list_balance_changes:
 * @filters: (array length=n_filters): which changes
 * @n_filters: how many there are, one at least
 *
 * Asks for all changes of the balance that one of the filters lets through, each once.
 *
 * - Shape: `GET /cash/v1/balance/history`, page by page, see munja_parse_balance_history().
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 6.
 *
 * Returns: (transfer full): the call, which is answered by a #GPtrArray of #MunjaBalanceChange
 */
MunjaCall *
munja_call_list_balance_changes (const MunjaHistoryFilter *filters, guint n_filters)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_filters; i++)
    g_ptr_array_add (paths, g_string_free (new_history_path (&filters[i]), FALSE));
  return new_lists (&balance_history_endpoint, paths, (GDestroyNotify)munja_balance_change_free,
                    dup_change_key);
}

/**
 * munja_call_list_withdrawals:
 *
 * Asks for the latest withdrawals.
 *
 * - Shape: `GET /cash/v1/withdraw`, see munja_parse_withdrawals(); one page.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 6.
 *
 * Returns: (transfer full): the call, which is answered by a #GPtrArray of #MunjaWithdrawal
 */
MunjaCall *
munja_call_list_withdrawals (void)
{
  return munja_call_new (&withdrawals_endpoint, g_strdup ("/cash/v1/withdraw"), NULL, NULL);
}

/**
 * munja_call_list_sender_states:
 *
 * Asks for all sender numbers, also those that cannot be sent from.
 *
 * - Shape: `GET /senderid/v1/numbers`, see munja_parse_sender_states().
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 5.
 *
 * Returns: (transfer full): the call, which is answered by a #GPtrArray of #MunjaSenderNumber
 */
MunjaCall *
munja_call_list_sender_states (void)
{
  GString *path = g_string_new ("/senderid/v1/numbers");

  add_number (path, "limit", SENDERS_PER_PAGE);
  return munja_call_new (&sender_states_endpoint, g_string_free (path, FALSE), NULL, NULL);
}

static MunjaMoney
get_fee (MunjaMoney with_fee, MunjaMoney without)
{
  return with_fee < 0 || without < 0 ? -1 : MAX (with_fee - without, 0);
}

/* First come the prices with the app's fee, then those without it. */
static gboolean
follow_prices (MunjaCall *call, gpointer reply, gpointer *answer, GError **error)
{
  const MunjaPrices *prices = reply;
  const MunjaPrices *with_fee = call->state;
  MunjaPrices *fees;

  if (with_fee == NULL) {
    call->state = g_memdup2 (prices, sizeof *prices);
    g_free (call->path);
    call->path = munja_api_dup_prices_path (call->hint, FALSE);
    return TRUE;
  }
  fees = g_new (MunjaPrices, 1);
  fees->sms = get_fee (with_fee->sms, prices->sms);
  fees->lms = get_fee (with_fee->lms, prices->lms);
  fees->mms = get_fee (with_fee->mms, prices->mms);
  *answer = fees;
  return FALSE;
}

/**
 * munja_call_get_fees:
 * @api: the client
 * @country: calling code, as in "82"
 *
 * Asks what of the price of a message is the fee of the app: by how much the account's prices with
 * this app are above those without any.
 *
 * - Shape: `GET /pricing/v1/messaging/combined`, whose reply is not documented, but is read as that
 *   of `GET /pricing/v1/messaging/countries`, which is asked for then.
 * - Units: see #MunjaMoney.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL, REFUSED.
 * - Source: contract, section 8.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaPrices: the fees
 */
MunjaCall *
munja_call_get_fees (MunjaApi *api, const char *country)
{
  GString *path = g_string_new ("/pricing/v1/messaging/combined");
  MunjaCall *call;

  munja_call_add_parameter (path, "appId", munja_api_get_app_id (api));
  call = munja_call_new (&fees_endpoint, g_string_free (path, FALSE), NULL, country);
  call->follow = follow_prices;
  call->free_state = g_free;
  call->free_answer = (GDestroyNotify)munja_prices_free;
  return call;
}
