#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

G_BEGIN_DECLS

GdkPixbuf *munja_picture_decode (GBytes *source, GCancellable *cancellable, GError **error);

G_END_DECLS
