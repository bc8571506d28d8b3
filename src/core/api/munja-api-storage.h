#pragma once

#include "munja-api.h"

G_BEGIN_DECLS

MunjaCall *munja_call_upload_picture (GBytes *jpeg, const char *name);

G_END_DECLS
