#include "config.h"

#include "munja-own-copy.h"
#include "support-rows.h"

#define OWN "01099998888"

/* What the person gets, as "field=value" for each field. */
static const struct {
  const char *name;
  const char *subject;
  const char *text;
  const char *columns[3];
  const char *values[3]; /* of the first recipient */
  const char *copy;
} cases[] = {
  { "no-fields", NULL, "Hello", { NULL }, { NULL }, "" },
  { "value", NULL, "Hello #{name}", { "name", NULL }, { "Kim", NULL }, "name=Kim" },
  { "subject", "For #{name}", "Hello", { "name", NULL }, { "Kim", NULL }, "name=Kim" },
  { "empty-value", NULL, "Hello #{name}", { "name", NULL }, { "", NULL }, "name=#{name}" },
  { "no-value", NULL, "Hello #{name}", { "name", NULL }, { NULL }, "name=#{name}" },
  { "no-column", NULL, "Hello #{name}", { "shop", NULL }, { "Bakery", NULL }, "name=#{name}" },
  { "other-order",
    NULL,
    "#{shop} for #{name}",
    { "name", "shop", NULL },
    { "Kim", "Bakery", NULL },
    "shop=Bakery name=Kim" },
};

static char *
describe (MunjaAudience *copy)
{
  const char *const *columns = munja_audience_get_columns (copy);
  guint n_columns = munja_audience_get_n_columns (copy);
  g_autofree const char **values = g_new0 (const char *, n_columns + 1);
  GString *out = g_string_new (NULL);

  munja_audience_get_values (copy, 0, values);
  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (out, "%s%s=%s", i > 0 ? " " : "", columns[i], values[i]);
  return g_string_free (out, FALSE);
}

static void
test_copy (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autoptr (MunjaAudience) recipients = munja_audience_new_with_columns (c->columns);
  g_autoptr (MunjaMessage) message = munja_message_new (c->subject, c->text, MUNJA_TYPE_CHOICE_AUTO,
                                                        NULL, MUNJA_ADVERTISING_NONE);
  g_autoptr (MunjaAudience) copy = NULL;
  g_autofree char *found = NULL;

  munja_audience_append_with_values (recipients, &(MunjaRecipient){ "01011112222", "82", "Kim" },
                                     c->values);
  munja_audience_append_with_values (recipients, &(MunjaRecipient){ "01033334444", "82", "Lee" },
                                     (const char *const[]){ "x", "y", NULL });
  copy = munja_own_copy_new (message, recipients, OWN);
  g_assert_cmpuint (munja_audience_get_length (copy), ==, 1);
  g_assert_cmpstr (munja_audience_get (copy, 0).number, ==, OWN);
  g_assert_cmpstr (munja_audience_get (copy, 0).name, ==, "");
  found = describe (copy);
  g_assert_cmpstr (found, ==, c->copy);
}

/* Nobody has been named yet. */
static void
test_no_recipients (void)
{
  g_autoptr (MunjaMessage) message = munja_message_new_for_text ("Hello #{name}");
  g_autoptr (MunjaAudience) copy = munja_own_copy_new (message, NULL, OWN);
  g_autofree char *found = describe (copy);

  g_assert_cmpstr (found, ==, "name=#{name}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/own-copy", cases, test_copy);
  g_test_add_func ("/own-copy/no-recipients", test_no_recipients);
  return g_test_run ();
}
