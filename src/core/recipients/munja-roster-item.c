#include "config.h"

#include "munja-roster-item.h"

/* Nobody reads more than that of a row, in bytes. */
#define MAX_MORE 400

struct _MunjaRosterItem {
  GObject parent_instance;

  /* Owned. */
  char *number;
  char *written;
  char *name;
  char *more;

  MunjaRecipientState state;
  MunjaRecipientProblem problem;
  MunjaRecipientRepair repair;
  gboolean uneven;
  gboolean is_landline;
  gboolean takes_name;
  guint line;
  guint id;
};

G_DEFINE_FINAL_TYPE (MunjaRosterItem, munja_roster_item, G_TYPE_OBJECT)

static void
munja_roster_item_finalize (GObject *object)
{
  MunjaRosterItem *self = MUNJA_ROSTER_ITEM (object);

  g_free (self->number);
  g_free (self->written);
  g_free (self->name);
  g_free (self->more);

  G_OBJECT_CLASS (munja_roster_item_parent_class)->finalize (object);
}

static void
munja_roster_item_class_init (MunjaRosterItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_roster_item_finalize;
}

static void
munja_roster_item_init (MunjaRosterItem *self)
{
}

static char *
format_number (MunjaPhoneKey key)
{
  char number[20];
  char country[4];

  munja_phone_key_unpack (key, number, country);
  return munja_phone_format_of (country, number);
}

/* What the row has besides the number and the name, each with the title of its column. */
static char *
dup_more (const MunjaPaste *batch, gsize row)
{
  const MunjaRecipientLayout *layout = munja_paste_get_layout (batch);
  g_auto (GStrv) cells = munja_paste_dup_cells (batch, row);
  g_auto (GStrv) titles = munja_paste_dup_columns (batch);
  guint n_titles = g_strv_length (titles);
  GString *more = g_string_new (NULL);

  for (guint i = 0; cells[i] != NULL; i++) {
    const char *title = i < n_titles ? titles[i] : "";

    if (i == layout->number_column || (int)i == layout->name_column || *cells[i] == '\0')
      continue;
    g_string_append_printf (more, "%s%s%s%s", more->len > 0 ? " · " : "", title,
                            *title != '\0' ? ": " : "", cells[i]);
  }
  if (more->len > MAX_MORE)
    g_string_truncate (
        more, (gsize)(g_utf8_find_prev_char (more->str, more->str + MAX_MORE) - more->str));
  return g_string_free (more, FALSE);
}

/**
 * munja_roster_item_new:
 * @rows: where the row is
 * @id: which one
 * @flags: its #MunjaRecipientFlags
 *
 * Makes the object that a list shows for a row. It is a picture of the row as it is now.
 *
 * Returns: (transfer full): the object
 */
MunjaRosterItem *
munja_roster_item_new (const MunjaRoster *rows, guint id, guint8 flags)
{
  MunjaRosterItem *self = g_object_new (MUNJA_TYPE_ROSTER_ITEM, NULL);
  gsize row = 0;
  MunjaPaste *batch = munja_roster_find (rows, id, &row);
  const MunjaRecipientRecord *record = munja_paste_get_records (batch) + row;

  self->written = munja_paste_dup_number (batch, row);
  self->number = record->key != 0 ? format_number (record->key) : g_strdup (self->written);
  self->name = munja_paste_dup_name (batch, row);
  self->more = dup_more (batch, row);
  self->state = munja_recipient_flags_get_state (flags);
  self->problem = record->problem;
  self->repair = record->repair;
  self->uneven = record->uneven != 0;
  self->is_landline = (flags & MUNJA_RECIPIENT_LANDLINE) != 0;
  self->takes_name = munja_paste_get_layout (batch)->name_column >= 0;
  self->line = record->line;
  self->id = id;
  return self;
}

/**
 * munja_roster_item_get_number:
 * @self: the row
 *
 * Returns: (transfer none): the number as people read it; of one that is not valid, what was
 *   written there
 */
const char *
munja_roster_item_get_number (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), NULL);

  return self->number;
}

/**
 * munja_roster_item_get_written:
 * @self: the row
 *
 * Returns: (transfer none): what was written in place of the number
 */
const char *
munja_roster_item_get_written (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), NULL);

  return self->written;
}

/**
 * munja_roster_item_get_name:
 * @self: the row
 *
 * Returns: (transfer none): whose number it is, "" if that is not known
 */
const char *
munja_roster_item_get_name (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), NULL);

  return self->name;
}

/**
 * munja_roster_item_get_more:
 * @self: the row
 *
 * Returns: (transfer none): what its other columns hold, each behind its title; "" for nothing
 */
const char *
munja_roster_item_get_more (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), NULL);

  return self->more;
}

/**
 * munja_roster_item_get_state:
 * @self: the row
 *
 * Returns: whether it can be sent to
 */
MunjaRecipientState
munja_roster_item_get_state (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), MUNJA_RECIPIENT_INVALID);

  return self->state;
}

/**
 * munja_roster_item_get_problem:
 * @self: the row
 *
 * Returns: what is wrong with its number
 */
MunjaRecipientProblem
munja_roster_item_get_problem (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), MUNJA_RECIPIENT_EMPTY);

  return self->problem;
}

/**
 * munja_roster_item_get_repair:
 * @self: the row
 *
 * Returns: what was done to read its number
 */
MunjaRecipientRepair
munja_roster_item_get_repair (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), MUNJA_RECIPIENT_AS_WRITTEN);

  return self->repair;
}

/**
 * munja_roster_item_is_uneven:
 * @self: the row
 *
 * Returns: whether it came with other cells than there were titles
 */
gboolean
munja_roster_item_is_uneven (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), FALSE);

  return self->uneven;
}

/**
 * munja_roster_item_is_landline:
 * @self: the row
 *
 * Returns: whether its number is that of a landline, where texts usually do not arrive
 */
gboolean
munja_roster_item_is_landline (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), FALSE);

  return self->is_landline;
}

/**
 * munja_roster_item_takes_name:
 * @self: the row
 *
 * Returns: whether there is a place for a name in it
 */
gboolean
munja_roster_item_takes_name (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), FALSE);

  return self->takes_name;
}

/**
 * munja_roster_item_get_line:
 * @self: the row
 *
 * Returns: the line of the file or of the paste that it came from, from 1
 */
guint
munja_roster_item_get_line (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), 0);

  return self->line;
}

/**
 * munja_roster_item_get_id:
 * @self: the row
 *
 * Returns: what tells it from all others of its list, for as long as the list is not reset
 */
guint
munja_roster_item_get_id (MunjaRosterItem *self)
{
  g_return_val_if_fail (MUNJA_IS_ROSTER_ITEM (self), 0);

  return self->id;
}
