#include "config.h"

#include "munja-api.h"

#include "munja-api-private.h"
#include "munja-json.h"

/* Before the second, third and last try of something harmless. Source: peers of this app; the
 * service documents no rate. */
#define RETRY_DELAY_MS 500

G_DEFINE_FINAL_TYPE (MunjaApi, munja_api, G_TYPE_OBJECT)

static gpointer
parse_receipt (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_receipt (body, error);
}

static gpointer
parse_sender_numbers (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_sender_numbers (body, error);
}

static gpointer
parse_balance (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_balance (body, error);
}

static gpointer
parse_member (GBytes *body, const char *hint, GError **error)
{
  return munja_parse_member (body, error);
}

static gpointer
parse_prices (GBytes *body, const char *country, GError **error)
{
  return munja_parse_prices (body, country, error);
}

/* Source: contract, sections 4.4, 5, 6, 8 and 10. */
static const MunjaEndpoint send_endpoint = {
  .method = "POST",
  .scope = "message:write",
  .sends = TRUE,
  .parse = parse_receipt,
  .free_result = (GDestroyNotify)munja_receipt_free,
};

static const MunjaEndpoint sender_numbers_endpoint = {
  .method = "GET",
  .scope = "senderid:read",
  .parse = parse_sender_numbers,
  .free_result = (GDestroyNotify)g_strfreev,
};

static const MunjaEndpoint balance_endpoint = {
  .method = "GET",
  .scope = "cash:read",
  .parse = parse_balance,
  .free_result = (GDestroyNotify)munja_balance_free,
};

static const MunjaEndpoint member_endpoint = {
  .method = "GET",
  .scope = "users:read",
  .parse = parse_member,
  .free_result = (GDestroyNotify)munja_member_free,
};

/* With a token, the prices are the account's own; no permission is needed for them. */
static const MunjaEndpoint prices_endpoint = {
  .method = "GET",
  .parse = parse_prices,
  .free_result = (GDestroyNotify)munja_prices_free,
};

static void
munja_api_finalize (GObject *object)
{
  MunjaApi *self = MUNJA_API (object);

  g_clear_object (&self->transport);
  g_clear_object (&self->account);
  g_clear_pointer (&self->app_id, g_free);

  G_OBJECT_CLASS (munja_api_parent_class)->finalize (object);
}

static void
munja_api_class_init (MunjaApiClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_api_finalize;
}

static void
munja_api_init (MunjaApi *self)
{
  self->retry_delay = RETRY_DELAY_MS;
}

/**
 * munja_api_new:
 * @transport: the way to the service
 * @account: whose tokens the calls carry
 * @app_id: travels with every message, since it is what earns its publisher the fee
 *
 * Makes the client. Each call gets a token, asks for another one if it is refused, once, and then
 * says what is missing.
 *
 * Returns: (transfer full): the client
 */
MunjaApi *
munja_api_new (MunjaTransport *transport, MunjaAccount *account, const char *app_id)
{
  MunjaApi *self = g_object_new (MUNJA_TYPE_API, NULL);

  self->transport = g_object_ref (transport);
  self->account = g_object_ref (account);
  self->app_id = g_strdup (app_id);
  return self;
}

/**
 * munja_api_set_retry_delay:
 * @self: the client
 * @milliseconds: the first pause, 500 unless set; the next ones are twice and four times as long
 *
 * Sets how long the client waits before it asks once more for something that it only reads.
 */
void
munja_api_set_retry_delay (MunjaApi *self, unsigned milliseconds)
{
  g_return_if_fail (MUNJA_IS_API (self));

  self->retry_delay = milliseconds;
}

/**
 * munja_api_get_ahead_us:
 * @self: the client
 *
 * Returns: how far the service's clock is ahead of this machine's, see
 *   munja_transport_get_ahead_us()
 */
gint64
munja_api_get_ahead_us (MunjaApi *self)
{
  g_return_val_if_fail (MUNJA_IS_API (self), 0);

  return munja_transport_get_ahead_us (self->transport);
}

/**
 * munja_api_get_now_us:
 * @self: the client
 *
 * Returns: the time by the service's clock, in µs since 1970 UTC
 */
gint64
munja_api_get_now_us (MunjaApi *self)
{
  return g_get_real_time () + munja_api_get_ahead_us (self);
}

/**
 * munja_api_get_app_id:
 * @self: the client
 *
 * Returns: the app that messages are sent with; owned by @self
 */
const char *
munja_api_get_app_id (MunjaApi *self)
{
  g_return_val_if_fail (MUNJA_IS_API (self), NULL);

  return self->app_id;
}

static GBytes *
new_send_body (MunjaApi *self, const MunjaOutgoing *outgoing)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  gboolean abroad = outgoing->country != NULL && !g_str_equal (outgoing->country, "82");

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "message");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "from", outgoing->from);
  munja_json_add_string (builder, "to", outgoing->to);
  munja_json_add_string (builder, "country", abroad ? outgoing->country : NULL);
  munja_json_add_string (builder, "subject", outgoing->message->subject);
  munja_json_add_string (builder, "text", outgoing->message->text);
  munja_json_add_string (builder, "type", outgoing->type);
  munja_json_add_string (builder, "imageId", outgoing->image_id);
  json_builder_set_member_name (builder, "customFields");
  json_builder_begin_object (builder);
  munja_json_add_string (builder, MUNJA_KEY_FIELD, outgoing->key);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "agent");
  json_builder_begin_object (builder);
  munja_api_add_origin (self, builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return munja_json_to_bytes (builder);
}

/**
 * munja_call_send:
 * @api: the client
 * @outgoing: what to send; copied
 *
 * Sends one message now. It goes out once at most: nothing but a refused token, which the service
 * answers before it does anything, makes the request go out again.
 *
 * - Shape: `POST /messages/v4/send`,
 * `{message:{from,to,text,type,imageId,customFields},agent:{appId,…}}`.
 * - Errors: UNCONFIRMED when the request was written and no usable answer came; REFUSED with a
 *   status such as "1062"; BALANCE, PERMISSION, SIGN_IN, BUSY (429), OFFLINE, INSECURE.
 * - Source: contract, sections 4.1, 4.3 and 4.4.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaReceipt: the service's receipt
 */
MunjaCall *
munja_call_send (MunjaApi *api, const MunjaOutgoing *outgoing)
{
  return munja_call_new (&send_endpoint, g_strdup ("/messages/v4/send"),
                         new_send_body (api, outgoing), NULL);
}

/**
 * munja_call_list_sender_numbers:
 *
 * Asks for the numbers that the account may send from.
 *
 * - Shape: `GET /senderid/v1/numbers/active`, array of strings.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 5.
 *
 * Returns: (transfer full): the call, which is answered by #GStrv: the numbers, digits only; empty
 *   when none is registered
 */
MunjaCall *
munja_call_list_sender_numbers (void)
{
  return munja_call_new (&sender_numbers_endpoint, g_strdup ("/senderid/v1/numbers/active"), NULL,
                         NULL);
}

/**
 * munja_call_get_balance:
 *
 * Asks for the balance.
 *
 * - Shape: `GET /cash/v1/balance`, object with numbers `balance` and `point`.
 * - Units: see #MunjaMoney.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 6.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaBalance: the balance
 */
MunjaCall *
munja_call_get_balance (void)
{
  return munja_call_new (&balance_endpoint, g_strdup ("/cash/v1/balance"), NULL, NULL);
}

/**
 * munja_call_get_member:
 *
 * Asks who is signed in.
 *
 * - Shape: `GET /users/v1/member`, object with strings `name` and `email`.
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 10.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaMember: the member
 */
MunjaCall *
munja_call_get_member (void)
{
  return munja_call_new (&member_endpoint, g_strdup ("/users/v1/member"), NULL, NULL);
}

/**
 * munja_api_dup_prices_path:
 * @country: calling code, as in "82"
 * @with_fee: whether what the app adds is part of the prices
 *
 * Returns: (transfer full): the path that munja_call_get_prices() asks for
 */
char *
munja_api_dup_prices_path (const char *country, gboolean with_fee)
{
  GString *path = g_string_new ("/pricing/v1/messaging/countries?serviceMethod=MT");

  if (!with_fee)
    munja_call_add_parameter (path, "withoutProfit", "true");
  munja_call_add_parameter (path, "countryId", country);
  return g_string_free (path, FALSE);
}

/**
 * munja_call_get_prices:
 * @country: calling code, as in "82"
 * @with_fee: whether what the app adds is part of the prices
 *
 * Asks what a message to one country costs. That the service adds the fee unless it is told not to
 * is only assumed.
 *
 * - Shape: `GET /pricing/v1/messaging/countries`, array of objects.
 * - Units: see #MunjaMoney.
 * - Errors: REFUSED for a country without prices, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL.
 * - Source: contract, section 8.
 *
 * Returns: (transfer full): the call, which is answered by #MunjaPrices: the prices
 */
MunjaCall *
munja_call_get_prices (const char *country, gboolean with_fee)
{
  return munja_call_new (&prices_endpoint, munja_api_dup_prices_path (country, with_fee), NULL,
                         country);
}
