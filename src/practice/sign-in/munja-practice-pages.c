#include "config.h"

#include "munja-practice-pages.h"

#include "munja-practice-clock.h"
#include "munja-practice-page.h"
#include "munja-practice-scopes.h"
#include "munja-practice-status.h"
#include "munja-practice.h"

#define MAX_LOG_MESSAGES 100

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
  GString *page = munja_practice_page_begin (words, words->login_title, NULL);

  munja_practice_page_add (page,
                           "<div class='note'><p>%s</p><dl><div><dt>%s</dt><dd>%s</dd></div>"
                           "<div><dt>%s</dt><dd>%s</dd></div></dl></div>",
                           words->login_note, words->email, MUNJA_PRACTICE_EMAIL, words->password,
                           MUNJA_PRACTICE_PASSWORD);
  if (again)
    munja_practice_page_add (page, "<p class='problem' role='alert' id='problem'>%s</p>",
                             words->login_failed);
  munja_practice_page_add (
      page,
      "<form method='post' action='/oauth2/v1/login?%s'>"
      "<label for='email'>%s</label>"
      "<input id='email' name='email' type='email' autocomplete='username' required value='%s'%s>",
      query, words->email, again ? rejected_email : MUNJA_PRACTICE_EMAIL,
      again ? "" : " autofocus");
  munja_practice_page_add (
      page,
      "<label for='password'>%s</label>"
      "<input id='password' name='password' type='password' autocomplete='current-password' "
      "required value='%s'%s>",
      words->password, again ? "" : MUNJA_PRACTICE_PASSWORD,
      again ? " autofocus aria-describedby=problem" : "");
  munja_practice_page_add (
      page,
      "<button type='submit'>%s</button></form><p class='small'><a href='/find-password'>%s</a> · "
      "<a href='/signup'>%s</a></p>",
      words->login, words->forgot_password, words->sign_up);
  return munja_practice_page_end (page);
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
  GString *page = munja_practice_page_begin (words, words->consent_title, MUNJA_PRACTICE_EMAIL);

  munja_practice_page_add (page, "<p><strong>%s</strong> %s</p><ul class='scopes'><li>%s</li>",
                           words->app_name, words->consent_text, words->basic_profile);
  for (gsize i = 0; names[i] != NULL; i++)
    munja_practice_page_add (page, "<li>%s <code>%s</code></li>",
                             munja_practice_scope_describe (names[i], korean), names[i]);
  munja_practice_page_add (page,
                           "</ul><form method='post' action='/oauth2/v1/consent?%s'>"
                           "<input type='hidden' name='proof' value='%s'>"
                           "<button type='submit'>%s</button></form><p class='small'>%s</p>",
                           query, proof, words->approve, words->withdraw);
  return munja_practice_page_end (page);
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
  GString *page = munja_practice_page_begin (words, words->error_title, NULL);

  munja_practice_page_add (page, "<p>%s</p><dl>", words->error_text);
  munja_practice_page_add_row (page, words->error_code, code);
  munja_practice_page_add_row (page, words->error_message, text);
  g_string_append (page, "</dl>");
  return munja_practice_page_end (page);
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
  GString *page = munja_practice_page_begin (words, words->elsewhere_title, NULL);

  munja_practice_page_add (page, "<p>%s</p>", words->elsewhere_text);
  return munja_practice_page_end (page);
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
  GString *page = munja_practice_page_begin (words, words->logged_out_title, NULL);

  munja_practice_page_add (page, "<p>%s</p>", words->logged_out_text);
  return munja_practice_page_end (page);
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
  munja_practice_page_add_row (page, words->status, status);
  munja_practice_page_add_row (page, words->date, date);
  munja_practice_page_add_phone (page, words->from, content->from);
  munja_practice_page_add_phone (page, words->to, message->to);
  munja_practice_page_add_row (page, words->type, content->type);
  munja_practice_page_add_row (page, words->subject, content->subject);
  if (content->text != NULL)
    munja_practice_page_add (page, "<div class='text'><dt>%s</dt><dd>%s</dd></div>", words->text,
                             content->text);
  munja_practice_page_add_row (page, words->group_id, message->group->id);
  munja_practice_page_add_row (page, words->message_id, message->id);
  munja_practice_page_add_row (page, words->app_id, agent->app_id);
  munja_practice_page_add_row (page, words->sdk_version, agent->sdk_version);
  munja_practice_page_add_row (page, words->os_platform, agent->os_platform);
  g_string_append (page, "</dl>");
}

static void
add_group (GString *page,
           const MunjaPracticeWords *words,
           const MunjaPracticeGroup *group,
           gint64 now)
{
  MunjaPracticeGroupCounts counts = munja_practice_group_get_counts (group, now);

  g_string_append (page, "<dl>");
  munja_practice_page_add_row (page, words->group_id, group->id);
  munja_practice_page_add_row (page, words->status, munja_practice_group_get_status_name (group));
  munja_practice_page_add_number (page, words->accepted, counts.accepted);
  munja_practice_page_add_number (page, words->delivered, counts.succeeded);
  munja_practice_page_add_number (page, words->failed, counts.failed);
  munja_practice_page_add_number (page, words->refused, group->n_refused);
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
  GString *page = munja_practice_page_begin (words, words->log_title, NULL);
  gboolean found = group != NULL || messages->len > 0;
  guint shown = 0;

  munja_practice_page_add (page, "<p>%s</p>", found ? words->log_text : words->log_empty);
  if (group != NULL)
    add_group (page, words, group, now);
  for (guint i = 0; i < messages->len && shown <= MAX_LOG_MESSAGES; i++) {
    const MunjaPracticeStored *message = g_ptr_array_index (messages, i);

    if (!message->removed && shown++ < MAX_LOG_MESSAGES)
      add_message (page, words, message, now);
  }
  if (shown > MAX_LOG_MESSAGES)
    munja_practice_page_add (page, "<p class='small'>%s</p>", words->log_cut);
  return munja_practice_page_end (page);
}
