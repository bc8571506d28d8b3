#pragma once

#include "munja-content.h"

G_BEGIN_DECLS

/**
 * MunjaLibraryKind:
 * @MUNJA_LIBRARY_DRAFT: what somebody began to write
 * @MUNJA_LIBRARY_TEMPLATE: what somebody gave a name, to write it again
 */
typedef enum {
  MUNJA_LIBRARY_DRAFT,
  MUNJA_LIBRARY_TEMPLATE,
} MunjaLibraryKind;

#define MUNJA_N_LIBRARY_KINDS 2

#define MUNJA_TYPE_LIBRARY_ENTRY munja_library_entry_get_type ()
G_DECLARE_FINAL_TYPE (MunjaLibraryEntry, munja_library_entry, MUNJA, LIBRARY_ENTRY, GObject)

/**
 * MunjaLibrarySummary:
 * @name: what a template is called, "" for a draft
 * @content: its subject and its text; nothing else of it is to be relied on
 * @to: what stands in the entry for recipients, "" for a template
 * @n_people: how many people are in the list of recipients
 * @has_picture: whether there is a picture
 * @modified: when it was written, in µs since 1970 UTC
 *
 * What is to be seen of an entry in a list.
 */
typedef struct {
  const char *name;
  const MunjaContent *content;
  const char *to;
  guint n_people;
  gboolean has_picture;
  gint64 modified;
} MunjaLibrarySummary;

MunjaLibraryEntry *munja_library_entry_new (MunjaLibraryKind kind, gint64 id);
void munja_library_entry_update (MunjaLibraryEntry *self, const MunjaLibrarySummary *summary);

void munja_library_entry_begin_write (MunjaLibraryEntry *self, gboolean is_new);
gboolean munja_library_entry_end_write (MunjaLibraryEntry *self, gboolean is_written);

MunjaLibraryKind munja_library_entry_get_kind (MunjaLibraryEntry *self);
gint64 munja_library_entry_get_id (MunjaLibraryEntry *self);
MunjaLibrarySummary munja_library_entry_get_summary (MunjaLibraryEntry *self);
const char *munja_library_entry_get_name (MunjaLibraryEntry *self);

G_END_DECLS
