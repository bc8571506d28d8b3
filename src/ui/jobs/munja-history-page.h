#pragma once

#include <adwaita.h>

#include "munja-job.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_HISTORY_PAGE munja_history_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaHistoryPage, munja_history_page, MUNJA, HISTORY_PAGE, AdwBin)

void munja_history_page_set_jobs (MunjaHistoryPage *self, GListModel *jobs);

G_END_DECLS
