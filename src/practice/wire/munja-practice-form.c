#include "config.h"

#include "munja-practice-form.h"

#include <string.h>

static gboolean
is_not_text (gpointer key, gpointer value, gpointer user_data)
{
  return !g_utf8_validate (key, -1, NULL) || !g_utf8_validate (value, -1, NULL);
}

static GHashTable *
decode (const char *text)
{
  GHashTable *form = soup_form_decode (text != NULL ? text : "");

  /* Percent signs can spell any bytes, but pages and JSON hold UTF-8 only. */
  g_hash_table_foreach_remove (form, is_not_text, NULL);
  return form;
}

/**
 * munja_practice_get_body:
 * @message: a request
 *
 * Returns: (transfer full): the bytes of its body, perhaps none
 */
GBytes *
munja_practice_get_body (SoupServerMessage *message)
{
  return soup_message_body_flatten (soup_server_message_get_request_body (message));
}

/**
 * munja_practice_form_from_query:
 * @message: a request
 *
 * Returns: (transfer full): the parameters in its address; what is no UTF-8 is left out
 */
GHashTable *
munja_practice_form_from_query (SoupServerMessage *message)
{
  return decode (g_uri_get_query (soup_server_message_get_uri (message)));
}

/**
 * munja_practice_form_from_body:
 * @message: a request
 *
 * Returns: (transfer full): the fields of a form that a browser posted; what is no UTF-8 is left
 *   out
 */
GHashTable *
munja_practice_form_from_body (SoupServerMessage *message)
{
  g_autoptr (GBytes) body = munja_practice_get_body (message);
  gsize length = 0;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *text = g_strndup (data != NULL ? data : "", length);

  return decode (text);
}

/**
 * munja_practice_form_get:
 * @form: decoded fields
 * @name: a field
 *
 * Returns: (nullable): its value if it has one that is not empty; owned by @form
 */
const char *
munja_practice_form_get (GHashTable *form, const char *name)
{
  const char *value = g_hash_table_lookup (form, name);

  return value != NULL && *value != '\0' ? value : NULL;
}
