#pragma once

#include "munja-paste.h"

G_BEGIN_DECLS

MunjaPaste *munja_recipient_pasted_read (const char *text, MunjaPaste *people);

G_END_DECLS
