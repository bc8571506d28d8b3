#pragma once

#include "munja-practice-group.h"

G_BEGIN_DECLS

MunjaPracticeGroup *munja_practice_envelope_read (JsonObject *body, gint64 time, char **problem);

G_END_DECLS
