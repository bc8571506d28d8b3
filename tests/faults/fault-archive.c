#include "config.h"

#include "fault-archive.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

#include "munja-error.h"
#include "munja-json.h"
#include "munja-sent-list.h"
#include "support-wait.h"

/* What takes minutes takes seconds, and what takes days takes days: the service's clock can be set
 * forward. */
static const MunjaFollowTimings timings = {
  .unit_ms = 10,
  .settle_us = 10 * G_TIME_SPAN_MINUTE,
  .give_up_us = 3 * G_TIME_SPAN_DAY,
};

/* Prints what is known now, as it comes, so that it is known of a client that dies, too. */
static void
tell (MunjaSending *sending)
{
  const MunjaSendingInfo *info = munja_sending_get_info (sending);
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "key", info->key);
  json_builder_set_member_name (builder, "states");
  json_builder_begin_array (builder);
  for (guint state = 0; state < MUNJA_N_SENT_STATES; state++)
    json_builder_add_int_value (builder, info->n_of_state[state]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  line = json_to_string (root, FALSE);
  puts (line);
  fflush (stdout);
}

static void
added_cb (FaultArchive *self, MunjaSending *sending)
{
  if (!g_ptr_array_find (self->sendings, sending, NULL))
    g_ptr_array_add (self->sendings, g_object_ref (sending));
  tell (sending);
}

static void
changed_cb (FaultArchive *self, MunjaSending *sending)
{
  tell (sending);
}

static void
list_all (FaultArchive *self)
{
  g_autoptr (MunjaSentList) list = munja_sent_list_new (self->archive);

  SUPPORT_WAIT_UNTIL (!munja_sent_list_get_loading (list));
  g_assert_no_error (munja_sent_list_get_error (list));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    g_ptr_array_add (self->sendings, g_list_model_get_item (G_LIST_MODEL (list), i));
}

/**
 * fault_archive_new:
 * @plan: says where it is
 * @api: the way to the service
 * @outbox: the outbox, open
 *
 * Returns: (transfer full): the archive, open; nothing is handed over yet
 */
FaultArchive *
fault_archive_new (const FaultPlan *plan, MunjaApi *api, MunjaOutbox *outbox)
{
  FaultArchive *self = g_new0 (FaultArchive, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->archive = munja_archive_new (plan->archive);
  self->sendings = g_ptr_array_new_with_free_func (g_object_unref);
  munja_archive_open_async (self->archive, NULL, support_result_cb, &result);
  munja_archive_open_finish (self->archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  list_all (self);
  g_signal_connect_swapped (self->archive, "added", G_CALLBACK (added_cb), self);
  g_signal_connect_swapped (self->archive, "changed", G_CALLBACK (changed_cb), self);
  self->delivery = munja_delivery_new (api, outbox, self->archive);
  munja_delivery_set_timings (self->delivery, &timings);
  return self;
}

/**
 * fault_archive_free:
 * @self: (transfer full): an archive
 */
void
fault_archive_free (FaultArchive *self)
{
  g_signal_handlers_disconnect_by_data (self->archive, self);
  g_object_run_dispose (G_OBJECT (self->delivery));
  g_object_unref (self->delivery);
  g_ptr_array_unref (self->sendings);
  g_object_unref (self->archive);
  g_free (self);
}

/**
 * fault_archive_start:
 * @self: an archive
 * @member: who is signed in
 *
 * Begins to hand over, and to follow.
 */
void
fault_archive_start (FaultArchive *self, const char *member)
{
  munja_delivery_set_member (self->delivery, member);
  munja_delivery_start (self->delivery);
}

/**
 * fault_archive_find:
 * @self: an archive
 * @key: of a job
 *
 * Returns: (transfer none) (nullable): what it has become
 */
MunjaSending *
fault_archive_find (FaultArchive *self, const char *key)
{
  for (guint i = 0; i < self->sendings->len; i++)
    if (g_strcmp0 (munja_sending_get_info (self->sendings->pdata[i])->key, key) == 0)
      return self->sendings->pdata[i];
  return NULL;
}

static gboolean
waits_for_a_person (FaultArchive *self)
{
  const GError *error = munja_delivery_get_error (self->delivery);

  return g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_SIGN_IN)
         || g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

/**
 * fault_archive_is_settled:
 * @self: an archive
 * @sending: something in it
 * @n_stuck: of how many of its messages nobody ever tells what became of them, at this time
 *
 * Returns: whether nothing will be known of it that is not known now
 */
gboolean
fault_archive_is_settled (FaultArchive *self, MunjaSending *sending, guint n_stuck)
{
  const MunjaSendingInfo *info = munja_sending_get_info (sending);

  return info->is_final || info->outcome != MUNJA_SENDING_SENT || waits_for_a_person (self)
         || (n_stuck > 0 && info->n_of_state[MUNJA_SENT_OPEN] <= n_stuck);
}

/**
 * fault_archive_is_worth_repeating:
 * @sending: something that was sent
 *
 * Returns: whether it is known whom it did not reach, and there is anybody
 */
gboolean
fault_archive_is_worth_repeating (MunjaSending *sending)
{
  const MunjaSendingInfo *info = munja_sending_get_info (sending);

  return info->is_final && info->outcome == MUNJA_SENDING_SENT
         && munja_sending_info_count (info, MUNJA_SENT_STATES_FAILED) > 0;
}

/**
 * fault_archive_load_failed:
 * @self: an archive
 * @sending: something in it
 *
 * Returns: (transfer full): whom it did not reach
 */
MunjaAudience *
fault_archive_load_failed (FaultArchive *self, MunjaSending *sending)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MunjaAudience *audience;

  munja_archive_load_audience_async (self->archive, sending, MUNJA_SENT_STATES_FAILED, NULL,
                                     support_result_cb, &result);
  audience = munja_archive_load_audience_finish (self->archive, support_wait_for_result (&result),
                                                 &error);
  g_assert_no_error (error);
  return audience;
}

/**
 * fault_archive_load_picture:
 * @self: an archive
 * @sending: something in it
 *
 * Returns: (transfer full) (nullable): its picture
 */
GBytes *
fault_archive_load_picture (FaultArchive *self, MunjaSending *sending)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *picture;

  if (!munja_sending_get_info (sending)->has_picture)
    return NULL;
  munja_archive_load_picture_async (self->archive, sending, NULL, support_result_cb, &result);
  picture = munja_archive_load_picture_finish (self->archive, support_wait_for_result (&result),
                                               &error);
  g_assert_no_error (error);
  return picture;
}

/**
 * fault_archive_list_messages:
 * @self: an archive
 * @sending: something in it
 *
 * Returns: (transfer full) (element-type MunjaSentMessage): all its messages
 */
GPtrArray *
fault_archive_list_messages (FaultArchive *self, MunjaSending *sending)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *messages;

  munja_archive_list_messages_async (self->archive, sending, MUNJA_SENT_STATES_ALL, NULL, -1,
                                     G_MAXINT, NULL, support_result_cb, &result);
  messages = munja_archive_list_messages_finish (self->archive, support_wait_for_result (&result),
                                                 &error);
  g_assert_no_error (error);
  return messages;
}
