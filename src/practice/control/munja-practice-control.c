#include "config.h"

#include "munja-practice-control.h"

#include "munja-json.h"
#include "munja-practice-form.h"
#include "munja-practice-option-setters.h"
#include "munja-practice-reply.h"
#include "munja-practice-report.h"

#define CONTROL_PREFIX "/_practice/"

typedef struct {
  const char *method;
  const char *path;
  MunjaPracticeHandler handle;
} ControlRoute;

static MunjaPracticeControl *
control_of (MunjaPractice *self)
{
  return self->control;
}

static void
reply_done (SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

/* Takes what is wrong, if anything. */
static void
reply_problem (SoupServerMessage *message, char *problem)
{
  if (problem == NULL)
    reply_done (message);
  else
    munja_practice_reply_error (message, 400, "InvalidControl", problem);
  g_free (problem);
}

static JsonNode *
read_object (SoupServerMessage *message)
{
  g_autoptr (GBytes) body = munja_practice_get_body (message);
  JsonNode *root = munja_json_parse_object (body, NULL);

  if (root == NULL)
    reply_problem (message, g_strdup ("The body must be a JSON object"));
  return root;
}

static void
set_options (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = read_object (message);

  if (root != NULL)
    reply_problem (message, munja_practice_set_options (self, json_node_get_object (root)));
}

static void
add_fault (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonNode) root = read_object (message);
  char *problem = NULL;
  MunjaPracticeFault *fault = NULL;

  if (root == NULL)
    return;
  fault = munja_practice_fault_new (json_node_get_object (root), &problem);
  if (fault != NULL)
    munja_practice_faults_add (control_of (self)->faults, fault);
  reply_problem (message, problem);
}

static void
clear_faults (MunjaPractice *self, SoupServerMessage *message)
{
  munja_practice_faults_clear (control_of (self)->faults);
  reply_done (message);
}

static void
list_requests (MunjaPractice *self, SoupServerMessage *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "requests");
  munja_practice_record_write (control_of (self)->record, builder);
  json_builder_end_object (builder);
  munja_practice_reply_json (message, 200, builder);
}

static void
clear_requests (MunjaPractice *self, SoupServerMessage *message)
{
  munja_practice_record_clear (control_of (self)->record);
  reply_done (message);
}

static void
lose_files (MunjaPractice *self, SoupServerMessage *message)
{
  munja_practice_files_clear (self->files);
  reply_done (message);
}

/* Lets one server take a thousand tests one after the other. */
static void
reset (MunjaPractice *self, SoupServerMessage *message)
{
  munja_practice_message_store_free (self->store);
  self->store = munja_practice_message_store_new ();
  munja_practice_message_store_free (self->past);
  self->past = munja_practice_message_store_new ();
  munja_practice_account_forget (self->account);
  munja_practice_files_clear (self->files);
  munja_practice_faults_clear (control_of (self)->faults);
  munja_practice_record_clear (control_of (self)->record);
  reply_done (message);
}

static const ControlRoute routes[] = {
  { "POST", CONTROL_PREFIX "options", set_options },
  { "POST", CONTROL_PREFIX "faults", add_fault },
  { "DELETE", CONTROL_PREFIX "faults", clear_faults },
  { "GET", CONTROL_PREFIX "requests", list_requests },
  { "DELETE", CONTROL_PREFIX "requests", clear_requests },
  { "GET", CONTROL_PREFIX "messages", munja_practice_report_messages },
  { "GET", CONTROL_PREFIX "groups", munja_practice_report_groups },
  { "GET", CONTROL_PREFIX "files", munja_practice_report_files },
  { "DELETE", CONTROL_PREFIX "files", lose_files },
  { "POST", CONTROL_PREFIX "reset", reset },
};

/**
 * munja_practice_control_new:
 *
 * Returns: (transfer full): nothing to go wrong, and no requests yet
 */
MunjaPracticeControl *
munja_practice_control_new (void)
{
  MunjaPracticeControl *self = g_new0 (MunjaPracticeControl, 1);

  self->faults = munja_practice_faults_new ();
  self->record = munja_practice_record_new ();
  return self;
}

/**
 * munja_practice_control_free:
 * @self: (nullable) (transfer full): what was made for tests
 */
void
munja_practice_control_free (MunjaPracticeControl *self)
{
  if (self == NULL)
    return;
  munja_practice_faults_free (self->faults);
  munja_practice_record_free (self->record);
  g_free (self);
}

/**
 * munja_practice_control_handle:
 * @practice: the service
 * @message: any request
 *
 * Answers a request to the control path, which the header of this file describes.
 *
 * Returns: whether it was one
 */
gboolean
munja_practice_control_handle (MunjaPractice *practice, SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  if (!g_str_has_prefix (path, CONTROL_PREFIX))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    if (g_str_equal (path, routes[i].path) && g_str_equal (method, routes[i].method)) {
      routes[i].handle (practice, message);
      return TRUE;
    }
  munja_practice_reply_not_found (message);
  return TRUE;
}
