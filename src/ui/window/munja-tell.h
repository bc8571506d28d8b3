#pragma once

#include <adwaita.h>

#include "munja-service.h"

G_BEGIN_DECLS

/* The answer of a person who wants it. */
#define MUNJA_DANGER_GO_ON "go-on"

void munja_tell (GtkWindow *parent,
                 const char *heading,
                 const char *body,
                 const char *label,
                 const char *action_name);
void munja_tell_error (GtkWindow *parent,
                       const MunjaService *service,
                       const GError *error,
                       const char *remark);
void munja_ask_danger (GtkWindow *parent,
                       const char *heading,
                       const char *body,
                       const char *label,
                       GCallback callback,
                       gpointer object);

G_END_DECLS
