#pragma once

#include "munja-zip.h"

G_BEGIN_DECLS

#define MUNJA_ODS_CONTENT "content.xml"

GPtrArray *munja_ods_read (MunjaZip *zip, GCancellable *cancellable, GError **error);

G_END_DECLS
