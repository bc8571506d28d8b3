#include "config.h"

#include "munja-error.h"
#include "munja-json.h"
#include "munja-seoul.h"
#include "support-group.h"
#include "support-rows.h"
#include "support-wait.h"

/* No error code. */
#define OK -1

static void
prepare_filled (SupportGroup *group)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) added = support_group_add (group, 0, 2, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (added->len, ==, 2);
}

static void
prepare_scheduled (SupportGroup *group)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) scheduled = NULL;

  prepare_filled (group);
  scheduled = support_group_schedule (group, support_group_tomorrow (), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scheduled->status, ==, "SCHEDULED");
  g_assert_cmpint (scheduled->scheduled, ==, support_group_tomorrow ());
}

/* Checks the group that a call returned, if it did. */
static gboolean
take_group (MunjaGroup *returned, SupportGroup *group, const char *status)
{
  g_autoptr (MunjaGroup) owned = returned;

  if (owned == NULL)
    return FALSE;
  g_assert_cmpstr (owned->status, ==, status);
  return TRUE;
}

static gboolean
create (SupportGroup *group, GError **error)
{
  return take_group (support_group_create (group, error), group, "PENDING");
}

static gboolean
add (SupportGroup *group, GError **error)
{
  g_autoptr (GPtrArray) added = support_group_add (group, 0, 2, error);

  return added != NULL;
}

static gboolean
send_it (SupportGroup *group, GError **error)
{
  return take_group (support_group_send (group, error), group, "SENDING");
}

static gboolean
schedule (SupportGroup *group, GError **error)
{
  return take_group (support_group_schedule (group, support_group_tomorrow (), error), group,
                     "SCHEDULED");
}

static gboolean
cancel_schedule (SupportGroup *group, GError **error)
{
  return take_group (support_group_cancel (group, error), group, "FAILED");
}

static gboolean
delete_it (SupportGroup *group, GError **error)
{
  return take_group (support_group_delete (group, error), group, "DELETED");
}

/* All calls that change something. @done is the group's status once it was carried out. */
typedef struct {
  const char *name;
  const char *method;
  const char *rest; /* NULL for the path of all groups */
  const char *before;
  const char *done;
  void (*prepare) (SupportGroup *group);
  gboolean (*carry_out) (SupportGroup *group, GError **error);
} Write;

static const Write writes[] = {
  { "create", "POST", NULL, "PENDING", "PENDING", NULL, create },
  { "add", "PUT", "/messages", "PENDING", "PENDING", NULL, add },
  { "send", "POST", "/send", "PENDING", "SENDING", prepare_filled, send_it },
  { "schedule", "POST", "/schedule", "PENDING", "SCHEDULED", prepare_filled, schedule },
  { "cancel-schedule", "DELETE", "/schedule", "SCHEDULED", "FAILED", prepare_scheduled,
    cancel_schedule },
  { "delete", "DELETE", "", "PENDING", "DELETED", NULL, delete_it },
};

/* Whatever happens, the service gets the request once. @carried_out tells what it did then. */
static const struct {
  const char *name;
  const char *kind;
  const char *members;
  int code;
  gboolean carried_out;
} faults[] = {
  { "none", NULL, "", OK, TRUE },
  { "reset-before", "reset_before", "", MUNJA_ERROR_UNCONFIRMED, FALSE },
  { "reset-after", "reset_after", "", MUNJA_ERROR_UNCONFIRMED, TRUE },
  { "cut-off", "truncated", "", MUNJA_ERROR_UNCONFIRMED, TRUE },
  { "empty", "empty", "", MUNJA_ERROR_UNCONFIRMED, FALSE },
  { "not-json", "not_json", "", MUNJA_ERROR_UNCONFIRMED, FALSE },
  { "wrong-type", "wrong_type", "", MUNJA_ERROR_UNCONFIRMED, FALSE },
  { "500", "status", ",\"status\":500", MUNJA_ERROR_UNCONFIRMED, FALSE },
  { "503", "status", ",\"status\":503,\"retry_after\":1", MUNJA_ERROR_UNCONFIRMED, FALSE },
  { "429", "status", ",\"status\":429,\"retry_after\":1", MUNJA_ERROR_BUSY, FALSE },
  { "402", "status", ",\"status\":402", MUNJA_ERROR_BALANCE, FALSE },
  { "out-of-time", "slow", ",\"delay_ms\":60000", MUNJA_ERROR_UNCONFIRMED, TRUE },
};

typedef struct {
  const Write *write;
  gsize fault;
} FaultRow;

static FaultRow fault_rows[G_N_ELEMENTS (writes) * G_N_ELEMENTS (faults)];

static char *
write_path (const Write *write, SupportGroup *group)
{
  return write->rest != NULL ? support_group_path (group, write->rest)
                             : g_strdup (SUPPORT_GROUPS_PATH);
}

static void
assert_status (SupportGroup *group, const char *status)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) now = support_group_get (group, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (now->status, ==, status);
}

/* That the group is asked for first leaves a connection that could be used again, and on which
 * libsoup would dare to repeat a request by itself. */
static void
test_fault (gconstpointer data)
{
  const FaultRow *row = data;
  const Write *write = row->write;
  const typeof (faults[0]) *fault = &faults[row->fault];
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autofree char *path = write_path (write, group);
  g_autofree char *members
      = g_strdup_printf ("%s,\"times\":0,\"method\":\"%s\"", fault->members, write->method);
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (write->prepare != NULL)
    write->prepare (group);
  assert_status (group, write->before);
  support_service_forget (group->session->service);
  if (fault->kind != NULL)
    support_service_fault (group->session->service, path, fault->kind, members);
  if (g_str_equal (fault->name, "out-of-time"))
    munja_transport_set_time_limit_ms (group->session->transport, 200);

  ok = write->carry_out (group, &error);
  g_assert_cmpint (ok, ==, fault->code == OK);
  if (!ok)
    g_assert_error (error, MUNJA_ERROR, fault->code);
  g_assert_cmpuint (support_group_count (group, write->method, path), ==, 1);
  munja_transport_set_time_limit_ms (group->session->transport, 10000);
  support_service_forgive (group->session->service);
  assert_status (group, fault->carried_out ? write->done : write->before);
}

static MunjaGroup *
schedule_in_the_past (SupportGroup *group, GError **error)
{
  return support_group_schedule (group, g_get_real_time () - G_TIME_SPAN_HOUR, error);
}

static MunjaGroup *
schedule_far_away (SupportGroup *group, GError **error)
{
  return support_group_schedule (group, g_get_real_time () + 200 * G_TIME_SPAN_DAY, error);
}

static MunjaGroup *
schedule_tomorrow (SupportGroup *group, GError **error)
{
  return support_group_schedule (group, support_group_tomorrow (), error);
}

static MunjaGroup *
forget_id (SupportGroup *group, GError **error)
{
  g_free (group->id);
  group->id = g_strdup ("G4V20200101000000AAAAAAAAAAAAAAA");
  return support_group_create (group, error);
}

/* What the service says about a call that comes at the wrong time, after @first. */
static const struct {
  const char *name;
  MunjaGroup *(*first) (SupportGroup *group, GError **error);
  MunjaGroup *(*call) (SupportGroup *group, GError **error);
  unsigned status;
  const char *code;
} refusals[] = {
  { "send-twice", support_group_send, support_group_send, 409, "GroupInProcessing" },
  { "schedule-sent", support_group_send, schedule_tomorrow, 409, "GroupInProcessing" },
  { "send-scheduled", schedule_tomorrow, support_group_send, 409, "ScheduledGroup" },
  { "schedule-twice", schedule_tomorrow, schedule_tomorrow, 409, "ScheduledGroup" },
  { "send-deleted", support_group_delete, support_group_send, 400, "DeletedGroup" },
  { "delete-sent", support_group_send, support_group_delete, 400, "NotOperationalStatus" },
  { "delete-scheduled", schedule_tomorrow, support_group_delete, 400, "NotOperationalStatus" },
  { "cancel-pending", support_group_get, support_group_cancel, 400, "InvalidStatus" },
  { "schedule-past", support_group_get, schedule_in_the_past, 400, "InvalidScheduledDate" },
  { "schedule-far", support_group_get, schedule_far_away, 400, "InvalidScheduledDate" },
  { "get-unknown", forget_id, support_group_get, 404, "ResourceNotFound" },
  { "send-unknown", forget_id, support_group_send, 404, "ResourceNotFound" },
};

static void
test_refusal (gconstpointer data)
{
  const typeof (refusals[0]) *c = data;
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (MunjaGroup) first = NULL;
  g_autoptr (GError) error = NULL;

  prepare_filled (group);
  first = c->first (group, &error);
  g_assert_no_error (error);
  g_assert_null (c->call (group, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED);
  g_assert_cmpuint (munja_error_get_http_status (error), ==, c->status);
  g_assert_cmpstr (munja_error_get_service_code (error), ==, c->code);
  g_assert_nonnull (munja_error_get_service_text (error));
}

/* A group that is done is told apart from one that is being sent. */
static void
test_already_sent (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (MunjaGroup) sent = NULL;
  g_autoptr (GError) error = NULL;

  prepare_filled (group);
  sent = support_group_send (group, &error);
  g_assert_no_error (error);
  support_service_set (group->session->service, "{\"clock\":{\"advance\":60}}");
  assert_status (group, "COMPLETE");
  g_assert_null (support_group_send (group, &error));
  g_assert_cmpstr (munja_error_get_service_code (error), ==, "AlreadySent");
}

static JsonNode *
read_body (SupportGroup *group, const char *path)
{
  g_autoptr (JsonNode) record = support_service_read_record (group->session->service);
  const char *text = json_object_get_string_member (support_service_find (record, path), "body");
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  JsonNode *root = munja_json_parse_object (bytes, NULL);

  g_assert_nonnull (root);
  return root;
}

/* The app's id stands in the group itself, not under "agent" as with a single message. */
static void
test_create_body (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (JsonNode) root = read_body (group, SUPPORT_GROUPS_PATH);
  JsonObject *object = json_node_get_object (root);
  JsonObject *fields = json_object_get_object_member (object, "customFields");

  g_assert_cmpstr (json_object_get_string_member (object, "appId"), ==,
                   group->session->service->registration->app_id);
  g_assert_cmpstr (json_object_get_string_member (object, "sdkVersion"), ==, "munja/" VERSION);
  g_assert_true (json_object_has_member (object, "osPlatform"));
  g_assert_false (json_object_get_boolean_member (object, "allowDuplicates"));
  g_assert_cmpstr (json_object_get_string_member (fields, MUNJA_KEY_FIELD), ==, SUPPORT_KEY);
}

static void
test_schedule_body (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autofree char *path = support_group_path (group, "/schedule");
  g_autofree char *expected = munja_seoul_format (support_group_tomorrow ());
  g_autoptr (JsonNode) root = NULL;

  prepare_scheduled (group);
  root = read_body (group, path);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "scheduledDate"), ==,
                   expected);
  g_assert_true (g_str_has_suffix (expected, "+09:00"));
}

/* An id is opaque, so that nothing in it may lead elsewhere. The record has paths decoded. */
static void
test_escaped_id (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;

  g_free (group->id);
  group->id = g_strdup ("a?b#c한%2F");
  g_assert_null (support_group_get (group, &error));
  g_assert_cmpuint (support_group_count (group, "GET", SUPPORT_GROUPS_PATH "/a?b#c한%2F"), ==, 1);
}

/* The rows of a reply are told apart by what we gave them, and each has its own answer. */
static void
test_added_rows (void)
{
  g_autoptr (SupportGroup) group = support_group_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) added = support_group_add (group, 7, 2, &error);
  g_autoptr (GPtrArray) again = support_group_add (group, 8, 1, &error);
  const MunjaAddedMessage *message = added->pdata[1];

  g_assert_no_error (error);
  g_assert_cmpint (message->row, ==, 8);
  g_assert_cmpstr (message->key, ==, SUPPORT_KEY);
  g_assert_cmpstr (message->to, ==, "01030000009");
  g_assert_cmpstr (message->status_code, ==, "2000");
  g_assert_nonnull (message->message_id);
  message = again->pdata[0];
  g_assert_cmpint (message->row, ==, 8);
  g_assert_cmpstr (message->status_code, ==, "1026");
}

static void
add_faults (void)
{
  FaultRow *row = fault_rows;

  for (gsize w = 0; w < G_N_ELEMENTS (writes); w++)
    for (gsize f = 0; f < G_N_ELEMENTS (faults); f++) {
      g_autofree char *path
          = g_strdup_printf ("/api-groups/fault/%s/%s", writes[w].name, faults[f].name);

      *row = (FaultRow){ &writes[w], f };
      g_test_add_data_func (path, row++, test_fault);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_faults ();
  SUPPORT_ADD_ROWS ("/api-groups/refusal", refusals, test_refusal);
  g_test_add_func ("/api-groups/already-sent", test_already_sent);
  g_test_add_func ("/api-groups/create-body", test_create_body);
  g_test_add_func ("/api-groups/schedule-body", test_schedule_body);
  g_test_add_func ("/api-groups/escaped-id", test_escaped_id);
  g_test_add_func ("/api-groups/added-rows", test_added_rows);
  return g_test_run ();
}
