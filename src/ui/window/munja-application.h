#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_APPLICATION munja_application_get_type ()
G_DECLARE_FINAL_TYPE (MunjaApplication, munja_application, MUNJA, APPLICATION, AdwApplication)

MunjaApplication *munja_application_new (void);

G_END_DECLS
