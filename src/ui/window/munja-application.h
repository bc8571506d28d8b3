#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_APPLICATION munja_application_get_type ()
G_DECLARE_FINAL_TYPE (MunjaApplication, munja_application, MUNJA, APPLICATION, AdwApplication)

MunjaApplication *munja_application_new (void);
const char *munja_application_get_practice_program (MunjaApplication *self);

G_END_DECLS
