#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *munja_picture_encode (GdkPixbuf *pixbuf, GCancellable *cancellable, GError **error);

G_END_DECLS
