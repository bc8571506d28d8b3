#include "config.h"

#include "munja-sent-row.h"

struct _MunjaSentRow {
  GObject parent_instance;

  /* Owned. */
  MunjaSending *sending;
  MunjaSentMessage *message;
};

enum {
  PROP_MESSAGE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaSentRow, munja_sent_row, G_TYPE_OBJECT)

static void
munja_sent_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MESSAGE:
    g_value_set_boxed (value, MUNJA_SENT_ROW (object)->message);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_sent_row_finalize (GObject *object)
{
  MunjaSentRow *self = MUNJA_SENT_ROW (object);

  g_clear_object (&self->sending);
  munja_sent_message_free (self->message);

  G_OBJECT_CLASS (munja_sent_row_parent_class)->finalize (object);
}

static void
munja_sent_row_class_init (MunjaSentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_sent_row_get_property;
  object_class->finalize = munja_sent_row_finalize;

  /**
   * MunjaSentRow:message:
   *
   * See munja_sent_row_get_message(). It is told with every change.
   */
  properties[PROP_MESSAGE]
      = g_param_spec_boxed ("message", NULL, NULL, MUNJA_TYPE_SENT_MESSAGE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_sent_row_init (MunjaSentRow *self)
{
}

/**
 * munja_sent_row_new:
 * @sending: a sending
 * @message: (transfer full): one of its messages
 *
 * Returns: (transfer full): what a list shows for the message
 */
MunjaSentRow *
munja_sent_row_new (MunjaSending *sending, MunjaSentMessage *message)
{
  MunjaSentRow *self = g_object_new (MUNJA_TYPE_SENT_ROW, NULL);

  self->sending = g_object_ref (sending);
  self->message = message;
  return self;
}

/**
 * munja_sent_row_get_sending:
 * @self: the row
 *
 * Returns: (transfer none): what the message belongs to
 */
MunjaSending *
munja_sent_row_get_sending (MunjaSentRow *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_ROW (self), NULL);

  return self->sending;
}

/**
 * munja_sent_row_get_message:
 * @self: the row
 *
 * Returns: (transfer none): the message; the next change replaces it
 */
const MunjaSentMessage *
munja_sent_row_get_message (MunjaSentRow *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_ROW (self), NULL);

  return self->message;
}

/**
 * munja_sent_row_update:
 * @self: the row
 * @message: (transfer full): the same message as it is now
 *
 * Takes what was read last for what there is.
 */
void
munja_sent_row_update (MunjaSentRow *self, MunjaSentMessage *message)
{
  g_autoptr (MunjaSentMessage) before = NULL;

  g_return_if_fail (MUNJA_IS_SENT_ROW (self));

  before = self->message;
  self->message = message;
  if (!munja_sent_message_equal (before, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
}

/**
 * munja_sent_row_dup_text:
 * @self: the row
 *
 * Returns: (transfer full): what the recipient reads, see munja_sending_dup_text()
 */
char *
munja_sent_row_dup_text (MunjaSentRow *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_ROW (self), NULL);

  return munja_sending_dup_text (self->sending, self->message);
}

/**
 * munja_sent_row_dup_subject:
 * @self: the row
 *
 * Returns: (transfer full) (nullable): the subject, see munja_sending_dup_subject()
 */
char *
munja_sent_row_dup_subject (MunjaSentRow *self)
{
  g_return_val_if_fail (MUNJA_IS_SENT_ROW (self), NULL);

  return munja_sending_dup_subject (self->sending, self->message);
}
