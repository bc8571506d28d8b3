#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <locale.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#include "munja-json.h"
#include "munja-practice-authorize.h"
#include "munja-practice-past.h"
#include "munja-practice-server.h"
#ifdef WITH_CONTROL
#include "munja-practice-gate.h"
#endif

/* The stand-in for the service. Says on standard output, in one line of JSON, where it answers and
 * what a client needs to know, and serves until its standard input closes. */

/* The window that it serves comes first where the processors are busy. */
#define NICENESS 10

static gboolean
input_cb (int fd, GIOCondition condition, gpointer user_data)
{
  GMainLoop *loop = user_data;
  char ignored[256];
  ssize_t got = read (fd, ignored, sizeof ignored);

  if (got > 0 || (got < 0 && (errno == EINTR || errno == EAGAIN)))
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static gboolean
print_introduction (MunjaPractice *practice, SoupServer *server)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *base = munja_practice_server_get_base (server);
  g_autofree char *code = munja_practice_approve_unasked (practice);
  g_autoptr (GBytes) line = NULL;

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "base", base);
  munja_json_add_string (builder, "client_id", practice->client->client_id);
  munja_json_add_string (builder, "client_secret", practice->client->client_secret);
  munja_json_add_string (builder, "redirect_uri", practice->client->redirect_uri);
  munja_json_add_string (builder, "app_id", practice->client->app_id);
  munja_json_add_string (builder, "code", code);
  munja_json_add_string (builder, "email", MUNJA_PRACTICE_EMAIL);
  munja_json_add_string (builder, "password", MUNJA_PRACTICE_PASSWORD);
  json_builder_set_member_name (builder, "senders");
  munja_practice_account_write_senders (practice->account, builder);
  json_builder_end_object (builder);
  line = munja_json_to_bytes (builder);
  return fwrite (g_bytes_get_data (line, NULL), 1, g_bytes_get_size (line), stdout)
             == g_bytes_get_size (line)
         && fputc ('\n', stdout) != EOF && fflush (stdout) == 0;
}

static gboolean
read_options (int *argc, char ***argv, int *port, gboolean *control, GError **error)
{
  GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, port, "Loopback port, 0 for any that is free", "PORT" },
#ifdef WITH_CONTROL
    { "control", 0, 0, G_OPTION_ARG_NONE, control, "Let tests drive it below /_practice/", NULL },
#endif
    { 0 },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_summary (context,
                                "Stands in for the text message service. Nothing is sent.");
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1 || *port < 0 || *port > G_MAXUINT16) {
    g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                         "The port must be from 0 to 65535, and there are no other arguments");
    return FALSE;
  }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
#ifdef WITH_CONTROL
  g_autoptr (MunjaPracticeControl) driver = NULL;
#endif
  g_autoptr (MunjaPractice) practice = NULL;
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  gboolean control = FALSE;
  int port = 0;

  setlocale (LC_ALL, "");
  setpriority (PRIO_PROCESS, 0, NICENESS);
  if (read_options (&argc, &argv, &port, &control, &error))
    practice = munja_practice_new (&error);
  if (practice != NULL && !control)
    munja_practice_past_welcome (practice);
#ifdef WITH_CONTROL
  if (practice != NULL && control) {
    driver = munja_practice_control_new ();
    munja_practice_gate_set (practice, driver);
  }
#endif
  if (practice != NULL)
    server = munja_practice_server_new (practice, (guint16)port, &error);
  if (server == NULL) {
    g_printerr ("munja-practice-server: %s\n", error->message);
    return 1;
  }
  if (!print_introduction (practice, server))
    return 1;
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, loop);
  g_main_loop_run (loop);
  soup_server_disconnect (server);
  return 0;
}
