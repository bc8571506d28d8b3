#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *munja_describe_picture (GBytes *picture);
const char *munja_describe_picture_problem (const GError *error);

G_END_DECLS
