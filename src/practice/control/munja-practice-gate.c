#include "config.h"

#include "munja-practice-gate.h"

#include "munja-practice-life.h"
#include "munja-practice-reform.h"

/* Source: contract, section 14, "Life cycle". */
static const MunjaPracticePace contract_pace = {
  .carrier = 1 * G_TIME_SPAN_SECOND,
  .end = 3 * G_TIME_SPAN_SECOND,
};

/* A request that is carried out later. */
typedef struct {
  MunjaPractice *practice;
  SoupServerMessage *message;
  MunjaPracticeHandler carry_out;
} Delayed;

static void
delayed_free (gpointer user_data)
{
  Delayed *delayed = user_data;

  g_object_unref (delayed->message);
  g_free (delayed);
}

static void
record (MunjaPractice *practice, SoupServerMessage *message, guint status)
{
  MunjaPracticeControl *control = practice->control;

  munja_practice_record_add (control->record, message, status, practice->options.record_bodies);
}

static void
carry_out_in_form (MunjaPractice *practice,
                   SoupServerMessage *message,
                   MunjaPracticeHandler carry_out)
{
  carry_out (practice, message);
  munja_practice_reform (practice, message);
}

/* Goes ahead even if the client has lost patience, as a service would. */
static gboolean
delay_over_cb (gpointer user_data)
{
  Delayed *delayed = user_data;
  MunjaPracticeControl *control = delayed->practice->control;

  munja_practice_life_settle (delayed->practice);
  carry_out_in_form (delayed->practice, delayed->message, delayed->carry_out);
  munja_practice_record_answer (control->record, delayed->message,
                                soup_server_message_get_status (delayed->message));
  soup_server_message_unpause (delayed->message);
  return G_SOURCE_REMOVE;
}

static void
delay (MunjaPractice *practice,
       SoupServerMessage *message,
       MunjaPracticeHandler carry_out,
       guint milliseconds)
{
  Delayed *delayed = g_new0 (Delayed, 1);

  delayed->practice = practice;
  delayed->message = g_object_ref (message);
  delayed->carry_out = carry_out;
  record (practice, message, 0);
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, milliseconds, delay_over_cb, delayed, delayed_free);
}

static void
strike (MunjaPractice *practice,
        SoupServerMessage *message,
        MunjaPracticeHandler carry_out,
        MunjaPracticeFault *fault)
{
  MunjaPracticeControl *control = practice->control;
  MunjaPracticeFaultTiming timing = munja_practice_fault_get_timing (fault);

  if (timing == MUNJA_PRACTICE_FAULT_DELAYS) {
    delay (practice, message, carry_out, munja_practice_fault_get_delay (fault));
  } else if (timing == MUNJA_PRACTICE_FAULT_REPEATS) {
    carry_out_in_form (practice, message, carry_out);
    carry_out_in_form (practice, message, carry_out);
    record (practice, message, soup_server_message_get_status (message));
  } else {
    if (timing == MUNJA_PRACTICE_FAULT_AFTERWARDS)
      carry_out_in_form (practice, message, carry_out);
    record (practice, message, munja_practice_fault_apply (fault, message));
  }
  munja_practice_faults_spend (control->faults, fault);
}

static void
pass (MunjaPractice *practice, SoupServerMessage *message, MunjaPracticeHandler carry_out)
{
  MunjaPracticeControl *control = practice->control;
  MunjaPracticeFault *fault;

  if (munja_practice_control_handle (practice, message))
    return;
  fault = munja_practice_faults_find (control->faults, message);
  if (fault != NULL) {
    strike (practice, message, carry_out, fault);
    return;
  }
  carry_out_in_form (practice, message, carry_out);
  record (practice, message, soup_server_message_get_status (message));
}

/**
 * munja_practice_gate_set:
 * @practice: the service
 * @control: what tests wish; outlives @practice
 *
 * Lets requests through as tests wish, and records them.
 */
void
munja_practice_gate_set (MunjaPractice *practice, MunjaPracticeControl *control)
{
  practice->gate = pass;
  /* Tests say themselves when a group is to show late, and when messages are to be slow. */
  practice->options.group_lag = 0;
  practice->options.pace = contract_pace;
  practice->control = control;
}
