#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_SECRET_STREAM munja_secret_stream_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSecretStream,
                      munja_secret_stream,
                      MUNJA,
                      SECRET_STREAM,
                      GMemoryInputStream)

GInputStream *munja_secret_stream_new (GBytes *bytes);

G_END_DECLS
