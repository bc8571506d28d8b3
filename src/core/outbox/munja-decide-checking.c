#include "config.h"

#include "munja-error.h"
#include "munja-job-decisions.h"
#include "munja-job.h"

/*
 * Making sure that a group holds what was asked for, no more and no less, before the person is
 * asked to release it.
 */

/* What comes late, or is shown late, makes it worth reading once more. */
#define MAX_READS 3

/**
 * munja_reading_begin:
 * @self: a job that is PREPARING
 *
 * Reads all that the group holds, and puts that in place of what was known.
 *
 * Returns: the move
 */
MunjaJobMove
munja_reading_begin (const MunjaJobCase *self)
{
  MunjaJobRecord *next;

  if (self->record->step == MUNJA_JOB_STEP_READING)
    return munja_job_move_act (MUNJA_JOB_ACT_BEGIN_READING);
  next = munja_job_case_new_next (self);
  next->step = MUNJA_JOB_STEP_READING;
  next->unanswered = FALSE;
  return munja_job_move_record (next, MUNJA_JOB_ACT_BEGIN_READING);
}

static MunjaJobMove
begun (const MunjaJobCase *self)
{
  if (self->answer->error != NULL)
    return munja_job_move_wait (self, self->answer->error);
  self->memory->n_seen = 0;
  return munja_job_move_act (MUNJA_JOB_ACT_LIST_ROWS);
}

static MunjaJobMove
listed (const MunjaJobCase *self)
{
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  return self->answer->value != NULL ? munja_job_move_act (MUNJA_JOB_ACT_ADD_PAGE)
                                     : munja_anew_unseen (self);
}

/* A page that is not the last one brings something new, and no group has more than fits into it. */
static gboolean
has_end (const MunjaJobCase *self, const MunjaReadPage *page)
{
  return page->next_key == NULL
         || (page->n_seen > self->memory->n_seen && page->n_seen <= MUNJA_JOB_MAX_RECIPIENTS);
}

static MunjaJobMove
page_added (const MunjaJobCase *self)
{
  const MunjaReadPage *page = self->answer->value;
  g_autoptr (GError) error = NULL;

  if (page == NULL)
    return munja_job_move_wait (self, self->answer->error);
  if (!has_end (self, page)) {
    error = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The list has no end");
    return munja_job_move_wait (self, error);
  }
  self->memory->n_seen = page->n_seen;
  return munja_job_move_act (page->next_key != NULL ? MUNJA_JOB_ACT_LIST_ROWS
                                                    : MUNJA_JOB_ACT_GET_GROUP);
}

/* A list that lags would make rows look missing that are there. */
static MunjaJobMove
compare_size (const MunjaJobCase *self)
{
  const MunjaGroup *group = self->answer->value;
  gint64 n_seen = self->memory->n_seen;
  gboolean is_old = n_seen < munja_job_record_count_known (self->record);
  gboolean is_whole;
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  if (group == NULL)
    return munja_anew_unseen (self);
  is_whole = munja_group_get_size (group) == n_seen;
  if ((!is_whole || is_old) && munja_job_move_settle (self, &move))
    return move;
  return is_whole ? munja_job_move_act (MUNJA_JOB_ACT_FINISH_READING)
                  : munja_anew_start (self, TRUE);
}

/* What else the group holds must not go out: the group is given up. */
static MunjaJobMove
finished (const MunjaJobCase *self)
{
  const MunjaGroupReading *reading = self->answer->value;

  if (reading == NULL)
    return munja_job_move_wait (self, self->answer->error);
  self->memory->failures = 0;
  if (self->memory->is_elsewhere)
    return munja_elsewhere_end (self);
  return reading->has_surplus ? munja_anew_start (self, TRUE)
                              : munja_job_move_act (MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
become_ready (const MunjaJobCase *self, MunjaMoney price)
{
  MunjaJobRecord *next = munja_job_case_new_next (self);

  self->memory->failures = 0;
  next->state = MUNJA_JOB_READY;
  next->step = MUNJA_JOB_STEP_NONE;
  next->price = price;
  return munja_job_move_record (next, MUNJA_JOB_ACT_TAKE_UP);
}

static MunjaJobMove
priced (const MunjaJobCase *self)
{
  const MunjaPrices *prices = self->answer->value;

  return become_ready (self,
                       prices != NULL ? munja_group_get_price (self->memory->group, prices) : -1);
}

/* Says why with the reason of the first one. */
static MunjaJobMove
nobody_left (const MunjaJobCase *self)
{
  const GPtrArray *rows = self->answer->value;
  MunjaErrorDetails details = { 0 };
  g_autoptr (GError) error = NULL;

  if (rows == NULL)
    return munja_job_move_wait (self, self->answer->error);
  if (rows->len > 0) {
    details.status_code = ((MunjaJobRecipient *)rows->pdata[0])->status_code;
    details.service_text = ((MunjaJobRecipient *)rows->pdata[0])->status_text;
  }
  error = munja_error_new_with_details (MUNJA_ERROR_REFUSED, &details, "Every row was refused");
  return munja_job_move_end (self, MUNJA_JOB_FAILED, error);
}

/* A count that the service does not give cannot contradict. */
static gboolean
agrees (const MunjaJobRecord *record, const MunjaGroup *group)
{
  gint64 n_refused = (gint64)record->n_refused + record->n_extra;

  if (group->registered_success >= 0 && group->registered_failed >= 0)
    return group->registered_success == record->n_accepted && group->registered_failed == n_refused;
  return munja_group_get_size (group) == record->n_accepted + n_refused;
}

/* The group's counts do not tell countries apart, and there is a price for each. */
static MunjaJobMove
accept (const MunjaJobCase *self)
{
  if (self->record->n_accepted == 0)
    return munja_job_move_act (MUNJA_JOB_ACT_FIND_REFUSED);
  return self->record->abroad ? become_ready (self, -1)
                              : munja_job_move_act (MUNJA_JOB_ACT_GET_PRICES);
}

/* A picture that the service lost is stored once more before anybody is told. */
static MunjaJobMove
looked_for_missed (const MunjaJobCase *self)
{
  if (self->answer->error != NULL)
    return munja_job_move_wait (self, self->answer->error);
  return self->answer->value != NULL ? munja_anew_renew_picture (self) : accept (self);
}

/* It holds something else than what is known, or shows what it was before. */
static MunjaJobMove
differs (const MunjaJobCase *self, const MunjaGroup *group)
{
  gboolean is_old = munja_group_get_size (group) < munja_job_record_count_known (self->record);
  MunjaJobMove move;

  if (is_old && munja_job_move_settle (self, &move))
    return move;
  return self->memory->n_reads++ < MAX_READS ? munja_reading_begin (self)
                                             : munja_anew_start (self, TRUE);
}

/* Where an add got no answer, a row that was refused afterwards may have been refused as the copy
 * of itself. Old counts of the group do not tell, so that what it holds is read. */
static gboolean
may_be_its_own_copy (const MunjaJobCase *self)
{
  return self->record->lost_add && self->record->n_refused > 0 && self->memory->n_reads == 0;
}

static MunjaJobMove
compare (const MunjaJobCase *self)
{
  const MunjaGroup *group = self->answer->value;
  MunjaJobMove move;

  if (munja_look_is_open (self, &move))
    return move;
  if (group == NULL)
    return munja_anew_unseen (self);
  if (munja_group_get_phase (group) != MUNJA_GROUP_OPEN)
    return munja_elsewhere_give_up (self, group);
  if (!agrees (self->record, group) || may_be_its_own_copy (self))
    return differs (self, group);
  g_clear_pointer (&self->memory->group, munja_group_free);
  self->memory->group = munja_group_copy (group);
  return self->record->n_refused > 0 && munja_picture_may_renew (self->record)
             ? munja_job_move_act (MUNJA_JOB_ACT_FIND_MISSED_PICTURE)
             : accept (self);
}

/* Compares the group's counts with what was recorded. */
static MunjaJobMove
look (const MunjaJobCase *self)
{
  return munja_job_move_act (MUNJA_JOB_ACT_GET_GROUP);
}

const MunjaJobRow munja_checking_rows[] = {
  MUNJA_JOB_ROW (GROUP, PREPARING, READING, TAKE_UP, munja_reading_begin),
  MUNJA_JOB_ROW (GROUP, PREPARING, READING, BEGIN_READING, begun),
  MUNJA_JOB_ROW (GROUP, PREPARING, READING, LIST_ROWS, listed),
  MUNJA_JOB_ROW (GROUP, PREPARING, READING, ADD_PAGE, page_added),
  MUNJA_JOB_ROW (GROUP, PREPARING, READING, GET_GROUP, compare_size),
  MUNJA_JOB_ROW (GROUP, PREPARING, READING, FINISH_READING, finished),
  MUNJA_JOB_ROW (GROUP, PREPARING, CHECKING, TAKE_UP, look),
  MUNJA_JOB_ROW (GROUP, PREPARING, CHECKING, GET_GROUP, compare),
  MUNJA_JOB_ROW (GROUP, PREPARING, CHECKING, FIND_MISSED_PICTURE, looked_for_missed),
  MUNJA_JOB_ROW (GROUP, PREPARING, CHECKING, FIND_REFUSED, nobody_left),
  MUNJA_JOB_ROW (GROUP, PREPARING, CHECKING, GET_PRICES, priced),
  { .decide = NULL },
};
