#pragma once

#include <adwaita.h>

#include "munja-sending-info.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_FILTER munja_sending_filter_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingFilter, munja_sending_filter, MUNJA, SENDING_FILTER, AdwBin)

void munja_sending_filter_show (MunjaSendingFilter *self, const MunjaSendingInfo *info);
void munja_sending_filter_clear (MunjaSendingFilter *self);
MunjaSentStates munja_sending_filter_get_states (MunjaSendingFilter *self);
const char *munja_sending_filter_get_text (MunjaSendingFilter *self);
void munja_sending_filter_start_search (MunjaSendingFilter *self);

G_END_DECLS
