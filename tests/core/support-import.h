#pragma once

#include "munja-import.h"

G_BEGIN_DECLS

GFile *support_import_write (const char *text, gsize length);
gboolean support_import_load (MunjaImport *import, GError **error);
MunjaImport *support_import_new (const char *text, gsize length, GError **error);
MunjaPaste *support_import_read (MunjaImport *import);
void
support_import_assert_first (MunjaPaste *batch, const char *wanted_number, const char *wanted_name);

G_END_DECLS
