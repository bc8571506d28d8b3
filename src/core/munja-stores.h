#pragma once

#include <gio/gio.h>

#include "munja-service.h"

G_BEGIN_DECLS

/* What it brings together is known to those who use it. */
typedef struct _MunjaApi MunjaApi;
typedef struct _MunjaArchive MunjaArchive;
typedef struct _MunjaDelivery MunjaDelivery;
typedef struct _MunjaImporter MunjaImporter;
typedef struct _MunjaOutbox MunjaOutbox;

#define MUNJA_TYPE_STORES munja_stores_get_type ()
G_DECLARE_FINAL_TYPE (MunjaStores, munja_stores, MUNJA, STORES, GObject)

MunjaStores *munja_stores_new (MunjaApi *api, const MunjaService *service);
void munja_stores_set_api (MunjaStores *self, MunjaApi *api);
void munja_stores_set_member (MunjaStores *self, const char *member_key);

void munja_stores_open_async (MunjaStores *self, GAsyncReadyCallback callback, gpointer user_data);
void munja_stores_open_finish (MunjaStores *self, GAsyncResult *result);

MunjaOutbox *munja_stores_get_outbox (MunjaStores *self);
const GError *munja_stores_get_outbox_error (MunjaStores *self);
MunjaArchive *munja_stores_get_archive (MunjaStores *self);
const GError *munja_stores_get_archive_error (MunjaStores *self);
MunjaDelivery *munja_stores_get_delivery (MunjaStores *self);
MunjaImporter *munja_stores_get_importer (MunjaStores *self);

G_END_DECLS
