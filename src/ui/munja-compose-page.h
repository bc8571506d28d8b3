#pragma once

#include <adwaita.h>

#include "munja-client.h"
#include "munja-draft.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_COMPOSE_PAGE munja_compose_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaComposePage, munja_compose_page, MUNJA, COMPOSE_PAGE, AdwBin)

void munja_compose_page_set_client (MunjaComposePage *self, MunjaClient *client);
void
munja_compose_page_set_prices (MunjaComposePage *self, const MunjaPrices *prices, double balance);
void munja_compose_page_refresh (MunjaComposePage *self);
void munja_compose_page_send (MunjaComposePage *self);
void munja_compose_page_send_to_me (MunjaComposePage *self);
gboolean munja_compose_page_start_new (MunjaComposePage *self);
void munja_compose_page_restore (MunjaComposePage *self);
gboolean munja_compose_page_is_empty (MunjaComposePage *self);
void munja_compose_page_load (MunjaComposePage *self, const MunjaDraft *draft);
void munja_compose_page_focus (MunjaComposePage *self);

G_END_DECLS
