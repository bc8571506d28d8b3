#include "config.h"

#include "munja-error.h"
#include "munja-json.h"
#include "support-rows.h"

#define LONE_SURROGATE "{\"x\":\"a\\uD83Db\"}"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  JsonNode *root = munja_json_parse_object (bytes, &error);

  g_assert_no_error (error);
  return root;
}

#define ROW(name, literal, ok, is_object)                                                          \
  {                                                                                                \
    name, literal, sizeof (literal) - 1, ok, is_object                                             \
  }

static const struct {
  const char *name;
  const char *text;
  gsize length;
  gboolean ok;
  gboolean is_object;
} parse_cases[] = {
  ROW ("object", "{\"a\":1}", TRUE, TRUE),
  ROW ("empty-object", "{}", TRUE, TRUE),
  ROW ("blanks-around", " \r\n\t{ }\n", TRUE, TRUE),
  ROW ("array", "[]", TRUE, FALSE),
  ROW ("number", "42", TRUE, FALSE),
  ROW ("string", "\"문자\"", TRUE, FALSE),
  ROW ("null", "null", TRUE, FALSE),
  ROW ("brackets-in-text", "{\"a\":\"[[[[[[{{{{{{\\\"[[[[\"}", TRUE, TRUE),
  ROW ("empty", "", FALSE, FALSE),
  ROW ("blank", " ", FALSE, FALSE),
  ROW ("html", "<html></html>", FALSE, FALSE),
  ROW ("word", "nothing", FALSE, FALSE),
  ROW ("cut-off", "{\"a\":", FALSE, FALSE),
  ROW ("cut-off-in-text", "{\"a\":\"b", FALSE, FALSE),
  ROW ("cut-off-in-escape", "{\"a\":\"b\\", FALSE, FALSE),
  ROW ("two-values", "{} {}", FALSE, FALSE),
  ROW ("invalid-utf8", "{\"a\":\"\xff\"}", FALSE, FALSE),
  ROW ("surrogate-in-utf8", "{\"a\":\"\xed\xa0\x80\"}", FALSE, FALSE),
  ROW ("nul", "{\"a\":\"b\0c\"}", FALSE, FALSE),
  ROW ("nul-behind", "{}\0", FALSE, FALSE),
  ROW ("comment", "/* \" */ {}", FALSE, FALSE),
  ROW ("line-comment", "{} // x", FALSE, FALSE),
  ROW ("single-quotes", "{'a':1}", FALSE, FALSE),
  ROW ("assignment", "var a = {};", FALSE, FALSE),
};

static void
test_parse (gconstpointer data)
{
  const typeof (parse_cases[0]) *c = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (c->text, c->length);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) object_error = NULL;
  g_autoptr (JsonNode) root = munja_json_parse (bytes, &error);
  g_autoptr (JsonNode) object = munja_json_parse_object (bytes, &object_error);

  g_assert_cmpint (root != NULL, ==, c->ok);
  g_assert_cmpint (object != NULL, ==, c->is_object);
  if (!c->ok)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  if (!c->is_object)
    g_assert_error (object_error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
}

static const struct {
  const char *name;
  const char *head;
  const char *unit;
} bomb_cases[] = {
  { "arrays", "", "[" },
  { "objects", "", "{\"a\":" },
  { "mixed", "", "[{\"a\":" },
  { "behind-comment", "/*\"*/", "[" },
  { "behind-single-quote", "['\"',", "[" },
  { "behind-text", "[\"\\\"\",", "[" },
};

static void
test_bomb (gconstpointer data)
{
  const typeof (bomb_cases[0]) *c = data;
  g_autoptr (GString) text = g_string_new (c->head);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < 100000; i++)
    g_string_append (text, c->unit);
  bytes = g_bytes_new_static (text->str, text->len);
  g_assert_null (munja_json_parse (bytes, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (64, '[');
  g_autofree char *close = g_strnfill (64, ']');
  g_autofree char *deepest = g_strconcat (open, close, NULL);
  g_autofree char *deeper = g_strconcat ("[", deepest, "]", NULL);
  g_autoptr (GBytes) ok = g_bytes_new_static (deepest, strlen (deepest));
  g_autoptr (GBytes) too_deep = g_bytes_new_static (deeper, strlen (deeper));
  g_autoptr (JsonNode) root = munja_json_parse (ok, NULL);

  g_assert_nonnull (root);
  g_assert_null (munja_json_parse (too_deep, NULL));
}

static const struct {
  const char *name;
  const char *value;
  const char *string; /* as munja_json_get_string() reads it */
  const char *text;   /* as munja_json_dup_text() reads it */
} text_cases[] = {
  { "string", "\"abc\"", "abc", "abc" },
  { "blanks", "\" abc \\n\"", " abc \n", "abc" },
  { "only-blanks", "\"  \"", "  ", NULL },
  { "empty", "\"\"", NULL, NULL },
  { "hangul", "\"문자\"", "문자", "문자" },
  { "escaped", "\"\\uBB38\\uC790\\t\"", "문자\t", "문자" },
  { "pair", "\"\\uD83D\\uDE00\"", "😀", "😀" },
  { "number", "2000", NULL, "2000" },
  { "negative", "-1", NULL, "-1" },
  { "fraction", "1.5", NULL, NULL },
  { "true", "true", NULL, NULL },
  { "null", "null", NULL, NULL },
  { "array", "[\"abc\"]", NULL, NULL },
  { "object", "{\"a\":\"abc\"}", NULL, NULL },
};

static void
test_text (gconstpointer data)
{
  const typeof (text_cases[0]) *c = data;
  g_autofree char *json = g_strdup_printf ("{\"x\":%s}", c->value);
  g_autoptr (JsonNode) root = parse (json);
  g_autofree char *text = munja_json_dup_text (json_node_get_object (root), "x");

  g_assert_cmpstr (munja_json_get_string (json_node_get_object (root), "x"), ==, c->string);
  g_assert_cmpstr (text, ==, c->text);
}

/* Half a character is no text. Versions of json-glib since 1.10 refuse a reply that has one. */
static void
test_lone_surrogate (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (LONE_SURROGATE, strlen (LONE_SURROGATE));
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = munja_json_parse_object (bytes, &error);

  if (root == NULL)
    g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_PROTOCOL);
  else
    g_assert_null (munja_json_get_string (json_node_get_object (root), "x"));
}

static const struct {
  const char *name;
  const char *value;
  gboolean ok;
  double number;
} number_cases[] = {
  { "integer", "42", TRUE, 42 },
  { "zero", "0", TRUE, 0 },
  { "negative", "-1.5", TRUE, -1.5 },
  { "exponent", "1e3", TRUE, 1000 },
  { "string", "\"42\"", TRUE, 42 },
  { "string-fraction", "\"0.25\"", TRUE, 0.25 },
  { "string-with-unit", "\"42원\"", FALSE, 0 },
  { "string-empty", "\"\"", FALSE, 0 },
  { "string-word", "\"many\"", FALSE, 0 },
  { "string-nan", "\"nan\"", FALSE, 0 },
  { "string-infinite", "\"1e999\"", FALSE, 0 },
  { "infinite", "1e999", FALSE, 0 },
  { "true", "true", FALSE, 0 },
  { "null", "null", FALSE, 0 },
  { "array", "[1]", FALSE, 0 },
  { "object", "{}", FALSE, 0 },
};

static void
test_number (gconstpointer data)
{
  const typeof (number_cases[0]) *c = data;
  g_autofree char *json = g_strdup_printf ("{\"x\":%s}", c->value);
  g_autoptr (JsonNode) root = parse (json);
  double number = 0;

  g_assert_cmpint (munja_json_get_number (json_node_get_object (root), "x", &number), ==, c->ok);
  g_assert_cmpfloat_with_epsilon (number, c->number, 1e-9);
  g_assert_false (munja_json_get_number (json_node_get_object (root), "y", &number));
}

#define FALLBACK 2

static const struct {
  const char *name;
  const char *value;
  int read;
} boolean_cases[] = {
  { "true", "true", TRUE },
  { "false", "false", FALSE },
  { "one", "1", TRUE },
  { "zero", "0", FALSE },
  { "string-true", "\"true\"", TRUE },
  { "string-false", "\"false\"", FALSE },
  { "string-one", "\"1\"", TRUE },
  { "string-zero", "\"0\"", FALSE },
  { "string-word", "\"yes\"", FALLBACK },
  { "string-empty", "\"\"", FALLBACK },
  { "null", "null", FALLBACK },
  { "array", "[true]", FALLBACK },
  { "object", "{}", FALLBACK },
};

static void
test_boolean (gconstpointer data)
{
  const typeof (boolean_cases[0]) *c = data;
  g_autofree char *json = g_strdup_printf ("{\"x\":%s}", c->value);
  g_autoptr (JsonNode) root = parse (json);
  JsonObject *object = json_node_get_object (root);

  if (c->read != FALLBACK)
    g_assert_cmpint (munja_json_get_boolean (object, "x", !c->read), ==, c->read);
  else {
    g_assert_true (munja_json_get_boolean (object, "x", TRUE));
    g_assert_false (munja_json_get_boolean (object, "x", FALSE));
  }
  g_assert_true (munja_json_get_boolean (object, "y", TRUE));
}

static const struct {
  const char *name;
  const char *value;
  guint length;
} list_cases[] = {
  { "array", "[{\"a\":1},{\"a\":2}]", 2 },
  { "object", "{\"M1\":{\"a\":1},\"M2\":{\"a\":2}}", 2 },
  { "odd-elements", "[1,null,{\"a\":1},[],\"x\"]", 1 },
  { "odd-members", "{\"M1\":{\"a\":1},\"n\":1}", 1 },
  { "empty-array", "[]", 0 },
  { "empty-object", "{}", 0 },
  { "null", "null", 0 },
  { "number", "1", 0 },
};

static void
test_list (gconstpointer data)
{
  const typeof (list_cases[0]) *c = data;
  g_autofree char *json = g_strdup_printf ("{\"x\":%s}", c->value);
  g_autoptr (JsonNode) root = parse (json);
  g_autoptr (GPtrArray) list = munja_json_get_list (json_node_get_object (root), "x");
  g_autoptr (GPtrArray) missing = munja_json_get_list (json_node_get_object (root), "y");

  g_assert_cmpuint (list->len, ==, c->length);
  for (guint i = 0; i < list->len; i++)
    g_assert_true (json_object_has_member (list->pdata[i], "a"));
  g_assert_cmpuint (missing->len, ==, 0);
}

static void
test_write (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GBytes) bytes = NULL;
  const char *text = "{\"a\":\"\\\"문자\\n\"}";

  json_builder_begin_object (builder);
  munja_json_add_string (builder, "a", "\"문자\n");
  munja_json_add_string (builder, "b", NULL);
  json_builder_end_object (builder);
  bytes = munja_json_to_bytes (builder);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text, strlen (text));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/json/parse", parse_cases, test_parse);
  SUPPORT_ADD_ROWS ("/json/bomb", bomb_cases, test_bomb);
  g_test_add_func ("/json/depth", test_depth);
  SUPPORT_ADD_ROWS ("/json/text", text_cases, test_text);
  g_test_add_func ("/json/lone-surrogate", test_lone_surrogate);
  SUPPORT_ADD_ROWS ("/json/number", number_cases, test_number);
  SUPPORT_ADD_ROWS ("/json/boolean", boolean_cases, test_boolean);
  SUPPORT_ADD_ROWS ("/json/list", list_cases, test_list);
  g_test_add_func ("/json/write", test_write);
  return g_test_run ();
}
