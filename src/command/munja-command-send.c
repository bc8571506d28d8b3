#include "config.h"

#include "munja-command-send.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "munja-command-order.h"
#include "munja-command-print.h"
#include "munja-command-wait.h"
#include "munja-outbox.h"
#include "munja-stores.h"

/* How long a message that may go out can take until it does, how long nothing of a list may come
 * through, and how long to try to take it back then, in seconds. */
#define RELEASE_PATIENCE 90
#define PREPARE_PATIENCE 60
#define CANCEL_PATIENCE  10

static MunjaOutbox *
get_outbox (MunjaCommandSession *session)
{
  return munja_client_switch_get_outbox (session->clients);
}

static MunjaReview *
look_through (MunjaCommandSession *session, MunjaOrder *order)
{
  MunjaStores *stores = munja_client_get_stores (munja_command_session_get_client (session));
  g_autoptr (GAsyncResult) looked = NULL;

  munja_review_look_async (order, get_outbox (session), munja_stores_get_archive (stores),
                           g_settings_get_int (session->settings, "repeat-hours"), NULL,
                           munja_command_got_cb, &looked);
  return munja_review_finish (munja_command_wait_for (&looked), NULL);
}

static MunjaMoney
find_price (MunjaCommandSession *session, const MunjaReview *review)
{
  return munja_review_find_price (review, munja_account_info_get_prices (session->info));
}

static gboolean
has_point (const MunjaReview *review, MunjaReviewKind kind)
{
  for (guint i = 0; i < review->points->len; i++) {
    const MunjaReviewPoint *point = g_ptr_array_index (review->points, i);

    if (point->kind == kind)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_payable (MunjaCommandSession *session, const MunjaReview *review)
{
  MunjaMoney balance = munja_account_info_get_balance (session->info);

  return balance < 0 || find_price (session, review) <= balance;
}

/* A text with gaps goes out only if somebody has seen it. */
static gboolean
needs_person (const MunjaReview *review)
{
  return has_point (review, MUNJA_REVIEW_LACKING) || has_point (review, MUNJA_REVIEW_SPOILED);
}

/* What was found is told already; here it is decided what may go out all the same. */
static MunjaCommandStatus
decide (MunjaCommandSession *session, const MunjaSendOptions *options, const MunjaReview *review)
{
  if (munja_review_is_blocked (review) || (options->yes && needs_person (review))) {
    munja_command_complain ("%s", _ ("It cannot be sent like this."));
    return MUNJA_COMMAND_WRONG;
  }
  if (has_point (review, MUNJA_REVIEW_MAY_HAVE_SENT) && !options->again) {
    munja_command_complain ("%s", _ ("To send it all the same, add --again."));
    return MUNJA_COMMAND_UNCONFIRMED;
  }
  if (is_payable (session, review))
    return MUNJA_COMMAND_DONE;
  munja_command_complain ("%s", _ ("The balance is too low."));
  return MUNJA_COMMAND_NOT_SENT;
}

static gboolean
ask (const MunjaSendOptions *options)
{
  char answer[8] = "";

  if (options->yes)
    return TRUE;
  if (!isatty (STDIN_FILENO)) {
    munja_command_complain ("%s", _ ("Nobody can be asked here: add --yes to send."));
    return FALSE;
  }
  g_printerr ("%s [y/N] ", _ ("Send it?"));
  return fgets (answer, sizeof answer, stdin) != NULL && g_ascii_tolower (answer[0]) == 'y';
}

static MunjaJob *
add (MunjaCommandSession *session, MunjaOrder *order)
{
  g_autoptr (GAsyncResult) added = NULL;
  g_autoptr (GError) error = NULL;
  MunjaJob *job;

  munja_outbox_add_async (get_outbox (session), order, NULL, munja_command_got_cb, &added);
  job = munja_outbox_add_finish (get_outbox (session), munja_command_wait_for (&added), &error);
  if (job == NULL)
    munja_command_session_complain (session, error);
  return job;
}

static gboolean
has_begun (gpointer job)
{
  return munja_job_get_state (job) != MUNJA_JOB_READY || munja_job_get_problem (job) != NULL;
}

static gboolean
is_going_out (MunjaJob *job)
{
  MunjaJobState state = munja_job_get_state (job);

  return state == MUNJA_JOB_WAITING || state == MUNJA_JOB_RELEASING;
}

/* Whatever keeps it from going out makes it READY again, with a problem, within a minute. */
static void
release (MunjaCommandSession *session, MunjaJob *job)
{
  munja_outbox_release (get_outbox (session), job, 0);
  munja_command_wait_until (has_begun, job, RELEASE_PATIENCE);
  while (is_going_out (job))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_taken_back (gpointer job)
{
  return !munja_job_may_cancel (job);
}

/* Nothing that a command could not send waits for somebody to find it, unless the service cannot be
 * reached. */
static void
take_back (MunjaCommandSession *session, MunjaJob *job)
{
  munja_outbox_cancel (get_outbox (session), job);
  munja_command_wait_until (is_taken_back, job, CANCEL_PATIENCE);
}

static gboolean
is_prepared (gpointer job)
{
  return munja_job_get_state (job) != MUNJA_JOB_PREPARING;
}

/* A long list takes its time, in which more and more of it is with the service. */
static void
prepare (MunjaJob *job)
{
  guint n_added;

  do
    n_added = munja_job_get_n_added (job);
  while (!munja_command_wait_until (is_prepared, job, PREPARE_PATIENCE)
         && munja_job_get_n_added (job) > n_added);
}

/* A list is with the service, which has counted it. What is not as it was shown does not go out. */
static gboolean
is_as_shown (MunjaCommandSession *session, MunjaJob *job)
{
  gboolean has_wrong_time = munja_outbox_has_wrong_time (get_outbox (session), job);

  if (munja_job_is_as_confirmed (job, g_get_real_time ()) && !has_wrong_time)
    return TRUE;
  munja_command_complain ("%s", has_wrong_time
                                    ? _ ("The clock of this computer is wrong.")
                                    : _ ("The service counts other people, or another price. Look "
                                         "at the list in the window."));
  return FALSE;
}

static MunjaCommandStatus
get_status (MunjaJob *job)
{
  MunjaJobState state = munja_job_get_state (job);

  if (state == MUNJA_JOB_SENT || state == MUNJA_JOB_SCHEDULED)
    return MUNJA_COMMAND_DONE;
  return state == MUNJA_JOB_UNCONFIRMED ? MUNJA_COMMAND_UNCONFIRMED : MUNJA_COMMAND_NOT_SENT;
}

static MunjaCommandStatus
send_order (MunjaCommandSession *session, const MunjaReview *review, gboolean json)
{
  g_autoptr (MunjaJob) job = add (session, review->order);

  if (job == NULL)
    return MUNJA_COMMAND_NOT_SENT;
  if (munja_job_get_is_group (job))
    munja_job_confirm (job, find_price (session, review), g_get_real_time ());
  prepare (job);
  if (munja_job_get_state (job) == MUNJA_JOB_READY && munja_job_get_problem (job) == NULL
      && (!munja_job_get_is_group (job) || is_as_shown (session, job)))
    release (session, job);
  if (munja_job_may_cancel (job) && get_status (job) != MUNJA_COMMAND_DONE)
    take_back (session, job);
  munja_command_print_job (session, job, json);
  return get_status (job);
}

/**
 * munja_command_send:
 * @argc: how many words
 * @argv: the words after "munja"
 *
 * Sends a message as the window does: by the same outbox, after the same checks. Whoever ends it
 * half way finds the message in the window, where it goes on or waits.
 *
 * Returns: what came of it
 */
MunjaCommandStatus
munja_command_send (int argc, char **argv)
{
  g_auto (MunjaSendOptions) options = { 0 };
  g_autoptr (MunjaCommandSession) session = NULL;
  g_autoptr (MunjaOrder) order = NULL;
  g_autoptr (MunjaReview) review = NULL;
  MunjaCommandStatus status;

  if (!munja_send_options_read (&options, argc, argv))
    return MUNJA_COMMAND_WRONG;
  session = munja_command_session_open (options.practice, options.practice_program, &status);
  if (session == NULL)
    return status;
  order = munja_command_order_read (&options, session, &status);
  if (order == NULL)
    return status;
  munja_command_session_learn_money (session);
  review = look_through (session, order);
  if (!options.json || options.dry_run)
    munja_command_print_review (session, review, options.json);
  munja_command_print_points (review);
  status = decide (session, &options, review);
  if (status != MUNJA_COMMAND_DONE || options.dry_run)
    return status;
  return ask (&options) ? send_order (session, review, options.json) : MUNJA_COMMAND_NOT_SENT;
}
