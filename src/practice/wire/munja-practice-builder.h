#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Members of the object that a builder is in, for replies that are no longer than a page.
 */

void munja_practice_builder_add_number (JsonBuilder *builder, const char *name, gint64 value);
void munja_practice_builder_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
void munja_practice_builder_add_text (JsonBuilder *builder, const char *name, const char *value);
void munja_practice_builder_add_date (JsonBuilder *builder, const char *name, gint64 time);
void
munja_practice_builder_add_array (JsonBuilder *builder, const char *name, const char *const *texts);
void munja_practice_builder_begin (JsonBuilder *builder, const char *name);

G_END_DECLS
