#include "config.h"

#include "munja-error.h"
#include "munja-sms-link.h"

static void
test_read (void)
{
  static const struct {
    const char *uri;
    const char *to;
    const char *text;
  } cases[] = {
    { "sms:01012345678", "01012345678", "" },
    { "sms:+82-10-1234-5678", "+82-10-1234-5678", "" },
    { "sms:01012345678,01099998888", "01012345678, 01099998888", "" },
    { "sms:01012345678;01099998888", "01012345678, 01099998888", "" },
    { "sms:010%201234%205678?body=a%20b", "010 1234 5678", "a b" },
    { "sms:010?body=%EC%95%88%EB%85%95", "010", "안녕" },
    { "SMS:010?BODY=a", "010", "a" },
    { "smsto:010?body=a", "010", "a" },
    { "MMSTO:010", "010", "" },
    { "sms:?body=a", "", "a" },
    { "sms:", "", "" },
    { "sms:010&body=a%26b", "010", "a&b" },
    { "sms:010?subject=x&body=a&z", "010", "a" },
    { "sms:010?body=a=b?c", "010", "a=b?c" },
    { "sms:010?body=a+b", "010", "a+b" },
    { "sms:010?body=a%0D%0Ab%0Dc%0Ad", "010", "a\nb\nc\nd" },
    { "sms:010?body=a#b", "010", "a" },
    { "sms:010#?body=a", "010", "" },
    { "sms:,010,,011,", "010, 011", "" },
    /* As GVfs hands them on. */
    { "sms:///010?body=a", "010", "a" },
    { "sms://010/?body=a", "010", "a" },
    { "sms://010", "010", "" },
    /* Numbers of this country stay as they are dialled, and others do not look like one. */
    { "sms:01012345678;phone-context=+82", "01012345678", "" },
    { "sms:1012345678;phone-context=+82", "+821012345678", "" },
    { "sms:09012345678;phone-context=+81", "+8109012345678", "" },
    { "sms:+8190;phone-context=+82", "+8190", "" },
    { "sms:114;phone-context=example.com", "114", "" },
    { "sms:01012345678;ext=1,01099998888;PHONE-CONTEXT=+81", "01012345678, +8101099998888", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MunjaDraft) draft = NULL;

    g_test_message ("%s", cases[i].uri);
    g_assert_true (munja_sms_link_is_one (cases[i].uri));
    draft = munja_sms_link_read (cases[i].uri, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (draft->to, ==, cases[i].to);
    g_assert_cmpstr (draft->content->text, ==, cases[i].text);
  }
}

static void
test_other (void)
{
  static const char *const uris[]
      = { "", "sms", "smsx:010", "tel:010", "file:///sms:", " sms:010" };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    g_assert_false (munja_sms_link_is_one (uris[i]));
}

static void
assert_refused (const char *uri)
{
  g_autoptr (GError) error = NULL;

  g_test_message ("%.60s", uri);
  g_assert_null (munja_sms_link_read (uri, &error));
  g_assert_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID);
}

static void
test_hostile (void)
{
  g_autofree char *long_text = g_strnfill (70000, 'a');
  g_autofree char *long_uri = g_strconcat ("sms:010?body=", long_text, NULL);

  assert_refused ("sms:010?body=%C0%E1"); /* CP949 */
  assert_refused ("sms:010?body=%00");
  assert_refused ("sms:010?body=a%1Bb");
  assert_refused ("sms:010?body=%");
  assert_refused ("sms:010?body=%zz");
  assert_refused ("sms:010%00");
  assert_refused ("sms:%ff");
  assert_refused ("sms:010?body=a&body=b");
  assert_refused ("sms:010?body=a&Body=a");
  assert_refused (long_uri);
}

/* Whatever comes is either read or refused, and what is read is text. */
static void
test_random (void)
{
  static const char alphabet[] = "sms:/?&#=,;%0aCdEbody+1\xec\x95\x88 \x01";

  for (guint i = 0; i < 20000; i++) {
    GString *uri = g_string_new ("sms:");
    g_autofree char *text = NULL;
    g_autoptr (MunjaDraft) draft = NULL;
    guint length = g_test_rand_int_range (0, 40);

    for (guint j = 0; j < length; j++)
      g_string_append_c (uri, alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]);
    text = g_string_free (uri, FALSE);
    draft = munja_sms_link_read (text, NULL);
    if (draft == NULL)
      continue;
    g_assert_true (g_utf8_validate (draft->to, -1, NULL));
    g_assert_true (g_utf8_validate (draft->content->text, -1, NULL));
    g_assert_null (strpbrk (draft->content->text, "\r\x01"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sms-link/read", test_read);
  g_test_add_func ("/sms-link/other", test_other);
  g_test_add_func ("/sms-link/hostile", test_hostile);
  g_test_add_func ("/sms-link/random", test_random);
  return g_test_run ();
}
