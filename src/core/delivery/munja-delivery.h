#pragma once

#include "munja-api.h"
#include "munja-archive.h"
#include "munja-follow.h"
#include "munja-outbox.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_DELIVERY munja_delivery_get_type ()
G_DECLARE_FINAL_TYPE (MunjaDelivery, munja_delivery, MUNJA, DELIVERY, GObject)

MunjaDelivery *munja_delivery_new (MunjaApi *api, MunjaOutbox *outbox, MunjaArchive *archive);
void munja_delivery_set_api (MunjaDelivery *self, MunjaApi *api);
void munja_delivery_set_timings (MunjaDelivery *self, const MunjaFollowTimings *timings);
void munja_delivery_set_member (MunjaDelivery *self, const char *member_key);

void munja_delivery_start (MunjaDelivery *self);
void munja_delivery_look (MunjaDelivery *self, MunjaSending *sending);
const GError *munja_delivery_get_error (MunjaDelivery *self);

G_END_DECLS
