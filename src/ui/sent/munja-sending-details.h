#pragma once

#include <adwaita.h>

#include "munja-sending-info.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_DETAILS munja_sending_details_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingDetails,
                      munja_sending_details,
                      MUNJA,
                      SENDING_DETAILS,
                      AdwPreferencesGroup)

void munja_sending_details_show (MunjaSendingDetails *self,
                                 const MunjaSendingInfo *info,
                                 const MunjaService *service);

G_END_DECLS
