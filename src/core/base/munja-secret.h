#pragma once

#include <glib.h>

G_BEGIN_DECLS

void munja_secret_free (char *secret);
GBytes *munja_secret_to_bytes (char *secret);

/* A string whose bytes are overwritten when it goes out of scope. */
typedef char MunjaSecret;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaSecret, munja_secret_free)

G_END_DECLS
