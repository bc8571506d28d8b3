#include "config.h"

#include "munja-follower.h"

#include "munja-api-groups.h"
#include "munja-api-lists.h"
#include "munja-error.h"
#include "munja-listed.h"

struct _MunjaFollower {
  GObject parent_instance;

  /* Owned. */
  MunjaArchive *archive;
  MunjaSending *sending;

  const MunjaFollowTimings *timings;
  MunjaFollowMemory memory;
};

G_DEFINE_FINAL_TYPE (MunjaFollower, munja_follower, G_TYPE_OBJECT)

/* A look that is going on; owned by its task. */
typedef struct {
  MunjaApi *api;
  MunjaSendingInfo *info; /* what is to be recorded of the sending at the end */
  char *next_key;         /* of the messages; NULL for the first page, and after the last */
  GError *problem;        /* why the look brought nothing, or not all */
  MunjaFollowMove move;
} Look;

static void
look_free (Look *self)
{
  g_clear_object (&self->api);
  munja_sending_info_free (self->info);
  g_free (self->next_key);
  g_clear_error (&self->problem);
  g_free (self);
}

static void carry_out (GTask *task, MunjaFollowMove move);

static MunjaFollowCase
get_case (GTask *task)
{
  MunjaFollower *self = g_task_get_source_object (task);
  const Look *look = g_task_get_task_data (task);

  return (MunjaFollowCase){
    .info = munja_sending_get_info (self->sending),
    .memory = &self->memory,
    .timings = self->timings,
    .now_us = munja_api_get_now_us (look->api),
  };
}

/* A look that was stopped says nothing of the sending. */
static gboolean
is_stopped (GTask *task, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_task_return_error (task, g_error_copy (error));
  return TRUE;
}

static void
keep_problem (Look *look, const GError *error)
{
  g_clear_error (&look->problem);
  look->problem = error != NULL ? g_error_copy (error) : NULL;
}

static void
group_received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaGroup) group = munja_api_perform_finish (MUNJA_API (source), result, &error);
  MunjaFollowCase now = get_case (task);

  if (is_stopped (task, error))
    return;
  if (group != NULL)
    munja_listed_take_group (look->info, group);
  keep_problem (look, error);
  carry_out (g_steal_pointer (&task), munja_follow_group_seen (&now, group, error));
}

static void
page_applied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  MunjaFollowCase now;

  munja_archive_apply_finish (MUNJA_ARCHIVE (source), result, &error);
  if (is_stopped (task, error))
    return;
  keep_problem (look, error);
  now = get_case (task);
  carry_out (g_steal_pointer (&task), munja_follow_page_seen (&now, look->next_key != NULL, error));
}

static void
page_received_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MunjaFollower *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MunjaMessagePage) page = munja_api_perform_finish (MUNJA_API (source), result, &error);
  MunjaFollowCase now = get_case (task);
  g_autoptr (GPtrArray) results = NULL;

  if (is_stopped (task, error))
    return;
  if (page == NULL) {
    keep_problem (look, error);
    carry_out (g_steal_pointer (&task), munja_follow_page_seen (&now, FALSE, error));
    return;
  }
  g_free (look->next_key);
  look->next_key = g_strdup (page->next_key);
  results = munja_listed_new_results (munja_sending_get_info (self->sending), page);
  munja_archive_apply_async (self->archive, self->sending, NULL, results, cancellable,
                             page_applied_cb, g_steal_pointer (&task));
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Look *look = g_task_get_task_data (task);
  GError *error = NULL;

  if (!munja_archive_apply_finish (MUNJA_ARCHIVE (source), result, &error))
    g_task_return_error (task, error);
  else if (look->problem != NULL)
    g_task_return_error (task, g_steal_pointer (&look->problem));
  else
    g_task_return_boolean (task, TRUE);
}

/* Ends the look by recording what it brought. Takes over @task. */
static void
record (GTask *task)
{
  MunjaFollower *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);

  look->info->last_look = munja_api_get_now_us (look->api);
  look->info->n_looks++;
  look->info->is_final = look->move.act == MUNJA_FOLLOW_END;
  munja_archive_apply_async (self->archive, self->sending, look->info, NULL,
                             g_task_get_cancellable (task), recorded_cb, task);
}

/* Takes over @task. */
static void
carry_out (GTask *task, MunjaFollowMove move)
{
  MunjaFollower *self = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  const char *group_id = look->info->group_id;

  look->move = move;
  switch (move.act) {
  case MUNJA_FOLLOW_GET_GROUP:
    munja_api_perform_async (look->api, munja_call_get_group (group_id),
                             g_task_get_cancellable (task), group_received_cb, task);
    break;
  case MUNJA_FOLLOW_READ_PAGE:
    munja_api_perform_async (
        look->api,
        munja_call_list_changed_messages (group_id, munja_follow_get_changed_since (&self->memory),
                                          look->next_key),
        g_task_get_cancellable (task), page_received_cb, task);
    break;
  case MUNJA_FOLLOW_WAIT:
  case MUNJA_FOLLOW_STOP:
  case MUNJA_FOLLOW_END:
  default:
    record (task);
  }
}

static void
munja_follower_finalize (GObject *object)
{
  MunjaFollower *self = MUNJA_FOLLOWER (object);

  g_clear_object (&self->archive);
  g_clear_object (&self->sending);

  G_OBJECT_CLASS (munja_follower_parent_class)->finalize (object);
}

static void
munja_follower_class_init (MunjaFollowerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_follower_finalize;
}

static void
munja_follower_init (MunjaFollower *self)
{
}

/**
 * munja_follower_new:
 * @archive: where the sending is
 * @sending: what to follow, all of whose messages are there
 * @timings: how long things take; stays where it is
 *
 * Makes what asks the service, a look at a time, what became of a sending.
 *
 * Returns: (transfer full): the follower
 */
MunjaFollower *
munja_follower_new (MunjaArchive *archive, MunjaSending *sending, const MunjaFollowTimings *timings)
{
  MunjaFollower *self = g_object_new (MUNJA_TYPE_FOLLOWER, NULL);

  self->archive = g_object_ref (archive);
  self->sending = g_object_ref (sending);
  self->timings = timings;
  return self;
}

/**
 * munja_follower_get_sending:
 * @self: the follower
 *
 * Returns: (transfer none): what it follows
 */
MunjaSending *
munja_follower_get_sending (MunjaFollower *self)
{
  return self->sending;
}

/**
 * munja_follower_look_async:
 * @self: the follower, which is not looking
 * @api: the way to the service
 * @cancellable: stops the look; what was read by then is recorded
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Asks for the sending's group, and for its messages where that tells something new, and records
 * what the service says.
 *
 * - Errors: what a call of the API runs into, and STORE, STORE_DAMAGED.
 */
void
munja_follower_look_async (MunjaFollower *self,
                           MunjaApi *api,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);
  MunjaFollowCase now;

  g_task_set_source_tag (task, munja_follower_look_async);
  g_task_set_task_data (task, look, (GDestroyNotify)look_free);
  look->api = g_object_ref (api);
  look->info = munja_sending_info_copy (munja_sending_get_info (self->sending));
  now = get_case (task);
  carry_out (task, munja_follow_begin (&now));
}

/**
 * munja_follower_look_finish:
 * @self: the follower
 * @result: what the callback got
 * @move: (out): WAIT, STOP or END; also where it failed, unless it was stopped
 * @error: return location
 *
 * Returns: whether the service could be asked, and what it said be recorded
 */
gboolean
munja_follower_look_finish (MunjaFollower *self,
                            GAsyncResult *result,
                            MunjaFollowMove *move,
                            GError **error)
{
  const Look *look = g_task_get_task_data (G_TASK (result));

  *move = look->move;
  return g_task_propagate_boolean (G_TASK (result), error);
}
