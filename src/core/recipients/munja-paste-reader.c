#include "config.h"

#include "munja-paste-reader.h"

#include <string.h>

#include "munja-file-kind.h"
#include "munja-import-columns.h"
#include "munja-phone-find.h"
#include "munja-phone-written.h"
#include "munja-recipient-markup.h"
#include "munja-recipient-pasted.h"
#include "munja-vcard.h"

/* The rows as they go into the list. */
typedef struct {
  GString *rows;
  GArray *lines; /* guint */
  guint line;
} Output;

/* A line that is being read. */
typedef struct {
  GArray *places; /* MunjaPhonePlace */
  const char *text;
  const char *end;
  GString *name;
  guint piece; /* which of the parts of the line it is in that commas and tabs divide */
} Line;

static gboolean
is_comma (gunichar c)
{
  return c == ',' || c == ';' || c == '\t' || c == 0xFF0C || c == 0xFF1B || c == 0x3001;
}

/* What divides words, as blanks do. */
static gboolean
is_blank (gunichar c)
{
  return (c < 0x80 && strchr ("()[]{}<>\"'/|:=", (int)c) != NULL) || c == 0xFF08 || c == 0xFF09
         || c == 0xFF1A || c == 0x300A || c == 0x300B
         || munja_phone_char_classify (c) == MUNJA_PHONE_CHAR_BLANK
         || munja_phone_char_classify (c) == MUNJA_PHONE_CHAR_INVISIBLE;
}

/* Words that say what a number or a time is, or count the lines, are no names. */
static gboolean
is_name (const char *word)
{
  static const char *const others[] = { "오전", "오후", "am", "pm", "tel", "fax", NULL };
  gboolean has_letter = FALSE;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    has_letter = has_letter || g_unichar_isalpha (g_utf8_get_char (p));
  for (gsize i = 0; others[i] != NULL; i++)
    if (g_ascii_strcasecmp (word, others[i]) == 0)
      return FALSE;
  return has_letter && strchr (word, '@') == NULL && !munja_import_is_number_title (word);
}

static void
append_name (GString *name, const char *word, gsize length)
{
  g_autofree char *copy = g_strndup (word, length);

  if (!is_name (copy))
    return;
  if (name->len > 0)
    g_string_append_c (name, ' ');
  g_string_append (name, copy);
}

/* Adds the words of a piece of a line to the name that is being read. */
static void
read_words (Line *line, const char *start, const char *end)
{
  const char *word = start;

  for (const char *p = start;; p = g_utf8_next_char (p)) {
    gunichar c = p < end ? g_utf8_get_char (p) : ' ';

    if (!is_comma (c) && !is_blank (c))
      continue;
    if (p > word)
      append_name (line->name, word, (gsize)(p - word));
    if (p >= end)
      return;
    word = g_utf8_next_char (p);
    if (is_comma (c))
      line->piece++;
  }
}

static void
add_row (Output *output, const char *number, gsize length, const char *name)
{
  g_autofree char *cell = g_strdelimit (g_strndup (number, length), "\t\r\n", ' ');

  g_string_append_printf (output->rows, "%s\t%s\n", g_strstrip (cell), name);
  g_array_append_val (output->lines, output->line);
}

static const MunjaPhonePlace *
get_place (const Line *line, guint i)
{
  return &g_array_index (line->places, MunjaPhonePlace, i);
}

static void
add_place (const Line *line, guint i, const char *name, Output *output)
{
  const MunjaPhonePlace *place = get_place (line, i);

  add_row (output, line->text + place->start, place->end - place->start, name);
}

/* Writes the numbers of a line, each with the words behind it. */
static void
read_names_behind (Line *line, Output *output)
{
  for (guint i = 0; i < line->places->len; i++) {
    const char *end
        = i + 1 < line->places->len ? line->text + get_place (line, i + 1)->start : line->end;

    g_string_truncate (line->name, 0);
    read_words (line, line->text + get_place (line, i)->end, end);
    add_place (line, i, line->name->str, output);
  }
}

/* Writes the numbers of a line, each with the words before it. */
static void
read_names_before (Line *line, Output *output)
{
  g_autofree char *last_name = g_strdup ("");
  guint last_piece = 0;

  /* The words before the first number are there already. */
  for (guint i = 0; i < line->places->len; i++) {
    if (i > 0)
      read_words (line, line->text + get_place (line, i - 1)->end,
                  line->text + get_place (line, i)->start);
    /* Several numbers in a row are all of the one who stands before them. */
    if (line->name->len == 0 && line->piece == last_piece)
      g_string_assign (line->name, last_name);
    add_place (line, i, line->name->str, output);
    g_free (last_name);
    last_name = g_strdup (line->name->str);
    last_piece = line->piece;
    g_string_truncate (line->name, 0);
  }
}

/* Tells the line of a spreadsheet that says what its columns hold. */
static gboolean
is_header (const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  g_auto (GStrv) words = g_strsplit_set (copy, " ,;\t", -1);
  guint n_words = 0;
  gboolean titled = FALSE;

  if (strpbrk (copy, "0123456789") != NULL)
    return FALSE;
  for (gsize i = 0; words[i] != NULL; i++) {
    n_words += *words[i] != '\0' ? 1 : 0;
    titled = titled || munja_import_is_number_title (words[i]);
  }
  return titled && n_words > 1;
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

/* A line that KakaoTalk copied says who wrote it when: "[홍길동] [오후 3:42] …". What follows is no
 * name. */
static gboolean
read_chat_name (const char *text, gsize length, GString *name)
{
  const char *end = *text == '[' ? g_strstr_len (text, (gssize)length, "] [오") : NULL;

  if (end == NULL)
    return FALSE;
  g_string_append_len (name, text + 1, end - text - 1);
  return TRUE;
}

static void
read_line (const char *text, gsize length, Output *output)
{
  g_autoptr (GArray) places = NULL;
  g_autoptr (GString) name = NULL;
  Line line = { NULL, text, text + length, NULL, 0 };

  if (!is_visible (text, length))
    return;
  line.places = places = munja_phone_find (text, length, MUNJA_PHONE_IN_TEXT);
  if (places->len == 0) {
    if (!is_header (text, length))
      add_row (output, text, length, "");
    return;
  }
  line.name = name = g_string_new (NULL);
  if (!read_chat_name (text, length, name))
    read_words (&line, text, text + get_place (&line, 0)->start);
  if (name->len == 0)
    read_names_behind (&line, output);
  else
    read_names_before (&line, output);
}

/* Reads a line of the text, in which a line separator may divide others. */
static void
read_pieces (const char *text, gsize length, Output *output)
{
  static const char separator[] = "\u2028";
  const char *end = text + length;

  for (const char *p = text; p <= end;) {
    const char *next = g_strstr_len (p, end - p, separator);

    if (next == NULL)
      next = end;
    read_line (p, (gsize)(next - p), output);
    p = next + strlen (separator);
  }
}

static char *
make_readable (const char *text)
{
  char *valid = g_utf8_make_valid (text, -1);
  char *seen = munja_recipient_markup_dup_text (valid);

  if (seen == NULL)
    return valid;
  g_free (valid);
  return seen;
}

/* Has the rows say which line of the paste they are from. What was written as one of them may be
 * read as several. */
static void
put_lines (MunjaPaste *batch, GArray *lines)
{
  const MunjaRecipientRecord *records = munja_paste_get_records (batch);
  gsize length = munja_paste_get_length (batch);
  g_autofree guint *numbers = g_new (guint, length);

  for (gsize i = 0; i < length; i++)
    numbers[i] = g_array_index (lines, guint, records[i].line - 1);
  munja_paste_set_lines (batch, numbers, length);
}

/* Contacts are those of a phone, in the form that they have in a file. */
static MunjaPaste *
read_contacts (const char *text)
{
  static const MunjaRecipientLayout layout = { { ',', '"' }, TRUE, 1, 0 };
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  MunjaSheet *sheet = munja_vcard_read (bytes, NULL, NULL);
  MunjaPaste *people;

  if (sheet == NULL)
    return NULL;
  people = munja_paste_new (sheet->text, &layout);
  munja_paste_set_further (people, sheet->n_further);
  munja_sheet_free (sheet);
  return people;
}

static MunjaPaste *
read_lines (const char *text)
{
  static const MunjaRecipientLayout layout = { { '\t', '\0' }, FALSE, 0, 1 };
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (guint));
  Output output = { g_string_new (NULL), lines, 1 };
  g_autoptr (GBytes) rows = NULL;
  g_autoptr (MunjaPaste) batch = NULL;
  MunjaPaste *table;

  for (const char *p = text; *p != '\0'; output.line++) {
    gsize length = strcspn (p, "\r\n");

    read_pieces (p, length, &output);
    p += length;
    p += p[0] == '\r' && p[1] == '\n' ? 2 : *p != '\0';
  }
  rows = g_string_free_to_bytes (output.rows);
  batch = munja_paste_new (rows, &layout);
  put_lines (batch, lines);
  table = munja_recipient_pasted_read (text, batch);
  return table != NULL ? table : g_steal_pointer (&batch);
}

/**
 * munja_paste_reader_read:
 * @text: UTF-8 as typed or pasted: a number, a line for each person, cells of a spreadsheet, names
 *   and numbers as people write them, or contacts (vCard)
 *
 * Finds the recipients in a text. A line without anything like a number becomes a row that is not
 * valid, so that nothing is lost unseen.
 *
 * Returns: (transfer full): the recipients; their columns are number and name, or those of a table
 */
MunjaPaste *
munja_paste_reader_read (const char *text)
{
  g_autofree char *valid = make_readable (text);
  MunjaPaste *contacts = NULL;

  if (munja_file_kind_of_text (valid, strlen (valid)) == MUNJA_FILE_KIND_CONTACTS)
    contacts = read_contacts (valid);
  return contacts != NULL ? contacts : read_lines (valid);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_task_return_pointer (task, munja_paste_reader_read (task_data),
                         (GDestroyNotify)munja_paste_unref);
}

/**
 * munja_paste_reader_read_async:
 * @text: as for munja_paste_reader_read(), and as long as you please
 * @cancellable: (nullable): stops it
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Finds the recipients in a text, in a thread.
 */
void
munja_paste_reader_read_async (const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, munja_paste_reader_read_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, read_in_thread);
}

/**
 * munja_paste_reader_read_finish:
 * @result: what the callback got
 * @error: (nullable): cancelled
 *
 * Returns: (transfer full): the recipients; %NULL when cancelled
 */
MunjaPaste *
munja_paste_reader_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
