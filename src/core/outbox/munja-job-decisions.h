#pragma once

#include "munja-chunk.h"
#include "munja-group-inventory.h"
#include "munja-job-perform.h"
#include "munja-outbox-pictures.h"

G_BEGIN_DECLS

/*
 * The decisions, each in the file of its part of a job's life, with the table of when it is made.
 */

/**
 * MunjaJobForm:
 * @MUNJA_JOB_FORM_ANY: any job
 * @MUNJA_JOB_FORM_SINGLE: a message that goes out by itself
 * @MUNJA_JOB_FORM_GROUP: one whose recipients are added to a group
 */
typedef enum {
  MUNJA_JOB_FORM_ANY,
  MUNJA_JOB_FORM_SINGLE,
  MUNJA_JOB_FORM_GROUP,
} MunjaJobForm;

/**
 * MunjaJobRow:
 * @form: which jobs it is about
 * @state: where the job stood
 * @step: and at what it was
 * @act: what was done there; TAKE_UP for how it goes on after a pause, and after a restart
 * @decide: what comes next by the answer; %NULL ends a table
 */
typedef struct {
  MunjaJobForm form;
  MunjaJobState state;
  MunjaJobStep step;
  MunjaJobAct act;
  MunjaJobMove (*decide) (const MunjaJobCase *self);
} MunjaJobRow;

#define MUNJA_JOB_ROW(form, state, step, act, decide)                                              \
  {                                                                                                \
    MUNJA_JOB_FORM_##form, MUNJA_JOB_##state, MUNJA_JOB_STEP_##step, MUNJA_JOB_ACT_##act, decide   \
  }

extern const MunjaJobRow munja_picture_rows[];
extern const MunjaJobRow munja_single_rows[];
extern const MunjaJobRow munja_filling_rows[];
extern const MunjaJobRow munja_checking_rows[];
extern const MunjaJobRow munja_anew_rows[];
extern const MunjaJobRow munja_release_rows[];
extern const MunjaJobRow munja_replace_rows[];
extern const MunjaJobRow munja_cancel_rows[];

gboolean munja_picture_is_due (const MunjaJobRecord *record);
gboolean munja_picture_may_renew (const MunjaJobRecord *record);
gboolean munja_picture_is_missed (const GError *error);
void munja_picture_renew (MunjaJobRecord *next);
MunjaJobMove munja_picture_begin (const MunjaJobCase *self);

gboolean munja_replace_is_due (const MunjaJobRecord *record);
MunjaJobMove munja_replace_begin (const MunjaJobCase *self);

gboolean munja_look_is_open (const MunjaJobCase *self, MunjaJobMove *move);
MunjaJobMove munja_anew_start (const MunjaJobCase *self, gboolean is_wrong);
MunjaJobMove munja_anew_renew_picture (const MunjaJobCase *self);
MunjaJobMove munja_anew_unseen (const MunjaJobCase *self);
MunjaJobMove munja_elsewhere_end (const MunjaJobCase *self);
MunjaJobMove munja_elsewhere_adopt (const MunjaJobCase *self, const MunjaGroup *group);
MunjaJobMove munja_elsewhere_give_up (const MunjaJobCase *self, const MunjaGroup *group);

MunjaJobMove munja_reading_begin (const MunjaJobCase *self);

MunjaJobMove munja_release_unknown (const MunjaJobCase *self, const MunjaGroup *group);
MunjaJobMove munja_release_show_status (const MunjaJobCase *self, const MunjaGroup *group);

MunjaJobMove munja_cancel_begin (const MunjaJobCase *self);

G_END_DECLS
