#pragma once

#include <adwaita.h>

#include "munja-archive.h"
#include "munja-encoding.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENDING_PAGE munja_sending_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSendingPage, munja_sending_page, MUNJA, SENDING_PAGE, AdwBin)

void munja_sending_page_show (MunjaSendingPage *self,
                              MunjaArchive *archive,
                              const MunjaService *service,
                              MunjaSending *sending);
void munja_sending_page_forget (MunjaSendingPage *self);
MunjaSending *munja_sending_page_get_sending (MunjaSendingPage *self);
void munja_sending_page_export (MunjaSendingPage *self, GFile *file, MunjaEncoding encoding);

G_END_DECLS
