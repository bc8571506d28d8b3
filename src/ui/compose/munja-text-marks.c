#include "config.h"

#include "munja-text-marks.h"

/* A text that is far too long is not looked at to its end: what there is to say about it is that.
 */
#define MAX_CHARACTERS 20000
#define MAX_DESCRIBED  8

/* Colours that are seen on white as well as on black; the shape of the line tells them apart. */
#define UNSENDABLE_COLOR ((const GdkRGBA){ 0.95f, 0.22f, 0.25f, 1 })
#define RARE_COLOR       ((const GdkRGBA){ 0.80f, 0.55f, 0.04f, 1 })

/**
 * MunjaTextMarks:
 *
 * Underlines in a text what does not reach a phone as it is. The text itself it changes only when
 * it is asked to, in a way that can be undone.
 */
struct _MunjaTextMarks {
  GObject parent_instance;

  /* Owned. */
  GtkTextBuffer *buffer;
  GtkTextTag *unsendable_tag;
  GtkTextTag *rare_tag;
  GArray *marks; /* of MunjaTextMark */
};

/**
 * MunjaTextMarks::changed:
 *
 * What is marked may be something else now.
 */
enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaTextMarks, munja_text_marks, G_TYPE_OBJECT)

static void
clear_mark (gpointer data)
{
  MunjaTextMark *mark = data;

  g_free (mark->text);
  g_free (mark->suggestion);
}

static const MunjaTextMark *
get_mark (MunjaTextMarks *self, guint index)
{
  return &g_array_index (self->marks, MunjaTextMark, index);
}

static gboolean
is_rare (const MunjaTextMark *mark)
{
  return mark->kind == MUNJA_CHAR_RARE_SYLLABLE;
}

static void
get_mark_bounds (MunjaTextMarks *self,
                 const MunjaTextMark *mark,
                 GtkTextIter *start,
                 GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, start, (int)mark->offset);
  gtk_text_buffer_get_iter_at_offset (self->buffer, end, (int)(mark->offset + mark->length));
}

static char *
dup_text (MunjaTextMarks *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &end, MAX_CHARACTERS);
  /* With a placeholder for what is no text, so that the offsets are those of the buffer. */
  return gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);
}

static void
find_marks (MunjaTextMarks *self)
{
  g_autofree char *text = dup_text (self);
  MunjaTextScan scan;
  MunjaTextProblem problem;

  g_array_set_size (self->marks, 0);
  munja_text_scan_init (&scan, text);
  while (munja_text_scan_next (&scan, &problem)) {
    const MunjaTextMark mark = {
      .kind = problem.kind,
      .offset = problem.offset,
      .length = problem.length,
      .text = g_strndup (problem.start, problem.n_bytes),
      .suggestion = munja_text_problem_suggest (&problem),
    };

    g_array_append_val (self->marks, mark);
  }
}

static void
show_marks (MunjaTextMarks *self)
{
  for (guint i = 0; i < self->marks->len; i++) {
    const MunjaTextMark *mark = get_mark (self, i);
    GtkTextIter start;
    GtkTextIter end;

    get_mark_bounds (self, mark, &start, &end);
    gtk_text_buffer_apply_tag (self->buffer, is_rare (mark) ? self->rare_tag : self->unsendable_tag,
                               &start, &end);
  }
}

static void
update (MunjaTextMarks *self)
{
  guint n_before = self->marks->len;
  GtkTextIter start;
  GtkTextIter end;

  find_marks (self);
  if (n_before > 0) {
    gtk_text_buffer_get_bounds (self->buffer, &start, &end);
    gtk_text_buffer_remove_tag (self->buffer, self->unsendable_tag, &start, &end);
    gtk_text_buffer_remove_tag (self->buffer, self->rare_tag, &start, &end);
  }
  show_marks (self);
  if (n_before > 0 || self->marks->len > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
munja_text_marks_finalize (GObject *object)
{
  MunjaTextMarks *self = MUNJA_TEXT_MARKS (object);

  g_clear_object (&self->buffer);
  g_clear_pointer (&self->marks, g_array_unref);

  G_OBJECT_CLASS (munja_text_marks_parent_class)->finalize (object);
}

static void
munja_text_marks_class_init (MunjaTextMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = munja_text_marks_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
munja_text_marks_init (MunjaTextMarks *self)
{
  self->marks = g_array_new (FALSE, FALSE, sizeof (MunjaTextMark));
  g_array_set_clear_func (self->marks, clear_mark);
}

/**
 * munja_text_marks_new:
 * @buffer: a text
 *
 * Returns: (transfer full): what underlines in it from now on
 */
MunjaTextMarks *
munja_text_marks_new (GtkTextBuffer *buffer)
{
  MunjaTextMarks *self = g_object_new (MUNJA_TYPE_TEXT_MARKS, NULL);

  self->buffer = g_object_ref (buffer);
  self->unsendable_tag
      = gtk_text_buffer_create_tag (buffer, "unsendable", "underline", PANGO_UNDERLINE_ERROR,
                                    "underline-rgba", &UNSENDABLE_COLOR, NULL);
  self->rare_tag = gtk_text_buffer_create_tag (buffer, "rare", "underline", PANGO_UNDERLINE_DOUBLE,
                                               "underline-rgba", &RARE_COLOR, NULL);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * munja_text_marks_count:
 * @self: the marks
 * @rare: whether rare syllables are meant, or else what cannot be sent
 *
 * Returns: how many there are
 */
guint
munja_text_marks_count (MunjaTextMarks *self, gboolean rare)
{
  guint count = 0;

  for (guint i = 0; i < self->marks->len; i++)
    count += is_rare (get_mark (self, i)) == rare;
  return count;
}

/**
 * munja_text_marks_describe:
 * @self: the marks
 * @rare: whether rare syllables are meant, or else what cannot be sent
 *
 * Returns: (transfer full): what is marked, each once, or the first of it
 */
char *
munja_text_marks_describe (MunjaTextMarks *self, gboolean rare)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->marks->len; i++) {
    const MunjaTextMark *mark = get_mark (self, i);
    g_autofree char *name = NULL;

    if (is_rare (mark) != rare || !g_hash_table_add (seen, mark->text))
      continue;
    if (g_hash_table_size (seen) > MAX_DESCRIBED) {
      g_string_append (list, " …");
      break;
    }
    name = munja_text_mark_describe (mark);
    g_string_append_printf (list, "%s%s", list->len > 0 ? "  " : "", name);
  }
  return g_string_free (list, FALSE);
}

/**
 * munja_text_marks_find:
 * @self: the marks
 * @offset: a place in the text, in characters
 *
 * Returns: (nullable): the first one there or behind it that cannot be sent, or else the first one
 * of all; valid until the text changes
 */
const MunjaTextMark *
munja_text_marks_find (MunjaTextMarks *self, guint offset)
{
  const MunjaTextMark *first = NULL;

  for (guint i = 0; i < self->marks->len; i++) {
    const MunjaTextMark *mark = get_mark (self, i);

    if (is_rare (mark))
      continue;
    if (mark->offset + mark->length > offset)
      return mark;
    if (first == NULL)
      first = mark;
  }
  return first;
}

static void
replace (MunjaTextMarks *self, guint offset, guint length, const char *with)
{
  const MunjaTextMark mark = { .offset = offset, .length = length };
  GtkTextIter start;
  GtkTextIter end;

  get_mark_bounds (self, &mark, &start, &end);
  gtk_text_buffer_delete (self->buffer, &start, &end);
  gtk_text_buffer_insert (self->buffer, &start, with, -1);
}

/**
 * munja_text_marks_replace:
 * @self: the marks
 * @offset: where one of them begins
 * @with_suggestion: whether to write what is suggested, or else to leave it out
 *
 * Changes the text as the person wants it, in one step that can be undone.
 */
void
munja_text_marks_replace (MunjaTextMarks *self, guint offset, gboolean with_suggestion)
{
  const MunjaTextMark *mark = munja_text_marks_find (self, offset);
  g_autofree char *with = NULL;

  if (mark == NULL)
    return;
  with = g_strdup (with_suggestion ? mark->suggestion : "");
  gtk_text_buffer_begin_user_action (self->buffer);
  replace (self, mark->offset, mark->length, with);
  gtk_text_buffer_end_user_action (self->buffer);
}

/* From the first one that cannot be sent to the last one. */
static MunjaTextMark
find_span (MunjaTextMarks *self)
{
  MunjaTextMark span = { 0 };

  for (guint i = 0; i < self->marks->len; i++) {
    const MunjaTextMark *mark = get_mark (self, i);

    if (is_rare (mark))
      continue;
    if (span.length == 0)
      span.offset = mark->offset;
    span.length = mark->offset + mark->length - span.offset;
  }
  return span;
}

/* Where the cursor, which was so many characters into @text, is once that is replaced. */
static guint
move_cursor (const char *text, guint n_before)
{
  g_autofree char *before = g_utf8_substring (text, 0, n_before);
  g_autofree char *replaced = munja_text_replace_unsendable (before);

  return (guint)g_utf8_strlen (replaced, -1);
}

/**
 * munja_text_marks_replace_all:
 * @self: the marks
 *
 * Takes every suggestion for what cannot be sent, in one step that can be undone.
 */
void
munja_text_marks_replace_all (MunjaTextMarks *self)
{
  MunjaTextMark span = find_span (self);
  int cursor = 0;
  g_autofree char *text = NULL;
  g_autofree char *replaced = NULL;
  GtkTextIter start;
  GtkTextIter end;

  if (span.length == 0)
    return;
  g_object_get (self->buffer, "cursor-position", &cursor, NULL);
  get_mark_bounds (self, &span, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  replaced = munja_text_replace_unsendable (text);
  /* All at once: each change has the whole message looked at. */
  gtk_text_buffer_begin_user_action (self->buffer);
  replace (self, span.offset, span.length, replaced);
  gtk_text_buffer_end_user_action (self->buffer);
  if (cursor <= (int)span.offset || cursor >= (int)(span.offset + span.length))
    return;
  gtk_text_buffer_get_iter_at_offset (
      self->buffer, &start, (int)(span.offset + move_cursor (text, (guint)cursor - span.offset)));
  gtk_text_buffer_place_cursor (self->buffer, &start);
}

/**
 * munja_text_mark_describe:
 * @mark: a mark
 *
 * Returns: (transfer full): what is there, or the number of a character that leaves no ink
 */
char *
munja_text_mark_describe (const MunjaTextMark *mark)
{
  gunichar first = g_utf8_get_char (mark->text);

  if (g_unichar_isgraph (first) && !g_unichar_ismark (first))
    return g_strdup (mark->text);
  return g_strdup_printf ("U+%04X", first);
}
