#pragma once

#include "munja-import.h"

G_BEGIN_DECLS

const char *munja_describe_import_kind (MunjaImportKind kind);
char *munja_describe_import_problem (const GError *error);
char *munja_describe_unreadable (const MunjaDecoded *decoded);
char *munja_describe_quotes (const MunjaCsvQuotes *quotes);

char *munja_describe_hidden (const MunjaImportSource *source);
char *munja_describe_further (const MunjaRecipientCounts *counts);
char *munja_describe_no_people (const MunjaRecipientCounts *counts, guint n_hidden);
char *munja_describe_uneven (const MunjaRecipientCounts *counts);
char *munja_describe_mobile_elsewhere (const MunjaRecipientCounts *counts);
char *munja_describe_unassigned (const MunjaRecipientCounts *counts);
char *munja_describe_same_titles (const MunjaPaste *batch);

G_END_DECLS
