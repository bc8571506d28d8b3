#pragma once

#include <adwaita.h>

#include "munja-sending-info.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_FACTS munja_sending_facts_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingFacts, munja_sending_facts, MUNJA, SENDING_FACTS, AdwBin)

void munja_sending_facts_show (MunjaSendingFacts *self, const MunjaSendingInfo *info);

G_END_DECLS
