#include "config.h"

#include <fcntl.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "munja-error.h"
#include "munja-secret.h"
#include "munja-sign-in-application.h"
#include "munja-sign-in-policy.h"

#define REQUEST_TIMEOUT_MS 10000
#define EXIT_BAD_REQUEST   2

/* What is in memory here opens an account for a day, and must not be left in a core file.
 * For the limit of 1 see the other program's main(). */
static void
forbid_core_dumps (void)
{
  const struct rlimit no_handler = { 1, 1 };
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &no_handler) != 0)
    setrlimit (RLIMIT_CORE, &none);
}

/* Neither a library's print nor a child that lives on may touch the channel to the main process. */
static int
take_standard_output (void)
{
  int fd = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

  if (dup2 (STDERR_FILENO, STDOUT_FILENO) < 0)
    close (STDOUT_FILENO);
  return fd;
}

static void
set_up_locale (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* One that has gone away needs no answer. */
static void
write_line (int fd, const char *line)
{
  g_autoptr (MunjaSecret) text = g_strconcat (line, "\n", NULL);
  gsize length = strlen (text);
  ssize_t written = 0;

  for (gsize done = 0; done < length && written >= 0; done += (gsize)written)
    written = write (fd, text + done, length - done);
}

static MunjaSignInRequest *
read_request (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = munja_sign_in_request_read (STDIN_FILENO, REQUEST_TIMEOUT_MS, &error);
  g_autoptr (MunjaSignInRequest) request
      = body != NULL ? munja_sign_in_request_parse (body, &error) : NULL;

  if (request != NULL && !munja_sign_in_policy_may_start (request)) {
    g_set_error_literal (&error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "The page cannot be opened");
    g_clear_pointer (&request, munja_sign_in_request_free);
  }
  if (request == NULL)
    g_printerr ("munja-sign-in: %s\n", error->message);
  return g_steal_pointer (&request);
}

static void
answered_cb (MunjaSignInAttempt *attempt, gpointer user_data)
{
  write_line (GPOINTER_TO_INT (user_data), munja_sign_in_attempt_get_answer (attempt));
}

static void
run (MunjaSignInAttempt *attempt, int answer_fd)
{
  g_autoptr (MunjaSignInApplication) application = NULL;

  if (!gtk_init_check ()) {
    write_line (answer_fd, "{\"error\":\"unavailable\"}");
    return;
  }
  /* The window system groups windows by these. */
  g_set_prgname (APP_ID);
  gtk_window_set_default_icon_name (APP_ID);

  application = munja_sign_in_application_new (attempt, answer_fd);
  g_application_run (G_APPLICATION (application), 0, NULL);
}

int
main (void)
{
  g_autoptr (MunjaSignInRequest) request = NULL;
  g_autoptr (MunjaSignInAttempt) attempt = NULL;
  int answer_fd;

  forbid_core_dumps ();
  answer_fd = take_standard_output ();
  if (answer_fd < 0)
    return EXIT_FAILURE;
  set_up_locale ();
  /* GLib has read it for this process. WebKit's own meet warnings that they can live with. */
  g_unsetenv ("G_DEBUG");
  /* In its other mode ibus 1.5 hands keys back too late for a web view, which then loses them. */
  g_setenv ("IBUS_ENABLE_SYNC_MODE", "1", FALSE);
  /* On many machines it leaves the page white; only this process is concerned. */
  g_setenv ("WEBKIT_DISABLE_DMABUF_RENDERER", "1", FALSE);

  request = read_request ();
  if (request == NULL) {
    write_line (answer_fd, "{\"error\":\"request\"}");
    return EXIT_BAD_REQUEST;
  }
  attempt = munja_sign_in_attempt_new (g_steal_pointer (&request));
  g_signal_connect (attempt, "answered", G_CALLBACK (answered_cb), GINT_TO_POINTER (answer_fd));
  run (attempt, answer_fd);
  return EXIT_SUCCESS;
}
