#include "config.h"

#include "munja-text-scan.h"

#include "munja-cluster.h"
#include "munja-substitute.h"
#include "munja-text.h"

/**
 * munja_text_scan_init:
 * @self: a scan
 * @text: valid UTF-8, normalised or not; borrowed
 *
 * Starts at the beginning.
 */
void
munja_text_scan_init (MunjaTextScan *self, const char *text)
{
  *self = (MunjaTextScan){ .next = text };
}

/* The worst of a cluster counts. */
static MunjaCharKind
find_kind (const char *normalized)
{
  MunjaCharKind kind = MUNJA_CHAR_ASCII;

  for (const char *p = normalized; *p != '\0'; p = g_utf8_next_char (p))
    kind = MAX (kind, munja_charset_classify (g_utf8_get_char (p)));
  return kind;
}

/* Takes a cluster that is not just a character that can be sent. */
static MunjaCharKind
take_cluster (MunjaTextScan *self, const char *end)
{
  g_autoptr (GString) normalized = g_string_new (NULL);

  munja_cluster_append_normalized (normalized, self->next, end);
  self->bytes += munja_text_count_bytes (normalized->str);
  self->offset += (guint)g_utf8_pointer_to_offset (self->next, end);
  self->next = end;
  return find_kind (normalized->str);
}

static MunjaCharKind
classify (const char *p)
{
  return munja_charset_classify ((guchar)*p < 0x80 ? (gunichar)*p : g_utf8_get_char (p));
}

/* Passes over what reaches a phone as it is, looking at each character once: nearly all of a text.
 * One with something behind it that may belong to it is left to take_next(). */
static void
skip_plain (MunjaTextScan *self)
{
  MunjaCharKind kind = classify (self->next);

  while (*self->next != '\0' && kind < MUNJA_CHAR_RARE_SYLLABLE) {
    const char *after = g_utf8_next_char (self->next);
    MunjaCharKind next = classify (after);

    if (*after != '\0' && next > MUNJA_CHAR_RARE_SYLLABLE)
      return;
    self->bytes += kind == MUNJA_CHAR_ASCII ? 1 : 2;
    self->offset++;
    self->next = after;
    kind = next;
  }
}

static MunjaCharKind
take_next (MunjaTextScan *self)
{
  MunjaCharKind kind = munja_charset_classify (g_utf8_get_char (self->next));
  const char *after = g_utf8_next_char (self->next);
  const char *end = munja_cluster_find_end (self->next);

  if (end != after || kind > MUNJA_CHAR_RARE_SYLLABLE)
    return take_cluster (self, end);
  self->bytes += kind == MUNJA_CHAR_ASCII ? 1 : 2;
  self->offset++;
  self->next = after;
  return kind;
}

/**
 * munja_text_scan_next:
 * @self: a scan
 * @problem: (out caller-allocates): what it found
 *
 * Goes on to the next thing that does not reach a phone as it is, even once the text is normalised.
 * At the end, the bytes of @self are those of the whole text.
 *
 * Returns: whether there is one
 */
gboolean
munja_text_scan_next (MunjaTextScan *self, MunjaTextProblem *problem)
{
  for (skip_plain (self); *self->next != '\0'; skip_plain (self)) {
    const MunjaTextScan before = *self;
    MunjaCharKind kind = take_next (self);

    if (kind < MUNJA_CHAR_RARE_SYLLABLE)
      continue;
    problem->kind = kind;
    problem->start = before.next;
    problem->n_bytes = (gsize)(self->next - before.next);
    problem->offset = before.offset;
    problem->length = self->offset - before.offset;
    return TRUE;
  }
  return FALSE;
}

/**
 * munja_text_problem_suggest:
 * @problem: from munja_text_scan_next(), its text still being there
 *
 * Suggests what to write instead.
 *
 * Returns: (transfer full): something that can be sent, "" to leave it out; a rare syllable itself,
 *   since no other one means the same
 */
char *
munja_text_problem_suggest (const MunjaTextProblem *problem)
{
  g_autoptr (GString) cluster = g_string_new (NULL);

  munja_cluster_append_normalized (cluster, problem->start, problem->start + problem->n_bytes);
  if (problem->kind == MUNJA_CHAR_RARE_SYLLABLE)
    return g_strdup (cluster->str);
  return munja_substitute_find (cluster->str);
}

/**
 * munja_text_replace_unsendable:
 * @text: valid UTF-8
 *
 * Takes every suggestion for what cannot be sent, and leaves the rest as it is.
 *
 * Returns: (transfer full): a text that can be sent once it is normalised
 */
char *
munja_text_replace_unsendable (const char *text)
{
  GString *out = g_string_new (NULL);
  MunjaTextScan scan;
  MunjaTextProblem problem;
  const char *rest = text;

  munja_text_scan_init (&scan, text);
  while (munja_text_scan_next (&scan, &problem)) {
    g_autofree char *suggestion = NULL;

    if (problem.kind == MUNJA_CHAR_RARE_SYLLABLE)
      continue;
    suggestion = munja_text_problem_suggest (&problem);
    g_string_append_len (out, rest, problem.start - rest);
    g_string_append (out, suggestion);
    rest = scan.next;
  }
  g_string_append (out, rest);
  return g_string_free (out, FALSE);
}
