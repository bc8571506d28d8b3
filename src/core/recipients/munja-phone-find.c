#include "config.h"

#include "munja-phone-find.h"

#include <string.h>

#include "munja-phone-written.h"

/* "+82 (0)10-1234-5678" has five groups, and a carrier's prefix may stand before it. */
#define MAX_GROUPS 6

/* Fewer digits are a class, a year or a place in a list; and an extension or a list number has no
 * more than these. */
#define MIN_DIGITS 7
#define MAX_BESIDE 3

/* How many bytes may stand between a number and a word such as "ext." with its digits. */
#define MAX_WORD 16

/* How long a number is at most in which letters stand for digits. */
#define MAX_LETTERED 24

#define FULLWIDTH_ZERO 0xff10

/* How sure it is that digits are a number. */
typedef enum {
  CLASS_NONE,
  CLASS_REPAIRED, /* it lost its 0 */
  CLASS_REPAIRED_MOBILE,
  CLASS_WHOLE, /* it begins as a number in Korea does, or with a "+" */
  CLASS_WHOLE_MOBILE,
} Class;

/* How a group of digits follows the one before it. */
typedef enum {
  LINK_NONE,  /* other things stand between them */
  LINK_LOOSE, /* blanks, perhaps with a mark */
  LINK_TIGHT, /* marks only, as in "010-1234" */
} Link;

/* Digits in a row. */
typedef struct {
  const char *start; /* with a "+" that stands before them */
  const char *end;
  guint n_digits;
  Link link;
  gboolean plus;
  gboolean stuck_before; /* a letter or a currency sign stands right before it */
  gboolean lettered;     /* some of its digits are letters */
  gboolean exponent;     /* it is a number as spreadsheets write large ones */
  gboolean taken;        /* it is part of a number that was found */
} Group;

typedef struct {
  const char *text;
  const char *end;
  MunjaPhoneContext context;
  const char *lettered; /* up to here, letters that look like digits are some */
  GArray *groups;       /* of Group */
  GArray *places;       /* of MunjaPhonePlace */
} Search;

/* A number that begins at a group. */
typedef struct {
  Class class;
  guint n_groups;
  MunjaPhone phone;
} Reading;

static Group *
get_group (const Search *self, guint i)
{
  return &g_array_index (self->groups, Group, i);
}

/* Whether a word is a number in which letters stand for digits, as in "O10-1234-5678"; most of it
 * has to be digits. Returns where it ends, %NULL if it is none. */
static const char *
skip_lettered (const char *word, const char *end)
{
  guint n_digits = 0;
  guint n_letters = 0;
  const char *p;

  for (p = word; p < end && p - word < MAX_LETTERED && strchr ("-.0123456789OolI", *p) != NULL;
       p++) {
    n_digits += g_ascii_isdigit (*p) ? 1 : 0;
    n_letters += g_ascii_isalpha (*p) ? 1 : 0;
  }
  return n_letters > 0 && n_digits >= MIN_DIGITS && n_digits + n_letters >= 10
                 && (p == end || !g_unichar_isalnum (g_utf8_get_char (p)))
             ? p
             : NULL;
}

/* Returns where a number such as "8.21E+11" ends, %NULL if it is none. */
static const char *
skip_exponent (const char *p, const char *end)
{
  const char *start = p;

  if (p + 1 < end && p[1] == '.')
    for (p++; p + 1 < end && p - start < MAX_LETTERED && g_ascii_isdigit (p[1]); p++)
      ;
  if (p + 2 >= end || (p[1] != 'E' && p[1] != 'e'))
    return NULL;
  p += p[2] == '+' ? 3 : 2;
  if (p >= end || !g_ascii_isdigit (*p))
    return NULL;
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p == end || !g_unichar_isalnum (g_utf8_get_char (p)) ? p : NULL;
}

/* The value of a digit at @p, -1 if there is none. */
static int
get_digit (const Search *self, const char *p)
{
  gunichar c = g_utf8_get_char (p);

  if (p < self->lettered && (c == 'O' || c == 'o'))
    return 0;
  if (p < self->lettered && (c == 'l' || c == 'I'))
    return 1;
  return munja_phone_char_digit (c);
}

static const char *
skip_digits (const Search *self, Group *group)
{
  const char *p = group->end;

  while (p < self->end) {
    gunichar c = g_utf8_get_char (p);
    gboolean is_digit = get_digit (self, p) >= 0;

    if (!is_digit && munja_phone_char_classify (c) != MUNJA_PHONE_CHAR_INVISIBLE)
      return p;
    p = g_utf8_next_char (p);
    if (!is_digit)
      continue;
    group->lettered = group->lettered || g_unichar_isalpha (c);
    group->n_digits++;
    group->end = p;
  }
  return p;
}

static Link
weaken (Link link, gunichar c)
{
  switch (munja_phone_char_classify (c)) {
  case MUNJA_PHONE_CHAR_BLANK:
    return c == '\t' ? LINK_NONE : MIN (link, LINK_LOOSE);
  case MUNJA_PHONE_CHAR_OTHER:
    return LINK_NONE;
  case MUNJA_PHONE_CHAR_DIGIT:
  case MUNJA_PHONE_CHAR_PLUS:
  case MUNJA_PHONE_CHAR_MARK:
  case MUNJA_PHONE_CHAR_INVISIBLE:
  default:
    return link;
  }
}

/* Reads the digits at @p; returns what stands behind them. */
static const char *
read_group (const Search *self, const char *p, Group *group, gunichar before)
{
  const char *end
      = g_unichar_isalnum (before) || before == '.' ? NULL : skip_exponent (p, self->end);

  if (end == NULL)
    return skip_digits (self, group);
  group->exponent = TRUE;
  group->n_digits = 1;
  group->end = end;
  return end;
}

/* Goes through a text once and notes where its digits are. */
static void
find_groups (Search *self)
{
  Link link = LINK_NONE;
  const char *plus = NULL;
  gunichar before = 0;

  for (const char *p = self->text; p < self->end;) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isalnum (before))
      self->lettered = MAX (self->lettered, skip_lettered (p, self->end));
    if (get_digit (self, p) >= 0) {
      Group group = { .start = p, .end = p, .link = link };

      group.plus = plus != NULL;
      group.stuck_before
          = plus == NULL && before != 0
            && (g_unichar_isalnum (before) || g_unichar_type (before) == G_UNICODE_CURRENCY_SYMBOL);
      if (plus != NULL)
        group.start = plus;
      p = read_group (self, p, &group, before);
      g_array_append_val (self->groups, group);
      link = LINK_TIGHT;
      plus = NULL;
      before = 0;
      continue;
    }
    link = weaken (link, c);
    if (munja_phone_char_classify (c) == MUNJA_PHONE_CHAR_PLUS)
      plus = plus != NULL ? plus : p;
    else if (g_unichar_isalnum (c))
      plus = NULL;
    before = c;
    p = g_utf8_next_char (p);
  }
}

/* The character right behind a group, 0 at the end. */
static gunichar
get_behind (const Search *self, const Group *group)
{
  return group->end < self->end ? g_utf8_get_char (group->end) : 0;
}

static gboolean
is_linked (const Search *self, guint i, Link least)
{
  return i < self->groups->len && get_group (self, i)->link >= least;
}

/* Whether that many digits can be a whole number, so that most of what is none is not looked at. */
static gboolean
is_plausible (const Group *first, guint n_digits)
{
  if (first->plus)
    return n_digits >= 5 && n_digits <= 16;
  if (strchr ("0Oo", *first->start) == NULL && g_utf8_get_char (first->start) != FULLWIDTH_ZERO)
    return n_digits >= 8 && n_digits <= 13;
  return n_digits >= 9 && n_digits <= 17;
}

/* Lost zeros are put back only where nothing else speaks against a number: an amount has a unit, a
 * code has letters, and blanks alone may divide things that do not belong together. */
static Class
classify (const Search *self, guint first, guint n_groups, const MunjaPhone *phone)
{
  gboolean mobile = phone->kind == MUNJA_PHONE_MOBILE;
  const Group *last = get_group (self, first + n_groups - 1);

  if (phone->kind == MUNJA_PHONE_SHORT || get_behind (self, last) == '@')
    return CLASS_NONE;
  for (guint i = first; i < first + n_groups; i++)
    if (get_group (self, i)->lettered)
      return mobile && !phone->repaired ? CLASS_REPAIRED_MOBILE : CLASS_NONE;
  if (!phone->repaired)
    return mobile ? CLASS_WHOLE_MOBILE : CLASS_WHOLE;
  if (get_group (self, first)->stuck_before || g_unichar_isalpha (get_behind (self, last)))
    return CLASS_NONE;
  if (mobile)
    return CLASS_REPAIRED_MOBILE;
  for (guint i = 1; i < n_groups; i++)
    if (!is_linked (self, first + i, LINK_TIGHT))
      return CLASS_NONE;
  return n_groups > 1 ? CLASS_REPAIRED : CLASS_NONE;
}

static Class
read_groups (const Search *self, guint first, guint n_groups, MunjaPhone *phone)
{
  char slice[64];
  const char *start = get_group (self, first)->start;
  gsize length = (gsize)(get_group (self, first + n_groups - 1)->end - start);

  if (length >= sizeof slice)
    return CLASS_NONE;
  memcpy (slice, start, length);
  slice[length] = '\0';
  if (start < self->lettered) {
    g_strdelimit (slice, "Oo", '0');
    g_strdelimit (slice, "lI", '1');
  }
  if (munja_phone_parse (slice, phone) != MUNJA_PHONE_OK)
    return CLASS_NONE;
  return classify (self, first, n_groups, phone);
}

/* The longest number of @most groups that begins at a group, however sure it is. */
static Reading
read_longest (const Search *self, guint first, guint most)
{
  const Group *begin = get_group (self, first);
  Reading best = { CLASS_NONE, 0, { .number = "" } };
  guint n_digits = 0;

  for (guint n = 1; n <= most && first + n <= self->groups->len; n++) {
    Reading reading = { .n_groups = n };

    if (n > 1 && !is_linked (self, first + n - 1, LINK_LOOSE))
      break;
    n_digits += get_group (self, first + n - 1)->n_digits;
    if (!is_plausible (begin, n_digits))
      continue;
    reading.class = read_groups (self, first, n, &reading.phone);
    if (reading.class != CLASS_NONE)
      best = reading;
  }
  return best;
}

/* Whether a number that is more certain begins within another one, as behind a list number. */
static gboolean
hides_better (const Search *self, guint first, const Reading *reading)
{
  if (reading->class == CLASS_WHOLE_MOBILE)
    return FALSE;
  for (guint i = first + 1; i < first + reading->n_groups; i++)
    if (read_longest (self, i, MAX_GROUPS).class > reading->class)
      return TRUE;
  return FALSE;
}

/* Whether digits that stick to a number make something else of it, as in the middle of an account.
 * A list number before a mobile does not, nor does an extension. */
static gboolean
is_in_chain (const Search *self, guint first, const Reading *reading)
{
  guint next = first + reading->n_groups;
  const Group *before = first > 0 ? get_group (self, first - 1) : NULL;

  if (is_linked (self, first, LINK_TIGHT) && !before->taken
      && (reading->class != CLASS_WHOLE_MOBILE || before->n_digits > MAX_BESIDE
          || before->link == LINK_TIGHT))
    return TRUE;
  if (!is_linked (self, next, LINK_TIGHT)
      || read_longest (self, next, MAX_GROUPS).class >= CLASS_WHOLE)
    return FALSE;
  return get_group (self, next)->n_digits > MAX_BESIDE || is_linked (self, next + 1, LINK_TIGHT);
}

/* Whether a group like the last one of a number is left over behind it, so that nobody can tell
 * where it begins. */
static gboolean
leaves_group (const Search *self, guint first, const Reading *reading)
{
  guint next = first + reading->n_groups;
  gboolean loose = reading->class < CLASS_WHOLE;

  for (guint i = first + 1; i < next; i++)
    loose = loose || !is_linked (self, i, LINK_TIGHT);
  return loose && is_linked (self, next, LINK_LOOSE) && get_group (self, next)->n_digits == 4
         && !g_unichar_isalpha (get_behind (self, get_group (self, next)))
         && read_longest (self, next, MAX_GROUPS).class == CLASS_NONE;
}

/* The number that begins at a group for certain. */
static Reading
choose (const Search *self, guint first)
{
  Reading reading = read_longest (self, first, MAX_GROUPS);

  while (reading.class != CLASS_NONE && hides_better (self, first, &reading))
    reading = read_longest (self, first, reading.n_groups - 1);
  if (reading.class != CLASS_NONE && is_in_chain (self, first, &reading))
    reading.class = CLASS_NONE;
  return reading;
}

/* Whether what stands between a number and some digits says that they are its extension. */
static gboolean
names_extension (const Search *self, const char *start, const Group *digits)
{
  static const char *const words[] = { "내선", "교환", "ext", "x", "#", NULL };
  g_autofree char *between = NULL;

  if (digits->start - start > MAX_WORD)
    return FALSE;
  between = g_ascii_strdown (start, digits->start - start);
  for (gsize i = 0; words[i] != NULL; i++)
    if (strstr (between, words[i]) != NULL)
      return TRUE;
  return strchr (between, '(') != NULL && get_behind (self, digits) == ')'
         && digits->n_digits <= MAX_BESIDE;
}

/* A few digits behind a comma that end a text or a cell of it, as in "02-123-4567,12". Nobody
 * reaches a mobile by an extension. */
static gboolean
is_behind_comma (const Search *self, const Group *last, const Group *digits, gboolean mobile)
{
  gunichar behind = get_behind (self, digits);

  return !mobile && digits->start == last->end + 1 && *last->end == ','
         && (behind == 0 || behind == '"' || behind == '\t');
}

static gboolean
is_extension (const Search *self, const Group *last, guint next, gboolean mobile)
{
  const Group *digits;

  if (next >= self->groups->len)
    return FALSE;
  digits = get_group (self, next);
  if (digits->n_digits >= MIN_DIGITS || digits->plus || is_linked (self, next + 1, LINK_TIGHT)
      || read_longest (self, next, MAX_GROUPS).class != CLASS_NONE)
    return FALSE;
  if (names_extension (self, last->end, digits))
    return TRUE;
  if (g_unichar_isalpha (get_behind (self, digits)) || digits->n_digits > MAX_BESIDE)
    return FALSE;
  return digits->link == LINK_TIGHT || is_behind_comma (self, last, digits, mobile)
         || (self->context == MUNJA_PHONE_IN_CELL && digits->start - last->end <= MAX_WORD);
}

static void
add_place (Search *self, guint first, guint n_groups, MunjaPhonePlace *place)
{
  const Group *last = get_group (self, first + n_groups - 1);

  for (guint i = first; i < first + n_groups; i++)
    get_group (self, i)->taken = TRUE;
  place->start = (gsize)(get_group (self, first)->start - self->text);
  place->end = (gsize)(last->end - self->text);
  if (place->problem == MUNJA_PHONE_EXTENSION && get_behind (self, last) == ')')
    place->end++;
  g_array_append_val (self->places, *place);
}

static guint
add_number (Search *self, guint first, const Reading *reading)
{
  MunjaPhonePlace place = { .problem = MUNJA_PHONE_OK, .phone = reading->phone };
  guint n_groups = reading->n_groups;

  if (leaves_group (self, first, reading)) {
    place.problem = MUNJA_PHONE_GROUPS;
    n_groups++;
  } else if (is_extension (self, get_group (self, first + n_groups - 1), first + n_groups,
                           reading->phone.kind == MUNJA_PHONE_MOBILE)) {
    place.problem = reading->phone.repaired ? MUNJA_PHONE_GROUPS : MUNJA_PHONE_EXTENSION;
    n_groups++;
  }
  add_place (self, first, n_groups, &place);
  return n_groups;
}

/* Tells the beginning of a number from a code, an amount or an account. */
static gboolean
begins_number (const Search *self, guint first)
{
  const Group *group = get_group (self, first);
  gunichar behind = get_behind (self, group);

  if (behind == '@' || (is_linked (self, first, LINK_TIGHT) && !get_group (self, first - 1)->taken))
    return FALSE;
  if (group->plus || munja_phone_char_digit (g_utf8_get_char (group->start)) == 0)
    return TRUE;
  return group->n_digits > MIN_DIGITS && group->n_digits < 12 && !group->stuck_before
         && !g_unichar_isalpha (behind) && !is_linked (self, first + 1, LINK_TIGHT)
         && (g_str_has_prefix (group->start, "10") || g_str_has_prefix (group->start, "82"));
}

/* Even a few digits are told of where they begin like a mobile's. */
static gboolean
begins_mobile (const Search *self, guint first, guint n_groups)
{
  const Group *group = get_group (self, first);

  return g_str_has_prefix (group->start, "01") && group->n_digits >= 3
         && (n_groups > 1
             || munja_phone_char_classify (get_behind (self, group)) == MUNJA_PHONE_CHAR_MARK);
}

static MunjaPhoneProblem
name_problem (const Search *self, guint first, guint n_groups)
{
  const char *start = get_group (self, first)->start;
  g_autofree char *slice
      = g_strndup (start, (gsize)(get_group (self, first + n_groups - 1)->end - start));
  MunjaPhone phone;
  MunjaPhoneProblem problem = munja_phone_parse (slice, &phone);

  /* It would be one but for what stands around it. */
  return problem == MUNJA_PHONE_OK || problem == MUNJA_PHONE_EXTENSION ? MUNJA_PHONE_GROUPS
                                                                       : problem;
}

/* What is no number, but has the digits of one, is told of; it ends where a good one begins. */
static guint
add_bad (Search *self, guint first)
{
  MunjaPhonePlace place = { 0 };
  guint n_digits = 0;
  guint n_groups = 0;

  if (!begins_number (self, first) && !get_group (self, first)->exponent)
    return 0;
  do {
    n_digits += get_group (self, first + n_groups)->n_digits;
    n_groups++;
  } while (!get_group (self, first)->exponent
           && is_linked (self, first + n_groups, n_digits > MIN_DIGITS ? LINK_TIGHT : LINK_LOOSE)
           && choose (self, first + n_groups).class == CLASS_NONE);
  if (n_digits < MIN_DIGITS && !begins_mobile (self, first, n_groups)
      && !get_group (self, first)->exponent)
    return 0;
  place.problem = name_problem (self, first, n_groups);
  add_place (self, first, n_groups, &place);
  return n_groups;
}

/**
 * munja_phone_find:
 * @text: UTF-8
 * @length: its bytes
 * @context: where the text stands
 *
 * Finds the phone numbers in a text, and what must have been meant for one. List numbers, times,
 * dates, sums and accounts are none. It takes as long as the text is long.
 *
 * Returns: (transfer full) (element-type MunjaPhonePlace): where they are, in order
 */
GArray *
munja_phone_find (const char *text, gsize length, MunjaPhoneContext context)
{
  Search self = { .text = text, .end = text + length, .context = context };
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));

  self.groups = groups;
  self.places = g_array_new (FALSE, FALSE, sizeof (MunjaPhonePlace));
  find_groups (&self);
  for (guint i = 0; i < groups->len;) {
    Reading reading = choose (&self, i);
    guint n_groups
        = reading.class != CLASS_NONE ? add_number (&self, i, &reading) : add_bad (&self, i);

    i += MAX (n_groups, 1);
  }
  return self.places;
}
