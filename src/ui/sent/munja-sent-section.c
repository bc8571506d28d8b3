#include "config.h"

#include "munja-sent-section.h"

#include <glib/gi18n.h>

#include "munja-describe-job.h"
#include "munja-describe-when.h"

/**
 * munja_sent_section_find:
 * @job: a job
 *
 * Returns: where it stands in the list
 */
MunjaSentSection
munja_sent_section_find (MunjaJob *job)
{
  switch (munja_job_get_state (job)) {
  case MUNJA_JOB_READY:
  case MUNJA_JOB_WAITING:
  case MUNJA_JOB_UNCONFIRMED:
    return MUNJA_SENT_SECTION_NEEDS_YOU;
  case MUNJA_JOB_SCHEDULED:
    return MUNJA_SENT_SECTION_SCHEDULED;
  case MUNJA_JOB_CANCELLED:
  case MUNJA_JOB_FAILED:
    return MUNJA_SENT_SECTION_DONE;
  case MUNJA_JOB_PREPARING:
  case MUNJA_JOB_RELEASING:
  case MUNJA_JOB_SENT:
  default:
    return MUNJA_SENT_SECTION_UNDER_WAY;
  }
}

/* The id says when it went out, and is what the archive lists by. */
static gint64
find_time (MunjaSending *sending)
{
  return munja_sending_get_id (sending) * G_TIME_SPAN_MILLISECOND;
}

/**
 * munja_sent_section_dup_heading:
 * @item: (type GObject): a #MunjaJob or a #MunjaSending
 * @now_us: the time now, in µs since 1970 UTC
 *
 * Returns: (transfer full): what stands above the part of the list that it belongs to
 */
char *
munja_sent_section_dup_heading (gpointer item, gint64 now_us)
{
  if (MUNJA_IS_SENDING (item))
    return munja_describe_period (find_time (item), now_us);
  switch (munja_sent_section_find (item)) {
  case MUNJA_SENT_SECTION_NEEDS_YOU:
    return g_strdup (_ ("Needs You"));
  case MUNJA_SENT_SECTION_UNDER_WAY:
    return g_strdup (_ ("Under Way"));
  case MUNJA_SENT_SECTION_SCHEDULED:
    return g_strdup (munja_describe_job_state (MUNJA_JOB_SCHEDULED));
  case MUNJA_SENT_SECTION_DONE:
  default:
    return munja_describe_period (munja_job_get_created (item), now_us);
  }
}
