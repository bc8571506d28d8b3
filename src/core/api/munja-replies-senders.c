#include "config.h"

#include "munja-replies-senders.h"

#include "munja-json.h"
#include "munja-reply-members.h"

/**
 * munja_parse_sender_states:
 * @body: reply to `GET /senderid/v1/numbers`
 * @error: return location
 *
 * - Shape: object with `senderIds`, a list of objects with strings `phoneNumber`, `status`,
 * `method`, `expireAt` and boolean `autoExtension`; or that list itself. One without a number is
 * passed over.
 * - Errors: PROTOCOL.
 * - Source: contract, section 5.
 *
 * Returns: (transfer full) (element-type MunjaSenderNumber) (nullable): the numbers, in the order
 *   they came
 */
GPtrArray *
munja_parse_sender_states (GBytes *body, GError **error)
{
  g_autoptr (JsonNode) root = munja_json_parse (body, error);
  g_autoptr (GPtrArray) list = NULL;
  GPtrArray *numbers;

  if (root != NULL)
    list = munja_reply_get_list (root, "senderIds", error);
  if (list == NULL)
    return NULL;
  numbers = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_sender_number_free);
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *text = munja_json_dup_text (list->pdata[i], "phoneNumber");
    g_autofree char *digits = munja_reply_dup_digits (text);
    MunjaSenderNumber *number;

    if (*digits == '\0')
      continue;
    number = g_new0 (MunjaSenderNumber, 1);
    number->number = g_steal_pointer (&digits);
    number->status = munja_json_dup_text (list->pdata[i], "status");
    number->method = munja_json_dup_text (list->pdata[i], "method");
    number->expires_us = munja_reply_get_time (list->pdata[i], "expireAt");
    number->is_extended = munja_json_get_boolean (list->pdata[i], "autoExtension", FALSE);
    g_ptr_array_add (numbers, number);
  }
  return numbers;
}

/**
 * munja_sender_number_is_active:
 * @self: a number
 *
 * Returns: whether it can be sent from
 */
gboolean
munja_sender_number_is_active (const MunjaSenderNumber *self)
{
  return g_strcmp0 (self->status, "ACTIVE") == 0;
}

/**
 * munja_sender_number_free:
 * @self: (nullable) (transfer full): a number
 */
void
munja_sender_number_free (MunjaSenderNumber *self)
{
  if (self == NULL)
    return;
  g_free (self->number);
  g_free (self->status);
  g_free (self->method);
  g_free (self);
}
