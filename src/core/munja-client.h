#pragma once

#include <gio/gio.h>

#include "munja-practice-process.h"
#include "munja-registration.h"
#include "munja-service.h"

G_BEGIN_DECLS

/* What it brings together is known to those who use it. */
typedef struct _MunjaAccount MunjaAccount;
typedef struct _MunjaApi MunjaApi;
typedef struct _MunjaFigures MunjaFigures;
typedef struct _MunjaOutbox MunjaOutbox;
typedef struct _MunjaStores MunjaStores;

#define MUNJA_TYPE_CLIENT munja_client_get_type ()
G_DECLARE_FINAL_TYPE (MunjaClient, munja_client, MUNJA, CLIENT, GObject)

MunjaClient *munja_client_new (const MunjaService *service, GSettings *profile);
MunjaClient *munja_client_new_practice (MunjaPracticeProcess *practice, GSettings *profile);

const MunjaService *munja_client_get_service (MunjaClient *self);
const MunjaRegistration *munja_client_get_registration (MunjaClient *self);
MunjaAccount *munja_client_get_account (MunjaClient *self);
MunjaApi *munja_client_get_api (MunjaClient *self);
MunjaFigures *munja_client_get_figures (MunjaClient *self);
MunjaStores *munja_client_get_stores (MunjaClient *self);
MunjaOutbox *munja_client_get_outbox (MunjaClient *self);
const GError *munja_client_get_outbox_error (MunjaClient *self);
GSettings *munja_client_get_profile (MunjaClient *self);
gboolean munja_client_is_practice (MunjaClient *self);
gboolean munja_client_has_built_in (MunjaClient *self);
gboolean munja_client_uses_built_in (MunjaClient *self);

void munja_client_load_async (MunjaClient *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean munja_client_load_finish (MunjaClient *self, GAsyncResult *result, GError **error);

void munja_client_try_out_async (MunjaClient *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean munja_client_try_out_finish (MunjaClient *self, GAsyncResult *result, GError **error);

void munja_client_unlock_async (MunjaClient *self,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean munja_client_unlock_finish (MunjaClient *self, GAsyncResult *result, GError **error);

void munja_client_read_secret_async (MunjaClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
char *munja_client_read_secret_finish (MunjaClient *self, GAsyncResult *result, GError **error);

void munja_client_register_async (MunjaClient *self,
                                  const MunjaRegistration *registration,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean munja_client_register_finish (MunjaClient *self, GAsyncResult *result, GError **error);
void munja_client_use_built_in (MunjaClient *self);

G_END_DECLS
