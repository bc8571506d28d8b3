#pragma once

#include <adwaita.h>

#include "munja-outcome.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_RESULT_PAGE munja_result_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaResultPage, munja_result_page, MUNJA, RESULT_PAGE, AdwBin)

void munja_result_page_set_outcome (MunjaResultPage *self, const MunjaOutcome *outcome);

G_END_DECLS
