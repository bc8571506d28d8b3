#pragma once

#include <adwaita.h>

#include "munja-archive.h"
#include "munja-job.h"
#include "munja-sending-page.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_PAGE munja_sent_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentPage, munja_sent_page, MUNJA, SENT_PAGE, AdwBin)

void munja_sent_page_set_sources (MunjaSentPage *self,
                                  GListModel *jobs,
                                  MunjaArchive *archive,
                                  const MunjaService *service);
MunjaSendingPage *munja_sent_page_get_sending_page (MunjaSentPage *self);

void munja_sent_page_show_item (MunjaSentPage *self, GObject *item);
GObject *munja_sent_page_get_item (MunjaSentPage *self);
gboolean munja_sent_page_get_can_go_back (MunjaSentPage *self);
gboolean munja_sent_page_get_is_folded (MunjaSentPage *self);
gboolean munja_sent_page_get_is_empty (MunjaSentPage *self);
void munja_sent_page_go_back (MunjaSentPage *self);
void munja_sent_page_set_activity (MunjaSentPage *self, const char *text);
void munja_sent_page_start_search (MunjaSentPage *self);
void munja_sent_page_restore (MunjaSentPage *self, MunjaSending *sending);

G_END_DECLS
