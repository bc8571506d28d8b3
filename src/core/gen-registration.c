#include "config.h"

#include <gio/gio.h>

#include "munja-registration-file.h"

/* Writes the registration of whoever publishes the app as C, at build time:
 *
 *   gen-registration FILE OUTPUT
 *
 * Nobody else on the computer can read what it writes. */

static char *
to_c (const MunjaRegistration *registration)
{
  g_autofree char *client_id = g_strescape (registration->client_id, NULL);
  g_autofree char *client_secret = g_strescape (registration->client_secret, NULL);
  g_autofree char *redirect_uri = g_strescape (registration->redirect_uri, NULL);
  g_autofree char *app_id = g_strescape (registration->app_id, NULL);

  return g_strdup_printf ("#include \"munja-built-in.h\"\n"
                          "const MunjaBuiltIn munja_built_in = {\n"
                          "  \"%s\",\n  \"%s\",\n  \"%s\",\n  \"%s\",\n};\n",
                          client_id, client_secret, redirect_uri, app_id);
}

int
main (int argc, char **argv)
{
  g_autofree char *text = NULL;
  g_autofree char *code = NULL;
  g_autoptr (MunjaRegistration) registration = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (argc != 3) {
    g_printerr ("usage: gen-registration FILE OUTPUT\n");
    return 2;
  }
  if (g_file_get_contents (argv[1], &text, &length, &error))
    registration = munja_registration_read_file (text, length, &error);
  if (registration != NULL)
    code = to_c (registration);
  if (code == NULL
      || !g_file_set_contents_full (argv[2], code, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                    &error)) {
    g_printerr ("The registration file %s cannot be built in. %s.\n", argv[1], error->message);
    return 1;
  }
  return 0;
}
