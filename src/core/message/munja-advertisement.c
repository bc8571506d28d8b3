#include "config.h"

#include "munja-advertisement.h"

#include <string.h>

#include "munja-charset.h"
#include "munja-phone.h"
#include "munja-text.h"

/*
 * What the law asks for in an advertisement: it begins with "(광고)" and who advertises, and ends
 * with a way to opt out that costs nothing. Source: Act on Promotion of Information and
 * Communications Network Utilization, article 50, and its decree, annex 6.
 */

/* The label is looked for in so many bytes, which are enough for it in any normal form. */
#define LABEL_MAX_BYTES 64

/* Brackets of any shape around the word, with nothing but blanks and marks between its syllables;
 * and at the beginning also with other words before or behind it, as in "(대출광고)". */
#define OPENING   "[(\\[{<（［｛＜〈《「『【〔]"
#define CLOSING   "[)\\]}>）］｝＞〉》」』】〕]"
#define MARKS     "[\\s\\p{P}\\p{S}]*"
#define ANYTHING  "[^\\n()\\[\\]（）［］【】〔〕]{0,12}"
#define ANY_LABEL OPENING MARKS "광" MARKS "고" MARKS CLOSING
#define AT_START  "^\\s*(" OPENING ANYTHING "광" MARKS "고" ANYTHING CLOSING ")"

static const char *const words[] = { "할인", "이벤트", "쿠폰", "무료" };

static const char *
skip_blanks (const char *text)
{
  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Input from macOS has its syllables in pieces, which are put together before they are sent. */
static const char *
skip_label (const char *text)
{
  const char *start = skip_blanks (text);
  const char *end = strchr (start, ')');
  g_autofree char *label = NULL;

  if (*start != '(' || end == NULL || end - start > LABEL_MAX_BYTES)
    return text;
  label = munja_text_compose (start, end + 1 - start);
  return g_strcmp0 (label, MUNJA_ADVERTISEMENT_LABEL) == 0 ? end + 1 : text;
}

/* On one line, since the second one is the text. */
static char *
dup_line (const char *typed)
{
  g_autofree char *line = g_strdelimit (g_strdup (typed), "\r\n", ' ');

  return g_strdup (g_strstrip (line));
}

static gboolean
read_free_number (const char *typed, MunjaPhone *phone)
{
  return munja_phone_parse (typed, phone) == MUNJA_PHONE_OK && phone->kind == MUNJA_PHONE_TOLL_FREE;
}

/**
 * munja_advertisement_format_opt_out:
 * @typed: the number to opt out at, as it was typed
 *
 * Returns: (transfer full): a free number with its hyphens; what is none as it is, on one line,
 *   until the person mends it
 */
char *
munja_advertisement_format_opt_out (const char *typed)
{
  MunjaPhone phone;

  return read_free_number (typed, &phone) ? munja_phone_format (phone.number) : dup_line (typed);
}

/**
 * munja_advertisement_dup_first_line:
 * @content: an advertisement
 *
 * Returns: (transfer full): what is put before its text: the label, with who advertises
 */
char *
munja_advertisement_dup_first_line (const MunjaContent *content)
{
  g_autofree char *sender = dup_line (content->ad_sender);

  return g_strconcat (MUNJA_ADVERTISEMENT_LABEL, sender, NULL);
}

/**
 * munja_advertisement_dup_last_line:
 * @content: an advertisement
 *
 * Returns: (transfer full): what is put behind its text: how to opt out, with the number
 */
char *
munja_advertisement_dup_last_line (const MunjaContent *content)
{
  g_autofree char *number = munja_advertisement_format_opt_out (content->ad_opt_out);

  return *number != '\0' ? g_strconcat (MUNJA_ADVERTISEMENT_OPT_OUT " ", number, NULL)
                         : g_strdup (MUNJA_ADVERTISEMENT_OPT_OUT);
}

/* The name behind a label that the person typed is the one that is put there. */
static const char *
skip_sender (const char *text, const char *sender)
{
  const char *start = skip_blanks (text);
  gsize length = strlen (sender);
  const char *rest = start + length;

  if (length == 0 || strncmp (start, sender, length) != 0)
    return text;
  while (*rest == ' ' || *rest == '\r')
    rest++;
  if (*rest == '\n')
    return rest + 1;
  return *rest == '\0' ? rest : text;
}

static const char *
skip_first_lines (const char *text, const char *sender)
{
  const char *rest = skip_label (text);

  if (rest == text)
    return text;
  rest = skip_sender (rest, sender);
  return skip_blanks (rest);
}

static const char *
find_last_line (const char *text)
{
  const char *newline = strrchr (text, '\n');

  return newline != NULL ? newline + 1 : text;
}

/* Whether @line is the one that is put at the end, or the beginning of it. */
static gboolean
is_opt_out_line (const char *line, const char *number)
{
  g_autofree char *composed = munja_text_compose (line, -1);
  MunjaPhone typed;
  MunjaPhone own;
  const char *rest;

  if (composed == NULL || !g_str_has_prefix (g_strstrip (composed), MUNJA_ADVERTISEMENT_OPT_OUT))
    return FALSE;
  rest = skip_blanks (composed + strlen (MUNJA_ADVERTISEMENT_OPT_OUT));
  if (*rest == '\0')
    return TRUE;
  return read_free_number (rest, &typed) && read_free_number (number, &own)
         && g_str_equal (typed.number, own.number);
}

/* Without the line to opt out that the person typed, and the blanks before it. */
static char *
dup_without_opt_out (const char *text, const char *number)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));
  const char *line = find_last_line (trimmed);

  if (!is_opt_out_line (line, number))
    return g_strdup (text);
  trimmed[line - trimmed] = '\0';
  return g_strchomp (g_steal_pointer (&trimmed));
}

/* What the person wrote, without what is put around it. */
static char *
dup_body (const MunjaContent *content)
{
  g_autofree char *sender = dup_line (content->ad_sender);

  return dup_without_opt_out (skip_first_lines (content->text, sender), content->ad_opt_out);
}

/**
 * munja_advertisement_assemble:
 * @content: a message
 *
 * Puts the lines that the law asks for around the text of an advertisement. What of them the person
 * typed as well is not doubled. The result is still to be normalised, and has the merge fields in
 * it.
 *
 * - Shape: `(광고)` with the sender's name right behind it, the text from the second line on, and
 *   `무료수신거부 080-123-4567` as the last line.
 *
 * Returns: (transfer full): the text to send; a copy of the text if it is no advertisement
 */
char *
munja_advertisement_assemble (const MunjaContent *content)
{
  g_autofree char *first = NULL;
  g_autofree char *body = NULL;
  g_autofree char *last = NULL;

  if (!content->is_advertisement)
    return g_strdup (content->text);
  first = munja_advertisement_dup_first_line (content);
  body = dup_body (content);
  last = munja_advertisement_dup_last_line (content);
  return g_strjoin ("\n", first, body, last, NULL);
}

static MunjaContent *
take_apart (const char *text)
{
  g_autoptr (MunjaContent) content = munja_content_new ();
  const char *first = text + strlen (MUNJA_ADVERTISEMENT_LABEL);
  const char *newline = strchr (text, '\n');
  const char *last = find_last_line (text);

  if (!g_str_has_prefix (text, MUNJA_ADVERTISEMENT_LABEL) || newline == NULL
      || !g_str_has_prefix (last, MUNJA_ADVERTISEMENT_OPT_OUT " ") || last <= newline + 1)
    return NULL;
  g_free (content->ad_sender);
  g_free (content->text);
  g_free (content->ad_opt_out);
  content->is_advertisement = TRUE;
  content->ad_sender = g_strndup (first, (gsize)(newline - first));
  content->text = g_strndup (newline + 1, (gsize)(last - 1 - (newline + 1)));
  content->ad_opt_out = g_strdup (last + strlen (MUNJA_ADVERTISEMENT_OPT_OUT " "));
  return g_steal_pointer (&content);
}

/**
 * munja_advertisement_parse:
 * @subject: (nullable): the subject of a message that was sent
 * @text: its text
 *
 * Takes apart what munja_advertisement_assemble() put together, and only that: assembling the
 * result gives @text again, whatever it is. A text with other lines is one that is no
 * advertisement. Whether those who got it had agreed to advertisements at night, is not in the
 * text.
 *
 * Returns: (transfer full): the message as it would be written
 */
MunjaContent *
munja_advertisement_parse (const char *subject, const char *text)
{
  g_autoptr (MunjaContent) content = take_apart (text);
  g_autofree char *again = content != NULL ? munja_advertisement_assemble (content) : NULL;

  if (g_strcmp0 (again, text) != 0) {
    g_clear_pointer (&content, munja_content_free);
    content = munja_content_new ();
    g_free (content->text);
    content->text = g_strdup (text);
  }
  g_free (content->subject);
  content->subject = g_strdup (subject != NULL ? subject : "");
  return g_steal_pointer (&content);
}

/**
 * munja_advertisement_get_advertising:
 * @content: a message
 *
 * Returns: what it is to the law
 */
MunjaAdvertising
munja_advertisement_get_advertising (const MunjaContent *content)
{
  if (!content->is_advertisement)
    return MUNJA_ADVERTISING_NONE;
  return content->night_consent ? MUNJA_ADVERTISING_NIGHT_CONSENT : MUNJA_ADVERTISING_DAY;
}

static gboolean
is_blank (const char *text)
{
  return *skip_blanks (text) == '\0';
}

/**
 * munja_advertisement_check_opt_out:
 * @typed: the number to opt out at, as it was typed
 *
 * Returns: %MUNJA_ADVERTISEMENT_OK, or whether there is none or it is not free
 */
MunjaAdvertisementProblems
munja_advertisement_check_opt_out (const char *typed)
{
  MunjaPhone phone;

  if (is_blank (typed))
    return MUNJA_ADVERTISEMENT_NO_OPT_OUT;
  return read_free_number (typed, &phone) ? MUNJA_ADVERTISEMENT_OK : MUNJA_ADVERTISEMENT_NOT_FREE;
}

/**
 * munja_advertisement_check:
 * @content: an advertisement
 *
 * Checks what can be checked. Whether something is an advertisement, and who agreed to it, only the
 * person knows.
 *
 * Returns: everything that keeps it from going out
 */
MunjaAdvertisementProblems
munja_advertisement_check (const MunjaContent *content)
{
  MunjaAdvertisementProblems problems = munja_advertisement_check_opt_out (content->ad_opt_out);
  g_autofree char *sender = dup_line (content->ad_sender);
  g_autofree char *normalized_sender = munja_text_normalize (sender);
  g_autofree char *body = dup_body (content);
  g_autofree char *label = munja_advertisement_find_wrong_label (content);

  if (*sender == '\0')
    problems |= MUNJA_ADVERTISEMENT_NO_SENDER;
  if (!munja_charset_can_send_text (normalized_sender))
    problems |= MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER;
  if (is_blank (body))
    problems |= MUNJA_ADVERTISEMENT_NO_TEXT;
  if (label != NULL)
    problems |= MUNJA_ADVERTISEMENT_WRONG_LABEL;
  return problems;
}

/* The first match of @pattern that is not the label as it ought to be. */
static char *
find_wrong (const char *text, const char *pattern, int group)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_return_val_if_fail (regex != NULL, NULL);

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree char *found = g_match_info_fetch (match, group);

    if (g_strcmp0 (found, MUNJA_ADVERTISEMENT_LABEL) != 0)
      return g_steal_pointer (&found);
  }
  return NULL;
}

static char *
find_wrong_label (const char *text)
{
  g_autofree char *composed = munja_text_compose (text, -1);
  char *found;

  if (composed == NULL)
    return NULL;
  found = find_wrong (composed, AT_START, 1);
  return found != NULL ? found : find_wrong (composed, ANY_LABEL, 0);
}

/**
 * munja_advertisement_find_wrong_label:
 * @content: a message
 *
 * Looks in subject and text for the label as it must not be written: `[광고]`, `(광 고)`, `( 광고
 * )`,
 * `(광.고)`; at their beginning also `(대출광고)` and the like.
 *
 * Returns: (transfer full) (nullable): the first one as it was written
 */
char *
munja_advertisement_find_wrong_label (const MunjaContent *content)
{
  char *found = find_wrong_label (content->text);

  return found != NULL ? found : find_wrong_label (content->subject);
}

static char *
find_one_of (const char *text, const char *const *needles, gsize n_needles)
{
  g_autofree char *composed = munja_text_compose (text, -1);

  for (gsize i = 0; composed != NULL && i < n_needles; i++)
    if (strstr (composed, needles[i]) != NULL)
      return g_strdup (needles[i]);
  return NULL;
}

static char *
find_mark (const MunjaContent *content)
{
  static const char *const marks[] = { MUNJA_ADVERTISEMENT_LABEL, MUNJA_ADVERTISEMENT_OPT_OUT };
  char *found = munja_advertisement_find_wrong_label (content);

  if (found == NULL)
    found = find_one_of (content->text, marks, G_N_ELEMENTS (marks));
  return found != NULL ? found : find_one_of (content->subject, marks, G_N_ELEMENTS (marks));
}

/**
 * munja_advertisement_get_hint:
 * @content: a message that is not marked as an advertisement
 * @found: (out) (transfer full) (nullable): what speaks of one
 *
 * Tells whether a message may be an advertisement after all. That is a guess: the person is asked,
 * whose word it is then.
 *
 * Returns: how much it looks like one
 */
MunjaAdvertisementHint
munja_advertisement_get_hint (const MunjaContent *content, char **found)
{
  *found = find_mark (content);
  if (*found != NULL)
    return MUNJA_ADVERTISEMENT_HINT_LABEL;
  *found = find_one_of (content->text, words, G_N_ELEMENTS (words));
  if (*found == NULL)
    *found = find_one_of (content->subject, words, G_N_ELEMENTS (words));
  return *found != NULL ? MUNJA_ADVERTISEMENT_HINT_WORD : MUNJA_ADVERTISEMENT_HINT_NONE;
}
