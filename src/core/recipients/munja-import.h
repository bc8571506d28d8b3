#pragma once

#include <gio/gio.h>

#include "munja-import-file.h"
#include "munja-paste.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_IMPORT munja_import_get_type ()
G_DECLARE_FINAL_TYPE (MunjaImport, munja_import, MUNJA, IMPORT, GObject)

/* How many rows are shown before anything is taken over. */
#define MUNJA_IMPORT_PREVIEW_ROWS 10

MunjaImport *munja_import_new (GFile *file);
void munja_import_set_encoding (MunjaImport *self, MunjaEncoding encoding);
void munja_import_set_delimiter (MunjaImport *self, char delimiter);
void munja_import_set_sheet (MunjaImport *self, int sheet);
void munja_import_load_async (MunjaImport *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean munja_import_load_finish (MunjaImport *self, GAsyncResult *result, GError **error);

const MunjaImportSource *munja_import_get_source (MunjaImport *self);
const MunjaDecoded *munja_import_get_decoded (MunjaImport *self);
const MunjaRecipientLayout *munja_import_get_layout (MunjaImport *self);
void munja_import_set_layout (MunjaImport *self, const MunjaRecipientLayout *layout);
guint munja_import_get_n_columns (MunjaImport *self);
GPtrArray *munja_import_get_preview (MunjaImport *self);
double munja_import_get_progress (MunjaImport *self);

void munja_import_read_async (MunjaImport *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MunjaPaste *munja_import_read_finish (MunjaImport *self, GAsyncResult *result, GError **error);

G_END_DECLS
