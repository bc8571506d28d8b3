#pragma once

#include <json-glib/json-glib.h>

#include "munja-practice.h"

G_BEGIN_DECLS

char *munja_practice_set_options (MunjaPractice *practice, JsonObject *wanted);

G_END_DECLS
