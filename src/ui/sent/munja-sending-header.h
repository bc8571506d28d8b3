#pragma once

#include <adwaita.h>

#include "munja-archive.h"
#include "munja-sending-filter.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_HEADER munja_sending_header_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingHeader, munja_sending_header, MUNJA, SENDING_HEADER, AdwBin)

void munja_sending_header_show (MunjaSendingHeader *self,
                                MunjaArchive *archive,
                                const MunjaService *service,
                                MunjaSending *sending);
void munja_sending_header_forget (MunjaSendingHeader *self);
void munja_sending_header_set_n_again (MunjaSendingHeader *self, guint n_again);
void munja_sending_header_set_nobody_found (MunjaSendingHeader *self, gboolean nobody);
void
munja_sending_header_set_progress (MunjaSendingHeader *self, const char *text, double fraction);
MunjaSendingFilter *munja_sending_header_get_filter (MunjaSendingHeader *self);

G_END_DECLS
