#pragma once

#include <adwaita.h>

#include "munja-job.h"

G_BEGIN_DECLS

void munja_settled_toast_add (AdwToastOverlay *overlay, MunjaJob *job);

G_END_DECLS
