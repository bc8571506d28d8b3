#include "config.h"

#include "munja-replace-note.h"

struct _MunjaReplaceNote {
  AdwBin parent_instance;

  /* Owned. */
  char *key; /* NULL for none */
};

/**
 * MunjaReplaceNote::changed:
 *
 * The person wants it to be a message of its own.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaReplaceNote, munja_replace_note, ADW_TYPE_BIN)

static void
keep_both_cb (MunjaReplaceNote *self)
{
  munja_replace_note_set_key (self, NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
munja_replace_note_finalize (GObject *object)
{
  g_free (MUNJA_REPLACE_NOTE (object)->key);

  G_OBJECT_CLASS (munja_replace_note_parent_class)->finalize (object);
}

static void
munja_replace_note_class_init (MunjaReplaceNoteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = munja_replace_note_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-replace-note.ui");
  gtk_widget_class_bind_template_callback (widget_class, keep_both_cb);
}

static void
munja_replace_note_init (MunjaReplaceNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_replace_note_get_key:
 * @self: the note
 *
 * Returns: (nullable): key of the scheduled job that the message takes the place of
 */
const char *
munja_replace_note_get_key (MunjaReplaceNote *self)
{
  g_return_val_if_fail (MUNJA_IS_REPLACE_NOTE (self), NULL);

  return self->key;
}

/**
 * munja_replace_note_set_key:
 * @self: the note
 * @key: (nullable): key of the scheduled job that the message takes the place of; %NULL for none
 *
 * Says so, and offers to have both.
 */
void
munja_replace_note_set_key (MunjaReplaceNote *self, const char *key)
{
  char *own_key = g_strdup (key);

  g_return_if_fail (MUNJA_IS_REPLACE_NOTE (self));

  g_free (self->key);
  self->key = own_key;
  gtk_widget_set_visible (GTK_WIDGET (self), key != NULL);
}
