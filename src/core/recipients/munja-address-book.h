#pragma once

#include <gio/gio.h>

#include "munja-paste.h"

G_BEGIN_DECLS

gboolean munja_address_book_join (GBytes **text,
                                  MunjaRecipientLayout *layout,
                                  guint *n_further,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
