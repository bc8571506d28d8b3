#include "config.h"

#include "munja-practice-writer.h"

#include "munja-practice-clock.h"

/**
 * munja_practice_writer_add_text:
 * @json: what is written so far
 * @text: UTF-8 text
 *
 * Adds a quoted string, with nothing after it.
 */
void
munja_practice_writer_add_text (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c (json, '\\');
    if ((guchar)*p < ' ')
      g_string_append_printf (json, "\\u%04x", (guint)*p);
    else
      g_string_append_c (json, *p);
  }
  g_string_append_c (json, '"');
}

static void
add_name (GString *json, const char *name)
{
  g_string_append_c (json, '"');
  g_string_append (json, name);
  g_string_append (json, "\":");
}

/**
 * munja_practice_writer_add_string:
 * @json: what is written so far
 * @name: a member's name
 * @value: (nullable): its value, %NULL for null
 */
void
munja_practice_writer_add_string (GString *json, const char *name, const char *value)
{
  add_name (json, name);
  if (value != NULL)
    munja_practice_writer_add_text (json, value);
  else
    g_string_append (json, "null");
  g_string_append_c (json, ',');
}

/**
 * munja_practice_writer_add_number:
 * @json: what is written so far
 * @name: a member's name
 * @value: its value
 */
void
munja_practice_writer_add_number (GString *json, const char *name, gint64 value)
{
  add_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT ",", value);
}

/**
 * munja_practice_writer_add_raw:
 * @json: what is written so far
 * @name: a member's name
 * @value: its value, as JSON
 */
void
munja_practice_writer_add_raw (GString *json, const char *name, const char *value)
{
  add_name (json, name);
  g_string_append (json, value);
  g_string_append_c (json, ',');
}

/**
 * munja_practice_writer_add_date:
 * @json: what is written so far
 * @name: a member's name
 * @time: microseconds since 1970, UTC; 0 for null
 */
void
munja_practice_writer_add_date (GString *json, const char *name, gint64 time)
{
  g_autofree char *date = time != 0 ? munja_practice_format_date (time) : NULL;

  munja_practice_writer_add_string (json, name, date);
}

/**
 * munja_practice_writer_end:
 * @json: what is written so far
 * @bracket: what ends the object or array
 *
 * Ends an object or array, in place of the comma after its last value, if it has one.
 */
void
munja_practice_writer_end (GString *json, char bracket)
{
  if (json->len > 0 && json->str[json->len - 1] == ',')
    g_string_truncate (json, json->len - 1);
  g_string_append_c (json, bracket);
}
