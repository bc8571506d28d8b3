#include "config.h"

#include <string.h>

#include "munja-json-stream.h"
#include "support-rows.h"

/* A text, and whether it is one JSON value. */
static const struct {
  const char *name;
  const char *text;
  gboolean is_json;
} texts[] = {
  { "object", "{}", TRUE },
  { "array", " [ ] ", TRUE },
  { "string", "\"\"", TRUE },
  { "word", "true", TRUE },
  { "number", "-1.5e+3", TRUE },
  { "nested", "{\"a\":[1,{\"b\":null},\"c\"],\"d\":{}}", TRUE },
  { "blanks", "\r\n\t {\"a\" : [ 1 , 2 ] }\n", TRUE },
  { "quote-in-string", "[\"a\\\"]\",\"\\\\\"]", TRUE },
  { "bracket-in-string", "[\"}]\"]", TRUE },
  { "nothing", "", FALSE },
  { "blank", "  ", FALSE },
  { "two", "{}{}", FALSE },
  { "word-behind", "{} x", FALSE },
  { "comma-at-the-end", "[1,]", FALSE },
  { "comma-at-the-beginning", "[,1]", FALSE },
  { "no-comma", "[1 2]", FALSE },
  { "two-commas", "[1,,2]", FALSE },
  { "no-colon", "{\"a\" 1}", FALSE },
  { "no-value", "{\"a\":}", FALSE },
  { "no-name", "{1:2}", FALSE },
  { "other-bracket", "[1}", FALSE },
  { "other-word", "[nil]", FALSE },
  { "other-quotes", "['a']", FALSE },
  { "comment", "[1 /* 2 */]", FALSE },
  { "line-break-in-string", "[\"a\nb\"]", FALSE },
  { "not-closed", "[\"a", FALSE },
  { "backslash-at-the-end", "[\"a\\", FALSE },
  { "no-utf-8", "[\"\xff\"]", FALSE },
};

static gboolean
can_be_skipped (const char *text, gsize length)
{
  g_autofree char *copy = g_memdup2 (text, length);
  g_autoptr (GBytes) body = g_bytes_new_take (g_steal_pointer (&copy), length);
  MunjaJsonStream stream;

  munja_json_stream_begin (&stream, body);
  munja_json_stream_skip (&stream);
  return munja_json_stream_end (&stream);
}

static void
test_text (gconstpointer data)
{
  const typeof (texts[0]) *row = data;

  g_assert_true (can_be_skipped (row->text, strlen (row->text)) == row->is_json);
}

/* What was cut off anywhere is none. */
static void
test_cut_off (void)
{
  static const char text[] = "{\"a\":[\"\\u00e9\",{\"b\":\"\\\\\"}],\"c\":{\"d\":[[]]}}";

  for (gsize length = 0; length < strlen (text); length++)
    g_assert_false (can_be_skipped (text, length));
  g_assert_true (can_be_skipped (text, strlen (text)));
}

static void
test_depth (void)
{
  for (gsize depth = 60; depth < 70; depth++) {
    g_autofree char *open = g_strnfill (depth, '[');
    g_autofree char *close = g_strnfill (depth, ']');
    g_autofree char *text = g_strconcat (open, close, NULL);

    g_assert_true (can_be_skipped (text, strlen (text)) == (depth <= 64));
  }
}

/* A value, and what it says; "-" where it says nothing, "!" where it is a fault. */
static const struct {
  const char *name;
  const char *value;
  const char *expected;
} values[] = {
  { "plain", "\"ab\"", "ab" },
  { "hangul", "\"한글\"", "한글" },
  { "blanks-around", "\" a b\\n\"", "a b" },
  { "only-blanks", "\" \"", "-" },
  { "empty", "\"\"", "-" },
  { "whole-number", "2000", "2000" },
  { "negative", "-1", "-1" },
  { "fraction", "7.8", "-" },
  { "true", "true", "-" },
  { "null", "null", "-" },
  { "object", "{\"a\":1}", "-" },
  { "array", "[\"a\"]", "-" },
  { "escapes", "\"\\\"\\\\\\/\\b\\f\\t|\"", "\"\\/\b\f\t|" },
  { "unit", "\"\\uD55C\\uae00\"", "한글" },
  { "pair", "\"\\ud83d\\ude00!\"", "\xf0\x9f\x98\x80!" },
  { "half-pair", "\"a\\ud83d\"", "a\xef\xbf\xbd" },
  { "half-pair-and-unit", "\"\\ud83d\\u0041\"",
    "\xef\xbf\xbd"
    "A" },
  { "nul", "\"a\\u0000b\"",
    "a\xef\xbf\xbd"
    "b" },
  { "no-unit", "\"\\u00g0\"", "!" },
  { "short-unit", "\"\\u00\"", "!" },
  { "no-escape", "\"\\q\"", "!" },
};

static void
test_value (gconstpointer data)
{
  const typeof (values[0]) *row = data;
  g_autofree char *text = g_strconcat ("[", row->value, "]", NULL);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (GString) scratch = g_string_new ("before");
  g_autofree char *found = NULL;
  MunjaJsonStream stream;
  const char *read;
  gsize length;

  munja_json_stream_begin (&stream, body);
  g_assert_true (munja_json_stream_enter (&stream, '['));
  g_assert_true (munja_json_stream_next_element (&stream));
  read = munja_json_stream_read_text (&stream, scratch, &length);
  found = read != NULL ? g_strndup (read, length) : g_strdup ("-");
  if (munja_json_stream_next_element (&stream) || !munja_json_stream_end (&stream))
    found[0] = '!';
  g_assert_cmpstr (found, ==, row->expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/json-stream/text", texts, test_text);
  SUPPORT_ADD_ROWS ("/json-stream/value", values, test_value);
  g_test_add_func ("/json-stream/cut-off", test_cut_off);
  g_test_add_func ("/json-stream/depth", test_depth);
  return g_test_run ();
}
