#pragma once

#include "munja-archive.h"
#include "munja-sent-query.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_LIST munja_sent_list_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentList, munja_sent_list, MUNJA, SENT_LIST, GObject)

MunjaSentList *munja_sent_list_new (MunjaArchive *archive);
void munja_sent_list_set_query (MunjaSentList *self, const MunjaSentQuery *query);
gboolean munja_sent_list_get_loading (MunjaSentList *self);
gboolean munja_sent_list_get_is_whole (MunjaSentList *self);
const GError *munja_sent_list_get_error (MunjaSentList *self);

G_END_DECLS
