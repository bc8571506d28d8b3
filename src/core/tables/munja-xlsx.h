#pragma once

#include "munja-zip.h"

G_BEGIN_DECLS

GPtrArray *munja_xlsx_read (MunjaZip *zip, GCancellable *cancellable, GError **error);

G_END_DECLS
