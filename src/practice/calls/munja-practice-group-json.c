#include "config.h"

#include "munja-practice-group-json.h"

#include "munja-json.h"
#include "munja-practice-builder.h"
#include "munja-practice-kinds.h"

/* A node that came in a request, or what stands for none. */
static void
add_node (JsonBuilder *builder, const char *name, JsonNode *node, gboolean object_if_none)
{
  json_builder_set_member_name (builder, name);
  if (node != NULL) {
    json_builder_add_value (builder, json_node_copy (node));
  } else if (object_if_none) {
    json_builder_begin_object (builder);
    json_builder_end_object (builder);
  } else {
    json_builder_add_null_value (builder);
  }
}

/**
 * munja_practice_group_write_counts:
 * @self: a group
 * @now: in microseconds since 1970, UTC
 * @builder: where a value is due
 *
 * - Shape: `count` of the contract, section 4.8.
 */
void
munja_practice_group_write_counts (const MunjaPracticeGroup *self, gint64 now, JsonBuilder *builder)
{
  MunjaPracticeGroupCounts counts = munja_practice_group_get_counts (self, now);

  json_builder_begin_object (builder);
  munja_practice_builder_add_number (builder, "total", counts.accepted + self->n_refused);
  munja_practice_builder_add_number (builder, "sentTotal", counts.sent);
  munja_practice_builder_add_number (builder, "sentFailed", counts.failed);
  munja_practice_builder_add_number (builder, "sentSuccess", counts.succeeded);
  munja_practice_builder_add_number (builder, "sentPending", counts.pending);
  munja_practice_builder_add_number (builder, "sentReplacement", 0);
  munja_practice_builder_add_number (builder, "refund", self->n_refunded);
  munja_practice_builder_add_number (builder, "registeredFailed", self->n_refused);
  munja_practice_builder_add_number (builder, "registeredSuccess", counts.accepted);
  json_builder_end_object (builder);
}

static void
write_count_for_charge (const MunjaPracticeGroup *self, JsonBuilder *builder)
{
  munja_practice_builder_begin (builder, "countForCharge");
  for (guint type = 0; type < MUNJA_PRACTICE_N_KINDS; type++) {
    munja_practice_builder_begin (builder, munja_practice_kinds[type]);
    for (guint i = 0; i < self->tallies->len && type < MUNJA_PRACTICE_N_TYPES; i++) {
      const MunjaPracticeTally *tally = &g_array_index (self->tallies, MunjaPracticeTally, i);

      if (tally->accepted[type] > 0)
        munja_practice_builder_add_number (builder, tally->price->country, tally->accepted[type]);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
}

static void
write_money (JsonBuilder *builder, const char *name, MunjaMoney requested, MunjaMoney refund)
{
  munja_practice_builder_begin (builder, name);
  munja_practice_money_write (requested, "requested", builder);
  munja_practice_money_write (0, "replacement", builder);
  munja_practice_money_write (0, "additional", builder);
  munja_practice_money_write (refund, "refund", builder);
  munja_practice_money_write (requested - refund, "sum", builder);
  json_builder_end_object (builder);
}

static void
write_app (const MunjaPracticeGroup *self, JsonBuilder *builder)
{
  gboolean paid = self->agent.app_id != NULL;

  munja_practice_builder_begin (builder, "app");
  munja_practice_builder_begin (builder, "profit");
  for (guint type = 0; type < MUNJA_PRACTICE_N_KINDS; type++)
    munja_practice_money_write (paid && type < MUNJA_PRACTICE_N_TYPES
                                    ? munja_practice_price_get_fee ((MunjaMessageType)type)
                                    : 0,
                                munja_practice_kinds[type], builder);
  json_builder_end_object (builder);
  munja_practice_builder_add_text (builder, "appId", self->agent.app_id);
  munja_practice_builder_add_text (builder, "version", NULL);
  json_builder_end_object (builder);
}

static void
write_price (const MunjaPracticeGroup *self, JsonBuilder *builder)
{
  munja_practice_builder_begin (builder, "price");
  for (guint i = 0; i < self->tallies->len; i++) {
    const MunjaPracticePrice *price = g_array_index (self->tallies, MunjaPracticeTally, i).price;

    munja_practice_builder_begin (builder, price->country);
    munja_practice_price_write (price, FALSE, builder);
    json_builder_end_object (builder);
  }
  json_builder_end_object (builder);
}

static void
write_log (const MunjaPracticeGroup *self, JsonBuilder *builder)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_set_array (node, self->log);
  json_builder_set_member_name (builder, "log");
  json_builder_add_value (builder, json_node_copy (node));
}

static void
write_flags (const MunjaPracticeGroup *self, JsonBuilder *builder)
{
  munja_practice_builder_add_boolean (builder, "isRefunded",
                                      self->refunded.balance + self->refunded.point > 0);
  munja_practice_builder_add_boolean (builder, "flagUpdated", FALSE);
  munja_practice_builder_add_boolean (builder, "prepaid", TRUE);
  munja_practice_builder_add_boolean (builder, "strict", self->strict);
  munja_practice_builder_add_text (builder, "masterAccountId", NULL);
  munja_practice_builder_add_boolean (builder, "allowDuplicates", self->allow_duplicates);
}

/**
 * munja_practice_group_write:
 * @self: a group
 * @account_id: whose it is
 * @now: in microseconds since 1970, UTC
 * @builder: where a value is due
 *
 * - Shape: contract, section 4.8.
 */
void
munja_practice_group_write (const MunjaPracticeGroup *self,
                            const char *account_id,
                            gint64 now,
                            JsonBuilder *builder)
{
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "groupId", self->id);
  munja_json_add_string (builder, "_id", self->id);
  munja_json_add_string (builder, "accountId", account_id);
  munja_json_add_string (builder, "apiVersion", "4");
  munja_practice_builder_add_text (builder, "clusterKey", NULL);
  munja_json_add_string (builder, "status", munja_practice_group_get_status_name (self));
  munja_json_add_string (builder, "serviceMethod", "MT");
  json_builder_set_member_name (builder, "count");
  munja_practice_group_write_counts (self, now, builder);
  write_count_for_charge (self, builder);
  write_money (builder, "balance", self->charged.balance, self->refunded.balance);
  write_money (builder, "point", self->charged.point, self->refunded.point);
  write_app (self, builder);
  munja_practice_builder_add_text (builder, "sdkVersion", self->agent.sdk_version);
  munja_practice_builder_add_text (builder, "osPlatform", self->agent.os_platform);
  write_log (self, builder);
  munja_practice_builder_add_date (builder, "scheduledDate", self->scheduled);
  munja_practice_builder_add_date (builder, "dateSent", self->sent);
  munja_practice_builder_add_date (builder, "dateCompleted", self->completed);
  write_flags (self, builder);
  add_node (builder, "customFields", self->custom_fields, TRUE);
  add_node (builder, "hint", self->hint, FALSE);
  write_price (self, builder);
  munja_practice_builder_add_date (builder, "dateCreated", self->created);
  munja_practice_builder_add_date (builder, "dateUpdated", self->updated);
  json_builder_end_object (builder);
}
