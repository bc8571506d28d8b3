#include "config.h"

#include "munja-elsewhere.h"
#include "munja-error.h"
#include "munja-importer.h"
#include "munja-sent-list.h"
#include "support-archive.h"
#include "support-group.h"
#include "support-outbox.h"
#include "support-wait.h"

/* An account with which others send, too. */
typedef struct {
  SupportOutbox *outbox;
  SupportPlace *place;
  MunjaArchive *archive;
  GCancellable *cancellable;
  guint cancel_after; /* so many sendings; 0 for never */
  guint n_sendings;
} Fixture;

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->outbox = support_outbox_new ();
  support_service_set (self->outbox->session->service, "{\"balance\":10000000}");
  self->place = support_place_new ("archive.sqlite");
  self->archive = support_archive_open (self->place);
  self->cancellable = g_cancellable_new ();
  return self;
}

static void
fixture_free (Fixture *self)
{
  support_archive_close (self->archive);
  support_place_wait_until_closed (self->place->path);
  support_outbox_free (self->outbox);
  g_object_unref (self->cancellable);
  support_place_free (self->place);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
progress_cb (guint n_sendings, gpointer user_data)
{
  Fixture *self = user_data;

  self->n_sendings = n_sendings;
  if (n_sendings == self->cancel_after)
    g_cancellable_cancel (self->cancellable);
}

static gboolean
import (Fixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  self->n_sendings = 0;
  g_cancellable_reset (self->cancellable);
  munja_elsewhere_import_async (self->outbox->session->api, self->outbox->outbox, self->archive,
                                SUPPORT_MEMBER, progress_cb, self, self->cancellable,
                                support_result_cb, &result);
  return munja_elsewhere_import_finish (support_wait_for_result (&result), error);
}

static void
import_well (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gboolean is_well = import (self, &error);

  g_assert_no_error (error);
  g_assert_true (is_well);
}

static gint64
load_mark (Fixture *self, const char *member)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 mark;

  munja_archive_load_mark_async (self->archive, member, NULL, support_result_cb, &result);
  mark = munja_archive_load_mark_finish (self->archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  return mark;
}

/* What another program sends. */
static void
send_one (Fixture *self, const char *to, const char *text)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMessage) message = munja_message_new_for_text (text);
  const MunjaOutgoing outgoing = {
    .from = self->outbox->session->service->sender,
    .to = to,
    .message = message,
    .key = "another program",
  };
  MunjaReceipt *receipt;

  munja_api_perform_async (self->outbox->session->api,
                           munja_call_send (self->outbox->session->api, &outgoing), NULL,
                           support_result_cb, &result);
  receipt = munja_api_perform_finish (self->outbox->session->api, support_wait_for_result (&result),
                                      &error);
  g_assert_no_error (error);
  munja_receipt_free (receipt);
}

static char *
create_group (Fixture *self)
{
  MunjaApi *api = self->outbox->session->api;
  g_autofree char *key = g_uuid_string_random ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (MunjaGroup) group = NULL;

  munja_api_perform_async (api, munja_call_create_group (api, key), NULL, support_result_cb,
                           &result);
  group = munja_api_perform_finish (api, support_wait_for_result (&result), NULL);
  return g_strdup (group->id);
}

/* A list that goes out at once if it has no time. */
static void
send_list (Fixture *self, guint count, gint64 scheduled)
{
  SupportGroup group = { .session = self->outbox->session };
  g_autofree char *id = create_group (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) released = NULL;

  group.id = id;
  for (guint i = 0; i < count; i += 1000) {
    g_autoptr (GPtrArray) added = support_group_add (&group, i, MIN (count - i, 1000), &error);

    g_assert_no_error (error);
  }
  released = scheduled != 0 ? support_group_schedule (&group, scheduled, &error)
                            : support_group_send (&group, &error);
  g_assert_no_error (error);
  g_clear_object (&group.result);
}

static GListModel *
list (Fixture *self, guint count)
{
  MunjaSentList *sendings = munja_sent_list_new (self->archive);

  SUPPORT_WAIT_UNTIL (!munja_sent_list_get_loading (sendings)
                      && munja_sent_list_get_is_whole (sendings));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (sendings)), ==, count);
  return G_LIST_MODEL (sendings);
}

static void
assert_count (Fixture *self, guint count)
{
  g_autoptr (GListModel) sendings = list (self, count);
}

static void
test_nothing (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  import_well (self);
  assert_count (self, 0);
}

static void
test_import (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GListModel) sendings = NULL;
  guint n_long = 0;

  send_one (self, "01020001111", "하나");
  send_one (self, "01020001112", "둘");
  send_list (self, 1200, 0);
  import_well (self);
  g_assert_cmpuint (self->n_sendings, ==, 3);
  sendings = list (self, 3);
  for (guint i = 0; i < 3; i++) {
    g_autoptr (MunjaSending) sending = g_list_model_get_item (sendings, i);
    const MunjaSendingInfo *info = munja_sending_get_info (sending);

    g_assert_true (info->is_elsewhere);
    g_assert_cmpstr (info->member, ==, SUPPORT_MEMBER);
    g_assert_cmpstr (info->from, ==, self->outbox->session->service->sender);
    g_assert_cmpint (info->went_out, >, 0);
    g_assert_cmpstr (info->written.text, !=, "");
    n_long += info->n_messages == 1200;
  }
  g_assert_cmpuint (n_long, ==, 1);
}

/* The next one asks for nothing that is there. */
static void
test_again (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  guint n_before;

  send_one (self, "01020001111", "하나");
  import_well (self);
  n_before = support_outbox_count_requests (self->outbox, "GET", "/messages");
  g_assert_cmpint (load_mark (self, SUPPORT_MEMBER), >, 0);
  g_assert_cmpint (load_mark (self, "somebody else"), ==, 0);
  import_well (self);
  g_assert_cmpuint (self->n_sendings, ==, 0);
  g_assert_cmpuint (support_outbox_count_requests (self->outbox, "GET", "/messages"), ==, n_before);
  send_one (self, "01020001112", "둘");
  import_well (self);
  g_assert_cmpuint (self->n_sendings, ==, 1);
  assert_count (self, 2);
}

/* What was stopped goes on where it was. */
static void
test_stopped (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    send_list (self, 3, 0);
  self->cancel_after = 2;
  g_assert_false (import (self, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (load_mark (self, SUPPORT_MEMBER), ==, 0);
  self->cancel_after = 0;
  import_well (self);
  g_assert_cmpuint (self->n_sendings, <=, 2);
  assert_count (self, 4);
}

static void
changed_cb (MunjaImporter *importer, guint *n_changes)
{
  (*n_changes)++;
}

/* It looks as soon as somebody has signed in, and stops when they sign out. */
static void
test_importer (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  MunjaImporter *importer
      = munja_importer_new (self->outbox->session->api, self->outbox->outbox, self->archive);
  guint n_changes = 0;

  send_one (self, "01020001111", "하나");
  send_one (self, "01020001112", "둘");
  g_signal_connect (importer, "changed", G_CALLBACK (changed_cb), &n_changes);
  munja_importer_start (importer);
  g_assert_false (munja_importer_is_running (importer));
  munja_importer_set_member (importer, SUPPORT_MEMBER);
  g_assert_true (munja_importer_is_running (importer));
  SUPPORT_WAIT_UNTIL (!munja_importer_is_running (importer));
  g_assert_no_error (munja_importer_get_error (importer));
  g_assert_cmpuint (munja_importer_get_n_added (importer), ==, 2);
  g_assert_cmpuint (n_changes, ==, 4);
  assert_count (self, 2);

  send_one (self, "01020001113", "셋");
  munja_importer_start (importer);
  munja_importer_set_member (importer, NULL);
  g_assert_false (munja_importer_is_running (importer));
  munja_importer_set_member (importer, SUPPORT_MEMBER);
  SUPPORT_WAIT_UNTIL (!munja_importer_is_running (importer));
  assert_count (self, 3);

  support_service_fault (self->outbox->session->service, "/messages/v4/groups", "status",
                         ",\"method\":\"GET\",\"status\":403,\"times\":1");
  munja_importer_start (importer);
  SUPPORT_WAIT_UNTIL (!munja_importer_is_running (importer));
  g_assert_error (munja_importer_get_error (importer), MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
  munja_importer_start (importer);
  g_assert_no_error (munja_importer_get_error (importer));
  support_finalize (importer);
}

/* More groups than a page has. */
static void
test_pages (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  for (guint i = 0; i < 130; i++)
    send_one (self, "01020001111", "여럿");
  import_well (self);
  g_assert_cmpuint (self->n_sendings, ==, 130);
}

/* What did not go out is not taken in before it does. */
static void
test_scheduled (void)
{
  g_autoptr (Fixture) self = fixture_new ();

  send_list (self, 2, support_group_tomorrow ());
  import_well (self);
  assert_count (self, 0);
  support_service_set (self->outbox->session->service, "{\"clock\":{\"advance\":172800}}");
  import_well (self);
  assert_count (self, 1);
}

/* What this app sends gets into the archive from the outbox. */
static void
test_own (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (self->outbox, 1, 0);
  g_autoptr (MunjaJob) group = support_outbox_add (self->outbox, 2, 0);

  support_outbox_send (self->outbox, job, MUNJA_JOB_SENT);
  support_outbox_prepare (self->outbox, group);
  support_outbox_send (self->outbox, group, MUNJA_JOB_SENT);
  import_well (self);
  assert_count (self, 0);
}

/* Nor while it is only at the service that anybody knows that it was sent. */
static void
test_own_on_its_way (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MunjaJob) job = support_outbox_add (self->outbox, 1, 0);

  support_service_fault (self->outbox->session->service, SUPPORT_SEND_PATH, "hang_after",
                         ",\"times\":1");
  munja_outbox_release (self->outbox->outbox, job, 0);
  support_service_wait_for (self->outbox->session->service, SUPPORT_SEND_PATH);
  import_well (self);
  g_assert_cmpint (munja_job_get_state (job), ==, MUNJA_JOB_RELEASING);
  g_assert_null (munja_job_get_group_id (job));
  assert_count (self, 0);
}

/* Who may not read is told so. */
static void
test_refused (void)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (GError) error = NULL;

  support_service_fault (self->outbox->session->service, "/messages/v4/groups", "status",
                         ",\"method\":\"GET\",\"status\":403,\"times\":1");
  g_assert_false (import (self, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/elsewhere/nothing", test_nothing);
  g_test_add_func ("/elsewhere/import", test_import);
  g_test_add_func ("/elsewhere/again", test_again);
  g_test_add_func ("/elsewhere/stopped", test_stopped);
  g_test_add_func ("/elsewhere/importer", test_importer);
  g_test_add_func ("/elsewhere/pages", test_pages);
  g_test_add_func ("/elsewhere/scheduled", test_scheduled);
  g_test_add_func ("/elsewhere/own", test_own);
  g_test_add_func ("/elsewhere/own-on-its-way", test_own_on_its_way);
  g_test_add_func ("/elsewhere/refused", test_refused);
  return g_test_run ();
}
