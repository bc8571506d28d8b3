#include "config.h"

#include "munja-figure.h"

#include "munja-api.h"
#include "munja-error.h"

struct _MunjaFigure {
  GObject parent_instance;

  MunjaFigureTake take;
  GDestroyNotify free_value;
  gpointer user_data;

  /* Owned. */
  gpointer value;
  GError *error;
  GCancellable *cancellable; /* of the call that is on its way */

  const char *scope; /* that of the last call */
  gint64 updated;
};

enum {
  PROP_VALUE = 1,
  PROP_LOADING,
  PROP_UPDATED,
  PROP_ERROR,
  PROP_MISSING_SCOPE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaFigure, munja_figure, G_TYPE_OBJECT)

static void
notify (MunjaFigure *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_error (MunjaFigure *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
  notify (self, PROP_MISSING_SCOPE);
}

static void
set_updated (MunjaFigure *self, gint64 updated)
{
  self->updated = updated;
  notify (self, PROP_UPDATED);
}

/* Also of a call that has answered. */
static void
stop (MunjaFigure *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  notify (self, PROP_LOADING);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaFigure *self = user_data;
  MunjaApi *api = MUNJA_API (source);
  GError *error = NULL;
  gpointer answer = munja_api_perform_finish (api, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free (error);
    return;
  }
  g_object_freeze_notify (G_OBJECT (self));
  set_error (self, error);
  if (error == NULL) {
    gint64 now_us = g_get_real_time ();

    if (self->take != NULL)
      answer = self->take (answer, now_us + munja_api_get_ahead_us (api), self->user_data);
    set_updated (self, now_us);
    munja_figure_set_value (self, answer);
  }
  stop (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
munja_figure_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaFigure *self = MUNJA_FIGURE (object);

  switch (prop_id) {
  case PROP_VALUE:
    g_value_set_pointer (value, self->value);
    break;
  case PROP_LOADING:
    g_value_set_boolean (value, munja_figure_get_loading (self));
    break;
  case PROP_UPDATED:
    g_value_set_int64 (value, self->updated);
    break;
  case PROP_ERROR:
    g_value_set_boxed (value, self->error);
    break;
  case PROP_MISSING_SCOPE:
    g_value_set_string (value, munja_figure_get_missing_scope (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_figure_dispose (GObject *object)
{
  MunjaFigure *self = MUNJA_FIGURE (object);

  g_cancellable_cancel (self->cancellable);

  G_OBJECT_CLASS (munja_figure_parent_class)->dispose (object);
}

static void
munja_figure_finalize (GObject *object)
{
  MunjaFigure *self = MUNJA_FIGURE (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  if (self->value != NULL)
    self->free_value (self->value);

  G_OBJECT_CLASS (munja_figure_parent_class)->finalize (object);
}

static void
munja_figure_class_init (MunjaFigureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = munja_figure_get_property;
  object_class->dispose = munja_figure_dispose;
  object_class->finalize = munja_figure_finalize;

  /**
   * MunjaFigure:value:
   *
   * See munja_figure_get_value(). It is borrowed, and ends with the next notification.
   */
  properties[PROP_VALUE] = g_param_spec_pointer ("value", NULL, NULL, flags);

  /**
   * MunjaFigure:loading:
   *
   * Whether it is being asked for.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);

  /**
   * MunjaFigure:updated:
   *
   * When the value came, in µs since 1970 UTC by this machine's clock; 0 if none has come.
   */
  properties[PROP_UPDATED] = g_param_spec_int64 ("updated", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * MunjaFigure:error:
   *
   * What the last try ran into, %NULL if it went well.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);

  /**
   * MunjaFigure:missing-scope:
   *
   * The permission that is missing, as in "cash:read"; %NULL if that is not what is wrong.
   */
  properties[PROP_MISSING_SCOPE] = g_param_spec_string ("missing-scope", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_figure_init (MunjaFigure *self)
{
}

/**
 * munja_figure_new:
 * @take: (nullable): makes the value of an answer; %NULL where the answer is the value
 * @free_value: frees a value
 * @user_data: goes to @take
 *
 * Makes something that is asked of the service, and can be shown: what it is, whether it is on its
 * way, and what is in the way.
 *
 * Returns: (transfer full): the figure, without a value
 */
MunjaFigure *
munja_figure_new (MunjaFigureTake take, GDestroyNotify free_value, gpointer user_data)
{
  MunjaFigure *self = g_object_new (MUNJA_TYPE_FIGURE, NULL);

  self->take = take;
  self->free_value = free_value;
  self->user_data = user_data;
  return self;
}

/**
 * munja_figure_load:
 * @self: the figure
 * @api: the client
 * @call: (transfer full): what to ask for
 *
 * Asks anew; what was asked before and is not answered yet does not matter any more. Until an
 * answer comes, and where none comes, the value stays what it was: its time tells how old it is.
 */
void
munja_figure_load (MunjaFigure *self, MunjaApi *api, MunjaCall *call)
{
  g_return_if_fail (MUNJA_IS_FIGURE (self));

  g_object_freeze_notify (G_OBJECT (self));
  stop (self);
  self->scope = munja_call_get_scope (call);
  self->cancellable = g_cancellable_new ();
  notify (self, PROP_LOADING);
  munja_api_perform_async (api, call, self->cancellable, answered_cb, self);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * munja_figure_set_value:
 * @self: the figure
 * @value: (nullable) (transfer full): its value
 *
 * Puts another value in the place of the one before.
 */
void
munja_figure_set_value (MunjaFigure *self, gpointer value)
{
  g_return_if_fail (MUNJA_IS_FIGURE (self));

  if (self->value == NULL && value == NULL)
    return;
  if (self->value != NULL)
    self->free_value (self->value);
  self->value = value;
  notify (self, PROP_VALUE);
}

/**
 * munja_figure_clear:
 * @self: the figure
 *
 * Forgets everything, since somebody else may sign in.
 */
void
munja_figure_clear (MunjaFigure *self)
{
  g_return_if_fail (MUNJA_IS_FIGURE (self));

  g_object_freeze_notify (G_OBJECT (self));
  stop (self);
  set_error (self, NULL);
  set_updated (self, 0);
  munja_figure_set_value (self, NULL);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * munja_figure_get_loading:
 * @self: the figure
 *
 * Returns: whether it is being asked for
 */
gboolean
munja_figure_get_loading (MunjaFigure *self)
{
  g_return_val_if_fail (MUNJA_IS_FIGURE (self), FALSE);

  return self->cancellable != NULL;
}

/**
 * munja_figure_get_value:
 * @self: the figure
 *
 * Returns: (nullable): what came last, of the type that the maker of the figure names; owned by
 *   @self, until the next notification
 */
gconstpointer
munja_figure_get_value (MunjaFigure *self)
{
  g_return_val_if_fail (MUNJA_IS_FIGURE (self), NULL);

  return self->value;
}

/**
 * munja_figure_get_updated:
 * @self: the figure
 *
 * Returns: when the value came, in µs since 1970 UTC by this machine's clock; 0 if none has come
 */
gint64
munja_figure_get_updated (MunjaFigure *self)
{
  g_return_val_if_fail (MUNJA_IS_FIGURE (self), 0);

  return self->updated;
}

/**
 * munja_figure_get_error:
 * @self: the figure
 *
 * Returns: (nullable): what the last try ran into, see munja_api_perform_async(); owned by @self
 */
const GError *
munja_figure_get_error (MunjaFigure *self)
{
  g_return_val_if_fail (MUNJA_IS_FIGURE (self), NULL);

  return self->error;
}

/**
 * munja_figure_get_missing_scope:
 * @self: the figure
 *
 * Returns: (nullable): the permission that is missing, as in "cash:read"; %NULL if that is not what
 *   is wrong. Lasts for ever
 */
const char *
munja_figure_get_missing_scope (MunjaFigure *self)
{
  g_return_val_if_fail (MUNJA_IS_FIGURE (self), NULL);

  return g_error_matches (self->error, MUNJA_ERROR, MUNJA_ERROR_PERMISSION) ? self->scope : NULL;
}
