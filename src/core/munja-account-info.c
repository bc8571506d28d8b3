#include "config.h"

#include "munja-account-info.h"

#include "munja-account.h"
#include "munja-api.h"
#include "munja-phone.h"

#define OWN_NUMBER_KEY "own-number"

struct _MunjaAccountInfo {
  GObject parent_instance;

  /* Owned. */
  MunjaClientSwitch *clients;
  MunjaMember *member;
  MunjaPrices *prices;       /* in Korea */
  GCancellable *cancellable; /* ends with the account */

  MunjaMoney balance; /* below 0 if not known */
  MunjaMoney points;
  gint64 balance_time; /* when that was, in µs since 1970 UTC; 0 for never */
  gint64 asked_at;     /* when it was asked for, in µs of the monotonic clock; 0 for never */
  gboolean balance_is_low;
};

/* What was asked for a moment ago is not asked for again because somebody comes back. */
#define OLD_AFTER (10 * G_USEC_PER_SEC)

enum {
  PROP_BALANCE = 1,
  PROP_BALANCE_TIME,
  PROP_MEMBER,
  PROP_PRICES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaAccountInfo, munja_account_info, G_TYPE_OBJECT)

static void
set_balance (MunjaAccountInfo *self, MunjaMoney balance)
{
  if (balance == self->balance)
    return;
  self->balance = balance;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BALANCE]);
}

static void
take_member (MunjaAccountInfo *self, MunjaMember *member)
{
  if (member == self->member)
    return;
  g_clear_pointer (&self->member, munja_member_free);
  self->member = member;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
}

static void
take_prices (MunjaAccountInfo *self, MunjaPrices *prices)
{
  if (prices == self->prices)
    return;
  g_clear_pointer (&self->prices, munja_prices_free);
  self->prices = prices;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRICES]);
}

/* Whether the answer is for the account that is in use: it may have been replaced or signed out on
 * the way. */
static gboolean
take_answer (GObject *source, GAsyncResult *result, const char *what, gpointer *answer)
{
  g_autoptr (GError) error = NULL;

  *answer = munja_api_perform_finish (MUNJA_API (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  if (*answer == NULL)
    g_message ("No %s: %s", what, error->message);
  return TRUE;
}

static void
balance_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gpointer answer = NULL;
  g_autoptr (MunjaBalance) balance = NULL;
  MunjaAccountInfo *self;

  /* What was known stays known, with its time. */
  if (!take_answer (source, result, "balance", &answer) || answer == NULL)
    return;
  balance = answer;
  self = user_data;
  self->balance_is_low = munja_balance_is_low (balance);
  self->points = balance->point;
  set_balance (self, munja_balance_get_spendable (balance));
  self->balance_time = g_get_real_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BALANCE_TIME]);
}

static void
member_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gpointer member = NULL;

  if (take_answer (source, result, "member", &member))
    take_member (user_data, member);
}

static void
prices_got_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gpointer prices = NULL;

  if (take_answer (source, result, "prices", &prices))
    take_prices (user_data, prices);
}

static void
ask (MunjaAccountInfo *self, MunjaCall *call, GAsyncReadyCallback callback)
{
  munja_api_perform_async (munja_client_get_api (munja_client_switch_get_client (self->clients)),
                           call, self->cancellable, callback, self);
}

static void
forget (MunjaAccountInfo *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->points = 0;
  self->balance_time = 0;
  set_balance (self, -1);
  take_member (self, NULL);
  take_prices (self, NULL);
}

static void
changed_cb (MunjaAccountInfo *self)
{
  MunjaAccount *account = munja_client_switch_get_account (self->clients);

  if (munja_account_get_state (account) == MUNJA_ACCOUNT_SIGNED_OUT)
    forget (self);
}

static void
munja_account_info_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaAccountInfo *self = MUNJA_ACCOUNT_INFO (object);

  switch (prop_id) {
  case PROP_BALANCE:
    g_value_set_int64 (value, self->balance);
    break;
  case PROP_BALANCE_TIME:
    g_value_set_int64 (value, self->balance_time);
    break;
  case PROP_MEMBER:
    g_value_set_pointer (value, self->member);
    break;
  case PROP_PRICES:
    g_value_set_pointer (value, self->prices);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_account_info_dispose (GObject *object)
{
  MunjaAccountInfo *self = MUNJA_ACCOUNT_INFO (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->clients);

  G_OBJECT_CLASS (munja_account_info_parent_class)->dispose (object);
}

static void
munja_account_info_finalize (GObject *object)
{
  MunjaAccountInfo *self = MUNJA_ACCOUNT_INFO (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->member, munja_member_free);
  g_clear_pointer (&self->prices, munja_prices_free);

  G_OBJECT_CLASS (munja_account_info_parent_class)->finalize (object);
}

static void
munja_account_info_class_init (MunjaAccountInfoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = munja_account_info_get_property;
  object_class->dispose = munja_account_info_dispose;
  object_class->finalize = munja_account_info_finalize;

  /**
   * MunjaAccountInfo:balance:
   *
   * A #MunjaMoney, see munja_account_info_get_balance().
   */
  properties[PROP_BALANCE] = g_param_spec_int64 ("balance", NULL, NULL, -1, G_MAXINT64, -1, flags);

  /**
   * MunjaAccountInfo:balance-time:
   *
   * See munja_account_info_get_balance_time().
   */
  properties[PROP_BALANCE_TIME]
      = g_param_spec_int64 ("balance-time", NULL, NULL, 0, G_MAXINT64, 0, flags);

  /**
   * MunjaAccountInfo:member: (type gpointer)
   *
   * A #MunjaMember, see munja_account_info_get_member().
   */
  properties[PROP_MEMBER] = g_param_spec_pointer ("member", NULL, NULL, flags);

  /**
   * MunjaAccountInfo:prices: (type gpointer)
   *
   * #MunjaPrices, see munja_account_info_get_prices().
   */
  properties[PROP_PRICES] = g_param_spec_pointer ("prices", NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_account_info_init (MunjaAccountInfo *self)
{
  self->cancellable = g_cancellable_new ();
  self->balance = -1;
}

/**
 * munja_account_info_new:
 * @clients: whose account it is about
 *
 * Makes what knows who is signed in and what they have. All of it is forgotten when they sign out,
 * and with another account.
 *
 * Returns: (transfer full): the information, with nothing known yet
 */
MunjaAccountInfo *
munja_account_info_new (MunjaClientSwitch *clients)
{
  MunjaAccountInfo *self = g_object_new (MUNJA_TYPE_ACCOUNT_INFO, NULL);

  self->clients = g_object_ref (clients);
  g_signal_connect_object (clients, "account-replaced", G_CALLBACK (forget), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (clients, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_account_info_refresh:
 * @self: the information
 *
 * Asks the service anew for all of it. What it does not say is not known any more, but for the
 * balance, of which it is known as of when.
 */
void
munja_account_info_refresh (MunjaAccountInfo *self)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT_INFO (self));

  munja_account_info_refresh_balance (self);
  ask (self, munja_call_get_prices (MUNJA_PHONE_HOME_COUNTRY, TRUE), prices_got_cb);
  ask (self, munja_call_get_member (), member_got_cb);
}

/**
 * munja_account_info_refresh_balance:
 * @self: the information
 *
 * Asks anew for what there is to pay with.
 */
void
munja_account_info_refresh_balance (MunjaAccountInfo *self)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT_INFO (self));

  self->asked_at = g_get_monotonic_time ();
  ask (self, munja_call_get_balance (), balance_got_cb);
}

/**
 * munja_account_info_refresh_old_balance:
 * @self: the information
 *
 * Asks anew for what there is to pay with, if it was known and may have changed elsewhere since
 * then.
 */
void
munja_account_info_refresh_old_balance (MunjaAccountInfo *self)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT_INFO (self));

  if (self->balance >= 0 && g_get_monotonic_time () - self->asked_at > OLD_AFTER)
    munja_account_info_refresh_balance (self);
}

/**
 * munja_account_info_get_balance_is_low:
 * @self: the information
 *
 * Returns: whether the balance is below the limit at which the service tells the account's owner;
 * as of when #MunjaAccountInfo:balance changed last
 */
gboolean
munja_account_info_get_balance_is_low (MunjaAccountInfo *self)
{
  return self->balance_is_low;
}

/**
 * munja_account_info_get_balance:
 * @self: the information
 *
 * Returns: what there is to pay with, prepaid money and points; below 0 if it is not known
 */
MunjaMoney
munja_account_info_get_balance (MunjaAccountInfo *self)
{
  return self->balance;
}

/**
 * munja_account_info_get_points:
 * @self: the information
 *
 * Returns: how much of the balance is points
 */
MunjaMoney
munja_account_info_get_points (MunjaAccountInfo *self)
{
  return self->points;
}

/**
 * munja_account_info_get_balance_time:
 * @self: the information
 *
 * Returns: when the service told the balance last, in µs since 1970 UTC; 0 for never
 */
gint64
munja_account_info_get_balance_time (MunjaAccountInfo *self)
{
  return self->balance_time;
}

/**
 * munja_account_info_get_member:
 * @self: the information
 *
 * Returns: (nullable): who is signed in, %NULL if it is not known; owned by @self
 */
const MunjaMember *
munja_account_info_get_member (MunjaAccountInfo *self)
{
  return self->member;
}

/**
 * munja_account_info_get_prices:
 * @self: the information
 *
 * Returns: (nullable): what a message in Korea costs, with the app's fee; %NULL if it is not
 *   known; owned by @self
 */
const MunjaPrices *
munja_account_info_get_prices (MunjaAccountInfo *self)
{
  return self->prices;
}

static GSettings *
get_profile (MunjaAccountInfo *self)
{
  return munja_client_get_profile (munja_client_switch_get_client (self->clients));
}

/**
 * munja_account_info_dup_own_number:
 * @self: the information
 *
 * Returns: (transfer full) (nullable): the digits of the person's own number, %NULL if nobody
 *   knows it; what the person entered comes before what the service knows
 */
char *
munja_account_info_dup_own_number (MunjaAccountInfo *self)
{
  g_autofree char *entered = NULL;
  char *number = NULL;

  g_return_val_if_fail (MUNJA_IS_ACCOUNT_INFO (self), NULL);

  entered = g_settings_get_string (get_profile (self), OWN_NUMBER_KEY);
  number = munja_phone_read_own (entered);
  if (number == NULL && self->member != NULL && self->member->phone_number != NULL)
    number = munja_phone_read_own (self->member->phone_number);
  return number;
}

/**
 * munja_account_info_set_own_number:
 * @self: the information
 * @number: the digits of the number that the person entered
 *
 * Keeps the person's own number in the settings of the service.
 */
void
munja_account_info_set_own_number (MunjaAccountInfo *self, const char *number)
{
  g_return_if_fail (MUNJA_IS_ACCOUNT_INFO (self));

  g_settings_set_string (get_profile (self), OWN_NUMBER_KEY, number);
}
