#pragma once

#include <adwaita.h>

#include "munja-compose-model.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_PREVIEW munja_preview_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPreview, munja_preview, MUNJA, PREVIEW, AdwBin)

GtkWidget *munja_preview_new (MunjaComposeModel *model);
void munja_preview_show_problem (MunjaPreview *self);
void munja_preview_show_longest (MunjaPreview *self);
guint munja_preview_get_row (MunjaPreview *self);

G_END_DECLS
