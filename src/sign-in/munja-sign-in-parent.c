#include "config.h"

#include "munja-sign-in-parent.h"

#include <gdk/wayland/gdkwayland.h>
#include <gdk/x11/gdkx.h>

/**
 * munja_sign_in_parent_apply:
 * @window: a realized window
 * @request: the request
 *
 * Tells the window manager that @window belongs to the main window, which is of another process. A
 * parent of another windowing system is passed over.
 */
void
munja_sign_in_parent_apply (GtkWindow *window, const MunjaSignInRequest *request)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GdkDisplay *display = gdk_surface_get_display (surface);

  if (GDK_IS_X11_DISPLAY (display) && request->parent_xid != 0)
    XSetTransientForHint (gdk_x11_display_get_xdisplay (display), gdk_x11_surface_get_xid (surface),
                          request->parent_xid);
  else if (GDK_IS_WAYLAND_DISPLAY (display) && request->parent_handle != NULL)
    gdk_wayland_toplevel_set_transient_for_exported (GDK_TOPLEVEL (surface),
                                                     request->parent_handle);
}
