#include "config.h"

#include "munja-practice-agent.h"

#include "munja-practice-input.h"

/**
 * munja_practice_agent_read:
 * @self: an agent that is still empty
 * @object: where its members are
 * @object_name: (nullable): what the object is called, %NULL for the body itself
 * @problem: (inout): set where a member has the wrong type
 *
 * - Source: contract, section 4.3.
 */
void
munja_practice_agent_read (MunjaPracticeAgent *self,
                           JsonObject *object,
                           const char *object_name,
                           char **problem)
{
  self->app_id = munja_practice_input_take_string (object, object_name, "appId", problem);
  self->sdk_version = munja_practice_input_take_string (object, object_name, "sdkVersion", problem);
  self->os_platform = munja_practice_input_take_string (object, object_name, "osPlatform", problem);
}

/**
 * munja_practice_agent_clear:
 * @self: an agent
 *
 * Frees what it holds.
 */
void
munja_practice_agent_clear (MunjaPracticeAgent *self)
{
  g_clear_pointer (&self->app_id, g_free);
  g_clear_pointer (&self->sdk_version, g_free);
  g_clear_pointer (&self->os_platform, g_free);
}
