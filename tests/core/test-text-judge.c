#include "config.h"

#include <string.h>

#include "munja-json.h"
#include "munja-measure.h"
#include "support-random-text.h"
#include "support-rows.h"
#include "support-service.h"

#define SEED        31416
#define N_TEXTS     10000
#define GROUPS_PATH "/messages/v4/groups"
#define PATIENCE    240

/* A group at a practice server, whose encoder is the C library's. */
typedef struct {
  SupportService *service;
  MunjaTokens *tokens;
  SoupSession *session;
  char *path;
} Judge;

static JsonNode *
call (Judge *self, const char *method, const char *path, const char *body)
{
  g_autofree char *uri = g_strconcat (self->service->base, path, NULL);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->tokens->access_token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) request = g_bytes_new (body, strlen (body));
  g_autoptr (GBytes) reply = NULL;
  JsonNode *root;

  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", bearer);
  soup_message_set_request_body_from_bytes (message, "application/json", request);
  reply = soup_session_send_and_read (self->session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, SOUP_STATUS_OK);
  root = munja_json_parse_object (reply, NULL);
  g_assert_nonnull (root);
  return root;
}

static Judge *
judge_new (gboolean strict)
{
  Judge *self = g_new0 (Judge, 1);
  g_autoptr (JsonNode) group = NULL;

  self->service = support_service_new ();
  self->tokens = support_service_new_tokens (self->service);
  self->session = soup_session_new_with_options ("timeout", PATIENCE, NULL);
  group
      = call (self, "POST", GROUPS_PATH,
              strict ? "{\"strict\":true,\"allowDuplicates\":true}" : "{\"allowDuplicates\":true}");
  self->path = g_strconcat (GROUPS_PATH "/",
                            json_object_get_string_member (json_node_get_object (group), "groupId"),
                            "/messages", NULL);
  return self;
}

static void
judge_free (Judge *self)
{
  g_object_unref (self->session);
  munja_tokens_free (self->tokens);
  support_service_free (self->service);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Judge, judge_free)

static void
add_message (Judge *self,
             JsonBuilder *builder,
             const char *text,
             const char *subject,
             const char *type)
{
  json_builder_begin_object (builder);
  munja_json_add_string (builder, "from", self->service->sender);
  munja_json_add_string (builder, "to", "01012345678");
  munja_json_add_string (builder, "text", text);
  munja_json_add_string (builder, "subject", subject);
  munja_json_add_string (builder, "type", type);
  json_builder_end_object (builder);
}

static JsonBuilder *
begin_messages (void)
{
  JsonBuilder *builder = json_builder_new_immutable ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "messages");
  json_builder_begin_array (builder);
  return builder;
}

/* Returns what the judge's record says of each message. */
static JsonNode *
judge (Judge *self, JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *body = NULL;
  g_autoptr (JsonNode) reply = NULL;

  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  body = json_to_string (root, FALSE);
  reply = call (self, "PUT", self->path, body);
  return support_service_read (self->service, "/_practice/messages");
}

static JsonObject *
get_told (JsonNode *told, guint index)
{
  JsonArray *messages = json_object_get_array_member (json_node_get_object (told), "messages");

  return json_array_get_object_element (messages, index);
}

static void
assert_told (JsonNode *told, guint index, const MunjaMeasure *measure, const char *code)
{
  JsonObject *message = get_told (told, index);

  g_assert_cmpstr (json_object_get_string_member (message, "statusCode"), ==, code);
  g_assert_cmpint (json_object_get_int_member (message, "bytes"), ==, measure->bytes);
  g_assert_cmpstr (json_object_get_string_member (message, "type"), ==,
                   munja_message_type_to_string (measure->type));
}

/* A text of so many bytes, as far as they can be in syllables. */
static char *
new_text (gsize bytes)
{
  GString *text = g_string_new (bytes % 2 == 1 ? "." : NULL);

  for (gsize i = 0; i < bytes / 2; i++)
    g_string_append (text, "글");
  return g_string_free (text, FALSE);
}

static const struct {
  const char *name;
  gsize bytes;
  gsize subject_bytes;
  MunjaTypeChoice choice;
  const char *code;
} limits[] = {
  { "89", 89, 0, MUNJA_TYPE_CHOICE_AUTO, "2000" },
  { "90", 90, 0, MUNJA_TYPE_CHOICE_AUTO, "2000" },
  { "91", 91, 0, MUNJA_TYPE_CHOICE_AUTO, "2000" },
  { "1999", 1999, 0, MUNJA_TYPE_CHOICE_AUTO, "2000" },
  { "2000", 2000, 0, MUNJA_TYPE_CHOICE_AUTO, "2000" },
  { "2001", 2001, 0, MUNJA_TYPE_CHOICE_AUTO, "1031" },
  { "subject-39", 10, 39, MUNJA_TYPE_CHOICE_AUTO, "2000" },
  { "subject-40", 10, 40, MUNJA_TYPE_CHOICE_AUTO, "2000" },
  { "subject-41", 10, 41, MUNJA_TYPE_CHOICE_AUTO, "1014" },
  { "sms-90", 90, 0, MUNJA_TYPE_CHOICE_SMS, "2000" },
  { "sms-91", 91, 0, MUNJA_TYPE_CHOICE_SMS, "1031" },
  { "sms-subject", 10, 2, MUNJA_TYPE_CHOICE_SMS, "1013" },
  { "lms-1", 1, 0, MUNJA_TYPE_CHOICE_LMS, "2000" },
  { "lms-2001", 2001, 0, MUNJA_TYPE_CHOICE_LMS, "1031" },
};

static void
test_limit (gconstpointer data)
{
  const typeof (limits[0]) *c = data;
  g_autoptr (Judge) self = judge_new (TRUE);
  g_autofree char *text = new_text (c->bytes);
  g_autofree char *subject = c->subject_bytes > 0 ? new_text (c->subject_bytes) : NULL;
  MunjaMeasure measure = munja_measure (text, subject, c->choice, FALSE);
  g_autoptr (JsonBuilder) builder = begin_messages ();
  g_autoptr (JsonNode) told = NULL;

  add_message (self, builder, text, subject,
               c->choice != MUNJA_TYPE_CHOICE_AUTO ? munja_message_type_to_string (measure.type)
                                                   : NULL);
  told = judge (self, builder);
  assert_told (told, 0, &measure, c->code);
  g_assert_cmpint (munja_measure_can_send (&measure), ==, g_str_equal (c->code, "2000"));
}

static const struct {
  const char *name;
  SupportRandomText kind;
  gboolean strict;
} random_rows[] = {
  { "strict", SUPPORT_RANDOM_STRICT, TRUE },
  { "rare-syllables", SUPPORT_RANDOM_SENDABLE, FALSE },
};

/* Whatever the meter calls sendable is taken, as what the meter says. */
static void
test_random (gconstpointer data)
{
  const typeof (random_rows[0]) *c = data;
  g_autoptr (Judge) self = judge_new (c->strict);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (JsonBuilder) builder = begin_messages ();
  g_autofree MunjaMeasure *measures = g_new0 (MunjaMeasure, N_TEXTS);
  guint n_types[3] = { 0 };
  g_autoptr (JsonNode) told = NULL;

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = support_random_text_new (rand, 100, c->kind);

    measures[i] = munja_measure (text, NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE);
    g_assert_true (munja_measure_can_send (&measures[i]));
    n_types[measures[i].type]++;
    add_message (self, builder, text, NULL, NULL);
  }
  told = judge (self, builder);
  for (guint i = 0; i < N_TEXTS; i++)
    assert_told (told, i, &measures[i], "2000");
  g_assert_cmpuint (n_types[MUNJA_MESSAGE_TYPE_SMS], >, N_TEXTS / 4);
  g_assert_cmpuint (n_types[MUNJA_MESSAGE_TYPE_LMS], >, N_TEXTS / 4);
}

/* What people may type and paste: the meter and the judge agree on each, once it is normalised and
 * what cannot be sent was replaced, and also where it was not. */
static void
test_anything (void)
{
  g_autoptr (Judge) self = judge_new (TRUE);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (JsonBuilder) builder = begin_messages ();
  g_autofree MunjaMeasure *measures = g_new0 (MunjaMeasure, N_TEXTS);
  guint n_refused = 0;
  g_autoptr (JsonNode) told = NULL;

  for (guint i = 0; i < N_TEXTS; i++) {
    g_autofree char *text = support_random_text_new (rand, 6, SUPPORT_RANDOM_ANYTHING);
    g_autofree char *raw = g_strconcat ("a", text, NULL);
    g_autofree char *normalized = munja_text_normalize (raw);

    measures[i] = munja_measure (raw, NULL, MUNJA_TYPE_CHOICE_AUTO, FALSE);
    add_message (self, builder, normalized, NULL, NULL);
  }
  told = judge (self, builder);
  for (guint i = 0; i < N_TEXTS; i++) {
    const char *code = json_object_get_string_member (get_told (told, i), "statusCode");
    gboolean taken = g_str_equal (code, "2000");

    /* The strict judge has no rare syllables, and takes the postal code mark of 2002. */
    if (strstr (json_object_get_string_member (get_told (told, i), "text"), "㉾") != NULL)
      continue;
    g_assert_cmpint (taken, ==, munja_measure_can_send (&measures[i]) && measures[i].n_rare == 0);
    if (!taken)
      g_assert_true (g_str_equal (code, "1029") || g_str_equal (code, "1028"));
    n_refused += !taken;
  }
  g_assert_cmpuint (n_refused, >, N_TEXTS / 4);
  g_assert_cmpuint (n_refused, <, N_TEXTS - N_TEXTS / 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/text-judge/limit", limits, test_limit);
  SUPPORT_ADD_ROWS ("/text-judge/random", random_rows, test_random);
  g_test_add_func ("/text-judge/anything", test_anything);
  return g_test_run ();
}
