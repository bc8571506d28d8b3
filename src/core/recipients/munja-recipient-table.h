#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MunjaRecipientTable:
 *
 * Recipients in the order in which they get the message, packed, so that a million of them fit in
 * some tens of megabytes. It may have columns, with what is to be put into the text of each. It is
 * filled once and read from any thread afterwards.
 */
typedef struct _MunjaRecipientTable MunjaRecipientTable;

/**
 * MunjaRecipient:
 * @number: digits as the service takes them, see #MunjaPhone
 * @country: calling code without "+", "82" for Korea
 * @name: as it came with the number, "" without one
 *
 * One row. Strings are borrowed from the table.
 */
typedef struct {
  const char *number;
  const char *country;
  const char *name;
} MunjaRecipient;

/**
 * MunjaRecipientLeftOut:
 * @n_invalid: rows without a number that a text can be sent to
 * @n_repeated: rows with a number that is in the table already
 *
 * How many rows of a list did not come into a table.
 */
typedef struct {
  guint n_invalid;
  guint n_repeated;
} MunjaRecipientLeftOut;

#define MUNJA_TYPE_RECIPIENT_TABLE munja_recipient_table_get_type ()
GType munja_recipient_table_get_type (void);

MunjaRecipientTable *munja_recipient_table_new (void);
MunjaRecipientTable *munja_recipient_table_new_with_columns (const char *const *columns);
MunjaRecipientTable *munja_recipient_table_ref (MunjaRecipientTable *self);
void munja_recipient_table_unref (MunjaRecipientTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaRecipientTable, munja_recipient_table_unref)

void munja_recipient_table_append (MunjaRecipientTable *self, const MunjaRecipient *recipient);
void munja_recipient_table_append_with_values (MunjaRecipientTable *self,
                                               const MunjaRecipient *recipient,
                                               const char *const *values);
gsize munja_recipient_table_get_length (const MunjaRecipientTable *self);
MunjaRecipient munja_recipient_table_get (const MunjaRecipientTable *self, gsize row);

const char *const *munja_recipient_table_get_columns (const MunjaRecipientTable *self);
guint munja_recipient_table_get_n_columns (const MunjaRecipientTable *self);
void
munja_recipient_table_get_values (const MunjaRecipientTable *self, gsize row, const char **values);
const char *
munja_recipient_table_get_packed (const MunjaRecipientTable *self, gsize row, gsize *length);

void munja_recipient_table_set_left_out (MunjaRecipientTable *self,
                                         const MunjaRecipientLeftOut *left_out);
MunjaRecipientLeftOut munja_recipient_table_get_left_out (const MunjaRecipientTable *self);

gboolean munja_recipient_values_unpack (const char *packed,
                                        gsize length,
                                        guint n_columns,
                                        const char **values);

G_END_DECLS
