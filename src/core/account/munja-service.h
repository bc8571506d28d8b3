#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaService:
 * @id: "coolsms", "solapi" or "practice"; names the keyring entry and the settings
 * @name: the brand's name
 * @api_base: scheme, host and port that every call of a session goes to, without a slash at the end
 * @web_base: the same for the pages a person is sent to
 * @register_uri: (nullable): page where an app is registered
 *
 * Where one session happens; hosts of two services are never mixed. Source: contract, sections 1
 * and 12. Whether the web pages of 2019 still answer is only assumed.
 */
typedef struct {
  char *id;
  char *name;
  char *api_base;
  char *web_base;
  char *register_uri;
} MunjaService;

/**
 * MunjaServicePage:
 * @MUNJA_SERVICE_LOG: what was sent
 * @MUNJA_SERVICE_BALANCE_HISTORY: what became of the balance
 * @MUNJA_SERVICE_TOP_UP: where the balance is charged
 * @MUNJA_SERVICE_SETTLEMENT: what the person's own apps earn
 * @MUNJA_SERVICE_WITHDRAWALS: what is paid out to a bank account
 * @MUNJA_SERVICE_SENDER_NUMBERS: where sender numbers are registered and prolonged
 * @MUNJA_SERVICE_OWN_APPS: the person's own apps, and what each may do
 *
 * Pages of the website that a person is sent to. Source: contract, section 12.
 */
typedef enum {
  MUNJA_SERVICE_LOG,
  MUNJA_SERVICE_BALANCE_HISTORY,
  MUNJA_SERVICE_TOP_UP,
  MUNJA_SERVICE_SETTLEMENT,
  MUNJA_SERVICE_WITHDRAWALS,
  MUNJA_SERVICE_SENDER_NUMBERS,
  MUNJA_SERVICE_OWN_APPS,
} MunjaServicePage;

#define MUNJA_SERVICE_PRACTICE "practice"

MunjaService *munja_service_new (const char *id);
MunjaService *munja_service_new_practice (const char *base);
MunjaService *munja_service_copy (const MunjaService *self);
void munja_service_free (MunjaService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaService, munja_service_free)

gboolean munja_service_is_practice (const MunjaService *self);
char *munja_service_get_page_uri (const MunjaService *self, MunjaServicePage page);
char *munja_service_get_log_uri (const MunjaService *self);
char *munja_service_get_group_uri (const MunjaService *self, const char *group_id);
char *munja_service_get_message_uri (const MunjaService *self, const char *message_id);
char *munja_service_get_sender_numbers_uri (const MunjaService *self);

G_END_DECLS
