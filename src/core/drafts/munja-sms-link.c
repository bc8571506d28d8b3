#include "config.h"

#include "munja-sms-link.h"

#include <string.h>

#include "munja-error.h"

/* Longer links do not come from a page that a person reads. An LMS is 2,000 bytes, of which each
 * may be written as three. */
#define MAX_LENGTH 65536

/* Of whom it is in a telephone number that only a part of the world can dial (RFC 3966). */
#define CONTEXT "phone-context="
#define KOREA   "+82"

static const char *const schemes[] = { "sms:", "smsto:", "mms:", "mmsto:" };

static const char *
skip_scheme (const char *uri)
{
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
      return uri + strlen (schemes[i]);
  return NULL;
}

static void
set_error (GError **error, const char *what)
{
  g_set_error (error, MUNJA_ERROR, MUNJA_ERROR_INVALID, "Link not read: %s", what);
}

static gboolean
has_only_text (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (g_unichar_iscntrl (character) && character != '\n' && character != '\t')
      return FALSE;
  }
  return TRUE;
}

/* Lines end as RFC 5724 wants it, or as they happen to. */
static char *
unescape (const char *part, gsize length, GError **error)
{
  g_autofree char *text = g_uri_unescape_segment (part, part + length, NULL);
  g_autoptr (GString) lines = NULL;

  if (text == NULL || !g_utf8_validate (text, -1, NULL)) {
    set_error (error, "not UTF-8 in percent signs");
    return NULL;
  }
  lines = g_string_new (text);
  g_string_replace (lines, "\r\n", "\n", 0);
  g_string_replace (lines, "\r", "\n", 0);
  if (!has_only_text (lines->str)) {
    set_error (error, "control characters");
    return NULL;
  }
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

/* One that is not to be dialled from here as it is gets what it lacks, so that it is not taken for
 * a number of this country. */
static void
add_context (GString *number, const char *context)
{
  if (*context != '+' || number->len == 0 || *number->str == '+')
    return;
  if (g_str_equal (context, KOREA) && *number->str == '0')
    return;
  g_string_prepend (number, context);
}

static void
end_number (GString *to, GString *number, const char *context)
{
  add_context (number, context);
  if (number->len > 0 && to->len > 0)
    g_string_append (to, ", ");
  g_string_append_len (to, number->str, number->len);
  g_string_truncate (number, 0);
}

/* Commas are between numbers, and semicolons before what is said of one; some write those between
 * numbers, too. */
static char *
read_numbers (const char *numbers)
{
  g_auto (GStrv) parts = g_strsplit_set (numbers, ",;", -1);
  g_autoptr (GString) number = g_string_new (NULL);
  GString *to = g_string_new (NULL);
  const char *context = "";

  for (char **part = parts; *part != NULL; part++) {
    if (g_ascii_strncasecmp (*part, CONTEXT, strlen (CONTEXT)) == 0)
      context = *part + strlen (CONTEXT);
    if (strchr (*part, '=') != NULL)
      continue;
    end_number (to, number, context);
    context = "";
    g_string_append (number, g_strstrip (*part));
  }
  end_number (to, number, context);
  return g_string_free (to, FALSE);
}

static gboolean
take_field (MunjaDraft *draft, const char *field, gboolean *has_body, GError **error)
{
  const char *equals = strchr (field, '=');
  gsize length = equals != NULL ? (gsize)(equals - field) : strlen (field);

  if (equals == NULL || length != strlen ("body")
      || g_ascii_strncasecmp (field, "body", length) != 0)
    return TRUE;
  if (*has_body) {
    set_error (error, "more than one text");
    return FALSE;
  }
  *has_body = TRUE;
  g_free (draft->content->text);
  draft->content->text = unescape (equals + 1, strlen (equals + 1), error);
  return draft->content->text != NULL;
}

static gboolean
take_fields (MunjaDraft *draft, const char *query, GError **error)
{
  g_auto (GStrv) fields = g_strsplit (query, "&", -1);
  gboolean has_body = FALSE;

  for (char **field = fields; *field != NULL; field++)
    if (!take_field (draft, *field, &has_body, error))
      return FALSE;
  return TRUE;
}

/**
 * munja_sms_link_is_one:
 * @uri: an address from outside
 *
 * Returns: whether it is a link to write a message with, good or bad
 */
gboolean
munja_sms_link_is_one (const char *uri)
{
  return skip_scheme (uri) != NULL;
}

/**
 * munja_sms_link_read:
 * @uri: a link to write a message with, such as "sms:010-1234-5678?body=Hello" (RFC 5724). The
 *   slashes that GVfs puts into it, and the "smsto:" and the "&body=" of phones, do not matter
 * @error: return location
 *
 * Reads a link. Numbers are as they stand in it, to be judged where they are shown; whatever else
 * it says is passed over.
 *
 * - Errors: INVALID.
 *
 * Returns: (transfer full): a form with it; %NULL on error
 */
MunjaDraft *
munja_sms_link_read (const char *uri, GError **error)
{
  const char *start = skip_scheme (uri);
  g_autoptr (MunjaDraft) draft = munja_draft_new ();
  g_autofree char *numbers = NULL;
  gsize length;

  g_return_val_if_fail (start != NULL, NULL);

  if (strlen (uri) > MAX_LENGTH) {
    set_error (error, "too long");
    return NULL;
  }
  start += strspn (start, "/");
  length = strcspn (start, "?&#");
  numbers = unescape (start, length, error);
  if (numbers == NULL)
    return NULL;
  if (g_str_has_suffix (numbers, "/"))
    numbers[strlen (numbers) - 1] = '\0';
  g_free (draft->to);
  draft->to = read_numbers (numbers);
  if (start[length] != '\0' && start[length] != '#') {
    g_autofree char *query = g_strndup (start + length + 1, strcspn (start + length + 1, "#"));

    if (!take_fields (draft, query, error))
      return NULL;
  }
  return g_steal_pointer (&draft);
}
