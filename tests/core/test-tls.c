/* Nobody vouches for the certificate of this server. It is made for localhost and 127.0.0.1, is
 * good until 2126, and its key is public: it is of no use but here. */

#include "config.h"

#include "munja-error.h"
#include "support-answers.h"
#include "support-transport.h"
#include "support-wait.h"

static const MunjaRequest asking = { .method = "GET", .path = "/a?b=c" };
static const MunjaRequest sending = { .method = "POST", .path = "/a?b=c", .sends = TRUE };

static void
test_self_signed (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "self-signed.pem", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);
  g_autoptr (SupportAnswers) answers = NULL;
  MunjaTransport *transport = NULL;
  g_autoptr (GError) asked = NULL;
  g_autoptr (GError) sent = NULL;

  g_assert_no_error (error);
  answers = support_answers_new (certificate, support_answers_give_json);
  g_assert_true (g_str_has_prefix (answers->base, "https://"));
  transport = munja_transport_new (answers->base);
  g_assert_null (support_transport_call (transport, &asking, &asked));
  g_assert_error (asked, MUNJA_ERROR, MUNJA_ERROR_INSECURE);
  g_assert_null (support_transport_call (transport, &sending, &sent));
  g_assert_error (sent, MUNJA_ERROR, MUNJA_ERROR_INSECURE);
  g_assert_cmpuint (answers->seen, ==, 0);
  support_finalize (transport);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tls/self-signed", test_self_signed);
  return g_test_run ();
}
