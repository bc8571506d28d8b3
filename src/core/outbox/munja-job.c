#include "config.h"

#include "munja-job.h"

#include "munja-job-private.h"

enum {
  PROP_KEY = 1,
  PROP_STATE,
  PROP_IS_GROUP,
  PROP_IS_STORING,
  PROP_FROM,
  PROP_SUBJECT,
  PROP_TEXT,
  PROP_MESSAGE_TYPE,
  PROP_FIRST_NUMBER,
  PROP_FIRST_NAME,
  PROP_LAST_NUMBER,
  PROP_N_RECIPIENTS,
  PROP_N_ADDED,
  PROP_N_ACCEPTED,
  PROP_N_REFUSED,
  PROP_RATE,
  PROP_CREATED,
  PROP_SCHEDULED,
  PROP_RELEASE_AT,
  PROP_GROUP_ID,
  PROP_MESSAGE_ID,
  PROP_PRICE,
  PROP_STATUS_CODE,
  PROP_STATUS_TEXT,
  PROP_PROBLEM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaJob, munja_job, G_TYPE_OBJECT)

/* How long a list may take to be handed over without another look at it. */
#define CONFIRMED_FOR (15 * G_TIME_SPAN_MINUTE)

static void
notify (MunjaJob *self, guint property, gboolean changed)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
notify_text (MunjaJob *self, guint property, const char *before, const char *now)
{
  notify (self, property, g_strcmp0 (before, now) != 0);
}

static gboolean
is_storing (const MunjaJobRecord *record)
{
  return record->step == MUNJA_JOB_STEP_UPLOADING;
}

/* What is left to be done about a job that is finished counts as its state, and so does that
 * something keeps it back which was ready to go out. */
static gboolean
has_other_state (const MunjaJobRecord *before, const MunjaJobRecord *now)
{
  if (before->state != now->state)
    return TRUE;
  if (now->state == MUNJA_JOB_READY)
    return before->problem == NULL && now->problem != NULL;
  return now->state == MUNJA_JOB_CANCELLED && before->step != now->step
         && now->step == MUNJA_JOB_STEP_NONE;
}

/* The state comes last, so that who hears of it finds everything else in place. */
static void
notify_changes (MunjaJob *self, const MunjaJobRecord *before)
{
  const MunjaJobRecord *now = self->record;

  notify (self, PROP_N_ADDED, before->n_added != now->n_added);
  notify (self, PROP_N_ACCEPTED, before->n_accepted != now->n_accepted);
  notify (self, PROP_N_REFUSED, before->n_refused != now->n_refused);
  notify (self, PROP_RELEASE_AT, before->release_at != now->release_at);
  notify (self, PROP_PRICE, before->price != now->price);
  notify_text (self, PROP_GROUP_ID, before->group_id, now->group_id);
  notify_text (self, PROP_MESSAGE_ID, before->message_id, now->message_id);
  notify_text (self, PROP_STATUS_CODE, before->status_code, now->status_code);
  notify_text (self, PROP_STATUS_TEXT, before->status_text, now->status_text);
  notify (self, PROP_PROBLEM, before->problem != NULL || now->problem != NULL);
  notify (self, PROP_IS_STORING, is_storing (before) != is_storing (now));
  notify (self, PROP_STATE, has_other_state (before, now));
}

static gboolean
get_text (MunjaJob *self, guint property, const char **text)
{
  const MunjaJobRecord *record = self->record;
  const char *const texts[N_PROPS] = {
    [PROP_KEY] = record->key,
    [PROP_FROM] = record->from,
    [PROP_SUBJECT] = record->written.subject,
    [PROP_TEXT] = record->written.text,
    [PROP_FIRST_NUMBER] = record->first_number,
    [PROP_FIRST_NAME] = record->first_name,
    [PROP_LAST_NUMBER] = record->last_number,
    [PROP_GROUP_ID] = record->group_id,
    [PROP_MESSAGE_ID] = record->message_id,
    [PROP_STATUS_CODE] = record->status_code,
    [PROP_STATUS_TEXT] = record->status_text,
  };

  *text = texts[property];
  return G_PARAM_SPEC_VALUE_TYPE (properties[property]) == G_TYPE_STRING;
}

static gboolean
get_count (MunjaJob *self, guint property, guint *count)
{
  const MunjaJobRecord *record = self->record;
  const guint counts[N_PROPS] = {
    [PROP_N_RECIPIENTS] = record->n_recipients,
    [PROP_N_ADDED] = record->n_added,
    [PROP_N_ACCEPTED] = record->n_accepted,
    [PROP_N_REFUSED] = record->n_refused,
  };

  *count = counts[property];
  return G_PARAM_SPEC_VALUE_TYPE (properties[property]) == G_TYPE_UINT;
}

static void
munja_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaJob *self = MUNJA_JOB (object);
  const char *text = NULL;
  guint count = 0;

  if (get_text (self, prop_id, &text)) {
    g_value_set_string (value, text);
    return;
  }
  if (get_count (self, prop_id, &count)) {
    g_value_set_uint (value, count);
    return;
  }
  switch (prop_id) {
  case PROP_STATE:
    g_value_set_enum (value, (int)self->record->state);
    break;
  case PROP_IS_GROUP:
    g_value_set_boolean (value, self->record->is_group);
    break;
  case PROP_IS_STORING:
    g_value_set_boolean (value, is_storing (self->record));
    break;
  case PROP_MESSAGE_TYPE:
    g_value_set_int (value, (int)self->record->type);
    break;
  case PROP_RATE:
    g_value_set_double (value, self->rate);
    break;
  case PROP_PRICE:
    g_value_set_int64 (value, self->record->price);
    break;
  case PROP_CREATED:
    g_value_set_int64 (value, self->record->created);
    break;
  case PROP_SCHEDULED:
    g_value_set_int64 (value, self->record->scheduled);
    break;
  case PROP_RELEASE_AT:
    g_value_set_int64 (value, self->record->release_at);
    break;
  case PROP_PROBLEM:
    g_value_set_boxed (value, munja_job_get_problem (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_job_finalize (GObject *object)
{
  MunjaJob *self = MUNJA_JOB (object);

  g_clear_pointer (&self->record, munja_job_record_free);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (munja_job_parent_class)->finalize (object);
}

#define FLAGS (G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY)

static GParamSpec *
text_spec (const char *name)
{
  return g_param_spec_string (name, NULL, NULL, NULL, FLAGS);
}

static GParamSpec *
count_spec (const char *name)
{
  return g_param_spec_uint (name, NULL, NULL, 0, G_MAXUINT, 0, FLAGS);
}

static GParamSpec *
time_spec (const char *name)
{
  return g_param_spec_int64 (name, NULL, NULL, 0, G_MAXINT64, 0, FLAGS);
}

/* Each property is told about at the getter of its name. */
static void
munja_job_class_init (MunjaJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_job_get_property;
  object_class->finalize = munja_job_finalize;

  properties[PROP_KEY] = text_spec ("key");
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, MUNJA_TYPE_JOB_STATE, MUNJA_JOB_PREPARING, FLAGS);
  properties[PROP_IS_GROUP] = g_param_spec_boolean ("is-group", NULL, NULL, FALSE, FLAGS);
  properties[PROP_IS_STORING] = g_param_spec_boolean ("is-storing", NULL, NULL, FALSE, FLAGS);
  properties[PROP_FROM] = text_spec ("from");
  properties[PROP_SUBJECT] = text_spec ("subject");
  properties[PROP_TEXT] = text_spec ("text");
  properties[PROP_MESSAGE_TYPE]
      = g_param_spec_int ("message-type", NULL, NULL, MUNJA_MESSAGE_TYPE_SMS,
                          MUNJA_MESSAGE_TYPE_MMS, MUNJA_MESSAGE_TYPE_SMS, FLAGS);
  properties[PROP_FIRST_NUMBER] = text_spec ("first-number");
  properties[PROP_FIRST_NAME] = text_spec ("first-name");
  properties[PROP_LAST_NUMBER] = text_spec ("last-number");
  properties[PROP_N_RECIPIENTS] = count_spec ("n-recipients");
  properties[PROP_N_ADDED] = count_spec ("n-added");
  properties[PROP_N_ACCEPTED] = count_spec ("n-accepted");
  properties[PROP_N_REFUSED] = count_spec ("n-refused");
  properties[PROP_RATE] = g_param_spec_double ("rate", NULL, NULL, 0, G_MAXDOUBLE, 0, FLAGS);
  properties[PROP_CREATED] = time_spec ("created");
  properties[PROP_SCHEDULED] = time_spec ("scheduled");
  properties[PROP_RELEASE_AT] = time_spec ("release-at");
  properties[PROP_GROUP_ID] = text_spec ("group-id");
  properties[PROP_MESSAGE_ID] = text_spec ("message-id");
  properties[PROP_PRICE]
      = g_param_spec_int64 ("price", NULL, NULL, G_MININT64, G_MAXINT64, -1, FLAGS);
  properties[PROP_STATUS_CODE] = text_spec ("status-code");
  properties[PROP_STATUS_TEXT] = text_spec ("status-text");
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, FLAGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_job_init (MunjaJob *self)
{
  self->confirmed_price = -1;
}

/**
 * munja_job_new:
 * @record: (transfer full): what is kept of it
 *
 * Returns: (transfer full): the job
 */
MunjaJob *
munja_job_new (MunjaJobRecord *record)
{
  MunjaJob *self = g_object_new (MUNJA_TYPE_JOB, NULL);

  self->record = record;
  return self;
}

/**
 * munja_job_get_record:
 * @self: the job
 *
 * Returns: what is kept of it, as it was recorded last; owned by @self
 */
const MunjaJobRecord *
munja_job_get_record (MunjaJob *self)
{
  return self->record;
}

/**
 * munja_job_take_record:
 * @self: the job
 * @record: (transfer full): what was recorded just now
 *
 * Shows the step that was made. A problem of the moment goes away with it.
 */
void
munja_job_take_record (MunjaJob *self, MunjaJobRecord *record)
{
  g_autoptr (MunjaJobRecord) before = self->record;

  g_object_freeze_notify (G_OBJECT (self));
  self->record = record;
  munja_job_set_problem (self, NULL);
  notify_changes (self, before);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * munja_job_set_rate:
 * @self: the job
 * @rate: rows per second, 0 if unknown
 */
void
munja_job_set_rate (MunjaJob *self, double rate)
{
  gboolean changed = self->rate < rate || self->rate > rate;

  self->rate = rate;
  notify (self, PROP_RATE, changed);
}

/**
 * munja_job_set_problem:
 * @self: the job
 * @problem: (nullable): why it cannot go on at the moment; copied
 *
 * Shows a problem that is not worth recording, as it goes away or comes again by itself.
 */
void
munja_job_set_problem (MunjaJob *self, const GError *problem)
{
  gboolean changed = self->problem != NULL || problem != NULL;

  g_clear_error (&self->problem);
  self->problem = problem != NULL ? g_error_copy (problem) : NULL;
  notify (self, PROP_PROBLEM, changed);
}

/**
 * munja_job_get_problem:
 * @self: the job
 *
 * Tells why it does not go on, failed, or is not confirmed. While a job prepares or releases, it
 * goes on by itself once the reason is gone.
 *
 * Returns: (nullable): the reason; owned by @self
 */
const GError *
munja_job_get_problem (MunjaJob *self)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), NULL);

  return self->problem != NULL ? self->problem : self->record->problem;
}

/**
 * munja_job_is_finished:
 * @self: the job
 *
 * Returns: whether nothing more happens to it on this side
 */
gboolean
munja_job_is_finished (MunjaJob *self)
{
  MunjaJobState state;

  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  state = self->record->state;
  return state == MUNJA_JOB_SENT || state == MUNJA_JOB_CANCELLED || state == MUNJA_JOB_FAILED;
}

/**
 * munja_job_is_settled:
 * @self: a job of which a step was recorded just now
 * @before: the state that it had before
 *
 * What may not go out at this time of the day is refused before anything else happens to it, and
 * what the computer slept over needs another word. Somebody else may release what nobody did here.
 *
 * Returns: whether it had been released, and that has come to an end
 */
gboolean
munja_job_is_settled (MunjaJob *self, MunjaJobState before)
{
  MunjaJobState state = self->record->state;
  gboolean is_back = state == MUNJA_JOB_READY && munja_job_get_problem (self) != NULL;

  if (before == MUNJA_JOB_PREPARING)
    return state == MUNJA_JOB_SENT;
  if (before == MUNJA_JOB_READY || before == MUNJA_JOB_WAITING)
    return is_back;
  return before == MUNJA_JOB_RELEASING
         && (is_back || state == MUNJA_JOB_SENT || state == MUNJA_JOB_SCHEDULED
             || state == MUNJA_JOB_FAILED || state == MUNJA_JOB_UNCONFIRMED);
}

/**
 * munja_job_may_cancel:
 * @self: the job
 *
 * Tells whether cancelling makes sense. Besides PREPARING, READY, WAITING and SCHEDULED that is so
 * while the release waits, for the network say, and nothing has gone out.
 *
 * Returns: whether munja_outbox_cancel() can still keep it from going out
 */
gboolean
munja_job_may_cancel (MunjaJob *self)
{
  MunjaJobState state;

  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  state = self->record->state;
  return state == MUNJA_JOB_PREPARING || state == MUNJA_JOB_READY || state == MUNJA_JOB_WAITING
         || state == MUNJA_JOB_SCHEDULED
         || (state == MUNJA_JOB_RELEASING
             && (self->record->step == MUNJA_JOB_STEP_NONE
                 || self->record->step == MUNJA_JOB_STEP_UPLOADING));
}

/**
 * munja_job_confirm:
 * @self: a job for a list
 * @price: what the person was told that it costs, below 0 if nobody knew or to forget it
 * @now: the time, in µs since 1970 UTC
 *
 * Remembers, until the app ends, that the person has looked at the list and decided to send it.
 */
void
munja_job_confirm (MunjaJob *self, MunjaMoney price, gint64 now)
{
  g_return_if_fail (MUNJA_IS_JOB (self));

  self->confirmed_price = price;
  self->confirmed_at = now;
}

/**
 * munja_job_is_as_confirmed:
 * @self: the job
 * @now: the time, in µs since 1970 UTC
 *
 * Tells whether a list is ready, and the service made of it what the person decided to send a short
 * while ago: it took everybody, and asks no more for that than they were told. The computer may
 * have slept meanwhile, and a time that it was scheduled for may have passed.
 *
 * Returns: whether it can go out without another look
 */
gboolean
munja_job_is_as_confirmed (MunjaJob *self, gint64 now)
{
  const MunjaJobRecord *record;

  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  record = self->record;
  return record->state == MUNJA_JOB_READY && munja_job_get_problem (self) == NULL
         && record->n_accepted == record->n_recipients && self->confirmed_price >= 0
         && record->price >= 0 && record->price <= self->confirmed_price
         && now >= self->confirmed_at && now - self->confirmed_at <= CONFIRMED_FOR
         && (record->scheduled == 0 || record->scheduled > now);
}

/**
 * munja_job_needs_look:
 * @self: the job
 * @now: the time, in µs since 1970 UTC
 *
 * Returns: whether it is a list that is ready, and goes out only if the person looks at what the
 *   service made of it
 */
gboolean
munja_job_needs_look (MunjaJob *self, gint64 now)
{
  g_return_val_if_fail (MUNJA_IS_JOB (self), FALSE);

  return self->record->is_group && self->record->state == MUNJA_JOB_READY
         && munja_job_get_problem (self) == NULL && !munja_job_is_as_confirmed (self, now);
}
