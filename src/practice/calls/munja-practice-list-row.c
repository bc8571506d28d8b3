#include "config.h"

#include "munja-practice-list-row.h"

#include "munja-practice-network.h"
#include "munja-practice-sheet.h"
#include "munja-practice-status.h"
#include "munja-practice-writer.h"

static void
add_boolean (GString *json, const char *name, gboolean value, gboolean number)
{
  if (number)
    munja_practice_writer_add_number (json, name, value ? 1 : 0);
  else
    munja_practice_writer_add_raw (json, name, value ? "true" : "false");
}

static void
add_content (GString *json, const MunjaPracticeStored *stored)
{
  const MunjaPracticeContent *content = stored->content;

  munja_practice_writer_add_string (json, "to", stored->to);
  munja_practice_writer_add_string (json, "from", content->from);
  munja_practice_writer_add_string (json, "text", content->text);
  munja_practice_writer_add_string (json, "type", content->type);
  munja_practice_writer_add_string (json, "country", content->country);
  munja_practice_writer_add_string (json, "subject", content->subject);
  munja_practice_writer_add_string (json, "imageId", content->image_id);
}

static const MunjaPracticeNetwork *
get_network (const MunjaPracticeStored *stored, guint code)
{
  return code / 1000 > 2 ? munja_practice_network_choose (stored->to, stored->content->country)
                         : NULL;
}

static void
add_state (GString *json, const MunjaPracticeStored *stored, guint code)
{
  const MunjaPracticeContent *content = stored->content;
  const char *queue
      = munja_practice_price_get_type_name (munja_practice_content_get_type (content));
  const MunjaPracticeNetwork *network = get_network (stored, code);
  char text[8];

  g_snprintf (text, sizeof text, "%u", code);
  munja_practice_writer_add_string (json, "status",
                                    munja_practice_status_is_final (code) ? "COMPLETE" : "PENDING");
  munja_practice_writer_add_string (json, "statusCode", text);
  munja_practice_writer_add_string (json, "reason", munja_practice_status_describe (code));
  munja_practice_writer_add_string (json, "networkCode", network != NULL ? network->code : NULL);
  munja_practice_writer_add_string (json, "networkName", network != NULL ? network->name : NULL);
  g_string_append_printf (json, "\"queues\":[{\"name\":\"%s\",\"statusCode\":\"%s\"}],", queue,
                          text);
  munja_practice_writer_add_string (json, "currentQueue", NULL);
}

static void
add_dates (GString *json, const MunjaPracticeStored *stored, guint code, gint64 now)
{
  gboolean handed_over = code / 1000 > 2;
  gint64 end = handed_over && munja_practice_status_is_final (code)
                   ? munja_practice_stored_get_end_time (stored)
                   : 0;

  munja_practice_writer_add_date (
      json, "dateProcessed", handed_over ? munja_practice_stored_get_carrier_time (stored) : 0);
  munja_practice_writer_add_date (json, "dateReported", end);
  munja_practice_writer_add_date (json, "dateReceived", end);
  munja_practice_writer_add_date (json, "dateCreated", stored->time);
  munja_practice_writer_add_date (json, "dateUpdated",
                                  munja_practice_stored_get_updated (stored, now));
}

static void
add_log (GString *json, const MunjaPracticeStored *stored)
{
  g_string_append (json, "\"log\":[{");
  munja_practice_writer_add_date (json, "createAt", stored->time);
  munja_practice_writer_add_string (json, "message", "메시지가 생성되었습니다.");
  munja_practice_writer_end (json, '}');
  g_string_append (json, "],");
}

/**
 * munja_practice_list_row_write:
 * @stored: a message
 * @account_id: whose it is
 * @now: in microseconds since 1970, UTC
 * @numbers: whether booleans are written as 0 and 1
 * @json: where a member of `messageList` is due
 *
 * Writes the message, and a comma.
 *
 * - Shape: contract, section 4.9.
 */
void
munja_practice_list_row_write (const MunjaPracticeStored *stored,
                               const char *account_id,
                               gint64 now,
                               gboolean numbers,
                               GString *json)
{
  guint code = munja_practice_stored_get_code (stored, now);

  g_string_append_printf (json, "\"%s\":{", stored->id);
  munja_practice_writer_add_string (json, "_id", stored->id);
  munja_practice_writer_add_string (json, "messageId", stored->id);
  munja_practice_writer_add_string (json, "groupId", stored->group->id);
  munja_practice_writer_add_string (json, "accountId", account_id);
  add_content (json, stored);
  add_state (json, stored, code);
  munja_practice_writer_add_raw (json, "customFields",
                                 stored->custom_fields != NULL ? stored->custom_fields : "{}");
  add_boolean (json, "replacement", FALSE, numbers);
  munja_practice_writer_add_raw (json, "replacements", "[]");
  add_boolean (json, "autoTypeDetect", stored->content->detect_type, numbers);
  munja_practice_writer_add_number (json, "resendCount", 0);
  add_boolean (json, "unavailableSenderNumber", FALSE, numbers);
  munja_practice_writer_add_number (json, "faxPageCount", 0);
  add_boolean (json, "voiceReplied", FALSE, numbers);
  munja_practice_writer_add_number (json, "voiceDuration", 0);
  munja_practice_writer_add_string (json, "clusterKey", NULL);
  munja_practice_writer_add_raw (
      json, "kakaoOptions",
      "{\"pfId\":null,\"templateId\":null,\"disableSms\":false,\"buttons\":[]}");
  add_dates (json, stored, code, now);
  add_log (json, stored);
  munja_practice_writer_end (json, '}');
  g_string_append_c (json, ',');
}

/**
 * munja_practice_list_row_add_to_sheet:
 * @stored: a message
 * @now: in microseconds since 1970, UTC
 * @sheet: where a row is due
 *
 * Writes what a person would want to know of the message.
 */
void
munja_practice_list_row_add_to_sheet (const MunjaPracticeStored *stored, gint64 now, GString *sheet)
{
  const MunjaPracticeContent *content = stored->content;
  guint code = munja_practice_stored_get_code (stored, now);
  const MunjaPracticeNetwork *network = get_network (stored, code);

  munja_practice_sheet_begin_row (sheet);
  munja_practice_sheet_add_text (sheet, stored->id);
  munja_practice_sheet_add_text (sheet, stored->group->id);
  munja_practice_sheet_add_text (sheet, content->from);
  munja_practice_sheet_add_text (sheet, stored->to);
  munja_practice_sheet_add_text (sheet, content->country);
  munja_practice_sheet_add_text (sheet, content->type);
  munja_practice_sheet_add_text (sheet, content->subject);
  munja_practice_sheet_add_text (sheet, content->text);
  munja_practice_sheet_add_number (sheet, code);
  munja_practice_sheet_add_text (sheet, munja_practice_status_describe (code));
  munja_practice_sheet_add_text (sheet, network != NULL ? network->name : NULL);
  munja_practice_sheet_add_date (sheet, stored->time);
  munja_practice_sheet_end_row (sheet);
}
