#include "config.h"

#include "munja-window-handle.h"

#include <gdk/wayland/gdkwayland.h>
#include <gdk/x11/gdkx.h>

typedef struct {
  MunjaWindowHandleCallback callback;
  gpointer user_data;
} Export;

static void
wayland_exported_cb (GdkToplevel *toplevel, const char *name, gpointer user_data)
{
  Export *export = user_data;
  g_autofree char *handle = name != NULL ? g_strconcat ("wayland:", name, NULL) : NULL;

  export->callback (handle, export->user_data);
}

/**
 * munja_window_handle_export:
 * @window: a window on screen
 * @callback: (scope notified): called once, perhaps before this returns
 * @user_data: goes to @callback; must last until then
 *
 * Names a window so that another process can stay above it.
 */
void
munja_window_handle_export (GtkWindow *window,
                            MunjaWindowHandleCallback callback,
                            gpointer user_data)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (GDK_IS_WAYLAND_TOPLEVEL (surface)) {
    Export *export = g_new (Export, 1);

    *export = (Export){ callback, user_data };
    if (gdk_wayland_toplevel_export_handle (GDK_WAYLAND_TOPLEVEL (surface), wayland_exported_cb,
                                            export, g_free))
      return;
  } else if (GDK_IS_X11_SURFACE (surface)) {
    g_autofree char *handle
        = g_strdup_printf ("x11:%lx", gdk_x11_surface_get_xid (GDK_X11_SURFACE (surface)));

    callback (handle, user_data);
    return;
  }
  callback (NULL, user_data);
}

/**
 * munja_window_handle_unexport:
 * @window: a window that was exported
 *
 * Takes the name back once nobody needs it any more.
 */
void
munja_window_handle_unexport (GtkWindow *window)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));

  if (GDK_IS_WAYLAND_TOPLEVEL (surface))
    gdk_wayland_toplevel_unexport_handle (GDK_WAYLAND_TOPLEVEL (surface));
}
