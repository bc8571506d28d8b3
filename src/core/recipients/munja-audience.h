#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MunjaAudience:
 *
 * Recipients in the order in which they get the message, packed, so that a million of them fit in
 * some tens of megabytes. It may have columns, with what is to be put into the text of each. It is
 * filled once and read from any thread afterwards.
 */
typedef struct _MunjaAudience MunjaAudience;

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

#define MUNJA_TYPE_AUDIENCE munja_audience_get_type ()
GType munja_audience_get_type (void);

MunjaAudience *munja_audience_new (void);
MunjaAudience *munja_audience_new_with_columns (const char *const *columns);
MunjaAudience *munja_audience_ref (MunjaAudience *self);
void munja_audience_unref (MunjaAudience *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaAudience, munja_audience_unref)

void munja_audience_append (MunjaAudience *self, const MunjaRecipient *recipient);
void munja_audience_append_with_values (MunjaAudience *self,
                                        const MunjaRecipient *recipient,
                                        const char *const *values);
gboolean munja_audience_append_packed (MunjaAudience *self,
                                       const MunjaRecipient *recipient,
                                       const char *packed,
                                       gsize length,
                                       GError **error);
MunjaAudience *
munja_audience_new_without (const MunjaAudience *self, const guint *rows, gsize n_rows);
gsize munja_audience_get_length (const MunjaAudience *self);
MunjaRecipient munja_audience_get (const MunjaAudience *self, gsize row);

const char *const *munja_audience_get_columns (const MunjaAudience *self);
guint munja_audience_get_n_columns (const MunjaAudience *self);
void munja_audience_get_values (const MunjaAudience *self, gsize row, const char **values);
const char *munja_audience_get_packed (const MunjaAudience *self, gsize row, gsize *length);

void munja_audience_set_left_out (MunjaAudience *self, const MunjaRecipientLeftOut *left_out);
MunjaRecipientLeftOut munja_audience_get_left_out (const MunjaAudience *self);

gboolean munja_recipient_values_unpack (const char *packed,
                                        gsize length,
                                        guint n_columns,
                                        const char **values);

G_END_DECLS
