#include "config.h"

#include "munja-practice-envelope.h"

#include "munja-practice-input.h"

/**
 * munja_practice_envelope_read:
 * @body: body of a request that sends at once
 * @time: now, in microseconds since 1970, UTC
 * @problem: (inout): set, if it is not yet, where a member has the wrong type
 *
 * Reads what is around the messages of a request, which makes a group for them.
 *
 * - Source: contract, section 4.3.
 *
 * Returns: (transfer full): the group; only good if there was no problem
 */
MunjaPracticeGroup *
munja_practice_envelope_read (JsonObject *body, gint64 time, char **problem)
{
  MunjaPracticeGroup *group = munja_practice_group_new (time);
  JsonObject *agent = munja_practice_input_take_object (body, "agent", FALSE, problem);

  if (agent != NULL)
    munja_practice_agent_read (&group->agent, agent, "agent", problem);
  group->strict = munja_practice_input_take_boolean (body, "strict", problem);
  group->allow_duplicates = munja_practice_input_take_boolean (body, "allowDuplicates", problem);
  return group;
}
