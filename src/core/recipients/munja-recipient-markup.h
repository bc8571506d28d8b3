#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *munja_recipient_markup_dup_text (const char *text);

G_END_DECLS
