#include "config.h"

#include "munja-replies-statistics.h"

#include "munja-error.h"
#include "munja-json.h"
#include "munja-reply-members.h"

static GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)munja_day_figures_free);
}

static MunjaTallyKind
kind_from_name (const char *name)
{
  static const char *const names[] = {
    [MUNJA_TALLY_SMS] = "sms",
    [MUNJA_TALLY_LMS] = "lms",
    [MUNJA_TALLY_MMS] = "mms",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return i;
  return MUNJA_TALLY_OTHER;
}

static void
tally_add (MunjaTally *self, const MunjaTally *other)
{
  for (guint i = 0; i < MUNJA_N_TALLY_KINDS; i++)
    self->of[i] += other->of[i];
}

/* Numbers by type, perhaps with one for all; types that are new are in that at least. */
static MunjaTally
read_tally (JsonObject *object)
{
  MunjaTally tally = { 0 };
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;
  gint64 total = munja_reply_get_count (object, "total");

  for (GList *l = names; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, "total") != 0)
      tally.of[kind_from_name (l->data)] += MAX (munja_reply_get_count (object, l->data), 0);
  tally.of[MUNJA_TALLY_OTHER] += MAX (total - munja_tally_get_sum (&tally), 0);
  return tally;
}

/* Source: contract, section 4.10. */
static void
add_status (MunjaDayFigures *figures, const char *status_code, const MunjaTally *tally)
{
  tally_add (&figures->sent, tally);
  if (g_str_equal (status_code, "4000"))
    tally_add (&figures->delivered, tally);
  else if (!g_str_equal (status_code, "2000") && !g_str_equal (status_code, "3000"))
    tally_add (&figures->failed, tally);
}

/* For each status the numbers by type; or only these, which do not tell what became of them. */
static void
read_statuses (MunjaDayFigures *figures, JsonObject *statuses)
{
  g_autoptr (GList) names = statuses != NULL ? json_object_get_members (statuses) : NULL;

  for (GList *l = names; l != NULL; l = l->next) {
    JsonObject *types = munja_reply_get_object (statuses, l->data);
    MunjaTally tally = read_tally (types);

    if (types != NULL)
      add_status (figures, l->data, &tally);
    else
      figures->sent.of[kind_from_name (l->data)]
          += MAX (munja_reply_get_count (statuses, l->data), 0);
  }
}

static MunjaDayFigures *
figures_from_object (JsonObject *object)
{
  const char *date = munja_json_get_string (object, "date");
  g_autofree char *app_id = munja_json_dup_text (object, "appId");
  JsonObject *refund = munja_reply_get_object (object, "refund");
  MunjaDayFigures *figures;
  MunjaDay day = 0;

  if (date == NULL || !munja_day_parse (date, &day))
    return NULL;
  figures = munja_day_figures_new (day, app_id);
  figures->balance = munja_reply_get_amount (object, "balance");
  figures->point = munja_reply_get_amount (object, "point");
  figures->refunded_balance = munja_reply_get_amount (refund, "balance");
  figures->refunded_point = munja_reply_get_amount (refund, "point");
  figures->profit = -1;
  munja_json_get_money (object, "profit", &figures->profit);
  return figures;
}

static void
add_day (GPtrArray *rows, JsonObject *object)
{
  MunjaDayFigures *figures = figures_from_object (object);

  if (figures == NULL)
    return;
  if (json_object_has_member (object, "total")) {
    figures->sent = read_tally (munja_reply_get_object (object, "total"));
    figures->delivered = read_tally (munja_reply_get_object (object, "successed"));
    figures->failed = read_tally (munja_reply_get_object (object, "failed"));
  } else {
    read_statuses (figures, munja_reply_get_object (object, "statusCode"));
  }
  g_ptr_array_add (rows, figures);
}

static void
add_days (GPtrArray *rows, JsonObject *object)
{
  g_autoptr (GPtrArray) days = munja_json_get_list (object, "dayPeriod");

  for (guint i = 0; i < days->len; i++)
    add_day (rows, days->pdata[i]);
}

/**
 * munja_parse_statistics:
 * @body: reply to `GET /messages/v4/statistics`
 * @error: return location
 *
 * Reads what was sent on each day. The sums of the reply are left alone: they also cover what is
 * not asked for.
 *
 * - Shape: object with `monthPeriod`, a list of objects with `dayPeriod`, or with `dayPeriod`
 * itself; that is a list of objects with string `date`, objects `total`, `successed` (sic) and
 * `failed`, or else `statusCode`, numbers `balance` and `point`, and object `refund`. Only `date`
 * must be there; a day without one is passed over.
 * - Units: KRW, with fractions.
 * - Errors: PROTOCOL.
 * - Source: contract, section 9.
 *
 * Returns: (transfer full) (element-type MunjaDayFigures) (nullable): the days, in the order they
 *   came
 */
GPtrArray *
munja_parse_statistics (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  g_autoptr (GPtrArray) months = NULL;
  g_autoptr (GPtrArray) rows = new_rows ();
  JsonObject *object;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  if (!json_object_has_member (object, "monthPeriod")
      && !json_object_has_member (object, "dayPeriod")) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply has no days");
    return NULL;
  }
  months = munja_json_get_list (object, "monthPeriod");
  for (guint i = 0; i < months->len; i++)
    add_days (rows, months->pdata[i]);
  if (rows->len == 0)
    add_days (rows, object);
  return g_steal_pointer (&rows);
}

/**
 * munja_parse_daily_statistics:
 * @body: reply to `GET /messages/v4/statistics/daily`
 * @error: return location
 *
 * Reads what each app sent on each day, and what it earned by that.
 *
 * - Shape: array of objects with string `date`, perhaps string `appId`, object `count`, numbers
 *   `balance`, `point` and `profit`, and object `refund`; or an object that has this array as
 *   `dailyStats`. Only `date` must be there; a row without one is passed over.
 * - Units: KRW, with fractions.
 * - Errors: PROTOCOL.
 * - Source: contract, section 9.
 *
 * Returns: (transfer full) (element-type MunjaDayFigures) (nullable): the rows, in the order they
 *   came
 */
GPtrArray *
munja_parse_daily_statistics (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse (body, error);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) rows = new_rows ();

  if (root != NULL)
    list = munja_reply_get_list (root, "dailyStats", error);
  if (list == NULL)
    return NULL;
  for (guint i = 0; i < list->len; i++) {
    MunjaDayFigures *figures = figures_from_object (list->pdata[i]);

    if (figures == NULL)
      continue;
    read_statuses (figures, munja_reply_get_object (list->pdata[i], "count"));
    g_ptr_array_add (rows, figures);
  }
  return g_steal_pointer (&rows);
}

/**
 * munja_day_figures_new:
 * @day: a day
 * @app_id: (nullable): an app
 *
 * Returns: (transfer full): figures that are all 0
 */
MunjaDayFigures *
munja_day_figures_new (MunjaDay day, const char *app_id)
{
  MunjaDayFigures *self = g_new0 (MunjaDayFigures, 1);

  self->day = day;
  self->app_id = g_strdup (app_id);
  return self;
}

/**
 * munja_day_figures_add:
 * @self: figures
 * @other: more of them, perhaps of another day
 *
 * Adds up. A profit that is not known makes the sum unknown, too.
 */
void
munja_day_figures_add (MunjaDayFigures *self, const MunjaDayFigures *other)
{
  tally_add (&self->sent, &other->sent);
  tally_add (&self->delivered, &other->delivered);
  tally_add (&self->failed, &other->failed);
  self->balance += other->balance;
  self->point += other->point;
  self->refunded_balance += other->refunded_balance;
  self->refunded_point += other->refunded_point;
  if (self->profit < 0 || other->profit < 0)
    self->profit = -1;
  else
    self->profit += other->profit;
}

/**
 * munja_day_figures_free:
 * @self: (nullable) (transfer full): figures
 */
void
munja_day_figures_free (MunjaDayFigures *self)
{
  if (self == NULL)
    return;
  g_free (self->app_id);
  g_free (self);
}

/**
 * munja_tally_get_sum:
 * @self: a tally
 *
 * Returns: how many messages there are, of whatever kind
 */
gint64
munja_tally_get_sum (const MunjaTally *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < MUNJA_N_TALLY_KINDS; i++)
    sum += self->of[i];
  return sum;
}
