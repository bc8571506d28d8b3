#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "munja-describe-status.h"
#include "munja-status.h"

/* All that the contract has in section 4.10. */
static const char codes[]
    = "1010 1011 1013 1014 1020 1021 1022 1023 1024 1025 1026 1027 1028 1029 1030 1031 1032 1033 "
      "1034 1041 1042 1043 1044 1045 1046 1047 1048 1049 1050 1051 1052 1053 1058 1060 1061 1062 "
      "1064 2000 2011 2024 2060 2061 2062 2063 2064 2230 2254 3000 3010 3011 3012 3013 3014 3024 "
      "3031 3032 3040 3041 3042 3043 3044 3045 3046 3047 3048 3049 3050 3051 3052 3053 3054 3055 "
      "3056 3057 3058 3059 3060 3101 3102 3103 3104 3105 3106 3107 3108 4000";

static gboolean is_korean;

static void
assert_language (const char *text)
{
  gboolean has_hangul = g_regex_match_simple ("\\p{Hangul}", text, 0, 0);

  g_assert_cmpint (has_hangul, ==, is_korean);
}

/* Each has words of its own, which those of its class are not. */
static void
test_known (void)
{
  g_auto (GStrv) all = g_strsplit (codes, " ", -1);

  for (guint i = 0; all[i] != NULL; i++) {
    g_autofree char *later = g_strdup_printf ("%c999", *all[i]);
    const char *cause = munja_describe_status (all[i]);
    const char *remedy = munja_describe_status_remedy (all[i]);
    MunjaStatusPhase phase = munja_status_get_phase (all[i]);

    assert_language (cause);
    if (phase == MUNJA_STATUS_REFUSED || phase == MUNJA_STATUS_FAILED)
      g_assert_cmpstr (cause, !=, munja_describe_status (later));
    if (remedy != NULL)
      assert_language (remedy);
    g_assert_cmpint (remedy != NULL, ==, munja_status_get_remedy (all[i]) != MUNJA_REMEDY_NONE);
  }
}

/* A later code has the words of its class; what is no code has those of the service. */
static void
test_unknown (void)
{
  g_autofree char *own = munja_describe_status_in_full ("X1", "no such thing");
  g_autofree char *none = munja_describe_status_in_full (NULL, NULL);
  g_autofree char *later = munja_describe_status_in_full ("3999", "no such thing");

  g_assert_cmpstr (own, ==, "no such thing");
  assert_language (none);
  assert_language (later);
  g_assert_null (munja_describe_status ("X1"));
  g_assert_null (munja_describe_status_remedy ("X1"));
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MUNJA_TEST_LOCALES"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  is_korean = g_str_has_prefix (setlocale (LC_MESSAGES, NULL), "ko");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/status-words/known", test_known);
  g_test_add_func ("/status-words/unknown", test_unknown);
  return g_test_run ();
}
