#include "config.h"

#include "munja-preedit.h"

#include <string.h>

/* How long an input method may take to hand over the syllable that it is composing. */
#define COMPOSING_LIMIT_MS 150

/**
 * MunjaPreedit:
 *
 * Knows what an input method is composing in a text view and in an entry: what a person sees there
 * and the text does not have yet.
 */
struct _MunjaPreedit {
  GObject parent_instance;

  /* Borrowed. */
  GtkTextView *view;
  GtkEditable *entry;

  /* Owned. */
  char *in_view;     /* what the input method shows there but has not handed over */
  char *in_entry;    /* the same */
  char *settling;    /* what was being composed when the text had to be settled, */
  char *seen;        /* the text as the person saw it then, */
  char *handed_over; /* and without what was being composed */

  gboolean composed_again; /* more was composed while the text was being settled */
  gint64 vanished_at; /* when a syllable vanished that has not come into the text; 0 for never */

  /* Who waits for it to be handed over, and the source that ends the wait. */
  MunjaPreeditCallback callback;
  gpointer user_data;
  guint wait_id;
};

/**
 * MunjaPreedit::changed:
 *
 * Something else is being composed.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaPreedit, munja_preedit, G_TYPE_OBJECT)

static char *
dup_range (MunjaPreedit *self, const GtkTextIter *start, const GtkTextIter *end)
{
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), start, end, FALSE);
}

/* The text is what it was, with a part that was there once in it twice in a row. */
static gboolean
is_with_twice (const char *text, const char *once, const char *part)
{
  gsize length = strlen (part);

  if (strlen (text) != strlen (once) + length)
    return FALSE;
  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part)) {
    gsize before = (gsize)(p - text);

    if (strncmp (p + length, part, length) == 0 && strncmp (text, once, before + length) == 0
        && strcmp (p + length * 2, once + before + length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* An input method in trouble hands its syllable over twice, once because the focus leaves and once
 * by itself, or not at all. What the person saw is what counts. */
static void
mend (MunjaPreedit *self)
{
  g_autofree char *settling = g_steal_pointer (&self->settling);
  g_autofree char *seen = g_steal_pointer (&self->seen);
  g_autofree char *handed_over = g_steal_pointer (&self->handed_over);
  g_autofree char *text = NULL;

  if (*settling == '\0' || self->composed_again)
    return;
  if (*self->in_view != '\0')
    gtk_text_view_reset_im_context (self->view);
  text = munja_preedit_dup_text (self, FALSE);
  if (g_str_equal (text, handed_over) || is_with_twice (text, seen, settling))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), seen, -1);
}

static void
end_wait (MunjaPreedit *self)
{
  MunjaPreeditCallback callback = g_steal_pointer (&self->callback);

  g_clear_handle_id (&self->wait_id, g_source_remove);
  if (callback == NULL)
    return;
  mend (self);
  callback (self->user_data);
}

static gboolean
wait_ended_cb (gpointer user_data)
{
  MunjaPreedit *self = user_data;

  self->wait_id = 0;
  end_wait (self);
  return G_SOURCE_REMOVE;
}

/* What the input method shows vanishes right before it comes into the text, so that the look at the
 * text waits for the next turn. */
static void
end_wait_soon (MunjaPreedit *self)
{
  g_clear_handle_id (&self->wait_id, g_source_remove);
  self->wait_id = g_idle_add (wait_ended_cb, self);
}

static gboolean
is_composing (MunjaPreedit *self)
{
  return *self->in_view != '\0' || *self->in_entry != '\0';
}

static void
text_changed_cb (MunjaPreedit *self)
{
  self->vanished_at = 0;
  if (self->callback != NULL && !is_composing (self))
    end_wait_soon (self);
}

static void
take_preedit (MunjaPreedit *self, char **composing, const char *preedit)
{
  if (**composing != '\0' && *preedit == '\0')
    self->vanished_at = g_get_monotonic_time ();
  g_free (*composing);
  *composing = g_strdup (preedit);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  if (self->callback == NULL)
    return;
  if (is_composing (self))
    self->composed_again = TRUE;
  else
    end_wait_soon (self);
}

static void
view_preedit_changed_cb (MunjaPreedit *self, const char *preedit)
{
  take_preedit (self, &self->in_view, preedit);
}

static void
entry_preedit_changed_cb (MunjaPreedit *self, const char *preedit)
{
  take_preedit (self, &self->in_entry, preedit);
}

static void
munja_preedit_dispose (GObject *object)
{
  g_clear_handle_id (&MUNJA_PREEDIT (object)->wait_id, g_source_remove);

  G_OBJECT_CLASS (munja_preedit_parent_class)->dispose (object);
}

static void
munja_preedit_finalize (GObject *object)
{
  MunjaPreedit *self = MUNJA_PREEDIT (object);

  g_clear_pointer (&self->in_view, g_free);
  g_clear_pointer (&self->in_entry, g_free);
  g_clear_pointer (&self->settling, g_free);
  g_clear_pointer (&self->seen, g_free);
  g_clear_pointer (&self->handed_over, g_free);

  G_OBJECT_CLASS (munja_preedit_parent_class)->finalize (object);
}

static void
munja_preedit_class_init (MunjaPreeditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = munja_preedit_dispose;
  G_OBJECT_CLASS (klass)->finalize = munja_preedit_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_preedit_init (MunjaPreedit *self)
{
  self->in_view = g_strdup ("");
  self->in_entry = g_strdup ("");
}

/**
 * munja_preedit_new:
 * @view: where a text is written; it has to stay as long as the preedit
 * @entry: where one line is written; the same
 *
 * Returns: (transfer full): what knows what is being composed there
 */
MunjaPreedit *
munja_preedit_new (GtkTextView *view, GtkEditable *entry)
{
  MunjaPreedit *self = g_object_new (MUNJA_TYPE_PREEDIT, NULL);

  self->view = view;
  self->entry = entry;
  g_signal_connect_object (view, "preedit-changed", G_CALLBACK (view_preedit_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_editable_get_delegate (entry), "preedit-changed",
                           G_CALLBACK (entry_preedit_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (text_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (text_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * munja_preedit_dup_text:
 * @self: the preedit
 * @with_composing: whether to put in what is being composed, at the cursor
 *
 * Returns: (transfer full): what is in the text view
 */
char *
munja_preedit_dup_text (MunjaPreedit *self, gboolean with_composing)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkTextIter start;
  GtkTextIter cursor;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  before = dup_range (self, &start, &cursor);
  after = dup_range (self, &cursor, &end);
  return g_strconcat (before, with_composing ? self->in_view : "", after, NULL);
}

/**
 * munja_preedit_dup_entry:
 * @self: the preedit
 * @with_composing: whether to put in what is being composed, at the end
 *
 * Returns: (transfer full): what is in the entry
 */
char *
munja_preedit_dup_entry (MunjaPreedit *self, gboolean with_composing)
{
  return g_strconcat (gtk_editable_get_text (self->entry), with_composing ? self->in_entry : "",
                      NULL);
}

/* A key that sends may come between a syllable's end and its coming into the text. Then, too, some
 * time passes until it is known that it does not come because it was deleted. */
static gboolean
is_on_its_way (MunjaPreedit *self)
{
  return self->vanished_at != 0
         && g_get_monotonic_time () - self->vanished_at
                < COMPOSING_LIMIT_MS * G_TIME_SPAN_MILLISECOND;
}

/**
 * munja_preedit_settle:
 * @self: the preedit; it waits for one caller at a time
 * @next_focus: what gets the focus, so that the input method hands over its syllable
 * @callback: (scope async): called once, perhaps before this returns, unless @self ends first
 * @user_data: goes to @callback
 *
 * Waits until the text holds everything that the person sees in it, 150 ms at the most, and nothing
 * twice. The subject is only waited for.
 */
void
munja_preedit_settle (MunjaPreedit *self,
                      GtkWidget *next_focus,
                      MunjaPreeditCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (MUNJA_IS_PREEDIT (self));
  g_return_if_fail (self->callback == NULL);

  self->callback = callback;
  self->user_data = user_data;
  self->settling = g_strdup (self->in_view);
  self->seen = munja_preedit_dup_text (self, TRUE);
  self->handed_over = munja_preedit_dup_text (self, FALSE);
  self->composed_again = FALSE;
  gtk_widget_grab_focus (next_focus);
  if (self->wait_id != 0)
    return;
  if (is_composing (self) || is_on_its_way (self))
    self->wait_id = g_timeout_add (COMPOSING_LIMIT_MS, wait_ended_cb, self);
  else
    end_wait (self);
}
