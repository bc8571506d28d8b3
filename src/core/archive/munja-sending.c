#include "config.h"

#include "munja-sending.h"

#include "munja-packed-merge.h"
#include "munja-sending-private.h"

struct _MunjaSending {
  GObject parent_instance;

  /* Owned. */
  MunjaSendingInfo *info;
  MunjaPackedMerge *merge; /* NULL until a text is asked for, and where all get the same */
};

enum {
  PROP_INFO = 1,
  PROP_OUTCOME,
  PROP_NOTE,
  PROP_IS_FINAL,
  PROP_N_MESSAGES,
  PROP_N_OPEN,
  PROP_N_DELIVERED,
  PROP_N_FAILED,
  PROP_N_UNKNOWN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaSending, munja_sending, G_TYPE_OBJECT)

static guint
count (const MunjaSendingInfo *info, guint property)
{
  switch (property) {
  case PROP_N_OPEN:
    return munja_sending_info_count (info, MUNJA_SENT_STATES_OPEN);
  case PROP_N_DELIVERED:
    return munja_sending_info_count (info, MUNJA_SENT_STATES_DELIVERED);
  case PROP_N_FAILED:
    return munja_sending_info_count (info, MUNJA_SENT_STATES_FAILED);
  case PROP_N_UNKNOWN:
    return munja_sending_info_count (info, MUNJA_SENT_STATES_UNKNOWN);
  case PROP_N_MESSAGES:
  default:
    return info->n_messages;
  }
}

static void
munja_sending_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaSending *self = MUNJA_SENDING (object);

  switch (prop_id) {
  case PROP_INFO:
    g_value_set_boxed (value, self->info);
    break;
  case PROP_OUTCOME:
    g_value_set_enum (value, (int)self->info->outcome);
    break;
  case PROP_NOTE:
    g_value_set_string (value, self->info->note);
    break;
  case PROP_IS_FINAL:
    g_value_set_boolean (value, self->info->is_final);
    break;
  case PROP_N_MESSAGES:
  case PROP_N_OPEN:
  case PROP_N_DELIVERED:
  case PROP_N_FAILED:
  case PROP_N_UNKNOWN:
    g_value_set_uint (value, count (self->info, prop_id));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_sending_finalize (GObject *object)
{
  MunjaSending *self = MUNJA_SENDING (object);

  munja_packed_merge_free (self->merge);
  munja_sending_info_free (self->info);

  G_OBJECT_CLASS (munja_sending_parent_class)->finalize (object);
}

static void
munja_sending_class_init (MunjaSendingClass *klass)
{
  static const char *const counts[N_PROPS] = {
    [PROP_N_MESSAGES] = "n-messages",   [PROP_N_OPEN] = "n-open",
    [PROP_N_DELIVERED] = "n-delivered", [PROP_N_FAILED] = "n-failed",
    [PROP_N_UNKNOWN] = "n-unknown",
  };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_sending_get_property;
  object_class->finalize = munja_sending_finalize;

  /**
   * MunjaSending:info:
   *
   * See munja_sending_get_info(). It is told with every change.
   */
  properties[PROP_INFO] = g_param_spec_boxed ("info", NULL, NULL, MUNJA_TYPE_SENDING_INFO, flags);
  /**
   * MunjaSending:outcome:
   *
   * What became of it as a whole, a #MunjaSendingOutcome.
   */
  properties[PROP_OUTCOME] = g_param_spec_enum ("outcome", NULL, NULL, MUNJA_TYPE_SENDING_OUTCOME,
                                                MUNJA_SENDING_SENT, flags);
  /**
   * MunjaSending:note:
   *
   * What the person wrote about it.
   */
  properties[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, "", flags);
  /**
   * MunjaSending:is-final:
   *
   * Whether nothing will change any more.
   */
  properties[PROP_IS_FINAL] = g_param_spec_boolean ("is-final", NULL, NULL, FALSE, flags);
  /* How many messages there are of each kind; those that were refused count as failed. */
  for (guint i = PROP_N_MESSAGES; i <= PROP_N_UNKNOWN; i++)
    properties[i] = g_param_spec_uint (counts[i], NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_sending_init (MunjaSending *self)
{
}

/**
 * munja_sending_new:
 * @info: (transfer full): what is known of it
 *
 * Returns: (transfer full): a sending
 */
MunjaSending *
munja_sending_new (MunjaSendingInfo *info)
{
  MunjaSending *self = g_object_new (MUNJA_TYPE_SENDING, NULL);

  self->info = info;
  return self;
}

static void
notify (MunjaSending *self, guint property, gboolean changed)
{
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * munja_sending_update:
 * @self: the sending
 * @info: (transfer full): what is known of it now
 *
 * Takes what was read last for what there is.
 */
void
munja_sending_update (MunjaSending *self, MunjaSendingInfo *info)
{
  g_autoptr (MunjaSendingInfo) before = self->info;
  g_autoptr (MunjaSending) kept = g_object_ref (self);

  self->info = info;
  for (guint i = PROP_N_MESSAGES; i <= PROP_N_UNKNOWN; i++)
    notify (self, i, count (before, i) != count (info, i));
  notify (self, PROP_IS_FINAL, before->is_final != info->is_final);
  notify (self, PROP_NOTE, !g_str_equal (before->note, info->note));
  notify (self, PROP_OUTCOME, before->outcome != info->outcome);
  notify (self, PROP_INFO, TRUE);
}

/**
 * munja_sending_get_info:
 * @self: the sending
 *
 * Returns: (transfer none): what is known of it; the next change replaces it
 */
const MunjaSendingInfo *
munja_sending_get_info (MunjaSending *self)
{
  g_return_val_if_fail (MUNJA_IS_SENDING (self), NULL);

  return self->info;
}

/**
 * munja_sending_get_id:
 * @self: the sending
 *
 * Returns: what it is called in the archive; a later sending has a higher one
 */
gint64
munja_sending_get_id (MunjaSending *self)
{
  g_return_val_if_fail (MUNJA_IS_SENDING (self), 0);

  return self->info->id;
}

/* The text is taken apart once for all messages; it never changes. */
static void
prepare_merge (MunjaSending *self)
{
  if (self->merge == NULL)
    self->merge = munja_sending_info_new_merge (self->info);
}

/* Finds what is put into a text; %FALSE where nothing is, or that cannot be told. */
static gboolean
unpack_values (MunjaSending *self, const MunjaSentMessage *message)
{
  prepare_merge (self);
  return self->merge != NULL && munja_packed_merge_unpack (self->merge, message->values);
}

/**
 * munja_sending_dup_text:
 * @self: the sending
 * @message: one of its messages
 *
 * Returns: (transfer full): what the recipient reads; where that cannot be told, what was written
 */
char *
munja_sending_dup_text (MunjaSending *self, const MunjaSentMessage *message)
{
  g_return_val_if_fail (MUNJA_IS_SENDING (self), NULL);

  if (message->own_text != NULL)
    return g_strdup (message->own_text);
  if (unpack_values (self, message))
    return munja_packed_merge_dup_text (self->merge);
  return g_strdup (self->info->written.text);
}

/**
 * munja_sending_dup_subject:
 * @self: the sending
 * @message: one of its messages
 *
 * Returns: (transfer full) (nullable): the subject that the recipient reads, %NULL for none; where
 *   that cannot be told, what was written
 */
char *
munja_sending_dup_subject (MunjaSending *self, const MunjaSentMessage *message)
{
  g_return_val_if_fail (MUNJA_IS_SENDING (self), NULL);

  if (message->own_text != NULL)
    return g_strdup (message->own_subject);
  if (unpack_values (self, message))
    return munja_packed_merge_dup_subject (self->merge);
  return g_strdup (self->info->written.subject);
}

/**
 * munja_sending_get_message_type:
 * @self: the sending
 * @message: one of its messages
 *
 * Returns: what the message went out as
 */
MunjaMessageType
munja_sending_get_message_type (MunjaSending *self, const MunjaSentMessage *message)
{
  g_return_val_if_fail (MUNJA_IS_SENDING (self), MUNJA_MESSAGE_TYPE_SMS);

  return message->own_type != MUNJA_SENT_SAME_TYPE ? (MunjaMessageType)message->own_type
                                                   : self->info->type;
}
