#pragma once

#include "munja-import.h"

G_BEGIN_DECLS

const char *munja_describe_pasted_file (const char *text);
char *munja_describe_import_problem (const GError *error);
char *munja_describe_unreadable (const MunjaDecoded *decoded);
char *munja_describe_quotes (const MunjaCsvQuotes *quotes);

G_END_DECLS
