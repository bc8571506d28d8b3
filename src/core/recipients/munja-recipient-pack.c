#include "config.h"

#include "munja-recipient-pack.h"

#include <string.h>

#include "munja-error.h"

/* Pieces of a list, in order: the layout of the batch that each comes from, the header of that
 * batch if it has one, its rows as they came, and the line that each of them had. Numbers are in
 * the byte order of the machine, which the file does not leave. */
#define PIECE_TYPE "(yybuiayau)"
#define PACK_TYPE  "a" PIECE_TYPE

/* Rows of one batch that follow each other. */
typedef struct {
  MunjaPaste *batch; /* borrowed; NULL where no piece has begun */
  GString *text;
  GArray *lines; /* guint32 */
} Piece;

static void
append_line (Piece *piece, const char *line, gsize length)
{
  g_string_append_len (piece->text, line, (gssize)length);
  g_string_append_c (piece->text, '\n');
}

static void
begin_piece (Piece *piece, MunjaPaste *batch)
{
  gsize length = 0;
  const char *header = munja_paste_get_header (batch, &length);

  piece->batch = batch;
  piece->text = g_string_new (NULL);
  piece->lines = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (munja_paste_get_layout (batch)->has_header)
    append_line (piece, header, length);
}

static void
add_row (Piece *piece, gsize row)
{
  const MunjaRecipientRecord *record = munja_paste_get_records (piece->batch) + row;
  gsize length = 0;
  const char *text = munja_paste_get_text (piece->batch, row, &length);

  if (record->part > 0) {
    g_autofree char *part = munja_paste_dup_part (piece->batch, row);

    append_line (piece, part, strlen (part));
  } else
    append_line (piece, text, length);
  g_array_append_val (piece->lines, record->line);
}

static void
end_piece (Piece *piece, GVariantBuilder *pieces)
{
  g_autoptr (GArray) lines = piece->lines;
  g_autoptr (GBytes) text = NULL;
  const MunjaRecipientLayout *layout;

  if (piece->batch == NULL)
    return;
  text = g_string_free_to_bytes (piece->text);
  layout = munja_paste_get_layout (piece->batch);
  g_variant_builder_add (
      pieces, "(yybui@ay@au)", (guchar)layout->format.delimiter, (guchar)layout->format.quote,
      layout->has_header, layout->number_column, layout->name_column,
      g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, text, TRUE),
      g_variant_new_fixed_array (G_VARIANT_TYPE_UINT32, lines->data, lines->len, sizeof (guint32)));
  *piece = (Piece){ NULL, NULL, NULL };
}

/**
 * munja_recipient_pack:
 * @rows: a list
 *
 * Makes bytes of the rows that are there, for munja_recipient_unpack(): whole rows with the names
 * of their columns, as they came or as they were edited. It blocks, some tenths of a second for a
 * million rows.
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
munja_recipient_pack (MunjaRoster *rows)
{
  g_auto (GVariantBuilder) pieces = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (PACK_TYPE));
  const guint8 *flags = munja_roster_get_flags (rows);
  guint length = munja_roster_get_length (rows);
  Piece piece = { NULL, NULL, NULL };
  g_autoptr (GVariant) pack = NULL;

  for (guint id = 0; id < length; id++) {
    gsize row = 0;
    MunjaPaste *batch;

    if ((flags[id] & MUNJA_RECIPIENT_GONE) != 0)
      continue;
    batch = munja_roster_find (rows, id, &row);
    if (batch != piece.batch) {
      end_piece (&piece, &pieces);
      begin_piece (&piece, batch);
    }
    add_row (&piece, row);
  }
  end_piece (&piece, &pieces);
  pack = g_variant_ref_sink (g_variant_builder_end (&pieces));
  return g_variant_get_data_as_bytes (pack);
}

static MunjaRecipientLayout
read_layout (GVariant *piece)
{
  MunjaRecipientLayout layout = { .name_column = -1 };
  guchar delimiter = 0;
  guchar quote = 0;

  g_variant_get_child (piece, 0, "y", &delimiter);
  g_variant_get_child (piece, 1, "y", &quote);
  g_variant_get_child (piece, 2, "b", &layout.has_header);
  g_variant_get_child (piece, 3, "u", &layout.number_column);
  g_variant_get_child (piece, 4, "i", &layout.name_column);
  layout.format = (MunjaCsvFormat){ (char)delimiter, (char)quote };
  return layout;
}

static MunjaPaste *
read_piece (GVariant *piece)
{
  MunjaRecipientLayout layout = read_layout (piece);
  g_autoptr (GVariant) text = g_variant_get_child_value (piece, 5);
  g_autoptr (GVariant) lines = g_variant_get_child_value (piece, 6);
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (text);
  const guint32 *numbers;
  gsize n_lines = 0;
  MunjaPaste *batch;

  /* The text of an empty piece has no address. */
  if (g_bytes_get_size (bytes) == 0
      || !g_utf8_validate_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL))
    return NULL;
  batch = munja_paste_new (bytes, &layout);
  numbers = g_variant_get_fixed_array (lines, &n_lines, sizeof (guint32));
  if (n_lines == munja_paste_get_length (batch))
    munja_paste_set_lines (batch, numbers, n_lines);
  return batch;
}

/**
 * munja_recipient_unpack:
 * @pack: what munja_recipient_pack() made, or whatever became of it
 * @error: return location
 *
 * Reads a list. Which rows are valid and which repeat others is found out anew.
 *
 * - Errors: STORE_DAMAGED.
 *
 * Returns: (transfer full) (nullable): the list
 */
MunjaRoster *
munja_recipient_unpack (GBytes *pack, GError **error)
{
  g_autoptr (GVariant) pieces
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (PACK_TYPE), pack, FALSE));
  g_autoptr (MunjaRoster) rows = munja_roster_new ();

  for (gsize i = 0; i < g_variant_n_children (pieces); i++) {
    g_autoptr (GVariant) piece = g_variant_get_child_value (pieces, i);
    g_autoptr (MunjaPaste) batch = read_piece (piece);
    g_autofree guint8 *flags = NULL;

    if (batch == NULL) {
      g_set_error_literal (error, MUNJA_ERROR, MUNJA_ERROR_STORE_DAMAGED, "The list is broken");
      return NULL;
    }
    flags = munja_roster_mark (rows, batch, NULL);
    munja_roster_append (rows, batch, flags);
  }
  return g_steal_pointer (&rows);
}
