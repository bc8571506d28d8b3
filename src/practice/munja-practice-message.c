#include "config.h"

#include "munja-practice-message.h"

#include <string.h>

#include "munja-json.h"
#include "munja-phone.h"
#include "munja-text.h"

#define CUSTOM_NAME_MAX_CHARS  30
#define CUSTOM_VALUE_MAX_CHARS 100
#define FOREIGN_MIN_DIGITS     4
#define FOREIGN_MAX_DIGITS     15

typedef struct {
  const char *code;
  const char *text;
} Status;

/* The trailing blank of 2000 is the service's own (contract, sections 4.4 and 4.10). */
static const Status statuses[] = {
  { MUNJA_PRACTICE_ACCEPTED, "정상 접수(이통사로 접수 예정) " },
  { "1010", "필수 입력 값 누락" },
  { "1011", "형식 오류" },
  { "1013", "단문문자(SMS)에는 제목을 사용할 수 없음" },
  { "1014", "제목 길이 초과" },
  { "1025", "잘못된 메시지 유형" },
  { "1028", "출력할 수 없는 문자 포함" },
  { "1029", "EUC-KR에 없는 문자 포함" },
  { "1031", "메시지 길이 초과" },
  { "1032", "잘못된 사용자 정의 필드" },
  { "1034", "존재하지 않는 이미지" },
  { "1062", "발신번호 미등록" },
};

static char *
new_problem (const char *object, const char *name, const char *problem)
{
  return g_strdup_printf ("child \"body\" fails because [child \"%s\" fails because [child \"%s\" "
                          "fails because [\"%s\" %s]]]",
                          object, name, name, problem);
}

/* Reads a string that may be missing; anything else is a problem of the whole request. */
static char *
take_string (JsonObject *object, const char *object_name, const char *name, char **problem)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (*problem == NULL)
    *problem = new_problem (object_name, name, "must be a string");
  return NULL;
}

static JsonObject *
take_object (JsonObject *body, const char *name, gboolean required, char **problem)
{
  JsonNode *node = json_object_get_member (body, name);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  if (*problem == NULL && (node != NULL || required))
    *problem = g_strdup_printf ("child \"body\" fails because [child \"%s\" fails because "
                                "[\"%s\" %s]]",
                                name, name, node != NULL ? "must be an object" : "is required");
  return NULL;
}

static void
read_message (MunjaPracticeMessage *self, JsonObject *message, char **problem)
{
  JsonNode *fields = json_object_get_member (message, "customFields");
  g_autofree char *type = take_string (message, "message", "type", problem);

  self->to = take_string (message, "message", "to", problem);
  self->from = take_string (message, "message", "from", problem);
  self->text = take_string (message, "message", "text", problem);
  self->subject = take_string (message, "message", "subject", problem);
  self->image_id = take_string (message, "message", "imageId", problem);
  self->country = take_string (message, "message", "country", problem);
  if (self->country == NULL)
    self->country = g_strdup ("82");
  self->type = type != NULL ? g_ascii_strup (type, -1) : NULL;
  self->detect_type = munja_json_get_boolean (message, "autoTypeDetect", TRUE);
  self->custom_fields = fields != NULL ? json_node_ref (fields) : NULL;
}

static void
choose_type (MunjaPracticeMessage *self)
{
  gboolean picture = self->image_id != NULL && *self->image_id != '\0';

  if (self->type == NULL && self->detect_type && self->text != NULL)
    self->type = g_strdup (
        munja_message_type_to_string (munja_text_choose_type (self->text, self->subject, picture)));
}

/**
 * munja_practice_message_new:
 * @body: what was posted
 * @problem: (out) (transfer full): set if the request has not the documented form
 *
 * Reads a request of one message. What is wrong with the message itself is no concern here.
 *
 * - Source: contract, section 4.4.
 *
 * Returns: (transfer full) (nullable): the message
 */
MunjaPracticeMessage *
munja_practice_message_new (JsonObject *body, char **problem)
{
  g_autoptr (MunjaPracticeMessage) self = g_new0 (MunjaPracticeMessage, 1);
  JsonObject *message = take_object (body, "message", TRUE, problem);
  JsonObject *agent = take_object (body, "agent", FALSE, problem);

  if (message != NULL)
    read_message (self, message, problem);
  if (agent != NULL) {
    self->app_id = take_string (agent, "agent", "appId", problem);
    self->sdk_version = take_string (agent, "agent", "sdkVersion", problem);
    self->os_platform = take_string (agent, "agent", "osPlatform", problem);
  }
  self->strict = munja_json_get_boolean (body, "strict", FALSE);
  choose_type (self);
  return *problem == NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * munja_practice_message_free:
 * @self: (nullable) (transfer full): a message
 */
void
munja_practice_message_free (MunjaPracticeMessage *self)
{
  if (self == NULL)
    return;
  g_free (self->group_id);
  g_free (self->message_id);
  g_free (self->to);
  g_free (self->from);
  g_free (self->text);
  g_free (self->subject);
  g_free (self->type);
  g_free (self->image_id);
  g_free (self->country);
  g_clear_pointer (&self->custom_fields, json_node_unref);
  g_free (self->app_id);
  g_free (self->sdk_version);
  g_free (self->os_platform);
  g_free (self);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
is_type (const MunjaPracticeMessage *self, MunjaMessageType type)
{
  return g_strcmp0 (self->type, munja_message_type_to_string (type)) == 0;
}

static MunjaMessageType
get_type (const MunjaPracticeMessage *self)
{
  if (is_type (self, MUNJA_MESSAGE_TYPE_MMS))
    return MUNJA_MESSAGE_TYPE_MMS;
  return is_type (self, MUNJA_MESSAGE_TYPE_LMS) ? MUNJA_MESSAGE_TYPE_LMS : MUNJA_MESSAGE_TYPE_SMS;
}

static gboolean
lacks_something (const MunjaPracticeMessage *self)
{
  return is_empty (self->to) || is_empty (self->from) || is_empty (self->text)
         || is_empty (self->type)
         || (is_type (self, MUNJA_MESSAGE_TYPE_MMS) && is_empty (self->image_id));
}

/* The service has more types, for other messengers, which need more than this server knows. */
static gboolean
has_known_type (const MunjaPracticeMessage *self)
{
  return is_type (self, MUNJA_MESSAGE_TYPE_SMS) || is_type (self, MUNJA_MESSAGE_TYPE_LMS)
         || is_type (self, MUNJA_MESSAGE_TYPE_MMS);
}

static gboolean
has_good_recipient (const MunjaPracticeMessage *self)
{
  gsize length = strlen (self->to);
  MunjaPhone phone;

  if (strspn (self->to, "0123456789") != length
      || strspn (self->country, "0123456789") != strlen (self->country))
    return FALSE;
  if (!g_str_equal (self->country, "82"))
    return length >= FOREIGN_MIN_DIGITS && length <= FOREIGN_MAX_DIGITS;
  /* A number that had to be repaired was not one as it stood. */
  return munja_phone_parse (self->to, &phone) == MUNJA_PHONE_OK
         && g_str_equal (phone.number, self->to) && phone.kind != MUNJA_PHONE_SHORT;
}

static gboolean
is_in_euc_kr (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *converted = g_convert (text, -1, "EUC-KR", "UTF-8", NULL, NULL, &error);

  return converted != NULL
         || g_error_matches (error, G_CONVERT_ERROR, G_CONVERT_ERROR_NO_CONVERSION);
}

static gboolean
has_control_characters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && strchr ("\n\r\t", *p) == NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_bad_custom_fields (const MunjaPracticeMessage *self)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (self->custom_fields == NULL || JSON_NODE_HOLDS_NULL (self->custom_fields))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (self->custom_fields))
    return TRUE;
  json_object_iter_init (&iter, json_node_get_object (self->custom_fields));
  while (json_object_iter_next (&iter, &name, &value))
    if (g_utf8_strlen (name, -1) > CUSTOM_NAME_MAX_CHARS || !JSON_NODE_HOLDS_VALUE (value)
        || json_node_get_value_type (value) != G_TYPE_STRING
        || g_utf8_strlen (json_node_get_string (value), -1) > CUSTOM_VALUE_MAX_CHARS)
      return TRUE;
  return FALSE;
}

/**
 * munja_practice_message_check:
 * @self: a message
 * @senders: (array zero-terminated=1): active sender numbers
 *
 * Finds the first thing that is wrong with a message.
 *
 * - Source: order and codes of the contract, section 14, "Sending".
 *
 * Returns: a status code, %MUNJA_PRACTICE_ACCEPTED if nothing is wrong
 */
const char *
munja_practice_message_check (const MunjaPracticeMessage *self, const char *const *senders)
{
  const char *subject = self->subject != NULL ? self->subject : "";

  if (lacks_something (self))
    return "1010";
  if (!has_known_type (self))
    return "1025";
  if (!has_good_recipient (self))
    return "1011";
  if (!g_strv_contains (senders, self->from))
    return "1062";
  if (is_type (self, MUNJA_MESSAGE_TYPE_SMS) && *subject != '\0')
    return "1013";
  if (munja_text_count_bytes (subject) > MUNJA_SUBJECT_MAX_BYTES)
    return "1014";
  if (munja_text_count_bytes (self->text) > munja_message_type_get_max_bytes (get_type (self)))
    return "1031";
  if (self->strict && (!is_in_euc_kr (self->text) || !is_in_euc_kr (subject)))
    return "1029";
  if (has_control_characters (self->text) || has_control_characters (subject))
    return "1028";
  /* Nothing can be stored yet, so no picture exists. */
  if (!is_empty (self->image_id))
    return "1034";
  if (has_bad_custom_fields (self))
    return "1032";
  return MUNJA_PRACTICE_ACCEPTED;
}

/**
 * munja_practice_message_get_price:
 * @self: a message that was checked
 *
 * - Source: contract, section 14, "Sending".
 *
 * Returns: its price in KRW
 */
gint64
munja_practice_message_get_price (const MunjaPracticeMessage *self)
{
  switch (get_type (self)) {
  case MUNJA_MESSAGE_TYPE_LMS:
    return 50;
  case MUNJA_MESSAGE_TYPE_MMS:
    return 200;
  case MUNJA_MESSAGE_TYPE_SMS:
  default:
    return 20;
  }
}

/**
 * munja_practice_status_describe:
 * @status_code: four digits that munja_practice_message_check() gives
 *
 * Returns: the service's words for it
 */
const char *
munja_practice_status_describe (const char *status_code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (g_str_equal (status_code, statuses[i].code))
      return statuses[i].text;
  g_return_val_if_reached (status_code);
}

/**
 * munja_practice_message_describe:
 * @self: a stored message
 *
 * Returns: (transfer full): its status for a page
 */
char *
munja_practice_message_describe (const MunjaPracticeMessage *self)
{
  const char *text = munja_practice_status_describe (self->status_code);

  return g_strchomp (g_strdup_printf ("%s %s", self->status_code, text));
}
