#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

GHashTable *munja_practice_form_from_query (SoupServerMessage *message);
GHashTable *munja_practice_form_from_body (SoupServerMessage *message);
const char *munja_practice_form_get (GHashTable *form, const char *name);
GBytes *munja_practice_get_body (SoupServerMessage *message);

G_END_DECLS
