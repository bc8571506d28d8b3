#pragma once

#include <json-glib/json-glib.h>

#include "munja-money.h"

G_BEGIN_DECLS

/*
 * What many replies have in common.
 */

JsonObject *munja_reply_get_object (JsonObject *object, const char *name);
gint64 munja_reply_get_count (JsonObject *object, const char *name);
gint64 munja_reply_get_time (JsonObject *object, const char *name);
MunjaMoney munja_reply_get_amount (JsonObject *object, const char *name);
char *munja_reply_dup_digits (const char *text);
GPtrArray *munja_reply_get_list (JsonNode *root, const char *name, GError **error);

G_END_DECLS
