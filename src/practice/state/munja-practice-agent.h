#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeAgent:
 * @app_id: (nullable): which app sends
 * @sdk_version: (nullable): what it calls itself
 * @os_platform: (nullable): what it runs on
 *
 * What sends. Source: contract, section 4.3.
 */
typedef struct {
  char *app_id;
  char *sdk_version;
  char *os_platform;
} MunjaPracticeAgent;

void munja_practice_agent_read (MunjaPracticeAgent *self,
                                JsonObject *object,
                                const char *object_name,
                                char **problem);
void munja_practice_agent_clear (MunjaPracticeAgent *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MunjaPracticeAgent, munja_practice_agent_clear)

G_END_DECLS
