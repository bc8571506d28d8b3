#include "config.h"

#include "munja-figures.h"

#include "munja-api-figures.h"
#include "munja-phone.h"

/* Messages go to Korea, but for a few. */
#define COUNTRY MUNJA_PHONE_HOME_COUNTRY

/* How many settlements are looked back at. */
#define N_SETTLEMENTS 6

struct _MunjaFigures {
  GObject parent_instance;

  /* Owned. */
  MunjaApi *api;
  MunjaFigure *parts[MUNJA_N_FIGURES_PARTS];
  MunjaBalanceHistory *history;
  GPtrArray *rows; /* what the earnings are made of */
};

/* The properties of the parts are called like the parts, and have their numbers, from 1 on. */
static const char *const names[MUNJA_N_FIGURES_PARTS] = {
  [MUNJA_FIGURES_BALANCE] = "balance",         [MUNJA_FIGURES_MEMBER] = "member",
  [MUNJA_FIGURES_PRICES] = "prices",           [MUNJA_FIGURES_FEES] = "fees",
  [MUNJA_FIGURES_STATISTICS] = "statistics",   [MUNJA_FIGURES_EARNINGS] = "earnings",
  [MUNJA_FIGURES_SETTLEMENTS] = "settlements", [MUNJA_FIGURES_WITHDRAWALS] = "withdrawals",
  [MUNJA_FIGURES_SENDERS] = "senders",
};

enum {
  PROP_HISTORY = MUNJA_N_FIGURES_PARTS + 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaFigures, munja_figures, G_TYPE_OBJECT)

static gpointer
take_statistics (gpointer answer, gint64 now_us, gpointer user_data)
{
  g_autoptr (GPtrArray) days = answer;

  return munja_statistics_new (days, now_us);
}

static MunjaEarnings *
new_earnings (MunjaFigures *self, gint64 now_us)
{
  const MunjaPrices *fees = munja_figure_get_value (self->parts[MUNJA_FIGURES_FEES]);

  return munja_earnings_new (self->rows, munja_api_get_app_id (self->api), fees, now_us);
}

static gpointer
take_earnings (gpointer answer, gint64 now_us, gpointer user_data)
{
  MunjaFigures *self = user_data;

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  self->rows = answer;
  return new_earnings (self, now_us);
}

/* The fees come by a call of their own, perhaps after what is to be made of them. */
static void
fees_changed_cb (MunjaFigures *self)
{
  if (self->rows != NULL)
    munja_figure_set_value (self->parts[MUNJA_FIGURES_EARNINGS],
                            new_earnings (self, munja_api_get_now_us (self->api)));
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const MunjaBalanceChange *first = *(const MunjaBalanceChange *const *)a;
  const MunjaBalanceChange *second = *(const MunjaBalanceChange *const *)b;

  return (first->time_us < second->time_us) - (first->time_us > second->time_us);
}

static gpointer
take_settlements (gpointer answer, gint64 now_us, gpointer user_data)
{
  GPtrArray *changes = answer;

  for (guint i = changes->len; i > 0; i--)
    if (!munja_settlement_is (changes->pdata[i - 1]))
      g_ptr_array_remove_index (changes, i - 1);
  g_ptr_array_sort (changes, compare_changes);
  return changes;
}

/* Only the days of settlements are asked for: who sends much has many other changes. */
static MunjaCall *
new_settlements_call (gint64 now_us)
{
  MunjaHistoryFilter filters[N_SETTLEMENTS];
  gint64 time_us = munja_settlement_get_next (now_us);

  for (guint i = 0; i < N_SETTLEMENTS; i++) {
    MunjaDay day = munja_day_add_months (munja_day_from_time (time_us), -1 - (int)i);

    filters[i] = (MunjaHistoryFilter){
      .direction = MUNJA_HISTORY_RISES,
      .since_us = munja_settlement_get_of_month (day),
      .until_us = munja_day_get_start (day + 1),
    };
  }
  return munja_call_list_balance_changes (filters, N_SETTLEMENTS);
}

static MunjaCall *
new_call (MunjaFigures *self, MunjaFiguresPart part)
{
  gint64 now_us = munja_api_get_now_us (self->api);
  MunjaDay today = munja_day_from_time (now_us);

  switch (part) {
  case MUNJA_FIGURES_MEMBER:
    return munja_call_get_member ();
  case MUNJA_FIGURES_PRICES:
    return munja_call_get_prices (COUNTRY, TRUE);
  case MUNJA_FIGURES_FEES:
    return munja_call_get_fees (self->api, COUNTRY);
  case MUNJA_FIGURES_STATISTICS:
    return munja_call_get_statistics (munja_statistics_get_first_day (now_us), today);
  case MUNJA_FIGURES_EARNINGS:
    return munja_call_list_daily_statistics (munja_earnings_get_first_day (now_us), today);
  case MUNJA_FIGURES_SETTLEMENTS:
    return new_settlements_call (now_us);
  case MUNJA_FIGURES_WITHDRAWALS:
    return munja_call_list_withdrawals ();
  case MUNJA_FIGURES_SENDERS:
    return munja_call_list_sender_states ();
  case MUNJA_FIGURES_BALANCE:
  default:
    return munja_call_get_balance ();
  }
}

static void
munja_figures_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaFigures *self = MUNJA_FIGURES (object);

  if (prop_id == PROP_HISTORY)
    g_value_set_object (value, self->history);
  else
    g_value_set_object (value, self->parts[prop_id - 1]);
}

static void
munja_figures_dispose (GObject *object)
{
  MunjaFigures *self = MUNJA_FIGURES (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    munja_figure_clear (self->parts[i]);

  G_OBJECT_CLASS (munja_figures_parent_class)->dispose (object);
}

static void
munja_figures_finalize (GObject *object)
{
  MunjaFigures *self = MUNJA_FIGURES (object);

  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    g_clear_object (&self->parts[i]);
  g_clear_object (&self->history);
  g_clear_object (&self->api);

  G_OBJECT_CLASS (munja_figures_parent_class)->finalize (object);
}

static void
munja_figures_class_init (MunjaFiguresClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = munja_figures_get_property;
  object_class->dispose = munja_figures_dispose;
  object_class->finalize = munja_figures_finalize;

  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    properties[i + 1] = g_param_spec_object (names[i], NULL, NULL, MUNJA_TYPE_FIGURE, flags);

  /**
   * MunjaFigures:history:
   *
   * See munja_figures_get_history().
   */
  properties[PROP_HISTORY]
      = g_param_spec_object ("history", NULL, NULL, MUNJA_TYPE_BALANCE_HISTORY, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_figures_init (MunjaFigures *self)
{
  static const struct {
    MunjaFigureTake take;
    GDestroyNotify free_value;
  } rows[MUNJA_N_FIGURES_PARTS] = {
    [MUNJA_FIGURES_BALANCE] = { NULL, (GDestroyNotify)munja_balance_free },
    [MUNJA_FIGURES_MEMBER] = { NULL, (GDestroyNotify)munja_member_free },
    [MUNJA_FIGURES_PRICES] = { NULL, (GDestroyNotify)munja_prices_free },
    [MUNJA_FIGURES_FEES] = { NULL, (GDestroyNotify)munja_prices_free },
    [MUNJA_FIGURES_STATISTICS] = { take_statistics, (GDestroyNotify)munja_statistics_free },
    [MUNJA_FIGURES_EARNINGS] = { take_earnings, (GDestroyNotify)munja_earnings_free },
    [MUNJA_FIGURES_SETTLEMENTS] = { take_settlements, (GDestroyNotify)g_ptr_array_unref },
    [MUNJA_FIGURES_WITHDRAWALS] = { NULL, (GDestroyNotify)g_ptr_array_unref },
    [MUNJA_FIGURES_SENDERS] = { NULL, (GDestroyNotify)g_ptr_array_unref },
  };

  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    self->parts[i] = munja_figure_new (rows[i].take, rows[i].free_value, self);
  g_signal_connect_object (self->parts[MUNJA_FIGURES_FEES], "notify::value",
                           G_CALLBACK (fees_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * munja_figures_new:
 * @api: the client
 *
 * Makes what an account has, spends and brings in. Each part is a property that never changes,
 * a #MunjaFigure, and comes on its own: where the permission for one is missing, the others are
 * there.
 *
 * Returns: (transfer full): the figures, of which none is there yet
 */
MunjaFigures *
munja_figures_new (MunjaApi *api)
{
  MunjaFigures *self = g_object_new (MUNJA_TYPE_FIGURES, NULL);

  self->api = g_object_ref (api);
  self->history = munja_balance_history_new (api);
  return self;
}

/**
 * munja_figures_set_api:
 * @self: the figures
 * @api: the client
 *
 * Goes on with another client, and forgets what came from the one before.
 */
void
munja_figures_set_api (MunjaFigures *self, MunjaApi *api)
{
  g_return_if_fail (MUNJA_IS_FIGURES (self));

  if (!g_set_object (&self->api, api))
    return;
  munja_figures_clear (self);
  munja_balance_history_set_api (self->history, api);
}

/**
 * munja_figures_load:
 * @self: the figures
 * @part: one of them
 *
 * Asks for one of the figures anew.
 */
void
munja_figures_load (MunjaFigures *self, MunjaFiguresPart part)
{
  g_return_if_fail (MUNJA_IS_FIGURES (self));
  g_return_if_fail (part < MUNJA_N_FIGURES_PARTS);

  munja_figure_load (self->parts[part], self->api, new_call (self, part));
}

/**
 * munja_figures_load_all:
 * @self: the figures
 *
 * Asks for everything anew, the history from its start.
 */
void
munja_figures_load_all (MunjaFigures *self)
{
  g_return_if_fail (MUNJA_IS_FIGURES (self));

  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    munja_figures_load (self, i);
  munja_balance_history_load (self->history);
}

/**
 * munja_figures_clear:
 * @self: the figures
 *
 * Forgets everything; to be called when somebody signs out.
 */
void
munja_figures_clear (MunjaFigures *self)
{
  g_return_if_fail (MUNJA_IS_FIGURES (self));

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  for (guint i = 0; i < MUNJA_N_FIGURES_PARTS; i++)
    munja_figure_clear (self->parts[i]);
  munja_balance_history_clear (self->history);
}

/**
 * munja_figures_get_part:
 * @self: the figures
 * @part: one of them
 *
 * Returns: (transfer none): the figure; what its value is stands at #MunjaFiguresPart
 */
MunjaFigure *
munja_figures_get_part (MunjaFigures *self, MunjaFiguresPart part)
{
  g_return_val_if_fail (MUNJA_IS_FIGURES (self), NULL);
  g_return_val_if_fail (part < MUNJA_N_FIGURES_PARTS, NULL);

  return self->parts[part];
}

/**
 * munja_figures_get_history:
 * @self: the figures
 *
 * Returns: (transfer none): the changes of the balance, a list that loads itself page by page
 */
MunjaBalanceHistory *
munja_figures_get_history (MunjaFigures *self)
{
  g_return_val_if_fail (MUNJA_IS_FIGURES (self), NULL);

  return self->history;
}
