#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *munja_person_name_join (const char *family, const char *given, const char *whole);

G_END_DECLS
