#include "config.h"

#include "munja-registration-paste.h"

#include <string.h>

#include "munja-secret.h"

/* What stands between names and values on a page, in a table, in JSON and in a settings file. */
#define BETWEEN " \t\r\n:=,;|\"'<>(){}[]"

/* Values are opaque, but those that are known look like this. Source: contract, section 2.1. */
#define CLIENT_ID_PREFIX "CID"
#define CLIENT_ID_LENGTH 16
#define NEWER_ID_PREFIX  "COID_"
#define SECRET_LENGTH    32
#define APP_ID_LENGTH    12

#define SHORTEST_VALUE 3

typedef enum {
  KIND_NONE,
  KIND_CLIENT_ID,
  KIND_SECRET,
  KIND_APP_ID,
  N_KINDS,
} Kind;

/* As they end: "clientId", "Client ID", "client_id", "쿨에스엠에스 클라이언트 아이디". */
static const struct {
  const char *name;
  Kind kind;
} names[] = {
  { "clientid", KIND_CLIENT_ID },     { "클라이언트아이디", KIND_CLIENT_ID },
  { "클라이언트id", KIND_CLIENT_ID }, { "secret", KIND_SECRET },
  { "secretkey", KIND_SECRET },       { "시크릿", KIND_SECRET },
  { "시크릿키", KIND_SECRET },        { "appid", KIND_APP_ID },
  { "앱아이디", KIND_APP_ID },        { "앱id", KIND_APP_ID },
  { "redirecturi", KIND_NONE },       { "redirecturl", KIND_NONE },
};

/* What a name begins with is no value of the name before it. */
static const char *const beginnings[]
    = { "client", "클라이언트", "secret", "시크릿", "app", "앱", "redirect", NULL };

static char *
normalize (const char *word)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);
  GString *plain = g_string_new (NULL);

  for (const char *p = lower; *p != '\0'; p++)
    if (*p != '-' && *p != '_' && *p != '.')
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

static gboolean
find_name (const char *text, Kind *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_suffix (text, names[i].name)) {
      *kind = names[i].kind;
      return TRUE;
    }
  return FALSE;
}

static gboolean
has_only (const char *word, gboolean (*is_good) (char))
{
  while (*word != '\0' && is_good (*word))
    word++;
  return *word == '\0';
}

static gboolean
is_upper_or_digit (char c)
{
  return g_ascii_isupper (c) || g_ascii_isdigit (c);
}

static gboolean
is_letter_or_digit (char c)
{
  return g_ascii_isalnum (c);
}

static gboolean
is_lower (char c)
{
  return g_ascii_islower (c);
}

static Kind
guess (const char *word)
{
  gsize length = strlen (word);

  if (g_str_has_prefix (word, NEWER_ID_PREFIX))
    return KIND_CLIENT_ID;
  if (has_only (word, is_upper_or_digit)) {
    if (length == CLIENT_ID_LENGTH && g_str_has_prefix (word, CLIENT_ID_PREFIX))
      return KIND_CLIENT_ID;
    if (length == SECRET_LENGTH)
      return KIND_SECRET;
  }
  /* A word of a page may have as many letters, but is no mixture of them. */
  if (length == APP_ID_LENGTH && has_only (word, is_letter_or_digit)
      && !has_only (word, is_upper_or_digit) && !has_only (word + 1, is_lower))
    return KIND_APP_ID;
  return KIND_NONE;
}

static gboolean
can_be_value (const char *word, const char *plain)
{
  for (gsize i = 0; beginnings[i] != NULL; i++)
    if (g_str_equal (plain, beginnings[i]))
      return FALSE;
  return strlen (word) >= SHORTEST_VALUE
         && munja_registration_check_token (word) == MUNJA_REGISTRATION_OK;
}

/* The look of a value counts for more than the name before it: in a table all names come first. */
static void
take_word (const char *word, const char *plain, Kind *pending, char **values)
{
  Kind kind = guess (word);

  if (!can_be_value (word, plain))
    return;
  if (kind == KIND_NONE || (kind == KIND_APP_ID && *pending != KIND_NONE))
    kind = *pending;
  *pending = KIND_NONE;
  if (kind != KIND_NONE && values[kind] == NULL)
    values[kind] = g_strdup (word);
}

/**
 * munja_registration_read_paste:
 * @text: what the person copied from the page of the app, whatever else is in it
 *
 * Finds the client ID, the client secret and the app ID: by the name that stands before a value, in
 * English or Korean, or by how the service's values look.
 *
 * Returns: (transfer full): what was found; the client ID and the app ID are empty and the secret
 *   is %NULL where there was none. The redirect URI is the default.
 */
MunjaRegistration *
munja_registration_read_paste (const char *text)
{
  char *values[N_KINDS] = { NULL };
  g_autoptr (MunjaSecret) before = g_strdup ("");
  Kind pending = KIND_NONE;
  MunjaRegistration *found;

  for (const char *p = text + strspn (text, BETWEEN); *p != '\0'; p += strspn (p, BETWEEN)) {
    gsize length = strcspn (p, BETWEEN);
    g_autoptr (MunjaSecret) word = g_strndup (p, length);
    g_autoptr (MunjaSecret) plain = normalize (word);
    g_autoptr (MunjaSecret) joined = g_strconcat (before, plain, NULL);

    if (!find_name (joined, &pending))
      take_word (word, plain, &pending, values);
    munja_secret_free (before);
    before = g_strdup (plain);
    p += length;
  }
  found = munja_registration_new (values[KIND_CLIENT_ID], values[KIND_SECRET], NULL,
                                  values[KIND_APP_ID]);
  for (gsize i = 0; i < N_KINDS; i++)
    munja_secret_free (values[i]);
  return found;
}
