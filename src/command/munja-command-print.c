#include "config.h"

#include "munja-command-print.h"

#include <json-glib/json-glib.h>

#include "munja-describe-job.h"
#include "munja-describe-recipient.h"
#include "munja-describe-review.h"
#include "munja-describe-sending.h"
#include "munja-describe-time.h"
#include "munja-describe.h"
#include "munja-phone.h"

static const char *const sent_state_names[] = {
  [MUNJA_SENT_OPEN] = "open",       [MUNJA_SENT_DELIVERED] = "delivered",
  [MUNJA_SENT_FAILED] = "failed",   [MUNJA_SENT_REFUSED] = "refused",
  [MUNJA_SENT_UNKNOWN] = "unknown",
};

static const char *const point_names[] = {
  [MUNJA_REVIEW_TIME_PASSED] = "time-passed", [MUNJA_REVIEW_NO_COLUMN] = "no-column",
  [MUNJA_REVIEW_TOO_LONG] = "too-long",       [MUNJA_REVIEW_MAY_HAVE_SENT] = "may-have-been-sent",
  [MUNJA_REVIEW_REPEATED] = "repeated",       [MUNJA_REVIEW_LACKING] = "lacking",
  [MUNJA_REVIEW_SPOILED] = "unsendable",      [MUNJA_REVIEW_LOOKALIKE] = "lookalike",
  [MUNJA_REVIEW_OTHER_DAY] = "other-day",     [MUNJA_REVIEW_PHONE_KIND] = "phone-kind",
  [MUNJA_REVIEW_INVALID] = "invalid",         [MUNJA_REVIEW_DOUBLE] = "double",
};

/* What comes from files and from the service must not tell the terminal anything. */
static char *
make_plain (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    g_string_append_unichar (plain, g_unichar_iscntrl (character) && character != '\n' ? 0xFFFD
                                                                                       : character);
  }
  return g_string_free (plain, FALSE);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

static void
add_state (JsonBuilder *builder, GType type, int value)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (type);

  add_text (builder, "state", g_enum_get_value (states, value)->value_nick);
}

static void
add_count (JsonBuilder *builder, const char *name, gint64 count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

/* In won, which may have fractions; what is not known is not there. */
static void
add_money (JsonBuilder *builder, const char *name, MunjaMoney money)
{
  if (money < 0)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, munja_money_to_krw (money));
}

static void
add_time (JsonBuilder *builder, const char *name, gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autofree char *text = g_date_time_format_iso8601 (time);

  if (time_us != 0)
    add_text (builder, name, text);
}

static void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  g_print ("%s\n", text);
}

static void
print_review_json (MunjaCommandSession *session, const MunjaReview *review, MunjaMoney price)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "from", review->order->from);
  add_count (builder, "people", munja_review_get_n_people (review));
  for (guint i = 0; i < MUNJA_N_MESSAGE_TYPES; i++)
    if (review->n_types[i] > 0)
      add_count (builder, munja_message_type_to_string ((MunjaMessageType)i), review->n_types[i]);
  add_time (builder, "scheduled", review->order->scheduled);
  add_money (builder, "price", price);
  add_money (builder, "balance", munja_account_info_get_balance (session->info));
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (guint i = 0; i < review->points->len; i++) {
    const MunjaReviewPoint *point = g_ptr_array_index (review->points, i);

    json_builder_begin_object (builder);
    add_text (builder, "kind", point_names[point->kind]);
    add_count (builder, "people", point->n_people);
    add_text (builder, "words", point->words);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

/**
 * munja_command_print_points:
 * @review: what would be sent
 *
 * Says what there is to look at, also beside what a program reads.
 */
void
munja_command_print_points (const MunjaReview *review)
{
  for (guint i = 0; i < review->points->len; i++) {
    const MunjaReviewPoint *point = g_ptr_array_index (review->points, i);
    g_autofree char *text = munja_describe_review_point (review, point);
    g_autofree char *plain = make_plain (text);

    g_printerr ("• %s\n", plain);
  }
}

static void
print_review_text (MunjaCommandSession *session, const MunjaReview *review, MunjaMoney price)
{
  const MunjaOrder *order = review->order;
  MunjaRecipient first = munja_audience_get (order->recipients, 0);
  g_autofree char *from = munja_phone_format (order->from);
  g_autofree char *person = munja_describe_person (first.name, first.country, first.number);
  g_autofree char *text = munja_merge_report_dup_text (review->report, 0);
  g_autofree char *plain_person = make_plain (person);
  g_autofree char *plain_text = make_plain (text);
  g_autofree char *types = munja_describe_types (review->n_types);
  g_autofree char *people = munja_describe_people (munja_review_get_n_people (review));

  g_printerr ("%s → %s\n%s\n\n", from, plain_person, plain_text);
  g_printerr ("%s · %s", people, types);
  if (price >= 0) {
    g_autofree char *cost = munja_describe_money (price);

    g_printerr (" · %s", cost);
  }
  if (order->scheduled != 0) {
    g_autofree char *time = munja_describe_seoul_time (order->scheduled);

    g_printerr (" · %s", time);
  }
  g_printerr ("\n");
}

/**
 * munja_command_print_review:
 * @session: who sends
 * @review: what would be sent
 * @json: whether to print it for programs
 *
 * Says what would be sent, and to whom.
 */
void
munja_command_print_review (MunjaCommandSession *session, const MunjaReview *review, gboolean json)
{
  MunjaMoney price
      = munja_review_find_price (review, munja_account_info_get_prices (session->info));

  if (json)
    print_review_json (session, review, price);
  else
    print_review_text (session, review, price);
}

static void
print_job_json (MunjaJob *job)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "key", munja_job_get_key (job));
  add_state (builder, munja_job_state_get_type (), (int)munja_job_get_state (job));
  add_count (builder, "people", munja_job_get_n_recipients (job));
  add_text (builder, "groupId", munja_job_get_group_id (job));
  add_text (builder, "messageId", munja_job_get_message_id (job));
  add_text (builder, "statusCode", munja_job_get_status_code (job));
  add_time (builder, "scheduled", munja_job_get_scheduled (job));
  add_money (builder, "price", munja_job_get_price (job));
  json_builder_end_object (builder);
  print_json (builder);
}

/**
 * munja_command_print_job:
 * @session: who sends
 * @job: what was sent, or was to be
 * @json: whether to print it for programs
 *
 * Says what became of a message.
 */
void
munja_command_print_job (MunjaCommandSession *session, MunjaJob *job, gboolean json)
{
  const GError *problem = munja_job_get_problem (job);

  if (json)
    print_job_json (job);
  else
    g_print ("%s  %s\n", munja_job_get_key (job),
             munja_describe_job_state (munja_job_get_state (job)));
  if (problem != NULL)
    munja_command_session_complain (session, problem);
}

static void
print_sending_json (const MunjaSendingInfo *info)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_text (builder, "key", info->key);
  add_state (builder, MUNJA_TYPE_SENDING_OUTCOME, (int)info->outcome);
  add_count (builder, "people", info->n_messages);
  for (guint i = 0; i < MUNJA_N_SENT_STATES; i++)
    add_count (builder, sent_state_names[i], info->n_of_state[i]);
  add_text (builder, "from", info->from);
  add_text (builder, "text", info->written.text);
  add_text (builder, "groupId", info->group_id);
  add_text (builder, "messageId", info->message_id);
  add_time (builder, "wentOut", info->went_out);
  add_money (builder, "price", munja_sending_info_get_price (info));
  json_builder_set_member_name (builder, "final");
  json_builder_add_boolean_value (builder, info->is_final);
  json_builder_end_object (builder);
  print_json (builder);
}

/**
 * munja_command_print_sending:
 * @info: what was sent
 * @json: whether to print it for programs
 *
 * Says what became of a message in a line.
 */
void
munja_command_print_sending (const MunjaSendingInfo *info, gboolean json)
{
  g_autofree char *time = NULL;
  g_autofree char *result = NULL;
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;

  if (json) {
    print_sending_json (info);
    return;
  }
  time = munja_describe_seoul_time (info->went_out != 0 ? info->went_out : info->created);
  result = munja_describe_sending_result (info);
  text = munja_describe_first_words (info->written.text);
  plain = make_plain (text);
  g_print ("%s  %s  %s  %s\n", info->key != NULL ? info->key : info->group_id, time, result, plain);
}
