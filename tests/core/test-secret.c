#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "munja-secret-json.h"
#include "munja-secret-stream.h"
#include "munja-secret.h"
#include "support-rows.h"

static const struct {
  const char *name;
  const char *text;
  const char *member;
  const char *taken; /* NULL if it stays */
  const char *left;
} take_rows[] = {
  { "plain", "{\"code\":\"abc\"}", "code", "abc", "{\"code\":\"   \"}" },
  { "blanks", " { \"a\" : 1 , \"code\" :\n\"abc\" }", "code", "abc",
    " { \"a\" : 1 , \"code\" :\n\"   \" }" },
  { "empty", "{\"code\":\"\"}", "code", "", "{\"code\":\"\"}" },
  { "absent", "{\"a\":\"b\"}", "code", NULL, "{\"a\":\"b\"}" },
  { "number", "{\"code\":12}", "code", NULL, "{\"code\":12}" },
  { "longer-name", "{\"codes\":\"abc\"}", "code", NULL, "{\"codes\":\"abc\"}" },
  { "shorter-name", "{\"cod\":\"abc\"}", "code", NULL, "{\"cod\":\"abc\"}" },
  { "value-like-the-name", "{\"a\":\"code\",\"b\":\"c\"}", "code", NULL,
    "{\"a\":\"code\",\"b\":\"c\"}" },
  { "name-in-a-string", "{\"a\":\"\\\"code\\\":\\\"x\\\"\"}", "code", NULL,
    "{\"a\":\"\\\"code\\\":\\\"x\\\"\"}" },
  { "deeper", "{\"a\":{\"code\":\"x\"},\"b\":[\"code\"],\"code\":\"y\"}", "code", "y",
    "{\"a\":{\"code\":\"x\"},\"b\":[\"code\"],\"code\":\" \"}" },
  { "brace-in-a-string", "{\"a\":\"}\",\"code\":\"y\"}", "code", "y",
    "{\"a\":\"}\",\"code\":\" \"}" },
  { "twice", "{\"code\":\"x\",\"code\":\"y\"}", "code", "y", "{\"code\":\" \",\"code\":\" \"}" },
  { "backslash", "{\"code\":\"x\\/y\"}", "code", NULL, "{\"code\":\"x\\/y\"}" },
  { "cut-off", "{\"code\":\"xy", "code", NULL, "{\"code\":\"xy" },
  { "cut-off-in-a-name", "{\"co", "code", NULL, "{\"co" },
  { "ends-with-a-backslash", "{\"code\":\"x\\", "code", NULL, "{\"code\":\"x\\" },
  { "nothing", "", "code", NULL, "" },
};

static void
test_take (gconstpointer data)
{
  const typeof (take_rows[0]) *row = data;
  g_autofree char *text = g_strdup (row->text);
  g_autoptr (MunjaSecret) taken = munja_secret_json_take (text, row->member);

  g_assert_cmpstr (taken, ==, row->taken);
  g_assert_cmpstr (text, ==, row->left);
}

static void
test_new (void)
{
  g_autoptr (MunjaSecret) all
      = munja_secret_json_new ("a", "x", "b", NULL, "c", "\"\\\n한", "d", "", NULL);
  g_autoptr (MunjaSecret) none = munja_secret_json_new ("a", NULL, NULL);

  g_assert_cmpstr (all, ==, "{\"a\":\"x\",\"c\":\"\\\"\\\\\\u000a한\",\"d\":\"\"}");
  g_assert_cmpstr (none, ==, "{}");
}

/* The buffer that it is read to is clean at the end, however large it is. */
static void
test_stream (void)
{
  const char text[] = "a secret that is longer than the buffer";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  for (gsize size = 1; size <= 64; size++) {
    g_autoptr (GInputStream) stream = munja_secret_stream_new (bytes);
    g_autoptr (GString) read = g_string_new (NULL);
    const char clean[64] = { 0 };
    char buffer[64];
    gssize n_read;

    memset (buffer, 'x', size);
    while ((n_read = g_input_stream_read (stream, buffer, size, NULL, NULL)) > 0)
      g_string_append_len (read, buffer, n_read);
    g_assert_cmpint (n_read, ==, 0);
    g_assert_cmpstr (read->str, ==, text);
    g_assert_cmpmem (buffer, size, clean, size);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/secret/take", take_rows, test_take);
  g_test_add_func ("/secret/new", test_new);
  g_test_add_func ("/secret/stream", test_stream);
  return g_test_run ();
}
