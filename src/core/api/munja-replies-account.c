#include "config.h"

#include "munja-replies-account.h"

#include "munja-error.h"
#include "munja-json.h"
#include "munja-phone.h"
#include "munja-reply-members.h"

/* Accepted, handed to the carrier, finished: in all three the message went in. Source: contract,
 * section 4.10. */
static gboolean
is_accepted (const char *status_code)
{
  return g_str_equal (status_code, "2000") || g_str_equal (status_code, "3000")
         || g_str_equal (status_code, "4000");
}

/* An id alone counts as accepted only where the reply does not speak of a status at all. */
static gboolean
check_status (const MunjaReceipt *receipt, gboolean has_status, GError **error)
{
  MunjaErrorDetails details = { .http_status = 200 };
  g_autofree char *message = NULL;

  if (!has_status && receipt->message_id != NULL)
    return TRUE;
  if (receipt->status_code == NULL) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                         "The reply does not say what became of the message");
    return FALSE;
  }
  if (is_accepted (receipt->status_code))
    return TRUE;
  details.status_code = receipt->status_code;
  details.service_text = receipt->status_message;
  message = g_strdup_printf ("The message was refused with status %s", receipt->status_code);
  g_propagate_error (error, munja_error_new_with_details (MUNJA_ERROR_REFUSED, &details, message));
  return FALSE;
}

/**
 * munja_parse_receipt:
 * @body: reply to `POST /messages/v4/send`
 * @error: return location
 *
 * Reads what became of one message. A reply with status 200 can still say that it was refused.
 *
 * - Shape: object with strings `groupId`, `messageId`, `statusCode`, `statusMessage`, `type`.
 * - Errors: REFUSED with the status; UNCONFIRMED for a reply that cannot be read, since the
 *   request may have been carried out.
 * - Source: contract, sections 4.4 and 13 (row 10).
 *
 * Returns: (transfer full) (nullable): the receipt
 */
MunjaReceipt *
munja_parse_receipt (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, NULL);
  g_autoptr (MunjaReceipt) receipt = g_new0 (MunjaReceipt, 1);
  JsonObject *object;
  gboolean has_status;

  if (root == NULL) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED,
                         "The reply to a send cannot be read");
    return NULL;
  }
  object = json_node_get_object (root);
  receipt->group_id = munja_json_dup_text (object, "groupId");
  receipt->message_id = munja_json_dup_text (object, "messageId");
  receipt->status_code = munja_json_dup_text (object, "statusCode");
  receipt->status_message = munja_json_dup_text (object, "statusMessage");
  receipt->type = munja_json_dup_text (object, "type");
  has_status = json_object_has_member (object, "statusCode")
               && !json_object_get_null_member (object, "statusCode");
  return check_status (receipt, has_status, error) ? g_steal_pointer (&receipt) : NULL;
}

/* The digits of one element of the list of sender numbers. */
static char *
dup_digits (JsonNode *node)
{
  const char *text = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    text = munja_json_get_string (json_node_get_object (node), "phoneNumber");
  else if (JSON_NODE_HOLDS_VALUE (node))
    text = json_node_get_string (node);
  return munja_reply_dup_digits (text);
}

/**
 * munja_parse_sender_numbers:
 * @body: reply to `GET /senderid/v1/numbers/active`
 * @error: return location
 *
 * - Shape: array of strings; objects with `phoneNumber` in their place are read, too, and anything
 *   else is passed over.
 * - Errors: PROTOCOL.
 * - Source: contract, section 5.
 *
 * Returns: (transfer full) (nullable): the numbers, digits only, each once, in the order they came
 */
GStrv
munja_parse_sender_numbers (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse (body, error);
  g_autoptr (GStrvBuilder) numbers = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *array;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (root)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL,
                         "The sender numbers are no list");
    return NULL;
  }
  array = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *digits = dup_digits (json_array_get_element (array, i));

    if (*digits != '\0' && g_hash_table_add (seen, g_strdup (digits)))
      g_strv_builder_add (numbers, digits);
  }
  return g_strv_builder_end (numbers);
}

/* Source: contract, section 6. */
static MunjaMoney
read_alert (JsonObject *object)
{
  JsonObject *alert = munja_reply_get_object (object, "lowBalanceAlert");
  MunjaMoney below = -1;

  if (alert != NULL && munja_json_get_boolean (alert, "enabled", FALSE))
    munja_json_get_money (alert, "notificationBalance", &below);
  return below;
}

/**
 * munja_parse_balance:
 * @body: reply to `GET /cash/v1/balance`
 * @error: return location
 *
 * - Shape: object with number `balance`, and perhaps number `point` and object `lowBalanceAlert`
 * with boolean `enabled` and string `notificationBalance`.
 * - Units: KRW, with fractions.
 * - Errors: PROTOCOL.
 * - Source: contract, section 6.
 *
 * Returns: (transfer full) (nullable): the balance
 */
MunjaBalance *
munja_parse_balance (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  g_autoptr (MunjaBalance) balance = g_new0 (MunjaBalance, 1);

  if (root == NULL)
    return NULL;
  if (!munja_json_get_money (json_node_get_object (root), "balance", &balance->balance)) {
    g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply has no balance");
    return NULL;
  }
  munja_json_get_money (json_node_get_object (root), "point", &balance->point);
  balance->alerts_below = read_alert (json_node_get_object (root));
  return g_steal_pointer (&balance);
}

/**
 * munja_parse_member:
 * @body: reply to `GET /users/v1/member`
 * @error: return location
 *
 * - Shape: object with perhaps strings `name`, `email` and `phoneNumber`.
 * - Errors: PROTOCOL.
 * - Source: contract, section 10.
 *
 * Returns: (transfer full) (nullable): the member
 */
MunjaMember *
munja_parse_member (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  MunjaMember *member;

  if (root == NULL)
    return NULL;
  member = g_new0 (MunjaMember, 1);
  member->name = munja_json_dup_text (json_node_get_object (root), "name");
  member->email = munja_json_dup_text (json_node_get_object (root), "email");
  member->phone_number = munja_json_dup_text (json_node_get_object (root), "phoneNumber");
  return member;
}

/* The price list as one object, or the first object of an array that is about @country and about
 * sending, not about codes for sign-in. */
static JsonObject *
find_price_list (JsonNode *root, const char *country)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;

  if (JSON_NODE_HOLDS_OBJECT (root))
    return json_node_get_object (root);
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    g_autofree char *id = object != NULL ? munja_json_dup_text (object, "countryId") : NULL;
    const char *method = object != NULL ? munja_json_get_string (object, "serviceMethod") : NULL;

    if (g_strcmp0 (id, country) == 0 && (method == NULL || g_str_equal (method, "MT")))
      return object;
  }
  return NULL;
}

/**
 * munja_parse_prices:
 * @body: reply to `GET /pricing/v1/messaging/countries`
 * @country: calling code, as in "82"
 * @error: return location
 *
 * - Shape: array of objects with `countryId`, perhaps `serviceMethod`, and numbers `sms`, `lms` and
 *   `mms`; or one such object.
 * - Units: KRW, with fractions.
 * - Errors: PROTOCOL, also where the country is not in the list.
 * - Source: contract, sections 8 and 13 (row 23).
 *
 * Returns: (transfer full) (nullable): the prices
 */
MunjaPrices *
munja_parse_prices (GBytes *body, const char *country, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse (body, error);
  JsonObject *object;
  MunjaPrices *prices;

  if (root == NULL)
    return NULL;
  object = find_price_list (root, country);
  if (object == NULL) {
    g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply has no prices for +%s",
                 country);
    return NULL;
  }
  prices = g_new (MunjaPrices, 1);
  *prices = (MunjaPrices){ -1, -1, -1 };
  munja_json_get_money (object, "sms", &prices->sms);
  munja_json_get_money (object, "lms", &prices->lms);
  munja_json_get_money (object, "mms", &prices->mms);
  return prices;
}

/**
 * munja_parse_file_id:
 * @body: reply to `POST /storage/v1/files`
 * @error: return location
 *
 * - Shape: object with string `fileId`; nothing else is relied on.
 * - Errors: PROTOCOL.
 * - Source: contract, section 7.
 *
 * Returns: (transfer full) (nullable): the id, which is opaque
 */
char *
munja_parse_file_id (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse_object (body, error);
  g_autofree char *id = NULL;

  if (root == NULL)
    return NULL;
  id = munja_json_dup_text (json_node_get_object (root), "fileId");
  if (id != NULL && *id != '\0')
    return g_steal_pointer (&id);
  g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The reply has no file id");
  return NULL;
}

/**
 * munja_receipt_free:
 * @self: (nullable) (transfer full): a receipt
 */
void
munja_receipt_free (MunjaReceipt *self)
{
  if (self == NULL)
    return;
  g_free (self->group_id);
  g_free (self->message_id);
  g_free (self->status_code);
  g_free (self->status_message);
  g_free (self->type);
  g_free (self);
}

/**
 * munja_balance_get_spendable:
 * @self: a balance
 *
 * Returns: what messages can be paid with: the balance and the points
 */
MunjaMoney
munja_balance_get_spendable (const MunjaBalance *self)
{
  return self->balance + self->point;
}

/**
 * munja_balance_is_low:
 * @self: a balance
 *
 * Tells whether the service has sent its alert, or is about to. That it looks at the balance
 * without the points is only assumed.
 *
 * Returns: whether the balance is below what the account's owner wants to hear of
 */
gboolean
munja_balance_is_low (const MunjaBalance *self)
{
  return self->alerts_below >= 0 && self->balance < self->alerts_below;
}

/**
 * munja_balance_free:
 * @self: (nullable) (transfer full): a balance
 */
void
munja_balance_free (MunjaBalance *self)
{
  g_free (self);
}

/**
 * munja_member_free:
 * @self: (nullable) (transfer full): a member
 */
void
munja_member_free (MunjaMember *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->email);
  g_free (self->phone_number);
  g_free (self);
}

/**
 * munja_prices_get:
 * @self: prices
 * @type: what a message goes out as
 *
 * Returns: what one of that type costs; below 0 if it is not known
 */
MunjaMoney
munja_prices_get (const MunjaPrices *self, MunjaMessageType type)
{
  switch (type) {
  case MUNJA_MESSAGE_TYPE_LMS:
    return self->lms;
  case MUNJA_MESSAGE_TYPE_MMS:
    return self->mms;
  case MUNJA_MESSAGE_TYPE_SMS:
  default:
    return self->sms;
  }
}

/**
 * munja_prices_find:
 * @self: (nullable): prices in Korea, %NULL if they are not known
 * @country: calling code of where a message goes to
 * @type: what it goes out as
 *
 * Returns: what it costs; below 0 if it is not known, as for everywhere outside Korea
 */
MunjaMoney
munja_prices_find (const MunjaPrices *self, const char *country, MunjaMessageType type)
{
  return self != NULL && g_str_equal (country, MUNJA_PHONE_HOME_COUNTRY)
             ? munja_prices_get (self, type)
             : -1;
}

/**
 * munja_prices_sum_up:
 * @self: prices
 * @n_types: how many messages there are of each #MunjaMessageType
 *
 * Returns: what all of them cost; below 0 if it is not known
 */
MunjaMoney
munja_prices_sum_up (const MunjaPrices *self, const guint n_types[MUNJA_N_MESSAGE_TYPES])
{
  MunjaMoney sum = 0;

  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++) {
    MunjaMoney price = munja_prices_get (self, (MunjaMessageType)i);

    if (n_types[i] > 0 && price < 0)
      return -1;
    sum += munja_money_times (price, n_types[i]);
  }
  return sum;
}

/**
 * munja_prices_free:
 * @self: (nullable) (transfer full): prices
 */
void
munja_prices_free (MunjaPrices *self)
{
  g_free (self);
}
