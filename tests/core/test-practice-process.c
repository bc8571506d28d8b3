#include "config.h"

#include <glib/gstdio.h>

#include "munja-error.h"
#include "munja-practice-process.h"
#include "support-rows.h"
#include "support-transport.h"
#include "support-wait.h"

static char *folder;

/* A program in the server's place. */
static char *
write_program (const char *script)
{
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\n%s\n", script);
  char *path = g_build_filename (folder, "server", NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  return path;
}

static MunjaPracticeProcess *
start (const char *program, GCancellable *cancellable, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  munja_practice_process_start_async (program, cancellable, support_result_cb, &result);
  return munja_practice_process_start_finish (support_wait_for_result (&result), error);
}

/* Whether a server answers; one that ends has to close its port first. */
static MunjaError
ask (const char *base)
{
  MunjaTransport *transport = munja_transport_new (base);
  const MunjaRequest request = { .method = "GET", .path = "/cash/v1/balance" };
  g_autoptr (GError) error = NULL;

  g_assert_null (support_transport_call (transport, &request, &error));
  support_finalize (transport);
  return (MunjaError)error->code;
}

static void
test_start (void)
{
  g_autoptr (GError) error = NULL;
  MunjaPracticeProcess *process = start (g_getenv ("MUNJA_PRACTICE_SERVER"), NULL, &error);
  g_autofree char *base = NULL;
  g_autofree char *code = NULL;
  guint watch;

  g_assert_no_error (error);
  g_assert_true (munja_service_is_practice (munja_practice_process_get_service (process)));
  g_assert_true (
      munja_registration_is_complete (munja_practice_process_get_registration (process)));
  code = munja_practice_process_take_code (process);
  g_assert_nonnull (code);
  g_assert_null (munja_practice_process_take_code (process));
  base = g_strdup (munja_practice_process_get_service (process)->api_base);
  g_assert_cmpint (ask (base), ==, MUNJA_ERROR_SIGN_IN);
  support_finalize (process);
  watch = support_watch_start ("the end of the server");
  while (ask (base) != MUNJA_ERROR_OFFLINE)
    continue;
  g_source_remove (watch);
}

static void
ended_cb (MunjaPracticeProcess *process, gpointer user_data)
{
  ++*(guint *)user_data;
}

#define GREETING                                                                                   \
  "echo '{\"base\":\"http://127.0.0.1:9\",\"client_id\":\"CID\",\"client_secret\":\"SECRET\","     \
  "\"redirect_uri\":\"http://localhost:8080/authorize\",\"app_id\":\"app\"}'"

static void
test_ended (void)
{
  g_autofree char *program = write_program (GREETING);
  MunjaPracticeProcess *process = start (program, NULL, NULL);
  guint ended = 0;

  g_signal_connect (process, "ended", G_CALLBACK (ended_cb), &ended);
  SUPPORT_WAIT_UNTIL (ended > 0);
  g_assert_cmpuint (ended, ==, 1);
  support_finalize (process);
}

static const struct {
  const char *name;
  const char *script;
} bad_cases[] = {
  { "silent", "exit 0" },
  { "fails", "exit 1" },
  { "aborts", "kill -ABRT $$" },
  { "garbage", "echo nothing; cat" },
  { "binary", "printf '\\377\\n'; cat" },
  { "empty-line", "echo; cat" },
  { "array", "echo '[]'; cat" },
  { "no-base", "echo '{\"client_id\":\"CID\"}'; cat" },
  { "base-elsewhere",
    "echo '{\"base\":\"http://evil.example\",\"client_id\":\"CID\",\"client_secret\":\"SECRET\","
    "\"app_id\":\"app\"}'; cat" },
  { "incomplete", "echo '{\"base\":\"http://127.0.0.1:9\",\"client_id\":\"CID\"}'; cat" },
};

static void
test_bad (gconstpointer data)
{
  const typeof (bad_cases[0]) *c = data;
  g_autofree char *program = write_program (c->script);
  g_autoptr (GError) error = NULL;

  g_assert_null (start (program, NULL, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PRACTICE);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (start ("/nonexistent/server", NULL, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PRACTICE);
}

static void
test_cancel (void)
{
  g_autofree char *program = write_program ("exec cat");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  munja_practice_process_start_async (program, cancellable, support_result_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (munja_practice_process_start_finish (support_wait_for_result (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_autofree char *program = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("munja-XXXXXX", NULL);
  g_test_add_func ("/practice-process/start", test_start);
  g_test_add_func ("/practice-process/ended", test_ended);
  SUPPORT_ADD_ROWS ("/practice-process/bad", bad_cases, test_bad);
  g_test_add_func ("/practice-process/missing", test_missing);
  g_test_add_func ("/practice-process/cancel", test_cancel);
  status = g_test_run ();
  program = g_build_filename (folder, "server", NULL);
  g_remove (program);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
