#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

/* 15 MB, in the smaller of its two readings. Source: contract, section 4.7. */
#define MUNJA_PRACTICE_BODY_MAX_BYTES 15000000

char *munja_practice_input_problem (const char *object_name, const char *name, const char *problem);
char *munja_practice_input_take_string (JsonObject *object,
                                        const char *object_name,
                                        const char *name,
                                        char **problem);
gboolean munja_practice_input_take_boolean (JsonObject *object, const char *name, char **problem);
JsonObject *munja_practice_input_take_object (JsonObject *body,
                                              const char *name,
                                              gboolean required,
                                              char **problem);
JsonArray *munja_practice_input_take_array (JsonObject *body, const char *name, char **problem);
gboolean munja_practice_input_are_custom_fields (JsonNode *fields);
JsonNode *munja_practice_input_read_body (SoupServerMessage *message, gboolean required);
gboolean munja_practice_input_check (SoupServerMessage *message, const char *problem);

G_END_DECLS
