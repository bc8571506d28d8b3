#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

void munja_practice_reply (SoupServerMessage *message,
                           guint status,
                           const char *content_type,
                           const char *body,
                           gsize length);
void munja_practice_reply_json (SoupServerMessage *message, guint status, JsonBuilder *builder);
void munja_practice_reply_text (SoupServerMessage *message, guint status, const GString *json);
void munja_practice_reply_error (SoupServerMessage *message,
                                 guint status,
                                 const char *code,
                                 const char *text);
void munja_practice_reply_not_found (SoupServerMessage *message);
void munja_practice_reply_page (SoupServerMessage *message,
                                guint status,
                                const char *language,
                                const char *html,
                                const char *form_origin);
void munja_practice_reply_redirect (SoupServerMessage *message, guint status, const char *location);

G_END_DECLS
