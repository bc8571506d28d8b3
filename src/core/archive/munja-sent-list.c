#include "config.h"

#include "munja-sent-list.h"

#include "munja-archive-private.h"

/* How many sendings are read at once, and how near to the end somebody has to look for more. */
#define PAGE_SIZE 50
#define NEAR_END  25

struct _MunjaSentList {
  GObject parent_instance;

  gint64 next;      /* the newest id that was not looked at; 0 for none */
  guint n_wanted;   /* how many are still to be read now */
  gboolean is_anew; /* whether what is shown is what an earlier query found */

  /* Owned. */
  MunjaArchive *archive;
  MunjaSentQuery *query;
  GPtrArray *shown; /* of MunjaSending, the newest first */
  GPtrArray *fresh; /* what was found, while it is not shown yet */
  GCancellable *cancellable;
  GError *error;
};

enum {
  PROP_LOADING = 1,
  PROP_IS_WHOLE,
  PROP_ERROR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaSentList,
                               munja_sent_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
notify (MunjaSentList *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* Finds where a sending is, or where it belongs. */
static guint
find_place (const GPtrArray *sendings, gint64 id)
{
  guint low = 0;
  guint high = sendings->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (munja_sending_get_id (g_ptr_array_index (sendings, middle)) > id)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gboolean
is_at (const GPtrArray *sendings, guint place, gint64 id)
{
  return place < sendings->len && munja_sending_get_id (g_ptr_array_index (sendings, place)) == id;
}

/* What is found goes here. */
static GPtrArray *
get_target (MunjaSentList *self)
{
  return self->is_anew ? self->fresh : self->shown;
}

static void
tell (MunjaSentList *self, const GPtrArray *target, guint place, guint n_removed, guint n_added)
{
  if (target == self->shown && n_removed + n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), place, n_removed, n_added);
}

static void
insert (MunjaSentList *self, MunjaSending *sending)
{
  GPtrArray *target = get_target (self);
  gint64 id = munja_sending_get_id (sending);
  guint place = find_place (target, id);

  if (is_at (target, place, id))
    return;
  g_ptr_array_insert (target, (int)place, g_object_ref (sending));
  tell (self, target, place, 0, 1);
}

static void
take_out_of (MunjaSentList *self, GPtrArray *target, MunjaSending *sending)
{
  gint64 id = munja_sending_get_id (sending);
  guint place = find_place (target, id);

  if (!is_at (target, place, id))
    return;
  g_ptr_array_remove_index (target, place);
  tell (self, target, place, 1, 0);
}

static void
take_out (MunjaSentList *self, MunjaSending *sending)
{
  take_out_of (self, self->shown, sending);
  take_out_of (self, self->fresh, sending);
}

/* Shows what the new query found in place of what the old one did. */
static void
show_fresh (MunjaSentList *self)
{
  g_autoptr (GPtrArray) before = self->shown;

  self->shown = self->fresh;
  self->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_anew = FALSE;
  tell (self, self->shown, 0, before->len, self->shown->len);
}

static void
set_wanted (MunjaSentList *self, guint n_wanted)
{
  gboolean was_loading = self->n_wanted > 0;

  self->n_wanted = n_wanted;
  if (was_loading != (n_wanted > 0))
    notify (self, PROP_LOADING);
}

static void request_page (MunjaSentList *self);

static void
append (MunjaSentList *self, GPtrArray *sendings)
{
  GPtrArray *target = get_target (self);
  guint place = target->len;

  for (guint i = 0; i < sendings->len; i++)
    g_ptr_array_add (target, g_object_ref (g_ptr_array_index (sendings, i)));
  tell (self, target, place, 0, sendings->len);
}

static void
take_page (MunjaSentList *self, GPtrArray *sendings, gint64 next)
{
  guint n_wanted = next != 0 && self->n_wanted > sendings->len ? self->n_wanted - sendings->len : 0;
  gboolean was_whole = self->next == 0;

  self->next = next;
  append (self, sendings);
  if (self->is_anew && (self->fresh->len > 0 || n_wanted == 0))
    show_fresh (self);
  set_wanted (self, n_wanted);
  if (n_wanted > 0)
    request_page (self);
  if (was_whole != (next == 0))
    notify (self, PROP_IS_WHOLE);
}

static void
set_error (MunjaSentList *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

static void
page_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  gint64 next = 0;
  g_autoptr (GPtrArray) sendings
      = munja_archive_find_finish (MUNJA_ARCHIVE (source), result, &next, &error);
  MunjaSentList *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sendings != NULL) {
    take_page (self, sendings, next);
    return;
  }
  set_wanted (self, 0);
  set_error (self, error);
}

static void
request_page (MunjaSentList *self)
{
  munja_archive_find_async (self->archive, self->query, self->next, 1, self->n_wanted,
                            self->cancellable, page_found_cb, self);
}

static void
load_more (MunjaSentList *self)
{
  if (self->n_wanted > 0 || self->next == 0 || self->error != NULL)
    return;
  set_wanted (self, PAGE_SIZE);
  request_page (self);
}

/* A sending that is looked at once more. */
typedef struct {
  MunjaSentList *list; /* borrowed */
  MunjaSending *sending;
} Check;

static void
check_free (Check *self)
{
  g_object_unref (self->sending);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

/* What lies behind the part of the list that is there comes with its page. */
static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (GError) error = NULL;
  gint64 next = 0;
  g_autoptr (GPtrArray) sendings
      = munja_archive_find_finish (MUNJA_ARCHIVE (source), result, &next, &error);

  if (sendings == NULL)
    return;
  if (sendings->len == 0)
    take_out (check->list, check->sending);
  else if (munja_sending_get_id (check->sending) > check->list->next)
    insert (check->list, check->sending);
}

/* Finds out whether a sending belongs to the list. */
static void
check (MunjaSentList *self, MunjaSending *sending)
{
  gint64 id = munja_sending_get_id (sending);
  Check *data = g_new0 (Check, 1);

  data->list = self;
  data->sending = g_object_ref (sending);
  munja_archive_find_async (self->archive, self->query, id, id, 1, self->cancellable, checked_cb,
                            data);
}

static void
added_cb (MunjaArchive *archive, MunjaSending *sending, MunjaSentList *self)
{
  check (self, sending);
}

static void
removed_cb (MunjaArchive *archive, MunjaSending *sending, MunjaSentList *self)
{
  take_out (self, sending);
}

/* What becomes of it may be what is asked for, and the note may have the words. */
static void
changed_cb (MunjaArchive *archive, MunjaSending *sending, MunjaSentList *self)
{
  if (self->query->filter != MUNJA_SENT_FILTER_ALL || self->query->text != NULL)
    check (self, sending);
}

static GType
get_item_type (GListModel *model)
{
  return MUNJA_TYPE_SENDING;
}

static guint
get_n_items (GListModel *model)
{
  return MUNJA_SENT_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MunjaSentList *self = MUNJA_SENT_LIST (model);

  if (position >= self->shown->len)
    return NULL;
  if (!self->is_anew && position + NEAR_END >= self->shown->len)
    load_more (self);
  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
munja_sent_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaSentList *self = MUNJA_SENT_LIST (object);

  switch (prop_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, munja_sent_list_get_loading (self));
    break;
  case PROP_IS_WHOLE:
    g_value_set_boolean (value, munja_sent_list_get_is_whole (self));
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_sent_list_dispose (GObject *object)
{
  MunjaSentList *self = MUNJA_SENT_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->archive);

  G_OBJECT_CLASS (munja_sent_list_parent_class)->dispose (object);
}

static void
munja_sent_list_finalize (GObject *object)
{
  MunjaSentList *self = MUNJA_SENT_LIST (object);

  munja_sent_query_free (self->query);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->fresh);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (munja_sent_list_parent_class)->finalize (object);
}

static void
munja_sent_list_class_init (MunjaSentListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_sent_list_get_property;
  object_class->dispose = munja_sent_list_dispose;
  object_class->finalize = munja_sent_list_finalize;

  /**
   * MunjaSentList:loading:
   *
   * See munja_sent_list_get_loading().
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  /**
   * MunjaSentList:is-whole:
   *
   * See munja_sent_list_get_is_whole().
   */
  properties[PROP_IS_WHOLE] = g_param_spec_boolean ("is-whole", NULL, NULL, FALSE, flags);
  /**
   * MunjaSentList:error:
   *
   * See munja_sent_list_get_error().
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_sent_list_init (MunjaSentList *self)
{
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->fresh = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/* Looks from the newest on; what was found before is shown until there is something else. */
static void
begin_anew (MunjaSentList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_ptr_array_set_size (self->fresh, 0);
  self->is_anew = TRUE;
  self->next = MUNJA_ARCHIVE_NEWEST;
  set_error (self, NULL);
  set_wanted (self, PAGE_SIZE);
  request_page (self);
  notify (self, PROP_IS_WHOLE);
}

/**
 * munja_sent_list_new:
 * @archive: an archive that is open
 *
 * Makes a list of the sendings that meet a query, the newest first, to begin with of all. It reads
 * a page, and more as soon as somebody asks for an item near the end; and it follows what is added,
 * removed or changed in the archive.
 *
 * Returns: (transfer full): the list, a #GListModel of #MunjaSending
 */
MunjaSentList *
munja_sent_list_new (MunjaArchive *archive)
{
  MunjaSentList *self = g_object_new (MUNJA_TYPE_SENT_LIST, NULL);

  self->archive = g_object_ref (archive);
  self->query = munja_sent_query_new ();
  g_signal_connect_object (archive, "added", G_CALLBACK (added_cb), self, 0);
  g_signal_connect_object (archive, "removed", G_CALLBACK (removed_cb), self, 0);
  g_signal_connect_object (archive, "changed", G_CALLBACK (changed_cb), self, 0);
  begin_anew (self);
  return self;
}

/**
 * munja_sent_list_set_query:
 * @self: the list
 * @query: which sendings; copied
 *
 * Lists other sendings. What was found before stays until something else is found, or it is known
 * that there is nothing.
 */
void
munja_sent_list_set_query (MunjaSentList *self, const MunjaSentQuery *query)
{
  g_return_if_fail (MUNJA_IS_SENT_LIST (self));
  g_return_if_fail (query != NULL);

  if (munja_sent_query_equal (self->query, query))
    return;
  munja_sent_query_free (self->query);
  self->query = munja_sent_query_copy (query);
  begin_anew (self);
}

/**
 * munja_sent_list_get_loading:
 * @self: the list
 *
 * Returns: whether a page is being looked for
 */
gboolean
munja_sent_list_get_loading (MunjaSentList *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_LIST (self), FALSE);

  return self->n_wanted > 0;
}

/**
 * munja_sent_list_get_is_whole:
 * @self: the list
 *
 * Returns: whether it has all there is
 */
gboolean
munja_sent_list_get_is_whole (MunjaSentList *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_LIST (self), FALSE);

  return self->next == 0;
}

/**
 * munja_sent_list_get_error:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): why no more could be read; another query tries again
 */
const GError *
munja_sent_list_get_error (MunjaSentList *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_LIST (self), NULL);

  return self->error;
}
