#include "config.h"

#include "munja-balance-history.h"

struct _MunjaBalanceHistory {
  GObject parent_instance;

  /* Owned. */
  MunjaApi *api;
  MunjaFigure *figure;
  GPtrArray *entries;
  GHashTable *seen; /* keys of the entries */
  MunjaHistoryFilter filter;
  char *type; /* that of the filter */

  guint offset; /* of the page that is asked for next */
  gboolean is_complete;
};

enum {
  PROP_FIGURE = 1,
  PROP_IS_COMPLETE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void munja_balance_history_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MunjaBalanceHistory,
                               munja_balance_history,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      munja_balance_history_list_model_init))

static void
set_is_complete (MunjaBalanceHistory *self, gboolean is_complete)
{
  if (self->is_complete == is_complete)
    return;
  self->is_complete = is_complete;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_COMPLETE]);
}

static guint
remove_entries (MunjaBalanceHistory *self)
{
  guint n_removed = self->entries->len;

  g_ptr_array_set_size (self->entries, 0);
  g_hash_table_remove_all (self->seen);
  return n_removed;
}

/* New changes push others onto the next page. Returns how many were not there yet. */
static guint
add_entries (MunjaBalanceHistory *self, GPtrArray *page)
{
  guint before = self->entries->len;

  for (guint i = 0; i < page->len; i++)
    if (g_hash_table_add (self->seen, munja_balance_change_dup_key (page->pdata[i])))
      g_ptr_array_add (self->entries, munja_balance_entry_new (g_steal_pointer (&page->pdata[i])));
  return self->entries->len - before;
}

/* The first page takes the place of everything. There is no value: the list itself has it. */
static gpointer
take_page (gpointer answer, gint64 now_us, gpointer user_data)
{
  MunjaBalanceHistory *self = user_data;
  g_autoptr (GPtrArray) page = answer;
  guint n_removed = self->offset == 0 ? remove_entries (self) : 0;
  guint position = self->entries->len;
  guint n_added = add_entries (self, page);

  self->offset += page->len;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  set_is_complete (self, n_added == 0 || page->len < MUNJA_LAST_PAGE_BELOW);
  return NULL;
}

static void
empty (MunjaBalanceHistory *self)
{
  guint n_removed = remove_entries (self);

  munja_figure_clear (self->figure);
  self->offset = 0;
  if (n_removed > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_removed, 0);
  set_is_complete (self, FALSE);
}

static void
take_filter (MunjaBalanceHistory *self, const MunjaHistoryFilter *filter)
{
  char *type = g_strdup (filter->type);

  g_free (self->type);
  self->type = type;
  self->filter = *filter;
  self->filter.type = type;
}

static GType
munja_balance_history_get_item_type (GListModel *model)
{
  return MUNJA_TYPE_BALANCE_ENTRY;
}

static guint
munja_balance_history_get_n_items (GListModel *model)
{
  return MUNJA_BALANCE_HISTORY (model)->entries->len;
}

static gpointer
munja_balance_history_get_item (GListModel *model, guint position)
{
  MunjaBalanceHistory *self = MUNJA_BALANCE_HISTORY (model);

  return position < self->entries->len ? g_object_ref (self->entries->pdata[position]) : NULL;
}

static void
munja_balance_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = munja_balance_history_get_item_type;
  iface->get_n_items = munja_balance_history_get_n_items;
  iface->get_item = munja_balance_history_get_item;
}

static void
munja_balance_history_get_property (GObject *object,
                                    guint prop_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  MunjaBalanceHistory *self = MUNJA_BALANCE_HISTORY (object);

  switch (prop_id) {
  case PROP_FIGURE:
    g_value_set_object (value, self->figure);
    break;
  case PROP_IS_COMPLETE:
    g_value_set_boolean (value, self->is_complete);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_balance_history_dispose (GObject *object)
{
  MunjaBalanceHistory *self = MUNJA_BALANCE_HISTORY (object);

  munja_figure_clear (self->figure);

  G_OBJECT_CLASS (munja_balance_history_parent_class)->dispose (object);
}

static void
munja_balance_history_finalize (GObject *object)
{
  MunjaBalanceHistory *self = MUNJA_BALANCE_HISTORY (object);

  g_clear_object (&self->api);
  g_clear_object (&self->figure);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->seen);
  g_free (self->type);

  G_OBJECT_CLASS (munja_balance_history_parent_class)->finalize (object);
}

static void
munja_balance_history_class_init (MunjaBalanceHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = munja_balance_history_get_property;
  object_class->dispose = munja_balance_history_dispose;
  object_class->finalize = munja_balance_history_finalize;

  /**
   * MunjaBalanceHistory:figure:
   *
   * See munja_balance_history_get_figure().
   */
  properties[PROP_FIGURE] = g_param_spec_object ("figure", NULL, NULL, MUNJA_TYPE_FIGURE, flags);

  /**
   * MunjaBalanceHistory:is-complete:
   *
   * Whether there is nothing older to load.
   */
  properties[PROP_IS_COMPLETE] = g_param_spec_boolean ("is-complete", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_balance_history_init (MunjaBalanceHistory *self)
{
  self->figure = munja_figure_new (take_page, (GDestroyNotify)g_ptr_array_unref, self);
  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * munja_balance_history_new:
 * @api: the client
 *
 * Makes the list of the changes of the balance, #MunjaBalanceEntry objects, as the service orders
 * them: the latest first. They come page by page.
 *
 * Returns: (transfer full): the list, empty
 */
MunjaBalanceHistory *
munja_balance_history_new (MunjaApi *api)
{
  MunjaBalanceHistory *self = g_object_new (MUNJA_TYPE_BALANCE_HISTORY, NULL);

  self->api = g_object_ref (api);
  return self;
}

/**
 * munja_balance_history_set_api:
 * @self: the list
 * @api: the client
 *
 * Goes on with another client, and forgets what came from the one before.
 */
void
munja_balance_history_set_api (MunjaBalanceHistory *self, MunjaApi *api)
{
  g_return_if_fail (MUNJA_IS_BALANCE_HISTORY (self));

  if (g_set_object (&self->api, api))
    munja_balance_history_clear (self);
}

/**
 * munja_balance_history_set_filter:
 * @self: the list
 * @filter: which changes it shows; copied
 *
 * Empties the list and loads it anew.
 */
void
munja_balance_history_set_filter (MunjaBalanceHistory *self, const MunjaHistoryFilter *filter)
{
  g_return_if_fail (MUNJA_IS_BALANCE_HISTORY (self));

  take_filter (self, filter);
  empty (self);
  munja_balance_history_load (self);
}

/**
 * munja_balance_history_get_filter:
 * @self: the list
 *
 * Returns: which changes it shows; owned by @self
 */
const MunjaHistoryFilter *
munja_balance_history_get_filter (MunjaBalanceHistory *self)
{
  g_return_val_if_fail (MUNJA_IS_BALANCE_HISTORY (self), NULL);

  return &self->filter;
}

/**
 * munja_balance_history_load:
 * @self: the list
 *
 * Asks for the first page, which then takes the place of what is there.
 */
void
munja_balance_history_load (MunjaBalanceHistory *self)
{
  g_return_if_fail (MUNJA_IS_BALANCE_HISTORY (self));

  self->offset = 0;
  munja_figure_load (self->figure, self->api, munja_call_list_balance_page (&self->filter, 0));
}

/**
 * munja_balance_history_load_more:
 * @self: the list
 *
 * Asks for the next page, unless there is none or a page is on its way.
 */
void
munja_balance_history_load_more (MunjaBalanceHistory *self)
{
  g_return_if_fail (MUNJA_IS_BALANCE_HISTORY (self));

  if (self->is_complete || munja_figure_get_loading (self->figure))
    return;
  munja_figure_load (self->figure, self->api,
                     munja_call_list_balance_page (&self->filter, self->offset));
}

/**
 * munja_balance_history_clear:
 * @self: the list
 *
 * Empties the list and forgets its filter.
 */
void
munja_balance_history_clear (MunjaBalanceHistory *self)
{
  static const MunjaHistoryFilter everything = { 0 };

  g_return_if_fail (MUNJA_IS_BALANCE_HISTORY (self));

  take_filter (self, &everything);
  empty (self);
}

/**
 * munja_balance_history_get_figure:
 * @self: the list
 *
 * Returns: (transfer none): whether a page is on its way, and what is in its way; its value is
 *   always %NULL
 */
MunjaFigure *
munja_balance_history_get_figure (MunjaBalanceHistory *self)
{
  g_return_val_if_fail (MUNJA_IS_BALANCE_HISTORY (self), NULL);

  return self->figure;
}

/**
 * munja_balance_history_get_is_complete:
 * @self: the list
 *
 * Returns: whether there is nothing older to load
 */
gboolean
munja_balance_history_get_is_complete (MunjaBalanceHistory *self)
{
  g_return_val_if_fail (MUNJA_IS_BALANCE_HISTORY (self), FALSE);

  return self->is_complete;
}
