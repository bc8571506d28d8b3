#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **munja_sign_in_languages_from_locale (const char *const *names);

G_END_DECLS
