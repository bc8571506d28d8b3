/* Sends to 100,000 recipients through the outbox to the practice server, and prints what it took:
 * one figure a line, with its name and its unit. */

#include "config.h"

#include "bench-sender.h"
#include "bench-support.h"

#define N_RECIPIENTS 100000

/* Recipients in the first run, which is not measured: it loads libraries and fills caches. */
#define N_WARM_UP 10

static void
measure (BenchSender *sender, MunjaOutbox *outbox)
{
  g_autoptr (BenchWatch) watch = NULL;

  bench_sender_send (sender, outbox, N_WARM_UP);
  watch = bench_watch_start ();
  bench_sender_send (sender, outbox, N_RECIPIENTS);
  bench_print ("send_messages_per_second", N_RECIPIENTS / bench_watch_get_seconds (watch),
               "messages/s");
  bench_print ("send_peak_memory", bench_watch_get_memory (watch) / 1048576, "MiB");
  bench_print ("send_longest_stall", bench_watch_get_longest_stall (watch), "ms");
}

int
main (void)
{
  g_autoptr (BenchSender) sender = bench_sender_new ();
  g_autoptr (MunjaOutbox) outbox = bench_sender_open_outbox (sender, "outbox.sqlite");

  measure (sender, outbox);
  return 0;
}
