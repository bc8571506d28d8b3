#include "config.h"

#include "support-keys.h"

#include <gdk/x11/gdkx.h>

/* Through the X server, as from a keyboard: what comes of it is to be waited for. */
static void
run_xdotool (GtkWindow *window, const char *command, const char *argument)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  g_autofree char *id = g_strdup_printf ("%lu", gdk_x11_surface_get_xid (surface));
  G_GNUC_END_IGNORE_DEPRECATIONS
  const char *arguments[] = { "xdotool", "windowfocus", "--sync", id, command, argument, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/**
 * support_press_key:
 * @window: where
 * @key: as xdotool calls it, as in "ctrl+f"
 */
void
support_press_key (GtkWindow *window, const char *key)
{
  run_xdotool (window, "key", key);
}

/**
 * support_type:
 * @window: where
 * @text: ASCII
 */
void
support_type (GtkWindow *window, const char *text)
{
  run_xdotool (window, "type", text);
}
