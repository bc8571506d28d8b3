#pragma once

#include "munja-job-move.h"

G_BEGIN_DECLS

MunjaJobMove munja_job_decide (const MunjaJobRecord *record,
                               MunjaJobMemory *memory,
                               const MunjaJobAnswer *answer,
                               const MunjaJobNow *now);

MunjaJobMove munja_job_decide_release (const MunjaJobRecord *record,
                                       MunjaJobMemory *memory,
                                       const MunjaJobNow *now,
                                       unsigned undo_seconds);
MunjaJobMove munja_job_decide_cancel (const MunjaJobRecord *record,
                                      MunjaJobMemory *memory,
                                      const MunjaJobNow *now);
MunjaJobMove munja_job_decide_check (const MunjaJobRecord *record,
                                     MunjaJobMemory *memory,
                                     const MunjaJobNow *now);
MunjaJobMove munja_job_decide_unrecorded (const MunjaJobRecord *record,
                                          MunjaJobMemory *memory,
                                          const MunjaJobNow *now,
                                          const GError *error);

G_END_DECLS
