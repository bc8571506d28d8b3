#pragma once

#include <adwaita.h>

#include "munja-figures.h"
#include "munja-service.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_CHANGES_PAGE munja_changes_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaChangesPage, munja_changes_page, MUNJA, CHANGES_PAGE, AdwBin)

void munja_changes_page_set_service (MunjaChangesPage *self, const MunjaService *service);
void munja_changes_page_set_figures (MunjaChangesPage *self, MunjaFigures *figures, MunjaApi *api);
void munja_changes_page_begin (MunjaChangesPage *self);
void munja_changes_page_export (MunjaChangesPage *self, GFile *file);

G_END_DECLS
