/* Sends to 100,000 recipients, and prints what it takes until it is known of each of them what
 * became of their message: once where all ended at once, and once where they end bit by bit. And
 * takes in 100,000 messages that were sent elsewhere. One figure a line, with its name and its
 * unit.
 */

#include "config.h"

#include "bench-sender.h"
#include "bench-support.h"
#include "munja-delivery.h"
#include "munja-elsewhere.h"
#include "support-wait.h"

#define N_RECIPIENTS 100000
#define N_SENDINGS   100

/* How long it takes until the last one ended that ends bit by bit, in seconds. */
#define SPREAD 30

/* What follows an outbox. */
typedef struct {
  MunjaArchive *archive;
  MunjaDelivery *delivery;
  MunjaSending *sending; /* the last one that came */
} Archive;

static void
added_cb (Archive *self, MunjaSending *sending)
{
  g_set_object (&self->sending, sending);
}

static Archive *
archive_open (BenchSender *sender, const char *name)
{
  Archive *self = g_new0 (Archive, 1);
  g_autofree char *path = bench_sender_build_path (sender, name);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->archive = munja_archive_new (path);
  munja_archive_open_async (self->archive, NULL, support_result_cb, &result);
  munja_archive_open_finish (self->archive, support_wait_for_result (&result), &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (self->archive, "added", G_CALLBACK (added_cb), self);
  return self;
}

static void
archive_free (Archive *self)
{
  if (self->delivery != NULL)
    g_object_run_dispose (G_OBJECT (self->delivery));
  g_clear_object (&self->delivery);
  g_clear_object (&self->sending);
  g_object_unref (self->archive);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_free)

static void
follow (Archive *self, BenchSender *sender, MunjaOutbox *outbox)
{
  self->delivery = munja_delivery_new (sender->session->api, outbox, self->archive);
  munja_delivery_set_member (self->delivery, sender->member);
  munja_delivery_start (self->delivery);
}

/* All that a service is asked. */
static guint
count_requests (BenchSender *sender)
{
  g_autoptr (JsonNode) record = support_service_read_record (sender->session->service);

  return json_array_get_length (
      json_object_get_array_member (json_node_get_object (record), "requests"));
}

static gboolean
is_final (const Archive *self)
{
  return self->sending != NULL && munja_sending_get_info (self->sending)->is_final;
}

static void
assert_delivered (const Archive *self)
{
  const MunjaSendingInfo *info = munja_sending_get_info (self->sending);

  g_assert_cmpuint (info->n_of_state[MUNJA_SENT_DELIVERED], ==, N_RECIPIENTS);
}

/* From the last message that is accepted to the last one of which it is known what became of it. */
static void
measure_ended (void)
{
  g_autoptr (BenchSender) sender = bench_sender_new ();
  g_autoptr (MunjaOutbox) outbox = bench_sender_open_outbox (sender, "outbox.sqlite");
  g_autoptr (Archive) archive = archive_open (sender, "archive.sqlite");
  g_autoptr (BenchWatch) watch = NULL;
  guint n_before;

  support_service_set (sender->session->service,
                       "{\"record_bodies\":false,\"pace\":{\"carrier\":0,\"end\":0}}");
  bench_sender_send (sender, outbox, N_RECIPIENTS);
  n_before = count_requests (sender);
  watch = bench_watch_start ();
  follow (archive, sender, outbox);
  BENCH_WAIT_UNTIL (is_final (archive));
  bench_print ("follow_time", bench_watch_get_seconds (watch), "s");
  bench_print ("follow_peak_memory", bench_watch_get_memory (watch) / 1048576, "MiB");
  bench_print ("follow_longest_stall", bench_watch_get_longest_stall (watch), "ms");
  bench_print ("follow_requests", count_requests (sender) - n_before, "requests");
  assert_delivered (archive);
}

static void
measure_spread (void)
{
  g_autoptr (BenchSender) sender = bench_sender_new ();
  g_autoptr (MunjaOutbox) outbox = bench_sender_open_outbox (sender, "outbox.sqlite");
  g_autoptr (Archive) archive = archive_open (sender, "archive.sqlite");
  g_autofree char *pace = g_strdup_printf (
      "{\"record_bodies\":false,\"pace\":{\"carrier\":1,\"end\":3,\"spread\":%d}}", SPREAD);
  const MunjaSendingInfo *info;
  guint n_before;

  support_service_set (sender->session->service, pace);
  bench_sender_send (sender, outbox, N_RECIPIENTS);
  n_before = count_requests (sender);
  follow (archive, sender, outbox);
  BENCH_WAIT_UNTIL (is_final (archive));
  info = munja_sending_get_info (archive->sending);
  bench_print ("follow_spread_late",
               (double)(g_get_real_time () - info->completed) / G_USEC_PER_SEC, "s");
  bench_print ("follow_spread_requests", count_requests (sender) - n_before, "requests");
  assert_delivered (archive);
}

/* What one computer sends another one takes in. */
static void
measure_elsewhere (void)
{
  g_autoptr (BenchSender) sender = bench_sender_new ();
  g_autoptr (MunjaOutbox) other = bench_sender_open_outbox (sender, "other.sqlite");
  g_autoptr (MunjaOutbox) outbox = bench_sender_open_outbox (sender, "outbox.sqlite");
  g_autoptr (Archive) archive = archive_open (sender, "archive.sqlite");
  g_autoptr (BenchWatch) watch = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  support_service_set (sender->session->service,
                       "{\"record_bodies\":false,\"pace\":{\"carrier\":0,\"end\":0}}");
  for (guint i = 0; i < N_SENDINGS; i++)
    bench_sender_send (sender, other, N_RECIPIENTS / N_SENDINGS);
  watch = bench_watch_start ();
  munja_elsewhere_import_async (sender->session->api, outbox, archive->archive, sender->member,
                                NULL, NULL, NULL, support_result_cb, &result);
  BENCH_WAIT_UNTIL (result != NULL);
  munja_elsewhere_import_finish (result, &error);
  g_assert_no_error (error);
  bench_print ("elsewhere_time", bench_watch_get_seconds (watch), "s");
  bench_print ("elsewhere_peak_memory", bench_watch_get_memory (watch) / 1048576, "MiB");
  bench_print ("elsewhere_longest_stall", bench_watch_get_longest_stall (watch), "ms");
}

int
main (void)
{
  measure_ended ();
  measure_spread ();
  measure_elsewhere ();
  return 0;
}
