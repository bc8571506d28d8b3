#pragma once

#include "munja-library-entry.h"

G_BEGIN_DECLS

/*
 * What drafts and templates look like in the person's language. Everything here is plain text.
 */

char *munja_describe_entry_title (MunjaLibraryEntry *entry);
char *munja_describe_entry_details (MunjaLibraryEntry *entry);
const char *munja_describe_library_error (const GError *error);

G_END_DECLS
