#include "config.h"

#include "munja-compose-model.h"

/* How long the person has to pause before many texts are looked at. */
#define PAUSE_MS 120

struct _MunjaComposeModel {
  GObject parent_instance;

  /* Owned: what is written. */
  MunjaContent *content;
  MunjaRecipients *people;
  gint64 scheduled;   /* in µs since 1970 UTC; 0 for at once */
  MunjaPrices prices; /* below 0 if not known */
  MunjaMoney balance; /* the same */

  /* Owned: what becomes of it. */
  MunjaMessage *message;
  MunjaMeasure measure;
  MunjaMergeReport *report;
  guint n_people;

  MunjaAudience *table; /* of all people, with the columns for @table_fields; or none */
  GStrv table_fields;
  GCancellable *cancellable; /* of the look that is under way */
  guint pause_id;
};

/**
 * MunjaComposeModel::changed:
 *
 * Something else is written.
 */

/**
 * MunjaComposeModel::measured:
 *
 * munja_compose_model_get_measure() gives something else, and with it what the message costs.
 */

/**
 * MunjaComposeModel::priced:
 *
 * The prices or the balance have changed.
 */

/**
 * MunjaComposeModel::reported:
 *
 * munja_compose_model_get_report() is another one.
 */
enum {
  SIGNAL_CHANGED,
  SIGNAL_MEASURED,
  SIGNAL_PRICED,
  SIGNAL_REPORTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaComposeModel, munja_compose_model, G_TYPE_OBJECT)

static const MunjaPrices unknown_prices = { -1, -1, -1 };

/* Puts into the message what the person has whose text was the longest when it was last looked at,
 * so that what is said about a text while it is typed holds for everybody. */
static char *
dup_largest (MunjaComposeModel *self)
{
  MunjaAudience *table = self->report->table;
  g_autoptr (MunjaMerge) merge = NULL;
  g_autofree const char **values = NULL;

  if (munja_audience_get_length (table) == 0)
    return g_strdup (self->message->text);
  merge = munja_merge_new (self->message, munja_audience_get_columns (table));
  values = g_new0 (const char *, munja_audience_get_n_columns (table) + 1);
  munja_audience_get_values (table, self->report->largest, values);
  return munja_merge_dup_text (merge, values);
}

static void
measure (MunjaComposeModel *self)
{
  g_autofree char *text = dup_largest (self);

  self->measure = munja_measure (text, self->message->subject, self->message->type,
                                 self->message->picture != NULL);
  g_signal_emit (self, signals[SIGNAL_MEASURED], 0);
}

static void
take_report (MunjaComposeModel *self, MunjaMergeReport *report)
{
  g_clear_pointer (&self->report, munja_merge_report_unref);
  self->report = report;
  measure (self);
  g_signal_emit (self, signals[SIGNAL_REPORTED], 0);
}

static void
reported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposeModel *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaMergeReport *report = munja_merge_report_finish (result, &error);

  if (report == NULL)
    return;
  g_clear_object (&self->cancellable);
  take_report (self, report);
}

static void
look (MunjaComposeModel *self)
{
  munja_merge_report_async (self->message, self->table, self->cancellable, reported_cb, self);
}

static void
table_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposeModel *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaAudience *table
      = munja_recipients_dup_table_finish (MUNJA_RECIPIENTS (source), result, &error);

  if (table == NULL)
    return;
  g_clear_pointer (&self->table, munja_audience_unref);
  self->table = table;
  look (self);
}

static void
stop (MunjaComposeModel *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pause_id, g_source_remove);
}

static void
forget_table (MunjaComposeModel *self)
{
  g_clear_pointer (&self->table, munja_audience_unref);
  g_clear_pointer (&self->table_fields, g_strfreev);
}

static gboolean
pause_ended_cb (gpointer user_data)
{
  MunjaComposeModel *self = user_data;
  const char *const *fields = munja_message_get_fields (self->message);

  self->pause_id = 0;
  self->cancellable = g_cancellable_new ();
  if (self->table != NULL && g_strv_equal ((const char *const *)self->table_fields, fields)) {
    look (self);
    return G_SOURCE_REMOVE;
  }
  forget_table (self);
  self->table_fields = g_strdupv ((GStrv)fields);
  munja_recipients_dup_table_async (self->people, fields, self->cancellable, table_made_cb, self);
  return G_SOURCE_REMOVE;
}

/* A message without fields is the same for everybody, however many there are. */
static void
look_at_text (MunjaComposeModel *self)
{
  g_autoptr (MunjaAudience) nobody = munja_audience_new ();

  forget_table (self);
  take_report (self, munja_merge_report_new (self->message, nobody, NULL));
}

static void
begin_look (MunjaComposeModel *self)
{
  stop (self);
  if (munja_message_get_fields (self->message)[0] == NULL) {
    look_at_text (self);
    return;
  }
  measure (self);
  self->pause_id = g_timeout_add (PAUSE_MS, pause_ended_cb, self);
}

static void
munja_compose_model_dispose (GObject *object)
{
  MunjaComposeModel *self = MUNJA_COMPOSE_MODEL (object);

  stop (self);
  g_clear_object (&self->people);

  G_OBJECT_CLASS (munja_compose_model_parent_class)->dispose (object);
}

static void
munja_compose_model_finalize (GObject *object)
{
  MunjaComposeModel *self = MUNJA_COMPOSE_MODEL (object);

  forget_table (self);
  munja_content_free (self->content);
  munja_message_unref (self->message);
  munja_merge_report_unref (self->report);

  G_OBJECT_CLASS (munja_compose_model_parent_class)->finalize (object);
}

static void
munja_compose_model_class_init (MunjaComposeModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = munja_compose_model_dispose;
  object_class->finalize = munja_compose_model_finalize;

  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_MEASURED]
      = g_signal_new ("measured", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PRICED]
      = g_signal_new ("priced", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_REPORTED]
      = g_signal_new ("reported", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_compose_model_init (MunjaComposeModel *self)
{
  self->content = munja_content_new ();
  self->people = munja_recipients_new ();
  self->prices = unknown_prices;
  self->balance = -1;
  self->message = munja_message_new_from_content (self->content);
  look_at_text (self);
}

/**
 * munja_compose_model_new:
 *
 * Makes what knows what is being written, to whom, and what becomes of it. Whoever writes tells it,
 * and whoever shows something reads it there. A message with fields is looked at in a thread
 * whenever it or the list has changed, after a short pause; one without, at once.
 *
 * Returns: (transfer full): the model, of an empty message to nobody
 */
MunjaComposeModel *
munja_compose_model_new (void)
{
  return g_object_new (MUNJA_TYPE_COMPOSE_MODEL, NULL);
}

/**
 * munja_compose_model_take_content:
 * @self: the model
 * @content: (transfer full): what the message says now, finished or not
 */
void
munja_compose_model_take_content (MunjaComposeModel *self, MunjaContent *content)
{
  g_autoptr (MunjaMessage) message = NULL;

  g_return_if_fail (MUNJA_IS_COMPOSE_MODEL (self));

  if (munja_content_equal (self->content, content)) {
    munja_content_free (content);
    return;
  }
  munja_content_free (self->content);
  self->content = content;
  message = munja_message_new_from_content (content);
  if (!munja_message_equal (self->message, message)) {
    munja_message_unref (self->message);
    self->message = g_steal_pointer (&message);
    begin_look (self);
  }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * munja_compose_model_set_people:
 * @self: the model
 * @people: whom the message goes to; also the same list, when something in it has changed
 */
void
munja_compose_model_set_people (MunjaComposeModel *self, MunjaRecipients *people)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_MODEL (self));

  g_set_object (&self->people, people);
  self->n_people = (guint)munja_recipients_count (people, MUNJA_RECIPIENT_PEOPLE);
  forget_table (self);
  begin_look (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * munja_compose_model_set_scheduled:
 * @self: the model
 * @scheduled: when the message is to go out, in µs since 1970 UTC; 0 for at once
 */
void
munja_compose_model_set_scheduled (MunjaComposeModel *self, gint64 scheduled)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_MODEL (self));

  if (self->scheduled == scheduled)
    return;
  self->scheduled = scheduled;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * munja_compose_model_get_scheduled:
 * @self: the model
 *
 * Returns: when the message is to go out, in µs since 1970 UTC; 0 for at once
 */
gint64
munja_compose_model_get_scheduled (MunjaComposeModel *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_MODEL (self), 0);

  return self->scheduled;
}

/**
 * munja_compose_model_set_prices:
 * @self: the model
 * @prices: (nullable): in Korea, %NULL if they are not known
 * @balance: what there is to pay with, below 0 if it is not known
 */
void
munja_compose_model_set_prices (MunjaComposeModel *self,
                                const MunjaPrices *prices,
                                MunjaMoney balance)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_MODEL (self));

  self->prices = prices != NULL ? *prices : unknown_prices;
  self->balance = balance;
  g_signal_emit (self, signals[SIGNAL_PRICED], 0);
}

/**
 * munja_compose_model_get_content:
 * @self: the model
 *
 * Returns: (transfer none): what the message says, as it was typed
 */
const MunjaContent *
munja_compose_model_get_content (MunjaComposeModel *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_MODEL (self), NULL);

  return self->content;
}

/**
 * munja_compose_model_get_message:
 * @self: the model
 *
 * Returns: (transfer none): what would be sent
 */
MunjaMessage *
munja_compose_model_get_message (MunjaComposeModel *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_MODEL (self), NULL);

  return self->message;
}

/**
 * munja_compose_model_get_report:
 * @self: the model
 *
 * Returns: (transfer none): what becomes of the message for each of the people, as it was found
 * last; without fields or people, what is written
 */
MunjaMergeReport *
munja_compose_model_get_report (MunjaComposeModel *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_MODEL (self), NULL);

  return self->report;
}

/**
 * munja_compose_model_get_measure:
 * @self: the model
 *
 * Returns: (transfer none): what there is to say about the longest of the messages
 */
const MunjaMeasure *
munja_compose_model_get_measure (MunjaComposeModel *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_MODEL (self), NULL);

  return &self->measure;
}

/**
 * munja_compose_model_get_n_people:
 * @self: the model
 *
 * Returns: how many people get the message
 */
guint
munja_compose_model_get_n_people (MunjaComposeModel *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_MODEL (self), 0);

  return self->n_people;
}

/**
 * munja_compose_model_get_prices:
 * @self: the model
 *
 * Returns: (transfer none): what a message of each type costs in Korea; below 0 if not known
 */
const MunjaPrices *
munja_compose_model_get_prices (MunjaComposeModel *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_MODEL (self), NULL);

  return &self->prices;
}

/**
 * munja_compose_model_get_cost:
 * @self: the model
 *
 * Returns: what the message costs
 */
MunjaComposeCost
munja_compose_model_get_cost (MunjaComposeModel *self)
{
  return munja_compose_cost_find (&self->prices, self->balance, self->n_people, self->measure.type,
                                  self->report->n_types);
}
