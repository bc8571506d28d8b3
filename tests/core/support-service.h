#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "munja-registration.h"
#include "munja-service.h"
#include "munja-tokens.h"

G_BEGIN_DECLS

#define SUPPORT_TOKEN_PATH   "/oauth2/v1/access_token"
#define SUPPORT_SEND_PATH    "/messages/v4/send"
#define SUPPORT_NUMBERS_PATH "/senderid/v1/numbers/active"
#define SUPPORT_BALANCE_PATH "/cash/v1/balance"
#define SUPPORT_MEMBER_PATH  "/users/v1/member"
#define SUPPORT_FILES_PATH   "/storage/v1/files"

/**
 * SupportService:
 * @base: where it answers
 * @registration: the app that it knows
 * @sender: a sender number that it takes
 *
 * A practice server of the test's own, driven through its control path.
 */
typedef struct {
  char *base;
  MunjaRegistration *registration;
  char *sender;

  /*< private >*/
  GSubprocess *process;
  SoupSession *session;
} SupportService;

SupportService *support_service_new (void);
void support_service_free (SupportService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SupportService, support_service_free)

void support_service_set (SupportService *self, const char *options);
void support_service_fault (SupportService *self,
                            const char *path,
                            const char *kind,
                            const char *members);
void support_service_forgive (SupportService *self);
void support_service_forget (SupportService *self);

JsonNode *support_service_read (SupportService *self, const char *path);
JsonNode *support_service_read_record (SupportService *self);
guint support_service_count (SupportService *self, const char *path);
JsonObject *support_service_find (JsonNode *record, const char *path);
void support_service_wait_for (SupportService *self, const char *path);

char *support_service_new_code (SupportService *self);
MunjaTokens *support_service_new_tokens (SupportService *self);

G_END_DECLS
