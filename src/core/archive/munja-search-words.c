#include "config.h"

#include "munja-search-words.h"

#include "munja-cluster.h"
#include "munja-phone-written.h"

/* How many digits of a number are looked for at once. */
#define DIGITS 3

/* Nobody types more; what is pasted beyond that is not looked for. */
#define MAX_WORDS 16

/* What a character is to a word. */
typedef enum {
  GAP,  /* white space and what stands between words */
  MARK, /* counts for nothing between digits, and is a gap anywhere else */
  DIGIT,
  LETTER,
  SIGN, /* a word of its own */
  NOTHING,
} Kind;

/* A text, while it is read. */
typedef struct _Reader Reader;
struct _Reader {
  GArray *letters;                 /* gunichar: the word that is being read */
  gboolean is_mark;                /* whether a mark stands behind the digit that it ends with */
  void (*end_part) (Reader *self); /* the mark stands between two digits */
  void (*end_word) (Reader *self); /* there is at least one letter */

  /* Where words are taken apart. */
  GString *out;
  GArray *alone;  /* gunichar: what is in @out by itself */
  GArray *wanted; /* gunichar: what has to be */

  /* Where words are looked for. */
  GPtrArray *phrases;
};

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

static Kind
classify (gunichar c)
{
  if (is_digit (c))
    return DIGIT;
  if (c < 0x80 ? g_ascii_isalpha ((char)c) : g_unichar_isalnum (c))
    return LETTER;
  if (munja_cluster_is_ignorable (c))
    return NOTHING;
  if (g_unichar_ismark (c))
    return LETTER;
  if (g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL)
    return SIGN;
  if (c == ',' || c == ':' || munja_phone_char_classify (c) == MUNJA_PHONE_CHAR_MARK)
    return MARK;
  return GAP;
}

/* Syllables and ASCII are composed, and as wide as they are to be. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (c >= 0x80 && (c < 0xac00 || c > 0xd7a3))
      return FALSE;
  }
  return TRUE;
}

/**
 * munja_search_words_fold:
 * @text: UTF-8, which may be broken
 *
 * Makes texts be the same that a person takes for the same: in upper and lower case, half and full
 * width, composed or not.
 *
 * Returns: (transfer full): the text
 */
char *
munja_search_words_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = NULL;

  if (is_plain (valid))
    return g_ascii_strdown (valid, -1);
  normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  return g_utf8_casefold (normal, -1);
}

static gunichar
letter_at (const GArray *letters, guint i)
{
  return g_array_index (letters, gunichar, i);
}

/* How many digits follow each other from @i on, as far as it matters. */
static guint
count_digits (const GArray *letters, guint i)
{
  guint count = 0;

  while (count < DIGITS && i + count < letters->len && is_digit (letter_at (letters, i + count)))
    count++;
  return count;
}

/* How many characters the piece at @i has: three digits, or the two that a number ends with, or a
 * character and the next one. */
static guint
measure_piece (const GArray *letters, guint i)
{
  guint n_digits = count_digits (letters, i);

  if (n_digits > 1)
    return n_digits;
  return i + 1 < letters->len ? 2 : 1;
}

static void
append_piece (GString *out, const GArray *letters, guint start, guint length)
{
  if (out->len > 0)
    g_string_append_c (out, ' ');
  for (guint i = start; i < start + length; i++)
    g_string_append_unichar (out, letter_at (letters, i));
}

static void
note (GArray *letters, gunichar c)
{
  for (guint i = 0; i < letters->len; i++)
    if (letter_at (letters, i) == c)
      return;
  g_array_append_val (letters, c);
}

/* The last digits of a part of a number are found as if the number ended there. */
static void
take_part (Reader *self)
{
  const GArray *letters = self->letters;
  guint length = letters->len;

  if (length > 1 && is_digit (letter_at (letters, length - 2)))
    append_piece (self->out, letters, length - 2, 2);
  note (self->wanted, letter_at (letters, length - 1));
}

/* Each piece overlaps with the next one, so that any part of a word is a row of pieces. The last
 * one, which has a single character, keeps two words from being taken for one. */
static void
take_word (Reader *self)
{
  const GArray *letters = self->letters;

  for (guint i = 0; i < letters->len; i++) {
    guint length = measure_piece (letters, i);

    append_piece (self->out, letters, i, length);
    if (length == 1)
      note (self->alone, letter_at (letters, i));
    else if (count_digits (letters, i) < 2)
      note (self->wanted, letter_at (letters, i));
  }
}

/* Whether a piece says that the word ends with it, which that in the text need not do, and others
 * say the rest. */
static gboolean
is_end (const GArray *letters, guint i, guint length)
{
  if (length == 1)
    return letters->len > 1;
  return i + 2 == letters->len && count_digits (letters, i) == 2 && i > 0
         && is_digit (letter_at (letters, i - 1));
}

static void
take_phrase (Reader *self)
{
  const GArray *letters = self->letters;
  g_autoptr (GString) phrase = NULL;

  if (self->phrases->len == MAX_WORDS)
    return;
  phrase = g_string_new (NULL);
  for (guint i = 0; i < letters->len; i++) {
    guint length = measure_piece (letters, i);

    if (!is_end (letters, i, length))
      append_piece (phrase, letters, i, length);
  }
  g_ptr_array_add (self->phrases, g_strdup_printf ("\"%s\"", phrase->str));
}

static void
end_word (Reader *self)
{
  if (self->letters->len > 0)
    self->end_word (self);
  g_array_set_size (self->letters, 0);
  self->is_mark = FALSE;
}

static gboolean
ends_with_digit (const Reader *self)
{
  guint length = self->letters->len;

  return length > 0 && is_digit (letter_at (self->letters, length - 1));
}

static void
add_letter (Reader *self, gunichar c)
{
  if (self->is_mark && !is_digit (c))
    end_word (self);
  else if (self->is_mark && self->end_part != NULL)
    self->end_part (self);
  self->is_mark = FALSE;
  g_array_append_val (self->letters, c);
}

static void
add_sign (Reader *self, gunichar c)
{
  end_word (self);
  g_array_append_val (self->letters, c);
  end_word (self);
}

static void
add_character (Reader *self, gunichar c)
{
  switch (classify (c)) {
  case DIGIT:
  case LETTER:
    add_letter (self, c);
    break;
  case SIGN:
    add_sign (self, c);
    break;
  case MARK:
    if (ends_with_digit (self))
      self->is_mark = TRUE;
    else
      end_word (self);
    break;
  case GAP:
    end_word (self);
    break;
  case NOTHING:
  default:
    break;
  }
}

static void
read_text (Reader *self, const char *text)
{
  g_autofree char *folded = munja_search_words_fold (text);

  self->letters = g_array_new (FALSE, FALSE, sizeof (gunichar));
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    add_character (self, g_utf8_get_char (p));
  end_word (self);
  g_array_unref (self->letters);
}

/* What is in @out by itself already need not be there once more. */
static void
append_wanted (const Reader *self)
{
  guint n_alone = self->alone->len;

  for (guint i = 0; i < self->wanted->len; i++) {
    note (self->alone, letter_at (self->wanted, i));
    if (self->alone->len > n_alone)
      append_piece (self->out, self->wanted, i, 1);
    n_alone = self->alone->len;
  }
}

/**
 * munja_search_words_append:
 * @out: where to
 * @text: UTF-8
 *
 * Takes a text apart into the pieces that are kept of it: of each word all pairs of characters, and
 * three digits where there are as many; and each character once by itself. They are parted by
 * spaces, and have no ASCII but letters and digits in them.
 */
void
munja_search_words_append (GString *out, const char *text)
{
  g_autoptr (GArray) alone = g_array_new (FALSE, FALSE, sizeof (gunichar));
  g_autoptr (GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gunichar));
  Reader reader = {
    .end_part = take_part,
    .end_word = take_word,
    .out = out,
    .alone = alone,
    .wanted = wanted,
  };

  read_text (&reader, text);
  append_wanted (&reader);
}

/**
 * munja_search_words_parse:
 * @text: what somebody typed
 *
 * Finds what to look for. Words beyond the first sixteen are passed over.
 *
 * Returns: (transfer full): for each word the row of pieces that its text has, in the language of
 *   FTS5; nothing if there is no word
 */
GStrv
munja_search_words_parse (const char *text)
{
  GPtrArray *phrases = g_ptr_array_new ();
  Reader reader = { .end_word = take_phrase, .phrases = phrases };

  read_text (&reader, text);
  g_ptr_array_add (phrases, NULL);
  return (GStrv)g_ptr_array_free (phrases, FALSE);
}
