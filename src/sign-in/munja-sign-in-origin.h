#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Where a page is from.
 */

char *munja_sign_in_origin_dup_host (const char *uri);
char *munja_sign_in_origin_dup_origin (const char *uri);

G_END_DECLS
