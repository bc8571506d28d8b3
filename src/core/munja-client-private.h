#pragma once

#include "munja-client.h"
#include "munja-token-store.h"
#include "munja-transport.h"

G_BEGIN_DECLS

struct _MunjaClient {
  GObject parent_instance;

  /* Owned. */
  MunjaService *service;
  MunjaRegistration *registration;
  GSettings *profile;
  MunjaPracticeProcess *practice;
  MunjaTransport *transport;
  MunjaTokenStore *store;
  MunjaAccount *account;
  MunjaApi *api;
  MunjaFigures *figures;
  MunjaStores *stores;
};

MunjaRegistration *munja_client_read_registration (MunjaClient *self);
void munja_client_change_registration (MunjaClient *self, MunjaRegistration *registration);

G_END_DECLS
