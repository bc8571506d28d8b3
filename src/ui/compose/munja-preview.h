#pragma once

#include <adwaita.h>

#include "munja-merge-report.h"
#include "munja-replies-account.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_PREVIEW munja_preview_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPreview, munja_preview, MUNJA, PREVIEW, AdwBin)

GtkWidget *munja_preview_new (void);
void munja_preview_set_check (MunjaPreview *self, MunjaMergeReport *check);
void munja_preview_set_prices (MunjaPreview *self, const MunjaPrices *prices);
void munja_preview_show_problem (MunjaPreview *self);
guint munja_preview_get_row (MunjaPreview *self);

G_END_DECLS
