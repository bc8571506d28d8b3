#pragma once

#include "munja-job.h"
#include "munja-sending.h"

G_BEGIN_DECLS

/**
 * MunjaSentSection:
 * @MUNJA_SENT_SECTION_NEEDS_YOU: it waits for the person
 * @MUNJA_SENT_SECTION_UNDER_WAY: it goes on by itself
 * @MUNJA_SENT_SECTION_SCHEDULED: it waits for its time
 * @MUNJA_SENT_SECTION_DONE: nothing happens to it any more; such are listed by when it was
 *
 * Where a job stands in the list of what was sent.
 */
typedef enum {
  MUNJA_SENT_SECTION_NEEDS_YOU,
  MUNJA_SENT_SECTION_UNDER_WAY,
  MUNJA_SENT_SECTION_SCHEDULED,
  MUNJA_SENT_SECTION_DONE,
} MunjaSentSection;

MunjaSentSection munja_sent_section_find (MunjaJob *job);
char *munja_sent_section_dup_heading (gpointer item, gint64 now_us);

G_END_DECLS
