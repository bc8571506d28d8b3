#include "config.h"

#include "munja-set-enabled.h"

/**
 * munja_set_enabled:
 * @actions: actions made with g_action_map_add_action_entries()
 * @name: one of them
 * @enabled: whether it can be done now
 */
void
munja_set_enabled (GActionMap *actions, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (actions, name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}
