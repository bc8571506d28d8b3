#pragma once

#include <adwaita.h>

#include "munja-service.h"

G_BEGIN_DECLS

void munja_tell (GtkWindow *parent,
                 const char *heading,
                 const char *body,
                 const char *label,
                 const char *action_name);
void munja_tell_error (GtkWindow *parent,
                       const MunjaService *service,
                       const GError *error,
                       const char *remark);

G_END_DECLS
