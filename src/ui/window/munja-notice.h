#pragma once

#include "munja-banner.h"
#include "munja-client-switch.h"

G_BEGIN_DECLS

void munja_notice_show (MunjaBanner *strip,
                        MunjaClientSwitch *clients,
                        gboolean is_signing_in,
                        const GError *library_error);

G_END_DECLS
