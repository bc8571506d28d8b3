#pragma once

#include <adwaita.h>

#include "munja-figures.h"
#include "munja-need.h"
#include "munja-registration.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_ACCOUNT_PAGE munja_account_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaAccountPage, munja_account_page, MUNJA, ACCOUNT_PAGE, AdwBin)

void munja_account_page_set_service (MunjaAccountPage *self,
                                     const MunjaService *service,
                                     const MunjaRegistration *registration);
void munja_account_page_set_figures (MunjaAccountPage *self, MunjaFigures *figures, MunjaApi *api);
void munja_account_page_set_planned (MunjaAccountPage *self,
                                     const MunjaPlanned *planned,
                                     gsize n_planned);

G_END_DECLS
