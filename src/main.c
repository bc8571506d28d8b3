#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <sys/resource.h>

#include "munja-application.h"

/* Tokens live in this process's memory; they must not be left in a core file. */
static void
forbid_core_dumps (void)
{
  const struct rlimit none = { 0, 0 };

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

  application = munja_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
