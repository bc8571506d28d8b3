#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *munja_uri_parse (const char *uri);
gboolean munja_uri_is_loopback (const char *uri);
gboolean munja_uri_is_graphic (const char *text);

G_END_DECLS
