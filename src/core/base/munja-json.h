#pragma once

#include <json-glib/json-glib.h>

#include "munja-money.h"

G_BEGIN_DECLS

/*
 * Reading replies the way section 13 of the contract asks for: unknown members are ignored, missing
 * ones are no fault, numbers may be strings, booleans may be 0 and 1, lists may be objects.
 */

JsonNode *munja_json_parse (GBytes *body, GError **error);
JsonNode *munja_json_parse_object (GBytes *body, GError **error);

const char *munja_json_get_string (JsonObject *object, const char *name);
char *munja_json_dup_text (JsonObject *object, const char *name);
gboolean munja_json_get_number (JsonObject *object, const char *name, double *value);
gboolean munja_json_get_money (JsonObject *object, const char *name, MunjaMoney *value);
gboolean munja_json_get_boolean (JsonObject *object, const char *name, gboolean fallback);
GPtrArray *munja_json_get_elements (JsonNode *node);
GPtrArray *munja_json_get_list (JsonObject *object, const char *name);

GBytes *munja_json_to_bytes (JsonBuilder *builder);
void munja_json_add_string (JsonBuilder *builder, const char *name, const char *value);

G_END_DECLS
