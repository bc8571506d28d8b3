#include "config.h"

#include "munja-own-copy.h"

#include "munja-merge.h"

static const char *const *
get_fields (const MunjaMerge *merge)
{
  return munja_message_get_fields (munja_merge_get_message (merge));
}

/* What a field is replaced by: what the first recipient has there, or else the field as it was
 * written. */
static char *
dup_value (const MunjaMerge *merge, guint field, const char *const *first)
{
  int column = munja_merge_get_column (merge, field);
  const char *value = column >= 0 ? first[column] : NULL;

  return value != NULL && *value != '\0' ? g_strdup (value)
                                         : g_strdup_printf ("#{%s}", get_fields (merge)[field]);
}

static GStrv
dup_values (const MunjaMerge *merge, const char *const *first)
{
  const char *const *fields = get_fields (merge);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; fields[i] != NULL; i++) {
    g_autofree char *value = dup_value (merge, i, first);

    g_strv_builder_add (builder, value);
  }
  return g_strv_builder_end (builder);
}

/**
 * munja_own_copy_new:
 * @message: what is to be sent
 * @recipients: (nullable): who the message is for
 * @number: digits of the person's own number, in Korea
 *
 * Makes the audience of a message that goes to the person alone, to be looked at on the phone
 * before anybody else gets it. Merge fields get the values of the first recipient; a field that has
 * none there stays as it was written.
 *
 * Returns: (transfer full): the person, with a column for each field
 */
MunjaAudience *
munja_own_copy_new (MunjaMessage *message, const MunjaAudience *recipients, const char *number)
{
  g_autoptr (MunjaMerge) merge = munja_merge_new (
      message, recipients != NULL ? munja_audience_get_columns (recipients) : NULL);
  MunjaAudience *copy = munja_audience_new_with_columns (munja_message_get_fields (message));
  guint n_columns = recipients != NULL ? munja_audience_get_n_columns (recipients) : 0;
  g_autofree const char **first = g_new0 (const char *, n_columns + 1);
  g_auto (GStrv) values = NULL;

  if (n_columns > 0)
    munja_audience_get_values (recipients, 0, first);
  values = dup_values (merge, first);
  munja_audience_append_with_values (copy, &(MunjaRecipient){ number, "82", "" },
                                     (const char *const *)values);
  return copy;
}
