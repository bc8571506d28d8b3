#pragma once

#include <adwaita.h>

#include "munja-compose-model.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_COMPOSE_PREVIEW munja_compose_preview_get_type ()
G_DECLARE_FINAL_TYPE (MunjaComposePreview, munja_compose_preview, MUNJA, COMPOSE_PREVIEW, GObject)

MunjaComposePreview *
munja_compose_preview_new (AdwBin *page, GtkWidget *button, MunjaComposeModel *model);
void munja_compose_preview_show_problem (MunjaComposePreview *self);
void munja_compose_preview_show_longest (MunjaComposePreview *self);

G_END_DECLS
