#pragma once

#include "munja-job-private.h"
#include "munja-job-runner.h"

G_BEGIN_DECLS

/*
 * What the paths of a job share. A path looks at the record, and does the one thing that comes
 * next: after a crash it finds the same record, so that there is one way for both. Only one thing
 * is ever under way for a job.
 */

typedef void (*MunjaJobRunnerFunc) (MunjaJobRunner *self);
typedef void (*MunjaGroupSeenFunc) (MunjaJobRunner *self, MunjaGroup *group);
typedef void (*MunjaGroupUnseenFunc) (MunjaJobRunner *self, const GError *error);

struct _MunjaJobRunner {
  GObject parent_instance;

  /* Owned. */
  MunjaJob *job;
  MunjaApi *api;
  MunjaDb *store;
  char *seal;                /* NULL if the file has none */
  GCancellable *cancellable; /* stops the request that is out */
  MunjaJobRecord *next;      /* what is being recorded, until it is */
  MunjaJobRunnerFunc then;   /* what comes after that */
  GError *held;              /* why no request may go out */
  GError *reason;            /* why the pause after the next record is made */
  GHashTable *uploads;       /* rows of the pictures that are being stored, by any job */
  MunjaGroup *group;         /* as it was seen last */
  MunjaGroupSeenFunc group_seen;
  MunjaGroupUnseenFunc group_unseen;

  MunjaJobTimings timings;
  guint pause_id;
  guint undo_id;
  unsigned undo_seconds;
  unsigned failures;   /* in a row; each makes the pause longer */
  unsigned n_unusable; /* answers in a row to the picture that say nothing */
  gboolean is_working;
  gboolean is_sending; /* the request that sends is out */
  gboolean stopped;
  gboolean wants_cancel;
  gboolean has_claim; /* the picture is among the uploads because of this job */

  /* Known only as long as the app runs: what a restart must not rely on. */
  gboolean sent_here;    /* the request that sends went out in this run, at the person's word */
  gboolean had_lost;     /* before the last one that sends, there was one that got no answer */
  gboolean needs_word;   /* somebody else was signed in meanwhile */
  gint64 word_at;        /* when it was to go out by the person's word, by the timings' clock */
  gboolean needs_look;   /* what is recorded may be older than what happened */
  gboolean is_elsewhere; /* somebody else released the group, which is only read any more */
  gint64 settling_from;  /* monotonic time of the first look at this step that found nothing; 0
                            before it */

  /* Of a group that is being filled. */
  unsigned chunk_rows;
  gint64 filling_from; /* monotonic time of the first chunk of this run; 0 before it */
  guint n_filled;      /* since then */
  unsigned n_prunes;
  unsigned n_reads; /* of the whole group, since something was added */
  gint64 n_seen;    /* messages read so far */
  GPtrArray *surplus;
};

/**
 * MunjaAnswer:
 * @MUNJA_ANSWER_LOST: nobody can tell whether the request was carried out
 * @MUNJA_ANSWER_LATER: it was not carried out; the same request may work later
 * @MUNJA_ANSWER_REFUSED: it was not carried out, and will not be
 *
 * What the error of a request that changes something means.
 */
typedef enum {
  MUNJA_ANSWER_LOST,
  MUNJA_ANSWER_LATER,
  MUNJA_ANSWER_REFUSED,
} MunjaAnswer;

MunjaAnswer munja_job_runner_classify (const GError *error);
gboolean munja_job_runner_is_gone (const GError *error);
gboolean munja_job_runner_may_not_look (const GError *error);

gboolean munja_job_runner_begin_call (MunjaJobRunner *self);
void munja_job_runner_set_sending (MunjaJobRunner *self, gboolean is_sending);
void munja_job_runner_begin_work (MunjaJobRunner *self);
gboolean munja_job_runner_end (MunjaJobRunner *self);

MunjaJobRecord *munja_job_runner_new_next (MunjaJobRunner *self);
void munja_job_runner_record (MunjaJobRunner *self, MunjaJobRecord *next, MunjaJobRunnerFunc then);
void munja_job_runner_show (MunjaJobRunner *self, MunjaJobRecord *recorded);
void munja_job_runner_advance (MunjaJobRunner *self);
void munja_job_runner_back_off (MunjaJobRunner *self, MunjaJobRecord *next, const GError *reason);
void munja_job_runner_wait (MunjaJobRunner *self, const GError *reason);
void munja_job_runner_sleep (MunjaJobRunner *self, gint64 milliseconds);
gboolean munja_job_runner_wait_to_settle (MunjaJobRunner *self);
gboolean munja_job_runner_allow (MunjaJobRunner *self, gint64 delay_us, GError **error);
gboolean munja_job_runner_is_too_long (const GError *error);
void munja_job_runner_end_as (MunjaJobRunner *self, MunjaJobState state, const GError *problem);

void munja_job_runner_begin_cancel (MunjaJobRunner *self);

gboolean munja_group_look_is_over (MunjaJobRunner *self, const GError *error);
void munja_group_look (MunjaJobRunner *self, MunjaGroupSeenFunc seen, MunjaGroupUnseenFunc unseen);

/* The paths, each in the file of its name. */
void munja_group_filling_go_on (MunjaJobRunner *self);
void munja_group_checking_check (MunjaJobRunner *self);
void munja_group_checking_read (MunjaJobRunner *self);
void munja_group_checking_start_anew (MunjaJobRunner *self, gboolean is_wrong);
void munja_group_checking_renew_picture (MunjaJobRunner *self);
void munja_group_checking_unseen (MunjaJobRunner *self, const GError *error);
void munja_group_elsewhere_give_up (MunjaJobRunner *self, MunjaGroup *group);
void munja_group_elsewhere_end (MunjaJobRunner *self);
void munja_group_elsewhere_adopt (MunjaJobRunner *self, const MunjaGroup *group);
void munja_group_release_go_on (MunjaJobRunner *self);
void munja_group_release_show_status (MunjaJobRunner *self, MunjaGroup *group);
void munja_group_cancel_begin (MunjaJobRunner *self);
void munja_group_cancel_delete (MunjaJobRunner *self);
void munja_group_cancel_go_on_scheduled (MunjaJobRunner *self);
void munja_single_release_go_on (MunjaJobRunner *self);

G_END_DECLS
