#pragma once

#include <gio/gio.h>

#include "munja-sheet.h"

G_BEGIN_DECLS

MunjaSheet *munja_vcard_read (GBytes *text, GCancellable *cancellable, GError **error);

G_END_DECLS
