#include "config.h"

#include "munja-practice-pricing.h"

#include "munja-json.h"
#include "munja-practice-form.h"
#include "munja-practice-price.h"
#include "munja-practice-reply.h"

#define PRICED_SINCE  "2025-01-01T00:00:00.000Z"
#define HOME          "82"
#define DEFAULT_LIMIT 20

static void
write_price (const MunjaPracticePrice *price, gboolean with_fee, JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "countryId", price->country);
  munja_json_add_string (builder, "countryName", price->name);
  munja_json_add_string (builder, "serviceMethod", "MT");
  munja_practice_price_write (price, with_fee, builder);
  munja_json_add_string (builder, "dateCreated", PRICED_SINCE);
  munja_json_add_string (builder, "dateUpdated", PRICED_SINCE);
  json_builder_end_object (builder);
}

/* Answers if the country that is asked for has no price; @price is NULL if none is asked for. */
static gboolean
check_country (SoupServerMessage *message, GHashTable *form, const MunjaPracticePrice **price)
{
  const char *country = munja_practice_form_get (form, "countryId");

  *price = country != NULL ? munja_practice_price_find (country) : NULL;
  if (country == NULL || *price != NULL)
    return TRUE;
  munja_practice_reply_error (message, 400, "InvalidCountryId", "유효하지 않은 국가 코드입니다.");
  return FALSE;
}

/* Answers if a number is none. */
static gboolean
check_number (SoupServerMessage *message,
              GHashTable *form,
              const char *name,
              guint64 fallback,
              guint64 *number)
{
  const char *text = munja_practice_form_get (form, name);
  g_autofree char *problem = NULL;

  *number = fallback;
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT32, number, NULL))
    return TRUE;
  problem = g_strdup_printf ("child \"query\" fails because [child \"%s\" fails because [\"%s\" "
                             "must be a number]]",
                             name, name);
  munja_practice_reply_error (message, 400, "ValidationError", problem);
  return FALSE;
}

static void
reply_price (SoupServerMessage *message, GHashTable *form, gboolean with_fee)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const MunjaPracticePrice *price = NULL;

  if (!check_country (message, form, &price))
    return;
  write_price (price != NULL ? price : munja_practice_price_find (HOME), with_fee, builder);
  munja_practice_reply_json (message, 200, builder);
}

/**
 * munja_practice_handle_own_price:
 * @self: the service
 * @message: `GET /pricing/v1/messaging`, with `countryId`
 *
 * Answers with what one country costs, Korea if none is named.
 *
 * - Shape: one object; contract, section 8.
 */
void
munja_practice_handle_own_price (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);

  reply_price (message, form, FALSE);
}

/* Answers if an app is named that there is not. */
static gboolean
check_app (MunjaPractice *self, SoupServerMessage *message, const char *app_id)
{
  if (app_id == NULL || g_str_equal (app_id, self->client->app_id))
    return TRUE;
  munja_practice_reply_error (message, 400, "InvalidAppId", "유효하지 않은 앱 아이디입니다.");
  return FALSE;
}

/**
 * munja_practice_handle_combined_price:
 * @self: the service
 * @message: `GET /pricing/v1/messaging/combined`, with `appId` and `countryId`
 *
 * Answers with what one country costs, the fee of the app included if one is named.
 *
 * - Shape: not known (contract, sections 8 and 15); assumed to be that of the price without it.
 */
void
munja_practice_handle_combined_price (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  const char *app_id = munja_practice_form_get (form, "appId");

  if (check_app (self, message, app_id))
    reply_price (message, form, app_id != NULL);
}

/* Writes some countries, or only @price if that is set. */
static void
reply_prices (SoupServerMessage *message,
              const MunjaPracticePrice *price,
              guint64 offset,
              guint64 limit,
              gboolean with_fee)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const MunjaPracticePrice *each = NULL;
  guint64 seen = 0;

  json_builder_begin_array (builder);
  for (guint n = 0; (each = munja_practice_price_get_nth (n)) != NULL; n++) {
    if (price != NULL && each != price)
      continue;
    if (seen >= offset && seen - offset < limit)
      write_price (each, with_fee, builder);
    seen++;
  }
  json_builder_end_array (builder);
  munja_practice_reply_json (message, 200, builder);
}

/**
 * munja_practice_handle_country_prices:
 * @self: the service
 * @message: `GET /pricing/v1/messaging/countries`, with `countryId`, `serviceMethod`,
 *   `withoutProfit`, `offset` and `limit`
 *
 * Answers with what countries cost, the app's fee included unless it is to be left out.
 *
 * - Shape: an array; contract, section 8.
 */
void
munja_practice_handle_country_prices (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  const char *method = munja_practice_form_get (form, "serviceMethod");
  const char *without = munja_practice_form_get (form, "withoutProfit");
  gboolean with_fee = g_strcmp0 (without, "true") != 0 && g_strcmp0 (without, "1") != 0;
  const MunjaPracticePrice *price = NULL;
  guint64 offset = 0;
  guint64 limit = 0;

  if (method != NULL && !g_str_equal (method, "MT") && !g_str_equal (method, "AUTH")) {
    munja_practice_reply_error (message, 400, "ValidationError",
                                "child \"query\" fails because [child \"serviceMethod\" fails "
                                "because [\"serviceMethod\" must be one of [MT, AUTH]]]");
    return;
  }
  if (check_country (message, form, &price) && check_number (message, form, "offset", 0, &offset)
      && check_number (message, form, "limit", DEFAULT_LIMIT, &limit))
    reply_prices (message, price, offset, limit, with_fee);
}

/**
 * munja_practice_handle_default_prices:
 * @self: the service
 * @message: `GET /pricing/v1/messaging/default`, with `appId` and `countryId`
 *
 * Answers with the platform's own prices, and the fee of the app if one is named.
 *
 * - Shape: an array; contract, section 8.
 */
void
munja_practice_handle_default_prices (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (GHashTable) form = munja_practice_form_from_query (message);
  const char *app_id = munja_practice_form_get (form, "appId");
  const MunjaPracticePrice *price = NULL;

  if (check_app (self, message, app_id) && check_country (message, form, &price))
    reply_prices (message, price, 0, G_MAXUINT64, app_id != NULL);
}
