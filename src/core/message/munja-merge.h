#pragma once

#include "munja-message.h"

G_BEGIN_DECLS

/**
 * MunjaMerge:
 *
 * A message with merge fields, as in "#{이름}", that is put together for each recipient out of the
 * columns of a list. It does not change, and can be read from any thread.
 */
typedef struct _MunjaMerge MunjaMerge;

/**
 * MunjaMergeSize:
 * @bytes: of the text, as munja_text_count_bytes() counts them
 * @subject_bytes: of the subject
 */
typedef struct {
  gsize bytes;
  gsize subject_bytes;
} MunjaMergeSize;

/**
 * MunjaMergeFunc:
 * @text: a piece of a message
 * @is_value: whether it stands in the place of a field
 * @data: for the function alone
 */
typedef void (*MunjaMergeFunc) (const char *text, gboolean is_value, gpointer data);

MunjaMerge *munja_merge_new (MunjaMessage *message, const char *const *columns);
void munja_merge_free (MunjaMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaMerge, munja_merge_free)

MunjaMessage *munja_merge_get_message (const MunjaMerge *self);
GStrv munja_merge_dup_unbound (const MunjaMerge *self);
int munja_merge_get_column (const MunjaMerge *self, guint field);

char *munja_merge_dup_text (const MunjaMerge *self, const char *const *values);
char *munja_merge_dup_subject (const MunjaMerge *self, const char *const *values);
void munja_merge_foreach (const MunjaMerge *self,
                          const char *const *values,
                          MunjaMergeFunc func,
                          gpointer data);
MunjaMergeSize munja_merge_measure (const MunjaMerge *self, const char *const *values);

G_END_DECLS
