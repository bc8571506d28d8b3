#include "config.h"

#include "munja-job-state.h"

/**
 * munja_job_state_get_type:
 *
 * Returns: the type of #MunjaJobState
 */
GType
munja_job_state_get_type (void)
{
  static gsize type;
  static const GEnumValue values[] = {
    { MUNJA_JOB_PREPARING, "MUNJA_JOB_PREPARING", "preparing" },
    { MUNJA_JOB_READY, "MUNJA_JOB_READY", "ready" },
    { MUNJA_JOB_WAITING, "MUNJA_JOB_WAITING", "waiting" },
    { MUNJA_JOB_RELEASING, "MUNJA_JOB_RELEASING", "releasing" },
    { MUNJA_JOB_UNCONFIRMED, "MUNJA_JOB_UNCONFIRMED", "unconfirmed" },
    { MUNJA_JOB_SCHEDULED, "MUNJA_JOB_SCHEDULED", "scheduled" },
    { MUNJA_JOB_SENT, "MUNJA_JOB_SENT", "sent" },
    { MUNJA_JOB_CANCELLED, "MUNJA_JOB_CANCELLED", "cancelled" },
    { MUNJA_JOB_FAILED, "MUNJA_JOB_FAILED", "failed" },
    { 0, NULL, NULL },
  };

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("MunjaJobState", values));
  return type;
}
