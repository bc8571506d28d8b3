#include "config.h"

#include "munja-practice-message.h"

#include <string.h>

#include "munja-json.h"
#include "munja-phone.h"
#include "munja-practice-charset.h"
#include "munja-practice-input.h"
#include "munja-practice-price.h"
#include "munja-practice-status.h"

#define OBJECT_NAME        "message"
#define FOREIGN_MIN_DIGITS 4
#define FOREIGN_MAX_DIGITS 15

static char *
take_string (JsonObject *object, const char *name, char **problem)
{
  return munja_practice_input_take_string (object, OBJECT_NAME, name, problem);
}

static void
read_recipients (MunjaPracticeMessage *self, JsonArray *recipients, char **problem)
{
  guint length = json_array_get_length (recipients);

  if (length == 0 && *problem == NULL)
    *problem = munja_practice_input_problem (OBJECT_NAME, "to", "must contain at least 1 items");
  self->to = g_new0 (char *, MAX (length, 1));
  self->n_to = MAX (length, 1);
  for (guint i = 0; i < length; i++) {
    JsonNode *node = json_array_get_element (recipients, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
      self->to[i] = json_node_dup_string (node);
    else if (*problem == NULL)
      *problem = munja_practice_input_problem (OBJECT_NAME, "to", "must be an array of strings");
  }
}

static void
read_to (MunjaPracticeMessage *self, JsonObject *object, gboolean several, char **problem)
{
  JsonNode *node = json_object_get_member (object, "to");

  if (several && node != NULL && JSON_NODE_HOLDS_ARRAY (node)) {
    read_recipients (self, json_node_get_array (node), problem);
    return;
  }
  self->to = g_new0 (char *, 1);
  self->n_to = 1;
  self->to[0] = take_string (object, "to", problem);
}

static void
read_content (MunjaPracticeContent *self, JsonObject *object, char **problem)
{
  g_autofree char *type = take_string (object, "type", problem);

  self->from = take_string (object, "from", problem);
  self->text = take_string (object, "text", problem);
  self->subject = take_string (object, "subject", problem);
  self->image_id = take_string (object, "imageId", problem);
  self->country = take_string (object, "country", problem);
  if (self->country == NULL)
    self->country = g_strdup ("82");
  self->type = type != NULL ? g_ascii_strup (type, -1) : NULL;
  self->detect_type = munja_json_get_boolean (object, "autoTypeDetect", TRUE);
}

/* Source: contract, section 4.1, auto-detection. */
static MunjaMessageType
detect_type (const MunjaPracticeContent *self)
{
  if (self->image_id != NULL && *self->image_id != '\0')
    return MUNJA_MESSAGE_TYPE_MMS;
  if (self->subject != NULL && *self->subject != '\0')
    return MUNJA_MESSAGE_TYPE_LMS;
  return munja_practice_charset_count_bytes (self->text) > MUNJA_SMS_MAX_BYTES
             ? MUNJA_MESSAGE_TYPE_LMS
             : MUNJA_MESSAGE_TYPE_SMS;
}

static void
choose_type (MunjaPracticeContent *self)
{
  if (self->type == NULL && self->detect_type && self->text != NULL)
    self->type = g_strdup (munja_message_type_to_string (detect_type (self)));
}

/**
 * munja_practice_message_new:
 * @object: a message in a request
 * @several: whether it may have several recipients
 * @problem: (inout): set, if it is not yet, if the message has not the documented form
 *
 * Reads one message. What the service refuses about a message is no concern here.
 *
 * - Source: contract, section 4.1.
 *
 * Returns: (transfer full): the message; only good if there was no problem
 */
MunjaPracticeMessage *
munja_practice_message_new (JsonObject *object, gboolean several, char **problem)
{
  MunjaPracticeMessage *self = g_new0 (MunjaPracticeMessage, 1);
  JsonNode *fields = json_object_get_member (object, "customFields");

  read_to (self, object, several, problem);
  read_content (&self->content, object, problem);
  self->custom_fields = fields != NULL ? json_node_ref (fields) : NULL;
  choose_type (&self->content);
  return self;
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
  for (guint i = 0; i < self->n_to; i++)
    g_free (self->to[i]);
  g_free (self->to);
  munja_practice_content_clear (&self->content);
  g_clear_pointer (&self->custom_fields, json_node_unref);
  g_free (self);
}

static gboolean
is_empty (const char *text)
{
  return text == NULL || *text == '\0';
}

static gboolean
lacks_something (const MunjaPracticeContent *content, const char *to)
{
  return is_empty (to) || is_empty (content->from) || is_empty (content->text)
         || is_empty (content->type)
         || (munja_practice_content_is_type (content, MUNJA_MESSAGE_TYPE_MMS)
             && is_empty (content->image_id));
}

/* The service has more types, for other messengers, which need more than this server knows. */
static gboolean
has_known_type (const MunjaPracticeContent *content)
{
  return munja_practice_content_is_type (content, MUNJA_MESSAGE_TYPE_SMS)
         || munja_practice_content_is_type (content, MUNJA_MESSAGE_TYPE_LMS)
         || munja_practice_content_is_type (content, MUNJA_MESSAGE_TYPE_MMS);
}

static gboolean
is_good_recipient (const char *to, const char *country)
{
  gsize length = strlen (to);
  MunjaPhone phone;

  if (strspn (to, "0123456789") != length || strspn (country, "0123456789") != strlen (country))
    return FALSE;
  if (!g_str_equal (country, "82"))
    return length >= FOREIGN_MIN_DIGITS && length <= FOREIGN_MAX_DIGITS;
  /* A number that had to be repaired was not one as it stood. */
  return munja_phone_parse (to, &phone) == MUNJA_PHONE_OK && g_str_equal (phone.number, to)
         && phone.kind != MUNJA_PHONE_SHORT;
}

static gboolean
has_control_characters (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && strchr ("\n\r\t", *p) == NULL)
      return TRUE;
  return FALSE;
}

static guint
check_text (const MunjaPracticeContent *content, gboolean strict)
{
  const char *subject = content->subject != NULL ? content->subject : "";
  gsize max_bytes = munja_message_type_get_max_bytes (munja_practice_content_get_type (content));

  if (munja_practice_content_is_type (content, MUNJA_MESSAGE_TYPE_SMS) && *subject != '\0')
    return 1013;
  if (munja_practice_charset_count_bytes (subject) > MUNJA_SUBJECT_MAX_BYTES)
    return 1014;
  if (munja_practice_charset_count_bytes (content->text) > max_bytes)
    return 1031;
  if (strict
      && (!munja_practice_charset_can_encode (content->text)
          || !munja_practice_charset_can_encode (subject)))
    return 1029;
  if (has_control_characters (content->text) || has_control_characters (subject))
    return 1028;
  return MUNJA_PRACTICE_ACCEPTED;
}

/**
 * munja_practice_message_check_recipient:
 * @self: a message
 * @to: (nullable): one of its recipients
 *
 * Finds the first thing that is wrong with a message to this recipient, besides what
 * munja_practice_message_check_content() finds, which comes after it.
 *
 * - Source: order and codes of the contract, section 14, "Sending".
 *
 * Returns: a status code, %MUNJA_PRACTICE_ACCEPTED if nothing is wrong
 */
guint
munja_practice_message_check_recipient (const MunjaPracticeMessage *self, const char *to)
{
  const MunjaPracticeContent *content = &self->content;

  if (lacks_something (content, to))
    return 1010;
  if (!has_known_type (content))
    return 1025;
  return is_good_recipient (to, content->country) ? MUNJA_PRACTICE_ACCEPTED : 1011;
}

static gboolean
lacks_picture (const MunjaPracticeContent *content)
{
  return munja_practice_content_is_type (content, MUNJA_MESSAGE_TYPE_MMS)
         && is_empty (content->image_id);
}

/**
 * munja_practice_message_check_content:
 * @self: a message
 * @senders: (array zero-terminated=1): active sender numbers
 * @files: where pictures are
 * @strict: whether only what EUC-KR holds is taken
 *
 * Finds the first thing that is wrong with a message whoever gets it; something may be missing.
 *
 * - Source: order and codes of the contract, section 14, "Sending". A country without a price is
 *   one without a route, 1058; that an MMS without a picture lacks something, 1010, is inferred.
 *
 * Returns: a status code, %MUNJA_PRACTICE_ACCEPTED if nothing is wrong
 */
guint
munja_practice_message_check_content (const MunjaPracticeMessage *self,
                                      const char *const *senders,
                                      MunjaPracticeFiles *files,
                                      gboolean strict)
{
  const MunjaPracticeContent *content = &self->content;
  guint code;

  if (is_empty (content->from) || is_empty (content->text) || lacks_picture (content))
    return 1010;
  if (!g_strv_contains (senders, content->from))
    return 1062;
  code = check_text (content, strict);
  if (code != MUNJA_PRACTICE_ACCEPTED)
    return code;
  if (!is_empty (content->image_id) && !munja_practice_files_has_picture (files, content->image_id))
    return 1034;
  if (!munja_practice_input_are_custom_fields (self->custom_fields))
    return 1032;
  return munja_practice_price_find (content->country) != NULL ? MUNJA_PRACTICE_ACCEPTED : 1058;
}
