#include "config.h"

#include "munja-completion.h"

#include <string.h>

#include "munja-paste-reader.h"
#include "munja-phone-set.h"
#include "munja-phone-written.h"

/* Fewer digits are in nearly every number, and longer names than this nobody has. */
#define MIN_DIGITS 3
#define MAX_BYTES  100

/* Hangul, as Unicode composes it. */
#define FIRST_INITIAL  0x1100
#define LAST_INITIAL   0x1112
#define FIRST_SYLLABLE 0xac00
#define LAST_SYLLABLE  0xd7a3
#define PER_INITIAL    588
#define PER_VOWEL      28

struct _MunjaCompletion {
  char *others; /* what was typed before, with what parts it from what is wanted */
  char *wanted; /* as it was typed, without blanks around it */
  char *folded; /* the same, as names are compared */
  char *digits; /* the same as a part of a number; NULL if it is none */
};

/* How well somebody matches, from not at all to best. Loosely is what takes a consonant for a
 * syllable, or a syllable for a longer one. */
typedef enum {
  MATCH_NONE,
  MATCH_LOOSELY_WITHIN,
  MATCH_LOOSELY_FROM_START,
  MATCH_WITHIN,
  MATCH_FROM_START,
} Match;

/* Somebody who can be offered. */
typedef struct {
  MunjaPhoneKey key;
  Match match;
  const MunjaKnownPerson *person;
} Offer;

static gboolean
is_separator (gunichar c)
{
  return c == ',' || c == ';' || c == 0xff0c || c == 0xff1b || c == 0x3001;
}

/* Where what is typed of the last person begins. */
static const char *
find_last (const char *typed)
{
  const char *last = typed;

  for (const char *p = typed; *p != '\0';) {
    gboolean parts = is_separator (g_utf8_get_char (p));

    p = g_utf8_next_char (p);
    if (parts)
      last = p;
  }
  while (*last == ' ')
    last++;
  return last;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
}

static gboolean
has_digits_alone (const char *wanted)
{
  for (const char *p = wanted; *p != '\0'; p = g_utf8_next_char (p))
    if (munja_phone_char_classify (g_utf8_get_char (p)) == MUNJA_PHONE_CHAR_OTHER)
      return FALSE;
  return TRUE;
}

/* A whole number needs nobody's help. */
static gboolean
is_whole_number (const char *wanted)
{
  MunjaPhone phone;

  return munja_phone_parse (wanted, &phone) == MUNJA_PHONE_OK && munja_phone_can_receive (&phone);
}

/**
 * munja_completion_new:
 * @typed: what stands before the cursor, in UTF-8: people, parted by commas
 *
 * Returns: (transfer full) (nullable): what is wanted; %NULL if nobody can be offered for it
 */
MunjaCompletion *
munja_completion_new (const char *typed)
{
  const char *last = find_last (typed);
  g_autofree char *wanted = g_strstrip (g_strdup (last));
  g_autofree char *folded = fold (wanted);
  MunjaPhoneWritten written = munja_phone_written_read (wanted);
  gboolean is_number = has_digits_alone (wanted);
  MunjaCompletion *self;

  if (*wanted == '\0' || folded == NULL || strlen (wanted) > MAX_BYTES
      || (is_number && (written.n_digits < MIN_DIGITS || written.plus || written.problem != 0))
      || is_whole_number (wanted))
    return NULL;
  self = g_new0 (MunjaCompletion, 1);
  self->others = g_strndup (typed, (gsize)(last - typed));
  self->wanted = g_steal_pointer (&wanted);
  self->folded = g_steal_pointer (&folded);
  self->digits = is_number ? g_strdup (written.digits) : NULL;
  return self;
}

/**
 * munja_completion_free:
 * @self: (nullable) (transfer full): what is wanted
 */
void
munja_completion_free (MunjaCompletion *self)
{
  if (self == NULL)
    return;
  g_free (self->others);
  g_free (self->wanted);
  g_free (self->folded);
  g_free (self->digits);
  g_free (self);
}

/**
 * munja_completion_get_wanted:
 * @self: what is wanted
 *
 * Returns: (transfer none): the part of a name or number that was typed
 */
const char *
munja_completion_get_wanted (const MunjaCompletion *self)
{
  return self->wanted;
}

static gboolean
is_syllable (gunichar c)
{
  return c >= FIRST_SYLLABLE && c <= LAST_SYLLABLE;
}

static gboolean
is_initial (gunichar c)
{
  return c >= FIRST_INITIAL && c <= LAST_INITIAL;
}

static gboolean
is_open (gunichar c)
{
  return is_syllable (c) && (c - FIRST_SYLLABLE) % PER_VOWEL == 0;
}

/**
 * munja_completion_is_loose:
 * @self: what is wanted
 *
 * Returns: whether names may match that do not have what was typed in them
 */
gboolean
munja_completion_is_loose (const MunjaCompletion *self)
{
  gunichar last = 0;

  for (const char *p = self->folded; *p != '\0'; p = g_utf8_next_char (p)) {
    last = g_utf8_get_char (p);
    if (is_initial (last))
      return TRUE;
  }
  return is_open (last);
}

/* Whether a person who goes on typing may arrive at a character of a name. */
static gboolean
may_become (gunichar typed, gboolean is_last, gunichar c)
{
  if (!is_syllable (c))
    return FALSE;
  if (is_initial (typed))
    return (c - FIRST_SYLLABLE) / PER_INITIAL == typed - FIRST_INITIAL;
  return is_last && is_open (typed) && c >= typed && c < typed + PER_VOWEL;
}

/* Compares what was typed with what a name has at a place. */
static Match
match_at (const char *typed, const char *name, gboolean is_start)
{
  gboolean is_loose = FALSE;

  for (; *typed != '\0'; typed = g_utf8_next_char (typed), name = g_utf8_next_char (name)) {
    gunichar c = g_utf8_get_char (typed);

    if (*name == '\0')
      return MATCH_NONE;
    if (c == g_utf8_get_char (name))
      continue;
    if (!may_become (c, *g_utf8_next_char (typed) == '\0', g_utf8_get_char (name)))
      return MATCH_NONE;
    is_loose = TRUE;
  }
  if (is_loose)
    return is_start ? MATCH_LOOSELY_FROM_START : MATCH_LOOSELY_WITHIN;
  return is_start ? MATCH_FROM_START : MATCH_WITHIN;
}

static Match
match_name (const MunjaCompletion *self, const char *name)
{
  g_autofree char *folded = fold (name);
  Match best = MATCH_NONE;
  gboolean is_start = TRUE;

  if (folded == NULL)
    return MATCH_NONE;
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p)) {
    best = MAX (best, match_at (self->folded, p, is_start));
    is_start = !g_unichar_isalnum (g_utf8_get_char (p));
  }
  return best;
}

static Match
match_number (const MunjaCompletion *self, const char *number)
{
  if (self->digits == NULL || strstr (number, self->digits) == NULL)
    return MATCH_NONE;
  return g_str_has_prefix (number, self->digits) ? MATCH_FROM_START : MATCH_WITHIN;
}

static Match
match (const MunjaCompletion *self, const char *number, const char *name)
{
  return MAX (match_number (self, number), match_name (self, name));
}

/**
 * munja_completion_matches:
 * @self: what is wanted
 * @number: somebody's number
 * @name: their name, "" without one
 *
 * Returns: whether they may be meant
 */
gboolean
munja_completion_matches (const MunjaCompletion *self, const char *number, const char *name)
{
  return match (self, number, name) != MATCH_NONE;
}

static int
compare_offers (gconstpointer one, gconstpointer other)
{
  const Offer *a = one;
  const Offer *b = other;

  if (a->match != b->match)
    return a->match > b->match ? -1 : 1;
  if (a->person->last != b->person->last)
    return a->person->last > b->person->last ? -1 : 1;
  return strcmp (a->person->number, b->person->number);
}

/* Lists all who match, the best first. */
static GArray *
new_offers (const MunjaCompletion *self, GPtrArray *known)
{
  GArray *offers = g_array_new (FALSE, FALSE, sizeof (Offer));

  for (guint i = 0; i < known->len; i++) {
    const MunjaKnownPerson *person = known->pdata[i];
    Offer offer = { munja_phone_key_find (person->number, person->country),
                    match (self, person->number, person->name), person };

    if (offer.key != 0 && offer.match != MATCH_NONE)
      g_array_append_val (offers, offer);
  }
  g_array_sort (offers, compare_offers);
  return offers;
}

/* Lists the numbers of those who have been named already, with room for others. */
static MunjaPhoneSet *
new_taken (const MunjaCompletion *self, guint n_others)
{
  g_autoptr (MunjaPaste) named = munja_paste_reader_read (self->others);
  const MunjaRecipientRecord *records = munja_paste_get_records (named);
  gsize length = munja_paste_get_length (named);
  MunjaPhoneSet *taken = munja_phone_set_new (length + n_others);

  for (gsize i = 0; i < length; i++)
    if (records[i].key != 0)
      munja_phone_set_add (taken, records[i].key);
  return taken;
}

/**
 * munja_completion_choose:
 * @self: what is wanted
 * @known: (element-type MunjaKnownPerson): people who are known, and may match
 *
 * Chooses whom to offer: those first whose name, a word of it or whose number begins with what was
 * typed, then those who have it elsewhere, then those whose name may become what is being typed; of
 * these each time those first with whom there was something to do last. Nobody is offered who has
 * been named already.
 *
 * Returns: (transfer full) (element-type MunjaKnownPerson): %MUNJA_COMPLETION_MAX at most
 */
GPtrArray *
munja_completion_choose (const MunjaCompletion *self, GPtrArray *known)
{
  g_autoptr (GArray) offers = new_offers (self, known);
  g_autoptr (MunjaPhoneSet) taken = new_taken (self, offers->len);
  GPtrArray *chosen = munja_known_people_new ();

  for (guint i = 0; i < offers->len && chosen->len < MUNJA_COMPLETION_MAX; i++) {
    const Offer *offer = &g_array_index (offers, Offer, i);
    const MunjaKnownPerson *person = offer->person;

    if (munja_phone_set_add (taken, offer->key))
      g_ptr_array_add (chosen, munja_known_person_new (person->number, person->country,
                                                       person->name, person->last));
  }
  return chosen;
}

/* Whether a name and a number would be read as that person. */
static gboolean
is_readable (const char *text, const MunjaKnownPerson *person)
{
  g_autoptr (MunjaPaste) read = munja_paste_reader_read (text);
  g_autofree char *name = NULL;

  if (munja_paste_get_length (read) != 1)
    return FALSE;
  name = munja_paste_dup_name (read, 0);
  return g_str_equal (name, person->name)
         && munja_paste_get_records (read)[0].key
                == munja_phone_key_find (person->number, person->country);
}

/**
 * munja_completion_fill_in:
 * @self: what is wanted
 * @person: who was meant
 *
 * Returns: (transfer full): what was typed, with this person in place of what is wanted
 */
char *
munja_completion_fill_in (const MunjaCompletion *self, const MunjaKnownPerson *person)
{
  g_autofree char *number = munja_phone_format_of (person->country, person->number);
  g_autofree char *named = g_strjoin (" ", person->name, number, NULL);
  gboolean is_named = *person->name != '\0' && is_readable (named, person);

  return g_strconcat (self->others, is_named ? named : number, NULL);
}
