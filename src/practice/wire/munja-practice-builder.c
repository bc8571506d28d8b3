#include "config.h"

#include "munja-practice-builder.h"

#include "munja-practice-clock.h"

/**
 * munja_practice_builder_add_number:
 * @builder: inside an object
 * @name: a member's name
 * @value: its value
 */
void
munja_practice_builder_add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * munja_practice_builder_add_boolean:
 * @builder: inside an object
 * @name: a member's name
 * @value: its value
 */
void
munja_practice_builder_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * munja_practice_builder_add_text:
 * @builder: inside an object
 * @name: a member's name
 * @value: (nullable): its value, %NULL for null
 */
void
munja_practice_builder_add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * munja_practice_builder_add_date:
 * @builder: inside an object
 * @name: a member's name
 * @time: microseconds since 1970, UTC; 0 for null
 */
void
munja_practice_builder_add_date (JsonBuilder *builder, const char *name, gint64 time)
{
  g_autofree char *date = time != 0 ? munja_practice_format_date (time) : NULL;

  munja_practice_builder_add_text (builder, name, date);
}

/**
 * munja_practice_builder_add_array:
 * @builder: inside an object
 * @name: a member's name
 * @texts: (array zero-terminated=1) (nullable): what is in it, %NULL for nothing
 */
void
munja_practice_builder_add_array (JsonBuilder *builder, const char *name, const char *const *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

/**
 * munja_practice_builder_begin:
 * @builder: inside an object
 * @name: a member's name
 *
 * Begins an object that is the member's value.
 */
void
munja_practice_builder_begin (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}
