#pragma once

#include "munja-api.h"
#include "munja-archive.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_IMPORTER munja_importer_get_type ()
G_DECLARE_FINAL_TYPE (MunjaImporter, munja_importer, MUNJA, IMPORTER, GObject)

MunjaImporter *munja_importer_new (MunjaApi *api, MunjaOutbox *outbox, MunjaArchive *archive);
void munja_importer_set_api (MunjaImporter *self, MunjaApi *api);
void munja_importer_set_member (MunjaImporter *self, const char *member_key);
void munja_importer_start (MunjaImporter *self);
void munja_importer_stop (MunjaImporter *self);

gboolean munja_importer_is_running (MunjaImporter *self);
guint munja_importer_get_n_added (MunjaImporter *self);
const GError *munja_importer_get_error (MunjaImporter *self);

G_END_DECLS
