#include "config.h"

#include "munja-elsewhere.h"

#include "munja-api-lists.h"
#include "munja-error.h"
#include "munja-listed.h"

/* More pages than any list of half a year has: one with more has no end. */
#define MAX_GROUP_PAGES 100000

/* What changed is asked for from a little before the last import on, as the service may show it
 * late. */
#define MARGIN_US (10 * G_TIME_SPAN_MINUTE)

/* Owned by its task. */
typedef struct {
  MunjaApi *api;
  MunjaOutbox *outbox;
  MunjaArchive *archive;
  char *member;
  gint64 since_us;
  gint64 begun_us;
  MunjaElsewhereProgress progress;
  gpointer progress_data;
  guint n_sendings;

  /* The page of groups. */
  GPtrArray *groups; /* that are to be added, the next one last */
  char *groups_key;  /* of the next page, NULL after the last */
  guint n_group_pages;

  /* The group that is being added. */
  MunjaSendingInfo *info;
  MunjaSending *sending; /* once the archive has it */
  MunjaMessagePage *page;
  guint n_messages;
} Import;

static void
import_free (Import *self)
{
  g_clear_object (&self->api);
  g_clear_object (&self->outbox);
  g_clear_object (&self->archive);
  g_clear_object (&self->sending);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->info, munja_sending_info_free);
  g_clear_pointer (&self->page, munja_message_page_free);
  g_free (self->member);
  g_free (self->groups_key);
  g_free (self);
}

static void list_groups (GTask *task);
static void add_next (GTask *task);
static void list_messages (GTask *task);

static void
return_error (GTask *task, GError *error)
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
return_end_error (GTask *task)
{
  return_error (task,
                g_error_new_literal (MUNJA_ERROR, MUNJA_ERROR_PROTOCOL, "The list has no end"));
}

static void
group_added (GTask *task)
{
  Import *self = g_task_get_task_data (task);

  g_clear_object (&self->sending);
  g_clear_pointer (&self->page, munja_message_page_free);
  self->n_sendings++;
  if (self->progress != NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    self->progress (self->n_sendings, self->progress_data);
  add_next (task);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (munja_archive_finish_adding_finish (MUNJA_ARCHIVE (source), result, &error))
    group_added (task);
  else
    return_error (task, error);
}

static void
messages_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!munja_archive_add_messages_finish (MUNJA_ARCHIVE (source), result, &error)) {
    return_error (task, error);
    return;
  }
  self->n_messages += self->page->messages->len;
  if (self->page->next_key != NULL)
    list_messages (task);
  else
    munja_archive_finish_adding_async (self->archive, self->sending, g_task_get_cancellable (task),
                                       finished_cb, task);
}

static void
add_messages (GTask *task)
{
  Import *self = g_task_get_task_data (task);
  g_autoptr (GPtrArray) messages
      = munja_listed_new_messages (self->info, self->page, self->n_messages);

  munja_archive_add_messages_async (self->archive, self->sending, messages,
                                    g_task_get_cancellable (task), messages_added_cb, task);
}

static void
sending_added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->sending = munja_archive_add_finish (MUNJA_ARCHIVE (source), result, &error);
  if (self->sending != NULL)
    add_messages (task);
  else
    return_error (task, error);
}

/* One that is gone meanwhile is passed over. */
static gboolean
is_gone (const GError *error)
{
  return munja_error_is_from_service (error) && munja_error_get_http_status (error) == 404;
}

/* The outbox may not have heard yet of the group that its only message is in. */
static gboolean
has_job_in_outbox (const Import *self, const MunjaMessagePage *page)
{
  const MunjaListedMessage *first = page->messages->len > 0 ? page->messages->pdata[0] : NULL;
  g_autoptr (MunjaJob) job = first != NULL && first->key != NULL
                                 ? munja_outbox_find_job (self->outbox, first->key)
                                 : NULL;

  return job != NULL;
}

static void
messages_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  MunjaMessagePage *page = munja_api_perform_finish (MUNJA_API (source), result, &error);

  if (page == NULL) {
    if (is_gone (error))
      add_next (task);
    else
      return_error (task, g_steal_pointer (&error));
    return;
  }
  g_clear_pointer (&self->page, munja_message_page_free);
  self->page = page;
  if (self->sending != NULL) {
    add_messages (task);
    return;
  }
  if (has_job_in_outbox (self, page)) {
    add_next (task);
    return;
  }
  munja_listed_take_first (self->info, page);
  munja_archive_add_async (self->archive, self->info, NULL, g_task_get_cancellable (task),
                           sending_added_cb, task);
}

static void
list_messages (GTask *task)
{
  Import *self = g_task_get_task_data (task);
  const char *key = self->sending != NULL ? self->page->next_key : NULL;

  if (self->n_messages > MUNJA_SENT_MAX_MESSAGES)
    return_end_error (task);
  else
    munja_api_perform_async (self->api, munja_call_list_group_messages (self->info->group_id, key),
                             g_task_get_cancellable (task), messages_listed_cb, task);
}

static MunjaSendingInfo *
new_info (const Import *self, const MunjaGroup *group)
{
  MunjaSendingInfo *info = munja_sending_info_new ();

  info->key = g_strdup (group->key);
  info->group_id = g_strdup (group->id);
  info->member = g_strdup (self->member);
  info->is_elsewhere = TRUE;
  info->outcome = MUNJA_SENDING_SENT;
  info->created = group->created;
  info->scheduled = group->scheduled;
  info->went_out = group->created;
  munja_listed_take_group (info, group);
  return info;
}

/* Takes over @task, as all of these do. */
static void
add_next (GTask *task)
{
  Import *self = g_task_get_task_data (task);
  g_autoptr (MunjaGroup) group = NULL;

  g_clear_object (&self->sending);
  if (self->groups->len > 0)
    group = g_ptr_array_steal_index (self->groups, self->groups->len - 1);
  if (group == NULL) {
    list_groups (task);
    return;
  }
  g_clear_pointer (&self->info, munja_sending_info_free);
  self->info = new_info (self, group);
  self->n_messages = 0;
  list_messages (task);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree MunjaSentKnown *known
      = munja_archive_look_up_finish (MUNJA_ARCHIVE (source), result, &error);

  if (known == NULL) {
    return_error (task, error);
    return;
  }
  for (guint i = self->groups->len; i > 0; i--)
    if (known[i - 1] != MUNJA_SENT_KNOWN_NOT && known[i - 1] != MUNJA_SENT_KNOWN_BEGUN)
      g_ptr_array_remove_index (self->groups, i - 1);
  add_next (task);
}

/* What this app is sending gets into the archive by itself. */
static gboolean
is_in_outbox (const Import *self, const MunjaGroup *group)
{
  GListModel *jobs = G_LIST_MODEL (self->outbox);

  for (guint i = 0; i < g_list_model_get_n_items (jobs); i++) {
    g_autoptr (MunjaJob) job = g_list_model_get_item (jobs, i);

    if (g_strcmp0 (munja_job_get_group_id (job), group->id) == 0
        || (group->key != NULL && g_str_has_prefix (group->key, munja_job_get_key (job))))
      return TRUE;
  }
  return FALSE;
}

/* Only what went out is of interest. */
static GPtrArray *
take_groups (const Import *self, MunjaGroupPage *page)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify)munja_group_free);

  for (guint i = 0; i < page->groups->len; i++) {
    const MunjaGroup *group = page->groups->pdata[i];

    if (munja_group_get_phase (group) == MUNJA_GROUP_ON_ITS_WAY && !is_in_outbox (self, group))
      g_ptr_array_add (groups, munja_group_copy (group));
  }
  return groups;
}

static void
look_up (GTask *task)
{
  Import *self = g_task_get_task_data (task);
  g_autofree const char **ids = g_new0 (const char *, self->groups->len + 1);

  for (guint i = 0; i < self->groups->len; i++)
    ids[i] = ((const MunjaGroup *)self->groups->pdata[i])->id;
  munja_archive_look_up_async (self->archive, ids, g_task_get_cancellable (task), looked_up_cb,
                               task);
}

static void
groups_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MunjaGroupPage) page = munja_api_perform_finish (MUNJA_API (source), result, &error);

  if (page == NULL) {
    return_error (task, error);
    return;
  }
  g_free (self->groups_key);
  self->groups_key = g_steal_pointer (&page->next_key);
  self->groups = take_groups (self, page);
  look_up (task);
}

static void
mark_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!munja_archive_keep_mark_finish (MUNJA_ARCHIVE (source), result, &error)) {
    return_error (task, error);
    return;
  }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
list_groups (GTask *task)
{
  Import *self = g_task_get_task_data (task);

  if (self->n_group_pages > 0 && self->groups_key == NULL) {
    munja_archive_keep_mark_async (self->archive, self->member, self->begun_us - MARGIN_US,
                                   g_task_get_cancellable (task), mark_kept_cb, task);
    return;
  }
  if (self->n_group_pages++ >= MAX_GROUP_PAGES) {
    return_end_error (task);
    return;
  }
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  munja_api_perform_async (self->api,
                           munja_call_list_changed_groups (self->since_us, self->groups_key),
                           g_task_get_cancellable (task), groups_listed_cb, task);
}

static void
mark_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->since_us = munja_archive_load_mark_finish (MUNJA_ARCHIVE (source), result, &error);
  if (self->since_us >= 0)
    list_groups (task);
  else
    return_error (task, error);
}

/**
 * munja_elsewhere_import_async:
 * @api: the way to the service
 * @outbox: what is in it is passed over
 * @archive: where the messages go to
 * @member: who is signed in
 * @progress: (nullable) (scope async): called after each sending that was added, never once
 *   @cancellable was cancelled
 * @progress_data: goes to @progress
 * @cancellable: (nullable): stops it; what was added by then stays, and what was begun is added
 *   anew by the next one
 * @callback: (scope async): called once, in the caller's main context
 * @user_data: goes to @callback
 *
 * Adds to the archive what was sent with the account elsewhere: by other programs, on the website,
 * or by this app on another computer. The service keeps that for six months; the archive keeps it
 * longer. Only what changed since the last time is asked for.
 *
 * - Errors: PERMISSION, SIGN_IN, BUSY, OFFLINE, INSECURE, PROTOCOL, STORE, STORE_DAMAGED.
 */
void
munja_elsewhere_import_async (MunjaApi *api,
                              MunjaOutbox *outbox,
                              MunjaArchive *archive,
                              const char *member,
                              MunjaElsewhereProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (archive, cancellable, callback, user_data);
  Import *self = g_new0 (Import, 1);

  g_task_set_source_tag (task, munja_elsewhere_import_async);
  g_task_set_task_data (task, self, (GDestroyNotify)import_free);
  self->api = g_object_ref (api);
  self->outbox = g_object_ref (outbox);
  self->archive = g_object_ref (archive);
  self->member = g_strdup (member);
  self->begun_us = munja_api_get_now_us (api);
  self->progress = progress;
  self->progress_data = progress_data;
  munja_archive_load_mark_async (archive, member, cancellable, mark_loaded_cb, task);
}

/**
 * munja_elsewhere_import_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether everything is there
 */
gboolean
munja_elsewhere_import_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
