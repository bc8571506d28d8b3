#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MunjaWindowHandleCallback:
 * @handle: (nullable): "x11:<XID in hex>" or "wayland:<handle>"; %NULL where there is neither
 * @user_data: what was given with it
 *
 * Gets a window's name for another process.
 */
typedef void (*MunjaWindowHandleCallback) (const char *handle, gpointer user_data);

void munja_window_handle_export (GtkWindow *window,
                                 MunjaWindowHandleCallback callback,
                                 gpointer user_data);
void munja_window_handle_unexport (GtkWindow *window);

G_END_DECLS
