#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>

#include "munja-application.h"
#include "munja-command.h"

/* Tokens live in this process's memory; they must not be left in a core file.
 * Where the limit is 1, the kernel starts no program that takes core files, either, which with 0 it
 * does (do_coredump() in its fs/coredump.c; such programs are common); and no file has room in it.
 * PR_SET_DUMPABLE would do as much, but gives /proc/PID to root, where the portals of the desktop
 * look up who asks, and then refuse to answer. */
static void
forbid_core_dumps (void)
{
  const struct rlimit no_handler = { 1, 1 };
  const struct rlimit none = { 0, 0 };

  if (setrlimit (RLIMIT_CORE, &no_handler) != 0)
    setrlimit (RLIMIT_CORE, &none);
}

int
main (int argc, char **argv)
{
  g_autoptr (MunjaApplication) application = NULL;

  forbid_core_dumps ();
  /* Writing to a helper that is gone must fail, not end the app. */
  signal (SIGPIPE, SIG_IGN);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (munja_command_is_one (argc, argv))
    return munja_command_run (argc, argv);
  application = munja_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
