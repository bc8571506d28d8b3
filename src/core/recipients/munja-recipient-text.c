#include "config.h"

#include "munja-recipient-text.h"

#include <stdio.h>
#include <string.h>

#include "munja-import-guess.h"
#include "munja-recipient-pasted.h"

/* A number that is written with blanks has no more parts than these. */
#define MAX_PARTS 6

/* Fewer digits are a class, a year or a place in a list; a whole number has more. */
#define MIN_DIGITS  7
#define FULL_DIGITS 9

/* What is cut out of a line: a word, or what looks like a number or a part of one. */
typedef struct {
  char *text;
  guint piece;  /* which of the parts of the line it is in that commas and tabs divide */
  guint digits; /* 0 for a word */
} Token;

/* A number with its name, as it goes into the list. */
typedef struct {
  GString *rows;
  GArray *lines; /* guint */
  guint line;
} Output;

static void
token_clear (gpointer data)
{
  g_free (((Token *)data)->text);
}

static gboolean
is_digit (gunichar c)
{
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* What may stand in a number besides digits, blanks aside. */
static gboolean
is_joiner (gunichar c)
{
  return c == '-' || c == '.' || c == '+' || c == 0xFF0B || c == 0xFF0D || c == 0xFF0E
         || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x00AD;
}

static gboolean
is_comma (gunichar c)
{
  return c == ',' || c == ';' || c == '\t' || c == 0xFF0C || c == 0xFF1B || c == 0x3001;
}

/* What divides words, as blanks do. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || (c < 0x80 && strchr ("()[]{}<>\"'/|:=", (int)c) != NULL)
         || c == 0xFF08 || c == 0xFF09 || c == 0xFF1A || c == 0x300A || c == 0x300B
         || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060
         || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static guint
count_digits (const char *text, gsize length)
{
  guint count = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    if (is_digit (g_utf8_get_char (p)))
      count++;
  return count;
}

/* Tells a date, which would pass for a number without its 0. */
static gboolean
is_date (const char *text)
{
  int year = 0;
  int month = 0;
  int day = 0;
  int end = 0;

  return strlen (text) <= 11
         && sscanf (text, "%4d%*1[-. ]%2d%*1[-. ]%2d%n", &year, &month, &day, &end) == 3
         && year >= 1900 && year < 2100 && month <= 12 && day <= 31
         && (text[end] == '\0' || g_str_equal (text + end, "."));
}

static void
add_token (GArray *tokens, const char *text, gsize length, guint piece, gboolean is_number)
{
  Token token = { g_strndup (text, length), piece, 0 };

  if (is_number && !is_date (token.text))
    token.digits = count_digits (text, length);
  g_array_append_val (tokens, token);
}

/* Returns where a run of characters that may be a number, or may not be, ends. */
static const char *
skip_run (const char *p, const char *end, gboolean number)
{
  while (p < end) {
    gunichar c = g_utf8_get_char (p);

    if ((is_digit (c) || is_joiner (c)) != number)
      break;
    p = g_utf8_next_char (p);
  }
  return p;
}

/* Cuts up what stands between two blanks. A number sticks to a word at times, as in "홍길동010…";
 * "3학년" is a word. */
static void
add_chunk (GArray *tokens, const char *chunk, gsize length, guint piece)
{
  const char *end = chunk + length;
  const char *word = chunk;

  for (const char *p = chunk; p < end;) {
    const char *run_end = skip_run (p, end, TRUE);
    guint digits = count_digits (p, (gsize)(run_end - p));

    if (digits > MIN_DIGITS || (digits > 0 && p == chunk && run_end == end)) {
      if (p > word)
        add_token (tokens, word, (gsize)(p - word), piece, FALSE);
      add_token (tokens, p, (gsize)(run_end - p), piece, TRUE);
      word = run_end;
    }
    p = skip_run (run_end, end, FALSE);
  }
  if (word < end)
    add_token (tokens, word, (gsize)(end - word), piece, FALSE);
}

static GArray *
cut_up (const char *line, gsize length)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  const char *end = line + length;
  const char *chunk = line;
  guint piece = 0;

  g_array_set_clear_func (tokens, token_clear);
  for (const char *p = line;; p = g_utf8_next_char (p)) {
    gunichar c = p < end ? g_utf8_get_char (p) : ',';

    if (!is_comma (c) && !is_blank (c))
      continue;
    if (p > chunk)
      add_chunk (tokens, chunk, (gsize)(p - chunk), piece);
    if (p >= end)
      return tokens;
    chunk = g_utf8_next_char (p);
    if (is_comma (c))
      piece++;
  }
}

static const Token *
get_token (GArray *tokens, guint i)
{
  return &g_array_index (tokens, Token, i);
}

static char *
join (GArray *tokens, guint first, guint count)
{
  GString *text = g_string_new (get_token (tokens, first)->text);

  for (guint i = first + 1; i < first + count; i++)
    g_string_append_printf (text, " %s", get_token (tokens, i)->text);
  return g_string_free (text, FALSE);
}

static gboolean
is_whole (const char *text)
{
  MunjaPhone phone;

  return munja_phone_parse (text, &phone) == MUNJA_PHONE_OK && phone.kind != MUNJA_PHONE_SHORT;
}

static gboolean
joins_to_whole (GArray *tokens, guint first, guint count)
{
  g_autofree char *joined = join (tokens, first, count);

  return is_whole (joined);
}

static gboolean
joins_to_date (GArray *tokens, guint first, guint count)
{
  g_autofree char *joined = join (tokens, first, count);

  return is_date (joined);
}

/* How many parts of numbers stand next to each other. */
static guint
count_parts (GArray *tokens, guint first)
{
  guint count = 0;

  while (first + count < tokens->len && get_token (tokens, first + count)->digits > 0
         && get_token (tokens, first + count)->piece == get_token (tokens, first)->piece)
    count++;
  return count;
}

/* Tells the beginning of a mobile's number from a postal code or the like. */
static gboolean
begins_mobile (const Token *token, guint n_parts)
{
  return g_str_has_prefix (token->text, "01") && token->digits >= 3
         && (n_parts > 1 || strpbrk (token->text, "-.") != NULL);
}

/* Returns how many parts make up the number that begins at @first; 0 if it is none at all, but a
 * year or the like. */
static guint
measure_number (GArray *tokens, guint first)
{
  guint n_parts = count_parts (tokens, first);
  guint digits = 0;
  guint i = 0;

  if (n_parts == 0 || (n_parts >= 3 && joins_to_date (tokens, first, 3)))
    return 0;
  if (get_token (tokens, first)->digits >= FULL_DIGITS && joins_to_whole (tokens, first, 1))
    return 1;
  for (guint count = MIN (n_parts, MAX_PARTS); count > 0; count--)
    if (joins_to_whole (tokens, first, count))
      return count;
  /* What is no number, but has the digits of one, is told of; it ends where a good one begins. */
  for (i = 0; i < n_parts && digits <= MIN_DIGITS; i++) {
    if (i > 0 && get_token (tokens, first + i)->digits >= FULL_DIGITS
        && joins_to_whole (tokens, first + i, 1))
      break;
    digits += get_token (tokens, first + i)->digits;
  }
  return digits >= MIN_DIGITS || begins_mobile (get_token (tokens, first), i) ? i : 0;
}

/* Words that say what a number is, or count the lines, are no names. */
static gboolean
is_name (const char *word)
{
  gboolean has_letter = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    has_letter = has_letter || g_unichar_isalpha (g_utf8_get_char (p));
  return has_letter && !munja_import_is_number_title (word);
}

static void
add_row (Output *output, const char *number, const char *name)
{
  g_autofree char *cell = g_strdelimit (g_strdup (number), "\t\r\n", ' ');

  g_string_append_printf (output->rows, "%s\t%s\n", g_strstrip (cell), name);
  g_array_append_val (output->lines, output->line);
}

static void
append_name (GString *name, const char *word)
{
  if (!is_name (word))
    return;
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, word);
}

/* Writes the numbers of a line, each with the words before it; or with those behind it, if the
 * line begins with a number. */
static guint
read_tokens (GArray *tokens, Output *output)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *number = NULL;
  g_autofree char *last_name = g_strdup ("");
  gboolean names_follow = tokens->len > 0 && measure_number (tokens, 0) > 0;
  guint piece = 0;
  guint n_numbers = 0;

  for (guint i = 0; i < tokens->len;) {
    guint count = measure_number (tokens, i);

    if (count == 0) {
      append_name (name, get_token (tokens, i++)->text);
      continue;
    }
    if (names_follow && number != NULL)
      add_row (output, number, name->str);
    /* Several numbers in a row are all of the one who stands before them. */
    if (!names_follow && name->len == 0 && piece == get_token (tokens, i)->piece)
      g_string_assign (name, last_name);
    g_free (number);
    number = join (tokens, i, count);
    if (!names_follow)
      add_row (output, number, name->str);
    g_free (last_name);
    last_name = g_strdup (name->str);
    g_string_truncate (name, 0);
    piece = get_token (tokens, i)->piece;
    i += count;
    n_numbers++;
  }
  if (names_follow && number != NULL)
    add_row (output, number, name->str);
  return n_numbers;
}

/* Tells the line of a spreadsheet that says what its columns hold. */
static gboolean
is_header (GArray *tokens)
{
  gboolean titled = FALSE;

  for (guint i = 0; i < tokens->len; i++) {
    const Token *token = get_token (tokens, i);

    if (token->digits > 0)
      return FALSE;
    titled = titled || munja_import_is_number_title (token->text);
  }
  return titled && tokens->len > 1;
}

static gboolean
is_visible (const char *text, gsize length)
{
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!is_blank (c) && !is_comma (c) && !g_unichar_iscntrl (c))
      return TRUE;
  }
  return FALSE;
}

static void
read_line (const char *line, gsize length, Output *output)
{
  g_autoptr (GArray) tokens = NULL;
  g_autofree char *whole = NULL;

  if (!is_visible (line, length))
    return;
  tokens = cut_up (line, length);
  if (read_tokens (tokens, output) > 0 || (output->lines->len == 0 && is_header (tokens)))
    return;
  whole = g_strndup (line, length);
  add_row (output, whole, "");
}

/**
 * munja_recipient_text_read:
 * @text: UTF-8 as typed or pasted: a number, a line for each person, cells of a spreadsheet, or
 *   names and numbers as people write them
 *
 * Finds the recipients in a text. A line without anything like a number becomes a row that is not
 * valid, so that nothing is lost unseen.
 *
 * Returns: (transfer full): the recipients; their columns are number and name, or those of a table
 */
MunjaRecipientBatch *
munja_recipient_text_read (const char *text)
{
  static const MunjaRecipientLayout layout = { { '\t', '\0' }, FALSE, 0, 1 };
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  Output output = { g_string_new (NULL), lines, 1 };
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GBytes) rows = NULL;
  g_autoptr (MunjaRecipientBatch) batch = NULL;
  MunjaRecipientBatch *table;

  for (const char *p = valid; *p != '\0'; output.line++) {
    gsize length = strcspn (p, "\r\n");

    read_line (p, length, &output);
    p += length;
    p += p[0] == '\r' && p[1] == '\n' ? 2 : *p != '\0';
  }
  rows = g_string_free_to_bytes (output.rows);
  batch = munja_recipient_batch_new (rows, &layout);
  munja_recipient_batch_set_lines (batch, (const guint *)(gpointer)lines->data, lines->len);
  table = munja_recipient_pasted_read (valid, batch);
  return table != NULL ? table : g_steal_pointer (&batch);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, munja_recipient_text_read (task_data),
                         (GDestroyNotify)munja_recipient_batch_unref);
}

/**
 * munja_recipient_text_read_async:
 * @text: as for munja_recipient_text_read(), and as long as you please
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds the recipients in a text, in a thread.
 */
void
munja_recipient_text_read_async (const char *text,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, munja_recipient_text_read_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * munja_recipient_text_read_finish:
 * @result: what the callback got
 * @error: (nullable): cancelled
 *
 * Returns: (transfer full): the recipients; %NULL when cancelled
 */
MunjaRecipientBatch *
munja_recipient_text_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
