#include "config.h"

#include "munja-delivery.h"

#include "munja-error.h"
#include "munja-follower.h"
#include "munja-handover.h"

/* How many sendings are looked at at the same time. */
#define MAX_LOOKS 2

/* How long a job that could not be handed over stays where it is. In milliseconds. */
#define HANDOVER_PAUSE_MS 30000

/* A pause is never longer, as timers stand still while the computer sleeps. In milliseconds. */
#define MAX_PAUSE_MS (10 * 60 * 1000)

/* A sending that is followed. */
typedef struct {
  MunjaDelivery *delivery; /* borrowed */
  MunjaFollower *follower;
  guint pause_id;
  gboolean is_due;
  gboolean is_looking;
} Entry;

struct _MunjaDelivery {
  GObject parent_instance;

  /* Owned. */
  MunjaApi *api;
  MunjaOutbox *outbox;
  MunjaArchive *archive;
  char *member;              /* NULL if nobody is signed in */
  GCancellable *cancellable; /* ends with this */
  GHashTable *entries;       /* by sending */
  GQueue due;                /* of borrowed entries, for a look */
  GError *error;             /* why nothing is known at the moment */

  MunjaFollowTimings timings;
  guint n_looks;
  guint handover_id;
  gboolean is_caught_up; /* with what was finished before this began */
  gboolean is_handing_over;
};

/**
 * MunjaDelivery::ended:
 * @sending: what it is known of now what became of each message
 */
enum {
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum {
  PROP_ERROR = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaDelivery, munja_delivery, G_TYPE_OBJECT)

static void look_at_due (MunjaDelivery *self);
static void hand_over_next (MunjaDelivery *self);

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_handle_id (&entry->pause_id, g_source_remove);
  if (entry->is_due)
    g_queue_remove (&entry->delivery->due, entry);
  g_object_unref (entry->follower);
  g_free (entry);
}

static void
set_error (MunjaDelivery *self, const GError *error)
{
  if (error == NULL && self->error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* What belongs to somebody else would not be found. */
static gboolean
is_ours (MunjaDelivery *self, Entry *entry)
{
  const MunjaSendingInfo *info
      = munja_sending_get_info (munja_follower_get_sending (entry->follower));

  return self->member != NULL && g_strcmp0 (info->member, self->member) == 0;
}

static void
make_due (Entry *entry)
{
  MunjaDelivery *self = entry->delivery;

  g_clear_handle_id (&entry->pause_id, g_source_remove);
  if (entry->is_due || entry->is_looking || !is_ours (self, entry))
    return;
  entry->is_due = TRUE;
  g_queue_push_tail (&self->due, entry);
  look_at_due (self);
}

static gboolean
pause_over_cb (gpointer user_data)
{
  Entry *entry = user_data;

  entry->pause_id = 0;
  make_due (entry);
  return G_SOURCE_REMOVE;
}

static void
end (MunjaDelivery *self, MunjaSending *sending)
{
  g_autoptr (MunjaSending) own_sending = g_object_ref (sending);

  g_hash_table_remove (self->entries, sending);
  if (munja_sending_get_info (sending)->is_final)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0, sending);
}

/* Goes by what a look brought. A sending that was stopped waits for somebody who signs in. */
static void
go_on (MunjaDelivery *self, Entry *entry, const MunjaFollowMove *move)
{
  if (move->act == MUNJA_FOLLOW_END)
    end (self, munja_follower_get_sending (entry->follower));
  else if (move->act == MUNJA_FOLLOW_WAIT)
    entry->pause_id
        = g_timeout_add ((guint)MIN (move->pause_ms, MAX_PAUSE_MS), pause_over_cb, entry);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaFollower *follower = MUNJA_FOLLOWER (source);
  MunjaFollowMove move;
  g_autoptr (GError) error = NULL;
  gboolean is_well = munja_follower_look_finish (follower, result, &move, &error);
  MunjaDelivery *self = user_data;
  Entry *entry;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->n_looks--;
  set_error (self, is_well ? NULL : error);
  entry = g_hash_table_lookup (self->entries, munja_follower_get_sending (follower));
  if (entry != NULL && entry->follower == follower) {
    entry->is_looking = FALSE;
    go_on (self, entry, &move);
  }
  look_at_due (self);
}

static void
look_at_due (MunjaDelivery *self)
{
  while (self->n_looks < MAX_LOOKS && !g_queue_is_empty (&self->due)) {
    Entry *entry = g_queue_pop_head (&self->due);

    entry->is_due = FALSE;
    entry->is_looking = TRUE;
    self->n_looks++;
    munja_follower_look_async (entry->follower, self->api, self->cancellable, looked_cb, self);
  }
}

static void
follow (MunjaDelivery *self, MunjaSending *sending)
{
  const MunjaSendingInfo *info = munja_sending_get_info (sending);
  Entry *entry;

  if (info->is_final || info->outcome != MUNJA_SENDING_SENT
      || g_hash_table_contains (self->entries, sending))
    return;
  entry = g_new0 (Entry, 1);
  entry->delivery = self;
  entry->follower = munja_follower_new (self->archive, sending, &self->timings);
  g_hash_table_insert (self->entries, sending, entry);
  make_due (entry);
}

static void
open_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sendings
      = munja_archive_list_open_finish (MUNJA_ARCHIVE (source), result, &error);
  MunjaDelivery *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_error (self, error);
  for (guint i = 0; sendings != NULL && i < sendings->len; i++)
    follow (self, sendings->pdata[i]);
}

static gboolean
handover_pause_over_cb (gpointer user_data)
{
  MunjaDelivery *self = user_data;

  self->handover_id = 0;
  hand_over_next (self);
  return G_SOURCE_REMOVE;
}

static void
handed_over_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaSending) sending = munja_handover_finish (result, &error);
  MunjaDelivery *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_handing_over = FALSE;
  set_error (self, error);
  if (sending == NULL) {
    self->handover_id = g_timeout_add (HANDOVER_PAUSE_MS, handover_pause_over_cb, self);
    return;
  }
  hand_over_next (self);
}

static MunjaJob *
find_finished (MunjaDelivery *self)
{
  GListModel *jobs = G_LIST_MODEL (self->outbox);

  for (guint i = g_list_model_get_n_items (jobs); i > 0; i--) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i - 1);

    if (munja_job_is_over (job) && !munja_outbox_is_awaited (self->outbox, job))
      return g_steal_pointer (&job);
  }
  return NULL;
}

/* The service may tell another time later. */
static gint64
get_time (MunjaDelivery *self, MunjaJob *job)
{
  gint64 scheduled = munja_job_get_scheduled (job);

  if (scheduled != 0 && munja_job_get_state (job) == MUNJA_JOB_SENT)
    return scheduled;
  return self->is_caught_up ? munja_api_get_now_us (self->api) : munja_job_get_created (job);
}

/* The oldest one first, one after the other. */
static void
hand_over_next (MunjaDelivery *self)
{
  g_autoptr (MunjaJob) job = NULL;

  if (self->is_handing_over || self->handover_id != 0)
    return;
  job = find_finished (self);
  if (job == NULL) {
    self->is_caught_up = TRUE;
    return;
  }
  self->is_handing_over = TRUE;
  munja_handover_async (self->outbox, self->archive, job, get_time (self, job), self->cancellable,
                        handed_over_cb, self);
}

static void
jobs_changed_cb (MunjaDelivery *self, guint position, guint removed, guint added)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (G_LIST_MODEL (self->outbox), i);

    g_signal_connect_object (job, "notify::state", G_CALLBACK (hand_over_next), self,
                             G_CONNECT_SWAPPED);
  }
  hand_over_next (self);
}

static void
added_cb (MunjaDelivery *self, MunjaSending *sending)
{
  follow (self, sending);
}

/* What the person removed is not followed any more. */
static void
removed_cb (MunjaDelivery *self, MunjaSending *sending)
{
  Entry *entry = g_hash_table_lookup (self->entries, sending);

  if (entry != NULL && !entry->is_looking)
    g_hash_table_remove (self->entries, sending);
}

static void
munja_delivery_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_ERROR:
    g_value_set_boxed (value, munja_delivery_get_error (MUNJA_DELIVERY (object)));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_delivery_dispose (GObject *object)
{
  MunjaDelivery *self = MUNJA_DELIVERY (object);

  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->entries);
  g_clear_handle_id (&self->handover_id, g_source_remove);

  G_OBJECT_CLASS (munja_delivery_parent_class)->dispose (object);
}

static void
munja_delivery_finalize (GObject *object)
{
  MunjaDelivery *self = MUNJA_DELIVERY (object);

  g_clear_pointer (&self->entries, g_hash_table_unref);
  g_clear_object (&self->api);
  g_clear_object (&self->outbox);
  g_clear_object (&self->archive);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->member, g_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (munja_delivery_parent_class)->finalize (object);
}

static void
munja_delivery_class_init (MunjaDeliveryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_delivery_get_property;
  object_class->dispose = munja_delivery_dispose;
  object_class->finalize = munja_delivery_finalize;

  /**
   * MunjaDelivery:error:
   *
   * Why nobody can tell at the moment what became of a sending.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, MUNJA_TYPE_SENDING);
}

static void
munja_delivery_init (MunjaDelivery *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  self->timings = munja_follow_timings;
  g_queue_init (&self->due);
}

/**
 * munja_delivery_new:
 * @api: the way to the service
 * @outbox: where jobs are until they are finished
 * @archive: where they are kept then
 *
 * Makes what moves jobs from the outbox to the archive, and follows them there until it is known
 * what became of each message. It only reads at the service.
 *
 * Returns: (transfer full): the delivery, which does nothing before munja_delivery_start()
 */
MunjaDelivery *
munja_delivery_new (MunjaApi *api, MunjaOutbox *outbox, MunjaArchive *archive)
{
  MunjaDelivery *self = g_object_new (MUNJA_TYPE_DELIVERY, NULL);

  self->api = g_object_ref (api);
  self->outbox = g_object_ref (outbox);
  self->archive = g_object_ref (archive);
  return self;
}

/**
 * munja_delivery_set_api:
 * @self: the delivery
 * @api: takes the place of the other one with the next look
 */
void
munja_delivery_set_api (MunjaDelivery *self, MunjaApi *api)
{
  g_return_if_fail (MUNJA_IS_DELIVERY (self));

  g_set_object (&self->api, api);
}

/**
 * munja_delivery_set_timings:
 * @self: a delivery that was not started
 * @timings: how long things take
 */
void
munja_delivery_set_timings (MunjaDelivery *self, const MunjaFollowTimings *timings)
{
  g_return_if_fail (MUNJA_IS_DELIVERY (self));

  self->timings = *timings;
}

/* A look may end while this goes on. */
static void
wake_all (MunjaDelivery *self)
{
  g_autoptr (GList) entries = g_hash_table_get_values (self->entries);

  for (GList *l = entries; l != NULL; l = l->next)
    make_due (l->data);
}

/**
 * munja_delivery_set_member:
 * @self: the delivery
 * @member_key: (nullable): who is signed in, as in munja_outbox_set_member()
 *
 * What somebody else sent waits until they sign in again.
 */
void
munja_delivery_set_member (MunjaDelivery *self, const char *member_key)
{
  g_return_if_fail (MUNJA_IS_DELIVERY (self));

  if (member_key != self->member) {
    g_free (self->member);
    self->member = g_strdup (member_key);
  }
  if (self->member != NULL)
    wake_all (self);
}

/**
 * munja_delivery_start:
 * @self: the delivery
 *
 * Begins, once both the outbox and the archive are open.
 */
void
munja_delivery_start (MunjaDelivery *self)
{
  g_return_if_fail (MUNJA_IS_DELIVERY (self));

  g_signal_connect_object (self->outbox, "items-changed", G_CALLBACK (jobs_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->archive, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->archive, "removed", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED);
  munja_archive_list_open_async (self->archive, self->cancellable, open_listed_cb, self);
  jobs_changed_cb (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (self->outbox)));
}

/**
 * munja_delivery_look:
 * @self: the delivery
 * @sending: what somebody looks at
 *
 * Asks now what became of it, if that is not known yet.
 */
void
munja_delivery_look (MunjaDelivery *self, MunjaSending *sending)
{
  Entry *entry;

  g_return_if_fail (MUNJA_IS_DELIVERY (self));
  g_return_if_fail (MUNJA_IS_SENDING (sending));

  entry = g_hash_table_lookup (self->entries, sending);
  if (entry != NULL)
    make_due (entry);
}

/**
 * munja_delivery_get_error:
 * @self: the delivery
 *
 * Returns: (transfer none) (nullable): why nobody can tell at the moment what became of a sending
 */
const GError *
munja_delivery_get_error (MunjaDelivery *self)
{
  g_return_val_if_fail (MUNJA_IS_DELIVERY (self), NULL);

  return self->error;
}
