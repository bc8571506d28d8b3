#include "config.h"

#include "munja-sent-message-list.h"

#include "munja-sent-row.h"

/* How many messages are read at once, and how near to the end somebody has to look for more. */
#define PAGE_SIZE 200
#define NEAR_END  100

/* What is being read. */
typedef enum {
  NOTHING,
  ANEW,   /* the first page of what is to be shown in place of all that is */
  MORE,   /* what comes behind */
  CHANGE, /* what is there already, page by page, as something of it has changed */
} Reading;

struct _MunjaSentMessageList {
  GObject parent_instance;

  MunjaSentStates states;
  gboolean is_whole;
  Reading reading;
  int after;          /* behind which row that is */
  gboolean is_stale;  /* whether something has changed since it was read */
  gboolean has_asked; /* whether somebody wants more */

  /* Owned. */
  MunjaArchive *archive;
  MunjaSending *sending;
  char *text;
  GPtrArray *rows; /* of MunjaSentRow, in their order */
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

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaSentMessageList,
                               munja_sent_message_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
notify (MunjaSentMessageList *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static int
get_row (const GPtrArray *rows, guint place)
{
  return (int)munja_sent_row_get_message (g_ptr_array_index (rows, place))->row;
}

/* Finds the first place behind a row. */
static guint
find_place (const GPtrArray *rows, int after)
{
  guint low = 0;
  guint high = rows->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (get_row (rows, middle) <= after)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Makes rows of messages, and takes these over; rows that are there already between @start and @end
 * stay what they are. */
static GPtrArray *
new_rows (MunjaSentMessageList *self, GPtrArray *messages, guint start, guint end)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  guint place = start;

  g_ptr_array_set_free_func (messages, NULL);
  for (guint i = 0; i < messages->len; i++) {
    MunjaSentMessage *message = g_ptr_array_index (messages, i);

    while (place < end && get_row (self->rows, place) < (int)message->row)
      place++;
    if (place < end && get_row (self->rows, place) == (int)message->row) {
      munja_sent_row_update (g_ptr_array_index (self->rows, place), message);
      g_ptr_array_add (rows, g_object_ref (g_ptr_array_index (self->rows, place)));
    } else
      g_ptr_array_add (rows, munja_sent_row_new (self->sending, message));
  }
  return rows;
}

/* Puts @rows in the place of those between @start and @end, and tells of those that are others. */
static void
replace (MunjaSentMessageList *self, guint start, guint end, GPtrArray *rows)
{
  guint n_before = end - start;
  guint n_now = rows->len;
  guint n_same = 0;

  while (n_same < MIN (n_before, n_now)
         && g_ptr_array_index (self->rows, start + n_same) == g_ptr_array_index (rows, n_same))
    n_same++;
  start += n_same;
  while (n_before > n_same && n_now > n_same
         && g_ptr_array_index (self->rows, start + n_before - n_same - 1)
                == g_ptr_array_index (rows, n_now - 1)) {
    n_before--;
    n_now--;
  }
  if (n_before > n_same)
    g_ptr_array_remove_range (self->rows, start, n_before - n_same);
  for (guint i = n_same; i < n_now; i++)
    g_ptr_array_insert (self->rows, (int)(start + i - n_same),
                        g_object_ref (g_ptr_array_index (rows, i)));
  if (n_before > n_same || n_now > n_same)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_before - n_same, n_now - n_same);
}

static void
set_reading (MunjaSentMessageList *self, Reading reading)
{
  gboolean was_loading = munja_sent_message_list_get_loading (self);

  self->reading = reading;
  if (was_loading != munja_sent_message_list_get_loading (self))
    notify (self, PROP_LOADING);
}

static void
set_whole (MunjaSentMessageList *self, gboolean is_whole)
{
  if (self->is_whole == is_whole)
    return;
  self->is_whole = is_whole;
  notify (self, PROP_IS_WHOLE);
}

static void
set_error (MunjaSentMessageList *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  notify (self, PROP_ERROR);
}

static int
get_last_row (MunjaSentMessageList *self)
{
  return self->rows->len > 0 ? get_row (self->rows, self->rows->len - 1) : -1;
}

/* Takes a page that begins behind @after. What is read anew takes the place of everything, and
 * where a page is not full, nothing comes behind it. */
static void
take_page (MunjaSentMessageList *self, GPtrArray *messages)
{
  gboolean is_full = messages->len == PAGE_SIZE;
  int last
      = is_full ? (int)((MunjaSentMessage *)messages->pdata[messages->len - 1])->row : G_MAXINT;
  guint start = self->reading == ANEW ? 0 : find_place (self->rows, self->after);
  guint end = self->reading == ANEW ? self->rows->len : find_place (self->rows, last);
  gboolean is_end = end == self->rows->len;
  g_autoptr (GPtrArray) rows = new_rows (self, messages, start, end);

  replace (self, start, end, rows);
  self->after = last;
  if (is_end)
    set_whole (self, !is_full);
}

static void read_next (MunjaSentMessageList *self);

static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) messages
      = munja_archive_list_messages_finish (MUNJA_ARCHIVE (source), result, &error);
  MunjaSentMessageList *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (messages != NULL)
    take_page (self, messages);
  else {
    set_error (self, error);
    self->is_stale = self->has_asked = FALSE;
    self->after = G_MAXINT;
  }
  read_next (self);
}

static void
read_page (MunjaSentMessageList *self, Reading reading, int after)
{
  self->after = after;
  set_reading (self, reading);
  munja_archive_list_messages_async (self->archive, self->sending, self->states, self->text, after,
                                     PAGE_SIZE, self->cancellable, page_read_cb, self);
}

/* One page after the other: the rest of what has changed, what has changed since, and more. */
static void
read_next (MunjaSentMessageList *self)
{
  int last = get_last_row (self);

  if (self->reading == CHANGE && self->after < last)
    read_page (self, CHANGE, self->after);
  else if (self->is_stale) {
    self->is_stale = FALSE;
    read_page (self, CHANGE, -1);
  } else if (self->has_asked && !self->is_whole && self->error == NULL) {
    self->has_asked = FALSE;
    read_page (self, MORE, last);
  } else
    set_reading (self, NOTHING);
}

static void
changed_cb (MunjaArchive *archive, MunjaSending *sending, MunjaSentMessageList *self)
{
  if (sending != self->sending || self->error != NULL)
    return;
  self->is_stale = TRUE;
  if (self->reading == NOTHING)
    read_next (self);
}

static GType
get_item_type (GListModel *model)
{
  return MUNJA_TYPE_SENT_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return MUNJA_SENT_MESSAGE_LIST (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MunjaSentMessageList *self = MUNJA_SENT_MESSAGE_LIST (model);
  gpointer row;

  if (position >= self->rows->len)
    return NULL;
  row = g_object_ref (g_ptr_array_index (self->rows, position));
  if (position + NEAR_END >= self->rows->len && self->reading != ANEW && !self->is_whole) {
    self->has_asked = self->reading != MORE;
    if (self->reading == NOTHING)
      read_next (self);
  }
  return row;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
munja_sent_message_list_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  MunjaSentMessageList *self = MUNJA_SENT_MESSAGE_LIST (object);

  switch (prop_id) {
  case PROP_LOADING:
    g_value_set_boolean (value, munja_sent_message_list_get_loading (self));
    break;
  case PROP_IS_WHOLE:
    g_value_set_boolean (value, self->is_whole);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_sent_message_list_dispose (GObject *object)
{
  MunjaSentMessageList *self = MUNJA_SENT_MESSAGE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->archive);
  g_clear_object (&self->sending);

  G_OBJECT_CLASS (munja_sent_message_list_parent_class)->dispose (object);
}

static void
munja_sent_message_list_finalize (GObject *object)
{
  MunjaSentMessageList *self = MUNJA_SENT_MESSAGE_LIST (object);

  g_ptr_array_unref (self->rows);
  g_free (self->text);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (munja_sent_message_list_parent_class)->finalize (object);
}

static void
munja_sent_message_list_class_init (MunjaSentMessageListClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_sent_message_list_get_property;
  object_class->dispose = munja_sent_message_list_dispose;
  object_class->finalize = munja_sent_message_list_finalize;

  /**
   * MunjaSentMessageList:loading:
   *
   * See munja_sent_message_list_get_loading().
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  /**
   * MunjaSentMessageList:is-whole:
   *
   * See munja_sent_message_list_get_is_whole().
   */
  properties[PROP_IS_WHOLE] = g_param_spec_boolean ("is-whole", NULL, NULL, FALSE, flags);
  /**
   * MunjaSentMessageList:error:
   *
   * See munja_sent_message_list_get_error().
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_sent_message_list_init (MunjaSentMessageList *self)
{
  self->states = MUNJA_SENT_STATES_ALL;
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/* Reads from the first row on; what was there before is shown until there is something else. */
static void
begin_anew (MunjaSentMessageList *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_stale = self->has_asked = FALSE;
  set_error (self, NULL);
  set_whole (self, FALSE);
  read_page (self, ANEW, -1);
}

/**
 * munja_sent_message_list_new:
 * @archive: an archive that is open
 * @sending: one of its sendings
 *
 * Makes a list of the messages of a sending, in their order, to begin with of all. It reads a page,
 * and more as soon as somebody asks for an item near the end; and it follows what becomes of them.
 *
 * Returns: (transfer full): the list, a #GListModel of #MunjaSentRow
 */
MunjaSentMessageList *
munja_sent_message_list_new (MunjaArchive *archive, MunjaSending *sending)
{
  MunjaSentMessageList *self = g_object_new (MUNJA_TYPE_SENT_MESSAGE_LIST, NULL);

  self->archive = g_object_ref (archive);
  self->sending = g_object_ref (sending);
  g_signal_connect_object (archive, "changed", G_CALLBACK (changed_cb), self, 0);
  begin_anew (self);
  return self;
}

/**
 * munja_sent_message_list_set_filter:
 * @self: the list
 * @states: which messages; at least one state
 * @text: (nullable): words that are in them, see munja_archive_list_messages_async()
 *
 * Lists other messages.
 */
void
munja_sent_message_list_set_filter (MunjaSentMessageList *self,
                                    MunjaSentStates states,
                                    const char *text)
{
  g_return_if_fail (MUNJA_IS_SENT_MESSAGE_LIST (self));
  g_return_if_fail ((states & MUNJA_SENT_STATES_ALL) != 0);

  if (self->states == states && g_strcmp0 (self->text, text) == 0)
    return;
  self->states = states;
  g_free (self->text);
  self->text = g_strdup (text);
  begin_anew (self);
}

/**
 * munja_sent_message_list_get_loading:
 * @self: the list
 *
 * Returns: whether messages are read that are not there yet
 */
gboolean
munja_sent_message_list_get_loading (MunjaSentMessageList *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_MESSAGE_LIST (self), FALSE);

  return self->reading == ANEW || self->reading == MORE;
}

/**
 * munja_sent_message_list_get_is_whole:
 * @self: the list
 *
 * Returns: whether it has all there are
 */
gboolean
munja_sent_message_list_get_is_whole (MunjaSentMessageList *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_MESSAGE_LIST (self), FALSE);

  return self->is_whole;
}

/**
 * munja_sent_message_list_get_error:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): why no more could be read; another filter tries again
 */
const GError *
munja_sent_message_list_get_error (MunjaSentMessageList *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_MESSAGE_LIST (self), NULL);

  return self->error;
}
