#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaMerge:
 *
 * A subject and a text with merge fields, as in "#{이름}", taken apart once so that they can be put
 * together for each recipient. It is bound to columns once and read from any thread afterwards.
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

MunjaMerge *munja_merge_new (const char *subject, const char *text);
void munja_merge_free (MunjaMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaMerge, munja_merge_free)

const char *const *munja_merge_get_fields (const MunjaMerge *self);
void munja_merge_bind (MunjaMerge *self, const char *const *columns);
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
