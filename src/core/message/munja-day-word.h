#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *munja_day_word_find (const char *text);

G_END_DECLS
