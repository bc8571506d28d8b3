#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *
munja_book_read (GBytes *bytes, int *progress, GCancellable *cancellable, GError **error);

G_END_DECLS
