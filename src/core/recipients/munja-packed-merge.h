#pragma once

#include "munja-merge.h"

G_BEGIN_DECLS

/**
 * MunjaPackedMerge:
 *
 * A message whose columns and values are kept in a file, as munja_audience_get_packed() gives them.
 * The same columns and values always give the same text.
 */
typedef struct _MunjaPackedMerge MunjaPackedMerge;

MunjaPackedMerge *munja_packed_merge_new (MunjaMessage *message, const char *columns);
void munja_packed_merge_free (MunjaPackedMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPackedMerge, munja_packed_merge_free)

gboolean munja_packed_merge_unpack (MunjaPackedMerge *self, GBytes *values);
char *munja_packed_merge_dup_text (const MunjaPackedMerge *self);
char *munja_packed_merge_dup_subject (const MunjaPackedMerge *self);
void munja_packed_merge_foreach (const MunjaPackedMerge *self, MunjaMergeFunc func, gpointer data);

G_END_DECLS
