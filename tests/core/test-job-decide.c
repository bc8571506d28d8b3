#include "config.h"

#include <gio/gio.h>
#include <string.h>

#include "munja-chunk.h"
#include "munja-error.h"
#include "munja-group-inventory.h"
#include "munja-job-decide.h"
#include "munja-job-decisions.h"
#include "munja-job-perform.h"
#include "munja-outbox-pictures.h"
#include "munja-replies-account.h"

/*
 * Every move that a job can make: from wherever it stands, after whatever was done there, by every
 * kind of answer. They are written down in moves.txt, a line each, and nothing else is done.
 */

static const char *const acts[] = {
  [MUNJA_JOB_ACT_NOTHING] = "nothing",
  [MUNJA_JOB_ACT_TAKE_UP] = "take-up",
  [MUNJA_JOB_ACT_PAUSE] = "pause",
  [MUNJA_JOB_ACT_UNDO_TIME] = "undo-time",
  [MUNJA_JOB_ACT_REPLACE] = "replace",
  [MUNJA_JOB_ACT_SEND] = "send",
  [MUNJA_JOB_ACT_FIND_MESSAGE] = "find-message",
  [MUNJA_JOB_ACT_FIND_RELEASED_GROUP] = "find-released-group",
  [MUNJA_JOB_ACT_CREATE_GROUP] = "create-group",
  [MUNJA_JOB_ACT_FIND_GROUP] = "find-group",
  [MUNJA_JOB_ACT_ADD_ROWS] = "add-rows",
  [MUNJA_JOB_ACT_GET_GROUP] = "get-group",
  [MUNJA_JOB_ACT_LIST_ROWS] = "list-rows",
  [MUNJA_JOB_ACT_SEND_GROUP] = "send-group",
  [MUNJA_JOB_ACT_SCHEDULE_GROUP] = "schedule-group",
  [MUNJA_JOB_ACT_CANCEL_SCHEDULE] = "cancel-schedule",
  [MUNJA_JOB_ACT_DELETE_GROUP] = "delete-group",
  [MUNJA_JOB_ACT_GET_PRICES] = "get-prices",
  [MUNJA_JOB_ACT_UPLOAD] = "upload",
  [MUNJA_JOB_ACT_FIND_PICTURE] = "find-picture",
  [MUNJA_JOB_ACT_KEEP_UPLOAD] = "keep-upload",
  [MUNJA_JOB_ACT_BUILD_CHUNK] = "build-chunk",
  [MUNJA_JOB_ACT_APPLY_REPLY] = "apply-reply",
  [MUNJA_JOB_ACT_ASSUME_ADDED] = "assume-added",
  [MUNJA_JOB_ACT_BEGIN_READING] = "begin-reading",
  [MUNJA_JOB_ACT_ADD_PAGE] = "add-page",
  [MUNJA_JOB_ACT_FINISH_READING] = "finish-reading",
  [MUNJA_JOB_ACT_START_ANEW] = "start-anew",
  [MUNJA_JOB_ACT_FIND_MISSED_PICTURE] = "find-missed-picture",
  [MUNJA_JOB_ACT_FIND_REFUSED] = "find-refused",
};

static const char *const steps[] = {
  [MUNJA_JOB_STEP_NONE] = "none",
  [MUNJA_JOB_STEP_CREATING] = "creating",
  [MUNJA_JOB_STEP_ADDING] = "adding",
  [MUNJA_JOB_STEP_READING] = "reading",
  [MUNJA_JOB_STEP_CHECKING] = "checking",
  [MUNJA_JOB_STEP_DISCARDING] = "discarding",
  [MUNJA_JOB_STEP_SENDING] = "sending",
  [MUNJA_JOB_STEP_DELETING] = "deleting",
  [MUNJA_JOB_STEP_UNSCHEDULING] = "unscheduling",
  [MUNJA_JOB_STEP_UPLOADING] = "uploading",
  [MUNJA_JOB_STEP_REPLACING] = "replacing",
};

/* Where a job differs from one of two people, or one, that is plain. */
typedef enum {
  PLAIN,
  RELEASED, /* a request that sends may have been carried out before */
  SETTLED,  /* it was looked for as long as the timings say */
  SCHEDULED,
  LOADED,     /* from a file that may be older than what happened */
  HELD,       /* nobody is signed in */
  STALE_WORD, /* the person's word was given too long ago */
  WITH_PICTURE,
  GREW, /* an add got no answer */
  SENT_HERE,
  REFUSED_CANCEL, /* the service said no before */
  ELSEWHERE,
  OTHER_PERSON, /* somebody else was signed in meanwhile */
  HALF_FILLED,  /* not all rows were added, and it is settled */
  REPLACING,    /* it goes out in place of another one, */
  REPLACED,     /* which was cancelled before a restart */
  REFUSED_ROW,  /* one of the rows was refused, */
  REFUSED_COPY, /* perhaps as the copy of itself: an add before that got no answer */
  N_VARIANTS,
} Variant;

static const char *const variants[] = {
  "",
  "released",
  "settled",
  "scheduled",
  "loaded",
  "held",
  "too-late",
  "with-picture",
  "grew",
  "sent-here",
  "refused-before",
  "elsewhere",
  "other-person",
  "half-filled",
  "replacing",
  "replaced",
  "refused-row",
  "refused-copy",
};

typedef struct {
  MunjaJobRecord *record;
  MunjaJobMemory memory;
  MunjaJobTimings timings;
  MunjaJobNow now;
} Job;

/* An answer, by its name. */
typedef struct {
  const char *name;
  gconstpointer value;
  GError *error;
} Answer;

/* For members that own what they point to, in values that nobody frees. */
#define TEXT(text) ((char *)(text))

#define NOW G_GINT64_CONSTANT (1790000000000000)

static void
job_init (Job *job, gboolean is_group, Variant variant)
{
  MunjaJobRecord *record = g_new0 (MunjaJobRecord, 1);
  gboolean is_settled = variant == SETTLED || variant == HALF_FILLED;

  record->key = g_strdup ("7b9a1f3e-0000-4000-8000-000000000001");
  record->from = g_strdup ("029302266");
  record->written.text = g_strdup ("안녕하세요");
  record->first_number = g_strdup ("01020000001");
  record->is_group = is_group;
  record->n_recipients = is_group ? 2 : 1;
  record->n_added = record->n_accepted = is_group ? 2 : 0;
  if (variant == HALF_FILLED)
    record->n_recipients = 3;
  if (is_group && (variant == REFUSED_ROW || variant == REFUSED_COPY))
    record->n_accepted = record->n_refused = 1;
  record->n_chunk = is_group ? 1 : 0;
  record->group_id = is_group ? g_strdup ("G1") : NULL;
  record->was_released = variant == RELEASED || variant == SENT_HERE;
  record->scheduled = variant == SCHEDULED || variant == REPLACED ? NOW + G_TIME_SPAN_HOUR : 0;
  if (variant == REPLACING || variant == REPLACED)
    record->replaces = g_strdup ("7b9a1f3e-0000-4000-8000-000000000002");
  record->has_replaced = variant == REPLACED;
  record->picture = variant == WITH_PICTURE ? 1 : 0;
  record->lost_add = variant == GREW || variant == REFUSED_COPY;
  *job = (Job){ .record = record, .timings = { .settle_ms = 1000, .retry_ms = 10 } };
  job->memory = (MunjaJobMemory){
    .word_at = variant == STALE_WORD || variant == REPLACED ? NOW - 2 * G_TIME_SPAN_MINUTE : NOW,
    .needs_look = variant == LOADED,
    .sent_here = variant == SENT_HERE,
    .had_lost = variant == RELEASED,
    .is_elsewhere = variant == ELSEWHERE,
    .needs_word = variant == OTHER_PERSON,
    .settling_from = is_settled ? 1 : 0,
    .n_seen = 2,
  };
  if (variant == HELD)
    job->memory.held = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_SIGN_IN, "Nobody");
  if (variant == REFUSED_CANCEL)
    job->memory.reason = g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_REFUSED, "No");
  if (variant == LOADED)
    g_clear_pointer (&record->group_id, g_free);
  job->memory.group = g_new0 (MunjaGroup, 1);
  job->now = (MunjaJobNow){
    .timings = &job->timings,
    .monotonic = is_settled ? 2 * G_USEC_PER_SEC : G_USEC_PER_SEC,
    .real_time = NOW,
    .jitter = 100,
  };
}

static void
job_clear (Job *job)
{
  munja_job_record_free (job->record);
  munja_job_memory_clear (&job->memory);
}

/* What the service says no with. */
static GError *
new_refusal (MunjaError code, guint http_status, const char *service_code)
{
  const MunjaErrorDetails details = {
    .service_code = service_code,
    .http_status = http_status,
    .from_service = TRUE,
  };

  return munja_error_new_with_details (code, &details, "no");
}

static void
add_answer (GArray *answers, const char *name, gconstpointer value, GError *error)
{
  Answer answer = { name, value, error };

  g_array_append_val (answers, answer);
}

static void
add_groups (GArray *answers)
{
  static const MunjaGroup groups[] = {
    { .id = TEXT ("G1"), .status = TEXT ("PENDING"), .total = 2, .registered_success = 2 },
    { .id = TEXT ("G1"), .status = TEXT ("PENDING"), .total = 3, .registered_success = 3 },
    { .id = TEXT ("G1"), .status = TEXT ("PENDING"), .total = 1, .registered_success = 1 },
    { .id = TEXT ("G1"), .status = TEXT ("PENDING") },
    { .id = TEXT ("G1"),
      .status = TEXT ("PENDING"),
      .total = 2,
      .registered_success = -1,
      .registered_failed = -1 },
    { .id = TEXT ("G1"),
      .status = TEXT ("PENDING"),
      .total = 2,
      .registered_success = 1,
      .registered_failed = 1 },
    { .id = TEXT ("G1"), .status = TEXT ("SCHEDULED"), .total = 3, .registered_success = 3 },
    { .id = TEXT ("G1"), .status = TEXT ("SENDING"), .total = 3, .registered_success = 3 },
    { .id = TEXT ("G1"), .status = TEXT ("DELETED"), .total = 3, .registered_success = 3 },
    { .id = TEXT ("G1"), .status = TEXT ("RESTING"), .total = 3, .registered_success = 3 },
  };
  static const char *const names[]
      = { "pending-2",      "pending-3", "pending-1", "empty",   "uncounted-2",
          "refused-1-of-2", "scheduled", "sending",   "deleted", "unknown" };

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    add_answer (answers, names[i], &groups[i], NULL);
}

static void
add_values (GArray *answers, MunjaJobAct act)
{
  static const MunjaReceipt receipt = { .group_id = TEXT ("G1"), .message_id = TEXT ("M1") };
  static const MunjaListedMessage accepted
      = { .message_id = TEXT ("M1"), .status_code = TEXT ("2000") };
  static const MunjaListedMessage refused
      = { .message_id = TEXT ("M1"), .status_code = TEXT ("1020") };
  static const MunjaJobState cancelled = MUNJA_JOB_CANCELLED;
  static const MunjaJobState failed = MUNJA_JOB_FAILED;
  static const MunjaJobState sent = MUNJA_JOB_SENT;
  static const MunjaJobState unconfirmed = MUNJA_JOB_UNCONFIRMED;
  static const MunjaJobState scheduled = MUNJA_JOB_SCHEDULED;
  static const MunjaChunk all_added = { NULL, NULL };
  static const MunjaReadPage next_page = { 3, TEXT ("K") };
  static const MunjaReadPage same_page = { 2, TEXT ("K") };
  static const MunjaReadPage last_page = { 2, NULL };
  static const MunjaPictureSource stored = { .file_id = TEXT ("F1") };
  static const MunjaPictureSource not_stored = { .file_id = NULL };
  static MunjaChunk chunk;
  static const MunjaGroupReading clean = { NULL, FALSE };
  static const MunjaGroupReading surplus = { NULL, TRUE };
  static GPtrArray *none;
  static MunjaPrices *prices;

  if (none == NULL) {
    none = g_ptr_array_new ();
    chunk.body = g_bytes_new_static ("{}", 2);
    prices = g_new0 (MunjaPrices, 1);
  }
  if (act == MUNJA_JOB_ACT_REPLACE) {
    add_answer (answers, "cancelled", &cancelled, NULL);
    add_answer (answers, "failed", &failed, NULL);
    add_answer (answers, "sent", &sent, NULL);
    add_answer (answers, "unconfirmed", &unconfirmed, NULL);
    add_answer (answers, "not-there", NULL, NULL);
    add_answer (answers, "still-scheduled", &scheduled,
                new_refusal (MUNJA_ERROR_REFUSED, 400, "ValidationError"));
  } else if (act == MUNJA_JOB_ACT_SEND) {
    add_answer (answers, "receipt", &receipt, NULL);
  } else if (act == MUNJA_JOB_ACT_FIND_MESSAGE) {
    add_answer (answers, "accepted", &accepted, NULL);
    add_answer (answers, "refused", &refused, NULL);
    add_answer (answers, "not-listed", NULL, NULL);
  } else if (act == MUNJA_JOB_ACT_BUILD_CHUNK) {
    add_answer (answers, "chunk", &chunk, NULL);
    add_answer (answers, "all-added", &all_added, NULL);
  } else if (act == MUNJA_JOB_ACT_ADD_PAGE) {
    add_answer (answers, "next-page", &next_page, NULL);
    add_answer (answers, "same-page", &same_page, NULL);
    add_answer (answers, "last-page", &last_page, NULL);
  } else if (act == MUNJA_JOB_ACT_FINISH_READING) {
    add_answer (answers, "clean", &clean, NULL);
    add_answer (answers, "surplus", &surplus, NULL);
  } else if (act == MUNJA_JOB_ACT_FIND_PICTURE) {
    add_answer (answers, "stored", &stored, NULL);
    add_answer (answers, "not-stored", &not_stored, NULL);
    add_answer (answers, "being-stored", NULL, NULL);
  } else if (act == MUNJA_JOB_ACT_FIND_REFUSED) {
    add_answer (answers, "done", none, NULL);
  } else if (act == MUNJA_JOB_ACT_GET_PRICES) {
    add_answer (answers, "prices", prices, NULL);
  } else if (act == MUNJA_JOB_ACT_FIND_MISSED_PICTURE) {
    add_answer (answers, "missed", GINT_TO_POINTER (TRUE), NULL);
    add_answer (answers, "not-missed", NULL, NULL);
  } else if (act == MUNJA_JOB_ACT_ADD_ROWS || act == MUNJA_JOB_ACT_LIST_ROWS
             || act == MUNJA_JOB_ACT_UPLOAD) {
    add_answer (answers, "done", "", NULL);
  } else if (munja_job_act_is_request (act)) {
    add_groups (answers);
    if (act == MUNJA_JOB_ACT_FIND_GROUP || act == MUNJA_JOB_ACT_FIND_RELEASED_GROUP)
      add_answer (answers, "none", NULL, NULL);
  } else
    add_answer (answers, "done", NULL, NULL);
}

static GArray *
new_answers (MunjaJobAct act)
{
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (Answer));

  add_values (answers, act);
  if (act < MUNJA_JOB_ACT_SEND)
    return answers;
  if (!munja_job_act_is_request (act)) {
    add_answer (answers, "disk-full", NULL, new_refusal (MUNJA_ERROR_STORE, 0, NULL));
    add_answer (answers, "damaged", NULL, new_refusal (MUNJA_ERROR_STORE_DAMAGED, 0, NULL));
    return answers;
  }
  add_answer (answers, "lost", NULL,
              g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_UNCONFIRMED, "?"));
  add_answer (answers, "busy", NULL, new_refusal (MUNJA_ERROR_BUSY, 429, "TooManyRequests"));
  add_answer (answers, "refused", NULL, new_refusal (MUNJA_ERROR_REFUSED, 400, "ValidationError"));
  add_answer (answers, "gone", NULL, new_refusal (MUNJA_ERROR_REFUSED, 404, "ResourceNotFound"));
  add_answer (answers, "no-balance", NULL,
              new_refusal (MUNJA_ERROR_BALANCE, 402, "NotEnoughBalance"));
  add_answer (answers, "forbidden", NULL, new_refusal (MUNJA_ERROR_PERMISSION, 403, "Forbidden"));
  add_answer (answers, "already-sent", NULL, new_refusal (MUNJA_ERROR_REFUSED, 400, "AlreadySent"));
  add_answer (answers, "already-scheduled", NULL,
              new_refusal (MUNJA_ERROR_REFUSED, 400, "ScheduledGroup"));
  return answers;
}

static const char *
get_state_name (MunjaJobState state)
{
  GEnumClass *states = g_type_class_peek_static (MUNJA_TYPE_JOB_STATE);

  return g_enum_get_value (states, (int)state)->value_nick;
}

/* %NULL for a move that does nothing at all. */
static char *
dup_move (const MunjaJobRecord *record, const MunjaJobMove *move)
{
  GString *words = g_string_new (NULL);

  if (move->next != NULL) {
    g_string_append_printf (words, "record %s/%s", get_state_name (move->next->state),
                            steps[move->next->step]);
    if (move->next->problem != NULL)
      g_string_append_printf (words, " for %d", move->next->problem->code);
    if (move->next->unanswered)
      g_string_append (words, " unanswered");
    if (move->next->was_released != record->was_released)
      g_string_append (words, move->next->was_released ? " released" : " not-released");
    if (move->next->refills > record->refills)
      g_string_append (words, " refilled");
    if (move->next->has_replaced != record->has_replaced)
      g_string_append (words, " replaced");
    g_string_append (words, ", ");
  }
  if (move->is_told)
    g_string_append_printf (words, "tell %d, ", move->problem != NULL ? move->problem->code : -1);
  if (words->len == 0 && move->act == MUNJA_JOB_ACT_NOTHING)
    return g_string_free (words, TRUE);
  g_string_append (words, acts[move->act]);
  return g_string_free (words, FALSE);
}

/* Where jobs get to. */
static gboolean reached[2][MUNJA_JOB_FAILED + 1][G_N_ELEMENTS (steps)];

static gboolean
has_row (MunjaJobForm other, MunjaJobState state, MunjaJobStep step, MunjaJobAct act)
{
  static const MunjaJobRow *const tables[] = {
    munja_picture_rows, munja_single_rows,  munja_filling_rows, munja_checking_rows,
    munja_anew_rows,    munja_release_rows, munja_replace_rows, munja_cancel_rows,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const MunjaJobRow *row = tables[i]; row->decide != NULL; row++)
      if (row->form != other && row->state == state && row->step == step && row->act == act)
        return TRUE;
  return act == MUNJA_JOB_ACT_UNDO_TIME;
}

/* Whatever is done has its answer looked up. */
static void
assert_has_row (gboolean is_group, const MunjaJobRecord *record, MunjaJobAct act)
{
  g_test_message ("%d %d %d %s", is_group, record->state, record->step, acts[act]);
  g_assert_true (has_row (is_group ? MUNJA_JOB_FORM_SINGLE : MUNJA_JOB_FORM_GROUP, record->state,
                          record->step, act));
}

/* What comes of one answer, %NULL if nothing does. */
static char *
dup_outcome (gboolean is_group,
             Variant variant,
             MunjaJobState state,
             MunjaJobStep step,
             MunjaJobAct act,
             const Answer *given)
{
  const MunjaJobAnswer answer = { state, step, act, given->value, given->error };
  MunjaJobMove move;
  char *words;
  Job job;

  job_init (&job, is_group, variant);
  job.record->state = state;
  /* These have recorded what comes after them. */
  if (act == MUNJA_JOB_ACT_BUILD_CHUNK)
    job.record->step = MUNJA_JOB_STEP_ADDING;
  else
    job.record->step = act == MUNJA_JOB_ACT_FINISH_READING ? MUNJA_JOB_STEP_CHECKING : step;
  move = munja_job_decide (job.record, &job.memory, &answer, &job.now);
  if (move.act >= MUNJA_JOB_ACT_SEND)
    assert_has_row (is_group, move.next != NULL ? move.next : job.record, move.act);
  words = dup_move (job.record, &move);
  if (move.next != NULL)
    reached[is_group][move.next->state][move.next->step] = TRUE;
  munja_job_move_clear (&move);
  job_clear (&job);
  return words;
}

/* Writes what comes of an answer, and where a job that is not plain does something else. */
static void
append_answer (GString *lines,
               gboolean is_group,
               MunjaJobState state,
               MunjaJobStep step,
               MunjaJobAct act,
               const Answer *answer)
{
  g_autofree char *plain = dup_outcome (is_group, PLAIN, state, step, act, answer);

  for (int variant = PLAIN; variant < N_VARIANTS; variant++) {
    g_autofree char *words = dup_outcome (is_group, (Variant)variant, state, step, act, answer);

    if (words != NULL && (variant == PLAIN || g_strcmp0 (words, plain) != 0))
      g_string_append_printf (lines, "%s %s/%s %s %s%s%s: %s\n", is_group ? "group" : "single",
                              get_state_name (state), steps[step], acts[act], answer->name,
                              variant == PLAIN ? "" : " ", variants[variant], words);
  }
}

static void
append_act (GString *lines,
            gboolean is_group,
            MunjaJobState state,
            MunjaJobStep step,
            MunjaJobAct act)
{
  g_autoptr (GArray) answers = new_answers (act);

  for (guint i = 0; i < answers->len; i++) {
    const Answer *answer = &g_array_index (answers, Answer, i);

    append_answer (lines, is_group, state, step, act, answer);
  }
  for (guint i = 0; i < answers->len; i++)
    g_clear_error (&g_array_index (answers, Answer, i).error);
}

static char *
dup_all_moves (void)
{
  GString *lines = g_string_new (NULL);

  for (int is_group = FALSE; is_group <= TRUE; is_group++)
    for (int state = MUNJA_JOB_PREPARING; state <= MUNJA_JOB_FAILED; state++)
      for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
        for (guint act = 0; act < G_N_ELEMENTS (acts); act++)
          if (has_row (is_group ? MUNJA_JOB_FORM_SINGLE : MUNJA_JOB_FORM_GROUP,
                       (MunjaJobState)state, (MunjaJobStep)step, (MunjaJobAct)act))
            append_act (lines, is_group, (MunjaJobState)state, (MunjaJobStep)step,
                        (MunjaJobAct)act);
  return g_string_free (lines, FALSE);
}

/* Tells of the first line that is another one. */
static void
test_moves (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "moves.txt", NULL);
  g_autofree char *moves = dup_all_moves ();
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = g_strsplit (moves, "\n", -1);
  g_auto (GStrv) expected_lines = NULL;

  if (g_getenv ("MUNJA_WRITE_MOVES") != NULL)
    g_assert_true (g_file_set_contents (path, moves, -1, NULL));
  g_assert_true (g_file_get_contents (path, &expected, NULL, NULL));
  expected_lines = g_strsplit (expected, "\n", -1);
  for (gsize i = 0; lines[i] != NULL && expected_lines[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, expected_lines[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (expected_lines));
}

static gboolean
is_at_rest (MunjaJobState state, MunjaJobStep step)
{
  return step == MUNJA_JOB_STEP_NONE && state != MUNJA_JOB_PREPARING && state != MUNJA_JOB_RELEASING
         && state != MUNJA_JOB_SCHEDULED;
}

/* From wherever a job gets to it goes on, after a restart, too. */
static void
test_closed (void)
{
  const Answer done = { "done", NULL, NULL };
  g_autofree char *moves = dup_all_moves ();

  for (int is_group = FALSE; is_group <= TRUE; is_group++)
    for (int state = MUNJA_JOB_PREPARING; state <= MUNJA_JOB_FAILED; state++)
      for (guint step = 0; step < G_N_ELEMENTS (steps); step++) {
        g_autofree char *words = NULL;

        if (!reached[is_group][state][step]
            || is_at_rest ((MunjaJobState)state, (MunjaJobStep)step))
          continue;
        words = dup_outcome (is_group, PLAIN, (MunjaJobState)state, (MunjaJobStep)step,
                             MUNJA_JOB_ACT_TAKE_UP, &done);
        g_test_message ("%d %d %u", is_group, state, step);
        g_assert_nonnull (words);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_type_class_ref (MUNJA_TYPE_JOB_STATE);
  g_test_add_func ("/job-decide/moves", test_moves);
  g_test_add_func ("/job-decide/closed", test_closed);
  return g_test_run ();
}
