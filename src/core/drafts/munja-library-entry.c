#include "config.h"

#include "munja-library-entry.h"

struct _MunjaLibraryEntry {
  GObject parent_instance;

  MunjaLibraryKind kind;
  gint64 id;
  guint n_writes;  /* on their way */
  gboolean is_new; /* the file does not have it yet */

  MunjaLibrarySummary summary; /* its strings and its content are owned */
};

/**
 * MunjaLibraryEntry::changed:
 *
 * What is to be seen of it has changed.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaLibraryEntry, munja_library_entry, G_TYPE_OBJECT)

static void
replace (const char **place, const char *text)
{
  g_autofree char *before = (char *)*place;

  *place = g_strdup (text);
}

/* The words alone: what goes with them is read when it is needed. */
static void
take_words (MunjaLibraryEntry *self, const MunjaContent *content)
{
  g_autoptr (MunjaContent) before = (MunjaContent *)self->summary.content;
  MunjaContent *words = munja_content_new ();

  g_free (words->subject);
  g_free (words->text);
  words->subject = g_strdup (content->subject);
  words->text = g_strdup (content->text);
  self->summary.content = words;
}

static void
munja_library_entry_finalize (GObject *object)
{
  MunjaLibraryEntry *self = MUNJA_LIBRARY_ENTRY (object);

  replace (&self->summary.name, NULL);
  munja_content_free ((MunjaContent *)self->summary.content);
  replace (&self->summary.to, NULL);

  G_OBJECT_CLASS (munja_library_entry_parent_class)->finalize (object);
}

static void
munja_library_entry_class_init (MunjaLibraryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_library_entry_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_library_entry_init (MunjaLibraryEntry *self)
{
}

/**
 * munja_library_entry_new:
 * @kind: what it is
 * @id: what it is called in the file; no other entry of the kind has it, or ever had it
 *
 * Makes an entry of the library, of which munja_library_entry_update() tells more.
 *
 * Returns: (transfer full): the entry
 */
MunjaLibraryEntry *
munja_library_entry_new (MunjaLibraryKind kind, gint64 id)
{
  g_autoptr (MunjaContent) nothing = munja_content_new ();
  MunjaLibraryEntry *self = g_object_new (MUNJA_TYPE_LIBRARY_ENTRY, NULL);

  self->kind = kind;
  self->id = id;
  munja_library_entry_update (self, &(MunjaLibrarySummary){ "", nothing, "", 0, FALSE, 0 });
  return self;
}

/**
 * munja_library_entry_update:
 * @self: the entry
 * @summary: what is to be seen of it now; copied
 *
 * Tells what is in it.
 */
void
munja_library_entry_update (MunjaLibraryEntry *self, const MunjaLibrarySummary *summary)
{
  g_return_if_fail (MUNJA_IS_LIBRARY_ENTRY (self));

  replace (&self->summary.name, summary->name);
  take_words (self, summary->content);
  replace (&self->summary.to, summary->to);
  self->summary.n_people = summary->n_people;
  self->summary.has_picture = summary->has_picture;
  self->summary.modified = summary->modified;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * munja_library_entry_begin_write:
 * @self: the entry
 * @is_new: whether it has never been on its way into the file before
 *
 * Notes that it is on its way into the file, until munja_library_entry_end_write().
 */
void
munja_library_entry_begin_write (MunjaLibraryEntry *self, gboolean is_new)
{
  g_return_if_fail (MUNJA_IS_LIBRARY_ENTRY (self));

  self->is_new = self->is_new || is_new;
  self->n_writes++;
}

/**
 * munja_library_entry_end_write:
 * @self: the entry
 * @is_written: whether it has got there
 *
 * Returns: whether the file has the entry, in whichever state, or may still get it
 */
gboolean
munja_library_entry_end_write (MunjaLibraryEntry *self, gboolean is_written)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY_ENTRY (self), FALSE);
  g_return_val_if_fail (self->n_writes > 0, FALSE);

  if (is_written)
    self->is_new = FALSE;
  return --self->n_writes > 0 || !self->is_new;
}

/**
 * munja_library_entry_get_kind:
 * @self: the entry
 *
 * Returns: what it is
 */
MunjaLibraryKind
munja_library_entry_get_kind (MunjaLibraryEntry *self)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY_ENTRY (self), MUNJA_LIBRARY_DRAFT);

  return self->kind;
}

/**
 * munja_library_entry_get_id:
 * @self: the entry
 *
 * Returns: what it is called in the file
 */
gint64
munja_library_entry_get_id (MunjaLibraryEntry *self)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY_ENTRY (self), 0);

  return self->id;
}

/**
 * munja_library_entry_get_summary:
 * @self: the entry
 *
 * Returns: what is to be seen of it; the strings are borrowed from @self
 */
MunjaLibrarySummary
munja_library_entry_get_summary (MunjaLibraryEntry *self)
{
  return self->summary;
}

/**
 * munja_library_entry_get_name:
 * @self: the entry
 *
 * Returns: (transfer none): what a template is called, "" for a draft
 */
const char *
munja_library_entry_get_name (MunjaLibraryEntry *self)
{
  g_return_val_if_fail (MUNJA_IS_LIBRARY_ENTRY (self), NULL);

  return self->summary.name;
}
