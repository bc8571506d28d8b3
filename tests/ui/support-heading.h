#pragma once

#include <glib.h>

G_BEGIN_DECLS

void support_pass_over_headings (void);

G_END_DECLS
