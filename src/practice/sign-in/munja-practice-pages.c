#include "config.h"

#include "munja-practice-pages.h"

#include <gio/gio.h>

#include "munja-phone.h"
#include "munja-practice-clock.h"
#include "munja-practice-scopes.h"
#include "munja-practice-status.h"
#include "munja-practice.h"

#define STYLE_PATH       "/io/github/munja/practice/pages.css"
#define MAX_LOG_MESSAGES 100

static const char mark[]
    = "<svg class='mark' viewBox='0 0 48 48' width='48' height='48' aria-hidden='true'>"
      "<path d='M10 6h28a6 6 0 0 1 6 6v18a6 6 0 0 1-6 6H24L13 44v-8h-3a6 6 0 0 1-6-6V12a6 6 0 0 1 "
      "6-6z'/><g><circle cx='15' cy='21' r='3'/><circle cx='24' cy='21' r='3'/>"
      "<circle cx='33' cy='21' r='3'/></g></svg>";

/* Adds markup; whatever is put in for a "%s" is escaped, in text and in quoted attributes. */
static void G_GNUC_PRINTF (2, 3) add (GString *page, const char *markup, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, markup);
  text = g_markup_vprintf_escaped (markup, args);
  va_end (args);
  g_string_append (page, text);
}

static GString *
begin_page (const MunjaPracticeWords *words, const char *title, const char *account)
{
  g_autoptr (GBytes) style
      = g_resources_lookup_data (STYLE_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GString *page = g_string_new ("<!DOCTYPE html>\n");

  add (page,
       "<html lang='%s'><head><meta charset='utf-8'><title>%s</title>"
       "<meta name='viewport' content='width=device-width, initial-scale=1'>"
       "<meta name='color-scheme' content='light dark'><style>",
       words->language, title);
  g_string_append_len (page, g_bytes_get_data (style, NULL), (gssize)g_bytes_get_size (style));
  add (page, "</style></head><body><p class='banner'>%s</p>", words->banner);
  if (account != NULL)
    add (page, "<header><span>%s</span> <strong>%s</strong></header>", words->logged_in_as,
         account);
  g_string_append (page, "<main>");
  g_string_append (page, mark);
  add (page, "<h1>%s</h1>", title);
  return page;
}

static char *
end_page (GString *page)
{
  g_string_append (page, "</main></body></html>\n");
  return g_string_free (page, FALSE);
}

/* A row of a list of names and values; nothing where there is no value. */
static void
add_row (GString *page, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    add (page, "<div><dt>%s</dt><dd>%s</dd></div>", name, value);
}

static void
add_phone_row (GString *page, const char *name, const char *number)
{
  g_autofree char *shown = number != NULL ? munja_phone_format (number) : NULL;

  add_row (page, name, shown);
}

/**
 * munja_practice_page_login:
 * @words: the language
 * @query: parameters of the authorization request, which outlive the login
 * @rejected_email: (nullable): what was entered before, when that was refused
 *
 * The form is filled in at first, so that a newcomer need only press its button.
 *
 * - Source: contract, section 2.2, "Login page".
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_login (const MunjaPracticeWords *words,
                           const char *query,
                           const char *rejected_email)
{
  gboolean again = rejected_email != NULL;
  GString *page = begin_page (words, words->login_title, NULL);

  add (page,
       "<div class='note'><p>%s</p><dl><div><dt>%s</dt><dd>%s</dd></div>"
       "<div><dt>%s</dt><dd>%s</dd></div></dl></div>",
       words->login_note, words->email, MUNJA_PRACTICE_EMAIL, words->password,
       MUNJA_PRACTICE_PASSWORD);
  if (again)
    add (page, "<p class='problem' role='alert' id='problem'>%s</p>", words->login_failed);
  add (page,
       "<form method='post' action='/oauth2/v1/login?%s'>"
       "<label for='email'>%s</label>"
       "<input id='email' name='email' type='email' autocomplete='username' required value='%s'%s>",
       query, words->email, again ? rejected_email : MUNJA_PRACTICE_EMAIL,
       again ? "" : " autofocus");
  add (page,
       "<label for='password'>%s</label>"
       "<input id='password' name='password' type='password' autocomplete='current-password' "
       "required value='%s'%s>",
       words->password, again ? "" : MUNJA_PRACTICE_PASSWORD,
       again ? " autofocus aria-describedby=problem" : "");
  add (page,
       "<button type='submit'>%s</button></form><p class='small'><a href='/find-password'>%s</a> · "
       "<a href='/signup'>%s</a></p>",
       words->login, words->forgot_password, words->sign_up);
  return end_page (page);
}

/**
 * munja_practice_page_consent:
 * @words: the language
 * @query: parameters of the authorization request
 * @scopes: what the app asks for, known scopes separated by blanks
 * @proof: shows that the form came from this page
 *
 * There is no way to refuse but to go away, as at the service.
 *
 * - Source: contract, section 2.2, "Consent page".
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_consent (const MunjaPracticeWords *words,
                             const char *query,
                             const char *scopes,
                             const char *proof)
{
  gboolean korean = munja_practice_words_are_korean (words);
  g_auto (GStrv) names = g_strsplit (scopes, " ", -1);
  GString *page = begin_page (words, words->consent_title, MUNJA_PRACTICE_EMAIL);

  add (page, "<p><strong>%s</strong> %s</p><ul class='scopes'><li>%s</li>", words->app_name,
       words->consent_text, words->basic_profile);
  for (gsize i = 0; names[i] != NULL; i++)
    add (page, "<li>%s <code>%s</code></li>", munja_practice_scope_describe (names[i], korean),
         names[i]);
  add (page,
       "</ul><form method='post' action='/oauth2/v1/consent?%s'>"
       "<input type='hidden' name='proof' value='%s'>"
       "<button type='submit'>%s</button></form><p class='small'>%s</p>",
       query, proof, words->approve, words->withdraw);
  return end_page (page);
}

/**
 * munja_practice_page_error:
 * @words: the language
 * @code: the service's name for the error
 * @text: what the service says about it
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_error (const MunjaPracticeWords *words, const char *code, const char *text)
{
  GString *page = begin_page (words, words->error_title, NULL);

  add (page, "<p>%s</p><dl>", words->error_text);
  add_row (page, words->error_code, code);
  add_row (page, words->error_message, text);
  g_string_append (page, "</dl>");
  return end_page (page);
}

/**
 * munja_practice_page_elsewhere:
 * @words: the language
 *
 * Returns: (transfer full): the page behind links that lead nowhere here
 */
char *
munja_practice_page_elsewhere (const MunjaPracticeWords *words)
{
  GString *page = begin_page (words, words->elsewhere_title, NULL);

  add (page, "<p>%s</p>", words->elsewhere_text);
  return end_page (page);
}

/**
 * munja_practice_page_logged_out:
 * @words: the language
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_logged_out (const MunjaPracticeWords *words)
{
  GString *page = begin_page (words, words->logged_out_title, NULL);

  add (page, "<p>%s</p>", words->logged_out_text);
  return end_page (page);
}

static void
add_message (GString *page,
             const MunjaPracticeWords *words,
             const MunjaPracticeStored *message,
             gint64 now)
{
  const MunjaPracticeContent *content = message->content;
  const MunjaPracticeAgent *agent = &message->group->agent;
  guint code = munja_practice_stored_get_code (message, now);
  g_autofree char *date = munja_practice_format_local_date (message->time);
  g_autofree char *status
      = g_strchomp (g_strdup_printf ("%u %s", code, munja_practice_status_describe (code)));

  g_string_append (page, "<dl>");
  add_row (page, words->status, status);
  add_row (page, words->date, date);
  add_phone_row (page, words->from, content->from);
  add_phone_row (page, words->to, message->to);
  add_row (page, words->type, content->type);
  add_row (page, words->subject, content->subject);
  if (content->text != NULL)
    add (page, "<div class='text'><dt>%s</dt><dd>%s</dd></div>", words->text, content->text);
  add_row (page, words->group_id, message->group->id);
  add_row (page, words->message_id, message->id);
  add_row (page, words->app_id, agent->app_id);
  add_row (page, words->sdk_version, agent->sdk_version);
  add_row (page, words->os_platform, agent->os_platform);
  g_string_append (page, "</dl>");
}

static void
add_group (GString *page,
           const MunjaPracticeWords *words,
           const MunjaPracticeGroup *group,
           gint64 now)
{
  MunjaPracticeGroupCounts counts = munja_practice_group_get_counts (group, now);
  g_autofree char *accepted = g_strdup_printf ("%u", counts.accepted);
  g_autofree char *refused = g_strdup_printf ("%u", group->n_refused);

  g_string_append (page, "<dl>");
  add_row (page, words->group_id, group->id);
  add_row (page, words->status, munja_practice_group_get_status_name (group));
  add_row (page, words->accepted, accepted);
  add_row (page, words->refused, refused);
  g_string_append (page, "</dl>");
}

/**
 * munja_practice_page_message_log:
 * @words: the language
 * @group: (nullable): the group that was asked for
 * @messages: (element-type MunjaPracticeStored): what was found, perhaps nothing; only the first
 *   hundred are shown
 * @now: in microseconds since 1970, UTC
 *
 * - Source: contract, section 12.
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_message_log (const MunjaPracticeWords *words,
                                 const MunjaPracticeGroup *group,
                                 GPtrArray *messages,
                                 gint64 now)
{
  GString *page = begin_page (words, words->log_title, NULL);
  gboolean found = group != NULL || messages->len > 0;
  guint shown = 0;

  add (page, "<p>%s</p>", found ? words->log_text : words->log_empty);
  if (group != NULL)
    add_group (page, words, group, now);
  for (guint i = 0; i < messages->len && shown <= MAX_LOG_MESSAGES; i++) {
    const MunjaPracticeStored *message = g_ptr_array_index (messages, i);

    if (!message->removed && shown++ < MAX_LOG_MESSAGES)
      add_message (page, words, message, now);
  }
  if (shown > MAX_LOG_MESSAGES)
    add (page, "<p class='small'>%s</p>", words->log_cut);
  return end_page (page);
}

/**
 * munja_practice_page_senders:
 * @words: the language
 * @senders: (array zero-terminated=1): active sender numbers
 *
 * Returns: (transfer full): the page
 */
char *
munja_practice_page_senders (const MunjaPracticeWords *words, const char *const *senders)
{
  GString *page = begin_page (words, words->senders_title, NULL);

  add (page, "<p>%s</p><ul>", words->senders_text);
  for (gsize i = 0; senders[i] != NULL; i++) {
    g_autofree char *shown = munja_phone_format (senders[i]);

    add (page, "<li>%s</li>", shown);
  }
  g_string_append (page, "</ul>");
  return end_page (page);
}
