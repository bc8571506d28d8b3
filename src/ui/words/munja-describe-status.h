#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *munja_describe_status (const char *code);
const char *munja_describe_status_remedy (const char *code);
char *munja_describe_status_in_full (const char *code, const char *service_text);

G_END_DECLS
