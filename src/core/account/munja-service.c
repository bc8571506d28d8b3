#include "config.h"

#include "munja-service.h"

static MunjaService *
service_new (const char *id,
             const char *name,
             const char *api_base,
             const char *web_base,
             const char *register_uri)
{
  MunjaService *self = g_new0 (MunjaService, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->api_base = g_strdup (api_base);
  self->web_base = g_strdup (web_base);
  self->register_uri = g_strdup (register_uri);
  return self;
}

/**
 * munja_service_new:
 * @id: "coolsms" or "solapi"; anything else counts as "coolsms"
 *
 * Returns: (transfer full): the service
 */
MunjaService *
munja_service_new (const char *id)
{
  if (g_strcmp0 (id, "solapi") == 0)
    return service_new ("solapi", "SOLAPI", "https://api.solapi.com", "https://solapi.com",
                        "https://solapi.com/apps");
  return service_new ("coolsms", "Coolsms", "https://api.coolsms.co.kr", "https://coolsms.co.kr",
                      "https://coolsms.co.kr/apps");
}

/**
 * munja_service_new_practice:
 * @base: where the practice server answers, as in "http://127.0.0.1:40123"
 *
 * Returns: (transfer full): the service
 */
MunjaService *
munja_service_new_practice (const char *base)
{
  return service_new (MUNJA_SERVICE_PRACTICE, "Practice", base, base, NULL);
}

/**
 * munja_service_copy:
 * @self: a service
 *
 * Returns: (transfer full): a copy
 */
MunjaService *
munja_service_copy (const MunjaService *self)
{
  return service_new (self->id, self->name, self->api_base, self->web_base, self->register_uri);
}

/**
 * munja_service_free:
 * @self: (nullable) (transfer full): a service
 */
void
munja_service_free (MunjaService *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->api_base);
  g_free (self->web_base);
  g_free (self->register_uri);
  g_free (self);
}

/**
 * munja_service_is_practice:
 * @self: a service
 *
 * Returns: whether nothing is really sent
 */
gboolean
munja_service_is_practice (const MunjaService *self)
{
  return g_str_equal (self->id, MUNJA_SERVICE_PRACTICE);
}

static char *
search_uri (const MunjaService *self, const char *page, const char *criterion, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, NULL, FALSE);

  return g_strdup_printf ("%s/%s?criteria=%s&value=%s&cond=eq", self->web_base, page, criterion,
                          escaped);
}

/**
 * munja_service_get_page_uri:
 * @self: a service
 * @page: which page
 *
 * Returns: (transfer full): its address
 */
char *
munja_service_get_page_uri (const MunjaService *self, MunjaServicePage page)
{
  /* Where the balance is charged is not documented; its history is the nearest page that is. */
  static const char *const paths[] = {
    [MUNJA_SERVICE_LOG] = "/message-log",
    [MUNJA_SERVICE_BALANCE_HISTORY] = "/balance/history",
    [MUNJA_SERVICE_TOP_UP] = "/balance/history",
    [MUNJA_SERVICE_SETTLEMENT] = "/me/apps/settle",
    [MUNJA_SERVICE_WITHDRAWALS] = "/withdrawal/history",
    [MUNJA_SERVICE_SENDER_NUMBERS] = "/senderids",
    [MUNJA_SERVICE_OWN_APPS] = "/me/apps",
  };

  g_return_val_if_fail (page < G_N_ELEMENTS (paths), NULL);

  return g_strconcat (self->web_base, paths[page], NULL);
}

/**
 * munja_service_get_log_uri:
 * @self: a service
 *
 * Returns: (transfer full): page of the message log
 */
char *
munja_service_get_log_uri (const MunjaService *self)
{
  return munja_service_get_page_uri (self, MUNJA_SERVICE_LOG);
}

/**
 * munja_service_get_group_uri:
 * @self: a service
 * @group_id: a group's id
 *
 * Returns: (transfer full): page of the message log that shows the group
 */
char *
munja_service_get_group_uri (const MunjaService *self, const char *group_id)
{
  return search_uri (self, "message-log", "groupId", group_id);
}

/**
 * munja_service_get_message_uri:
 * @self: a service
 * @message_id: a message's id
 *
 * Returns: (transfer full): page of the message log that shows the message
 */
char *
munja_service_get_message_uri (const MunjaService *self, const char *message_id)
{
  return search_uri (self, "message-log/detail", "messageId", message_id);
}

/**
 * munja_service_get_sender_numbers_uri:
 * @self: a service
 *
 * Returns: (transfer full): page where sender numbers are registered
 */
char *
munja_service_get_sender_numbers_uri (const MunjaService *self)
{
  return munja_service_get_page_uri (self, MUNJA_SERVICE_SENDER_NUMBERS);
}
