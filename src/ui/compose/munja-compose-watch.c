#include "config.h"

#include "munja-compose-watch.h"

/* How long the person has to pause before many texts are looked at. */
#define PAUSE_MS 120

struct _MunjaComposeWatch {
  GObject parent_instance;

  /* Owned. */
  MunjaRecipientsBox *box;
  MunjaMessage *message;
  MunjaAudience *table; /* of all people, with the columns for @table_fields; or none */
  GStrv table_fields;
  MunjaMergeReport *last;
  GCancellable *cancellable; /* of the look that is under way */
  guint pause_id;
};

/**
 * MunjaComposeWatch::changed:
 *
 * munja_compose_watch_get_last() is another one.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaComposeWatch, munja_compose_watch, G_TYPE_OBJECT)

static void
take_last (MunjaComposeWatch *self, MunjaMergeReport *check)
{
  g_clear_pointer (&self->last, munja_merge_report_unref);
  self->last = check;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposeWatch *self = user_data;
  g_autoptr (GError) error = NULL;
  MunjaMergeReport *check = munja_merge_report_finish (result, &error);

  if (check == NULL)
    return;
  g_clear_object (&self->cancellable);
  take_last (self, check);
}

static void
look (MunjaComposeWatch *self)
{
  munja_merge_report_async (self->message, self->table, self->cancellable, checked_cb, self);
}

static void
table_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaComposeWatch *self = user_data;
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
stop (MunjaComposeWatch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pause_id, g_source_remove);
}

static void
forget_table (MunjaComposeWatch *self)
{
  g_clear_pointer (&self->table, munja_audience_unref);
  g_clear_pointer (&self->table_fields, g_strfreev);
}

static gboolean
pause_ended_cb (gpointer user_data)
{
  MunjaComposeWatch *self = user_data;
  g_autoptr (MunjaRecipients) people = munja_recipients_box_dup_people (self->box);
  const char *const *fields = munja_message_get_fields (self->message);

  self->pause_id = 0;
  self->cancellable = g_cancellable_new ();
  if (self->table != NULL && g_strv_equal ((const char *const *)self->table_fields, fields)) {
    look (self);
    return G_SOURCE_REMOVE;
  }
  forget_table (self);
  self->table_fields = g_strdupv ((GStrv)fields);
  munja_recipients_dup_table_async (people, fields, self->cancellable, table_made_cb, self);
  return G_SOURCE_REMOVE;
}

/* A message without fields is the same for everybody, however many there are. */
static void
look_at_text (MunjaComposeWatch *self)
{
  g_autoptr (MunjaAudience) nobody = munja_audience_new ();

  forget_table (self);
  take_last (self, munja_merge_report_new (self->message, nobody, NULL));
}

static void
begin (MunjaComposeWatch *self)
{
  stop (self);
  if (munja_message_get_fields (self->message)[0] == NULL)
    look_at_text (self);
  else
    self->pause_id = g_timeout_add (PAUSE_MS, pause_ended_cb, self);
}

static void
people_changed_cb (MunjaComposeWatch *self)
{
  forget_table (self);
  begin (self);
}

static void
munja_compose_watch_dispose (GObject *object)
{
  MunjaComposeWatch *self = MUNJA_COMPOSE_WATCH (object);

  stop (self);
  g_clear_object (&self->box);

  G_OBJECT_CLASS (munja_compose_watch_parent_class)->dispose (object);
}

static void
munja_compose_watch_finalize (GObject *object)
{
  MunjaComposeWatch *self = MUNJA_COMPOSE_WATCH (object);

  forget_table (self);
  g_clear_pointer (&self->last, munja_merge_report_unref);
  munja_message_unref (self->message);

  G_OBJECT_CLASS (munja_compose_watch_parent_class)->finalize (object);
}

static void
munja_compose_watch_class_init (MunjaComposeWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = munja_compose_watch_dispose;
  object_class->finalize = munja_compose_watch_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_compose_watch_init (MunjaComposeWatch *self)
{
  self->message = munja_message_new_for_text ("");
}

/**
 * munja_compose_watch_new:
 * @box: whom the message goes to
 *
 * Makes what keeps an eye on what the message in the form becomes for each of the people in it. A
 * message with fields is looked at in a thread whenever it or the list has changed, after a short
 * pause; one without, at once.
 *
 * Returns: (transfer full): the eye, on an empty message
 */
MunjaComposeWatch *
munja_compose_watch_new (MunjaRecipientsBox *box)
{
  MunjaComposeWatch *self = g_object_new (MUNJA_TYPE_COMPOSE_WATCH, NULL);

  self->box = g_object_ref (box);
  g_signal_connect_object (box, "changed", G_CALLBACK (people_changed_cb), self, G_CONNECT_SWAPPED);
  look_at_text (self);
  return self;
}

/**
 * munja_compose_watch_set_message:
 * @self: the eye
 * @message: what the form holds now
 */
void
munja_compose_watch_set_message (MunjaComposeWatch *self, MunjaMessage *message)
{
  g_return_if_fail (MUNJA_IS_COMPOSE_WATCH (self));

  if (munja_message_equal (self->message, message))
    return;
  munja_message_unref (self->message);
  self->message = munja_message_ref (message);
  begin (self);
}

/**
 * munja_compose_watch_get_last:
 * @self: the eye
 *
 * Returns: (transfer none): what was found when it last looked; without people, what is written
 */
MunjaMergeReport *
munja_compose_watch_get_last (MunjaComposeWatch *self)
{
  g_return_val_if_fail (MUNJA_IS_COMPOSE_WATCH (self), NULL);

  return self->last;
}

/**
 * munja_compose_watch_dup_largest:
 * @self: the eye
 * @text: what is written by now
 *
 * Puts into a text what the person has whose text was the longest when it was last looked at, so
 * that what is said about a text while it is typed holds for everybody.
 *
 * Returns: (transfer full): the text
 */
char *
munja_compose_watch_dup_largest (MunjaComposeWatch *self, const char *text)
{
  g_autoptr (MunjaMessage) message = NULL;
  g_autoptr (MunjaMerge) merge = NULL;
  g_autofree const char **values = NULL;
  MunjaAudience *table;

  g_return_val_if_fail (MUNJA_IS_COMPOSE_WATCH (self), NULL);

  table = self->last->table;
  if (munja_audience_get_length (table) == 0)
    return g_strdup (text);
  message = munja_message_new_for_text (text);
  merge = munja_merge_new (message, munja_audience_get_columns (table));
  values = g_new0 (const char *, munja_audience_get_n_columns (table) + 1);
  munja_audience_get_values (table, self->last->largest, values);
  return munja_merge_dup_text (merge, values);
}
