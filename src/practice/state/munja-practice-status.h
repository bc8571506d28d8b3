#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Source: contract, section 4.10. */
#define MUNJA_PRACTICE_ACCEPTED   2000
#define MUNJA_PRACTICE_AT_CARRIER 3000
#define MUNJA_PRACTICE_DELIVERED  4000

const char *munja_practice_status_describe (guint code);
guint munja_practice_status_choose_end (const char *to);
gboolean munja_practice_status_is_late (const char *to);
gboolean munja_practice_status_is_final (guint code);

G_END_DECLS
