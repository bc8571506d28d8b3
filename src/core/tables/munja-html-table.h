#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *munja_html_table_read (GBytes *text, GCancellable *cancellable, GError **error);

G_END_DECLS
