#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean munja_practice_form_is_form (SoupServerMessage *message);
JsonNode *munja_practice_form_to_json (GBytes *body);

G_END_DECLS
