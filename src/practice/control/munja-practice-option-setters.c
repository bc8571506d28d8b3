#include "config.h"

#include "munja-practice-option-setters.h"

#include "munja-json.h"
#include "munja-practice-past.h"

#define MAX_KRW         1e9
#define MAX_LAG_SECONDS 86400
#define MAX_PAST_DAYS   366

/* Checks a value and, if @apply is set, uses it. Returns what is wrong with it. */
typedef const char *(*SetFunc) (MunjaPractice *practice, JsonNode *value, gboolean apply);

typedef struct {
  const char *name;
  SetFunc set;
} Setter;

typedef struct {
  const char *name;
  gsize offset;
} Switch;

static const Switch switches[] = {
  { "auto_approve", G_STRUCT_OFFSET (MunjaPracticeOptions, auto_approve) },
  { "never", G_STRUCT_OFFSET (MunjaPracticeOptions, never) },
  { "exact_redirect", G_STRUCT_OFFSET (MunjaPracticeOptions, exact_redirect) },
  { "optional_state_scope", G_STRUCT_OFFSET (MunjaPracticeOptions, optional_state_scope) },
  { "inactive_client", G_STRUCT_OFFSET (MunjaPracticeOptions, inactive_client) },
  { "omit_expires_in", G_STRUCT_OFFSET (MunjaPracticeOptions, omit_expires_in) },
  { "omit_token_type", G_STRUCT_OFFSET (MunjaPracticeOptions, omit_token_type) },
  { "omit_second_refresh_token",
    G_STRUCT_OFFSET (MunjaPracticeOptions, omit_second_refresh_token) },
  { "rotate_refresh_token", G_STRUCT_OFFSET (MunjaPracticeOptions, rotate_refresh_token) },
  { "opaque_tokens", G_STRUCT_OFFSET (MunjaPracticeOptions, opaque_tokens) },
  { "refresh_needs_client", G_STRUCT_OFFSET (MunjaPracticeOptions, refresh_needs_client) },
  { "in_development", G_STRUCT_OFFSET (MunjaPracticeOptions, in_development) },
  { "blocked_app", G_STRUCT_OFFSET (MunjaPracticeOptions, blocked_app) },
  { "inactive_app", G_STRUCT_OFFSET (MunjaPracticeOptions, inactive_app) },
  { "shuffle_lists", G_STRUCT_OFFSET (MunjaPracticeOptions, shuffle_lists) },
  { "omit_next_key", G_STRUCT_OFFSET (MunjaPracticeOptions, omit_next_key) },
  { "mixed_booleans", G_STRUCT_OFFSET (MunjaPracticeOptions, mixed_booleans) },
  { "shuffle_members", G_STRUCT_OFFSET (MunjaPracticeOptions, shuffle_members) },
  { "number_booleans", G_STRUCT_OFFSET (MunjaPracticeOptions, number_booleans) },
  { "old_dates", G_STRUCT_OFFSET (MunjaPracticeOptions, old_dates) },
  { "pretty", G_STRUCT_OFFSET (MunjaPracticeOptions, pretty) },
  { "ignore_offset", G_STRUCT_OFFSET (MunjaPracticeOptions, ignore_offset) },
  { "refuse_forms", G_STRUCT_OFFSET (MunjaPracticeOptions, refuse_forms) },
  { "refuse_unknown", G_STRUCT_OFFSET (MunjaPracticeOptions, refuse_unknown) },
  { "record_bodies", G_STRUCT_OFFSET (MunjaPracticeOptions, record_bodies) },
};

static gboolean
is_type (JsonNode *value, GType type)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == type;
}

static const char *
set_clock (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  JsonNode *advance = JSON_NODE_HOLDS_OBJECT (value)
                          ? json_object_get_member (json_node_get_object (value), "advance")
                          : NULL;
  gint64 limit = MUNJA_PRACTICE_CLOCK_MAX_SECONDS;
  gint64 seconds;

  if (is_type (value, G_TYPE_INT64))
    seconds = json_node_get_int (value);
  else if (advance != NULL && is_type (advance, G_TYPE_INT64)
           && ABS (json_node_get_int (advance) / 2) <= limit)
    seconds = munja_practice_clock_get_seconds (&practice->clock) + json_node_get_int (advance);
  else
    return "must be seconds since 1970, or {\"advance\": seconds}";
  if (seconds < 0 || seconds > limit)
    return "is too far away";
  if (apply && advance != NULL)
    munja_practice_clock_advance (&practice->clock, json_node_get_int (advance));
  else if (apply)
    munja_practice_clock_set_seconds (&practice->clock, seconds);
  return NULL;
}

static const char *
set_forbidden_scope_status (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  gint64 status = is_type (value, G_TYPE_INT64) ? json_node_get_int (value) : 0;

  if (status != 401 && status != 403)
    return "must be 401 or 403";
  if (apply)
    practice->options.forbidden_scope_status = (guint)status;
  return NULL;
}

static const char *
set_send_failure_form (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  static const char *const names[] = { "status400", "status200", "failed_to_add" };
  const char *name = is_type (value, G_TYPE_STRING) ? json_node_get_string (value) : NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0) {
      if (apply)
        practice->options.send_failure_form = (MunjaPracticeSendFailure)i;
      return NULL;
    }
  return "must be \"status400\", \"status200\" or \"failed_to_add\"";
}

static const char *
set_granted_scopes (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  if (!JSON_NODE_HOLDS_NULL (value) && !is_type (value, G_TYPE_STRING))
    return "must be scopes separated by blanks, or null for what was asked";
  if (apply) {
    g_free (practice->options.granted_scopes);
    practice->options.granted_scopes
        = JSON_NODE_HOLDS_NULL (value) ? NULL : json_node_dup_string (value);
  }
  return NULL;
}

static const char *
set_api_key (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  MunjaPracticeOptions *options = &practice->options;
  JsonObject *pair = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  const char *key = pair != NULL ? munja_json_get_string (pair, "key") : NULL;
  const char *secret = pair != NULL ? munja_json_get_string (pair, "secret") : NULL;

  if (!JSON_NODE_HOLDS_NULL (value) && (key == NULL || secret == NULL))
    return "must be {\"key\", \"secret\"}, or null for none";
  if (apply) {
    g_free (options->api_key);
    g_free (options->api_secret);
    options->api_key = g_strdup (key);
    options->api_secret = g_strdup (secret);
  }
  return NULL;
}

static const char *
set_senders (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) numbers = NULL;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return "must be an array of strings";
  numbers = json_array_get_elements (json_node_get_array (value));
  for (GList *l = numbers; l != NULL; l = l->next) {
    if (!is_type (l->data, G_TYPE_STRING))
      return "must be an array of strings";
    g_strv_builder_add (builder, json_node_get_string (l->data));
  }
  if (apply) {
    g_auto (GStrv) senders = g_strv_builder_end (builder);

    munja_practice_account_set_senders (practice->account, (const char *const *)senders);
  }
  return NULL;
}

static gint64
get_time (MunjaPractice *practice)
{
  return munja_practice_clock_get_time (&practice->clock);
}

static gboolean
read_money (JsonNode *value, MunjaMoney *money)
{
  double krw = is_type (value, G_TYPE_INT64) || is_type (value, G_TYPE_DOUBLE)
                   ? json_node_get_double (value)
                   : -1;

  *money = munja_money_from_krw (krw);
  return krw >= 0 && krw <= MAX_KRW;
}

static const char *
set_balance (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  MunjaPracticeMoney money = munja_practice_account_get_money (practice->account);

  if (!read_money (value, &money.balance))
    return "must be a number of KRW";
  if (apply)
    munja_practice_account_set_money (practice->account, get_time (practice), money);
  return NULL;
}

static const char *
set_point (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  MunjaPracticeMoney money = munja_practice_account_get_money (practice->account);

  if (!read_money (value, &money.point))
    return "must be a number of KRW";
  if (apply)
    munja_practice_account_set_money (practice->account, get_time (practice), money);
  return NULL;
}

static const char *
set_recharge (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  MunjaPracticeMoney money = { 0 };

  if (!read_money (value, &money.balance))
    return "must be a number of KRW";
  if (apply)
    munja_practice_account_give (practice->account, get_time (practice),
                                 MUNJA_PRACTICE_ENTRY_RECHARGE, NULL, &money);
  return NULL;
}

static const char *
set_withdraw (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  MunjaMoney total;

  if (!read_money (value, &total)
      || total > munja_practice_account_get_money (practice->account).balance)
    return "must be a number of KRW that are there";
  if (apply)
    munja_practice_account_withdraw (practice->account, get_time (practice), total);
  return NULL;
}

static const char *
set_past_days (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  gint64 days = is_type (value, G_TYPE_INT64) ? json_node_get_int (value) : -1;

  if (days < 0 || days > MAX_PAST_DAYS)
    return "must be a number of days";
  if (apply)
    munja_practice_past_live (practice, (guint)days);
  return NULL;
}

static const char *
set_country_prices (const char *country, JsonNode *value, gboolean apply)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *number;

  if (munja_practice_price_find (country) == NULL || !JSON_NODE_HOLDS_OBJECT (value))
    return "must be objects by known country";
  json_object_iter_init (&iter, json_node_get_object (value));
  while (json_object_iter_next (&iter, &name, &number)) {
    MunjaMessageType type;
    MunjaMoney each;

    if (!munja_practice_price_find_type (name, &type) || !read_money (number, &each))
      return "must have numbers of KRW for sms, lms and mms";
    if (apply)
      munja_practice_price_set (country, type, each);
  }
  return NULL;
}

static const char *
set_prices (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  const char *problem = NULL;
  JsonObjectIter iter;
  const char *country;
  JsonNode *prices;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return "must be objects by known country";
  json_object_iter_init (&iter, json_node_get_object (value));
  while (problem == NULL && json_object_iter_next (&iter, &country, &prices))
    problem = set_country_prices (country, prices, apply);
  return problem;
}

/* Reads seconds, which may be a fraction, as microseconds. */
static const char *
set_seconds (JsonNode *value, gint64 *time, gboolean apply)
{
  gboolean is_number = is_type (value, G_TYPE_INT64) || is_type (value, G_TYPE_DOUBLE);
  double seconds = is_number ? json_node_get_double (value) : -1;

  if (!(seconds >= 0 && seconds <= MAX_LAG_SECONDS))
    return "must be seconds";
  if (apply)
    *time = (gint64)(seconds * G_USEC_PER_SEC);
  return NULL;
}

static const char *
set_list_lag (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  return set_seconds (value, &practice->options.list_lag, apply);
}

static const char *
set_group_list_lag (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  return set_seconds (value, &practice->options.group_list_lag, apply);
}

static const char *
set_group_lag (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  return set_seconds (value, &practice->options.group_lag, apply);
}

static const char *
set_pace (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  MunjaPracticePace *pace = &practice->options.pace;
  const struct {
    const char *name;
    gint64 *time;
  } members[] = { { "carrier", &pace->carrier },
                  { "end", &pace->end },
                  { "spread", &pace->spread },
                  { "late", &pace->late } };
  guint n_found = 0;

  if (!JSON_NODE_HOLDS_OBJECT (value))
    return "must be an object of seconds";
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    JsonNode *seconds = json_object_get_member (json_node_get_object (value), members[i].name);

    if (seconds == NULL)
      continue;
    if (set_seconds (seconds, members[i].time, apply) != NULL)
      return "must have seconds";
    n_found++;
  }
  return n_found == json_object_get_size (json_node_get_object (value))
             ? NULL
             : "must have carrier, end, spread and late only";
}

static const char *
set_revoke (MunjaPractice *practice, JsonNode *value, gboolean apply)
{
  if (!is_type (value, G_TYPE_BOOLEAN) || !json_node_get_boolean (value))
    return "must be true";
  if (apply)
    munja_practice_grants_revoke (practice->grants);
  return NULL;
}

static const Setter setters[] = {
  { "clock", set_clock },
  { "forbidden_scope_status", set_forbidden_scope_status },
  { "send_failure_form", set_send_failure_form },
  { "granted_scopes", set_granted_scopes },
  { "api_key", set_api_key },
  { "senders", set_senders },
  { "balance", set_balance },
  { "point", set_point },
  { "recharge", set_recharge },
  { "withdraw", set_withdraw },
  { "past_days", set_past_days },
  { "prices", set_prices },
  { "list_lag", set_list_lag },
  { "group_list_lag", set_group_list_lag },
  { "group_lag", set_group_lag },
  { "pace", set_pace },
  { "revoke", set_revoke },
};

static const char *
set_option (MunjaPractice *practice, const char *name, JsonNode *value, gboolean apply)
{
  for (gsize i = 0; i < G_N_ELEMENTS (setters); i++)
    if (g_str_equal (name, setters[i].name))
      return setters[i].set (practice, value, apply);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    if (g_str_equal (name, switches[i].name)) {
      if (!is_type (value, G_TYPE_BOOLEAN))
        return "must be true or false";
      if (apply)
        G_STRUCT_MEMBER (gboolean, &practice->options, switches[i].offset)
            = json_node_get_boolean (value);
      return NULL;
    }
  return "is no option";
}

/**
 * munja_practice_set_options:
 * @practice: the service
 * @wanted: options to change; the others stay
 *
 * Changes either all of the options or, if one of them is wrong, none.
 *
 * Returns: (transfer full) (nullable): what is wrong
 */
char *
munja_practice_set_options (MunjaPractice *practice, JsonObject *wanted)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, wanted);
  while (json_object_iter_next_ordered (&iter, &name, &value)) {
    const char *problem = set_option (practice, name, value, FALSE);

    if (problem != NULL)
      return g_strdup_printf ("\"%s\" %s", name, problem);
  }
  json_object_iter_init_ordered (&iter, wanted);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    set_option (practice, name, value, TRUE);
  return NULL;
}
