#include "config.h"

#include "munja-measure.h"

#include "munja-text-scan.h"

/* Walks through a text and returns what it counts. */
static gsize
count (MunjaMeasure *self, const char *text)
{
  MunjaTextScan scan;
  MunjaTextProblem problem;

  munja_text_scan_init (&scan, text);
  while (munja_text_scan_next (&scan, &problem))
    *(problem.kind == MUNJA_CHAR_RARE_SYLLABLE ? &self->n_rare : &self->n_unsendable) += 1;
  return scan.bytes;
}

static MunjaTypeReason
find_reason (const MunjaMeasure *self, MunjaTypeChoice choice)
{
  if (self->type == MUNJA_MESSAGE_TYPE_MMS)
    return MUNJA_TYPE_REASON_PICTURE;
  if (choice != MUNJA_TYPE_CHOICE_AUTO)
    return MUNJA_TYPE_REASON_CHOSEN;
  if (self->subject_bytes > 0)
    return MUNJA_TYPE_REASON_SUBJECT;
  return self->type == MUNJA_MESSAGE_TYPE_LMS ? MUNJA_TYPE_REASON_LONG : MUNJA_TYPE_REASON_SHORT;
}

/**
 * munja_measure:
 * @text: valid UTF-8, what one recipient gets; it counts as munja_text_normalize() makes it, and
 *   need not be normalised
 * @subject: (nullable): valid UTF-8, likewise
 * @choice: what the person wants it to go out as
 * @has_picture: whether there is a picture
 *
 * Measures a message in one pass, fast enough to do it on every key.
 *
 * Returns: the measure
 */
MunjaMeasure
munja_measure (const char *text, const char *subject, MunjaTypeChoice choice, gboolean has_picture)
{
  MunjaMeasure self = { 0 };

  self.bytes = count (&self, text);
  if (subject != NULL)
    self.subject_bytes = count (&self, subject);
  self.type = munja_type_choice_resolve (choice, self.bytes, self.subject_bytes > 0, has_picture);
  self.max_bytes = munja_message_type_get_max_bytes (self.type);
  self.reason = find_reason (&self, choice);
  self.subject_refused = self.type == MUNJA_MESSAGE_TYPE_SMS && self.subject_bytes > 0;
  return self;
}

/**
 * munja_measure_get_level:
 * @self: a measure
 *
 * Returns: how near the text is to the most that it may have
 */
MunjaMeasureLevel
munja_measure_get_level (const MunjaMeasure *self)
{
  gsize left;

  if (munja_measure_is_too_long (self))
    return MUNJA_MEASURE_OVER;
  left = self->max_bytes - self->bytes;
  if (left > self->max_bytes / 4)
    return MUNJA_MEASURE_PLENTY;
  return left > self->max_bytes / 16 ? MUNJA_MEASURE_SOME : MUNJA_MEASURE_LITTLE;
}

/**
 * munja_measure_is_too_long:
 * @self: a measure
 *
 * Returns: whether the text is longer than its type may be; nothing is ever cut off
 */
gboolean
munja_measure_is_too_long (const MunjaMeasure *self)
{
  return self->bytes > self->max_bytes;
}

/**
 * munja_measure_is_subject_too_long:
 * @self: a measure
 *
 * Returns: whether the subject is
 */
gboolean
munja_measure_is_subject_too_long (const MunjaMeasure *self)
{
  return self->subject_bytes > MUNJA_SUBJECT_MAX_BYTES;
}

/**
 * munja_measure_can_send:
 * @self: a measure
 *
 * Returns: whether the service takes it. Rare syllables are no obstacle, and whether there is a
 * text at all is not looked at.
 */
gboolean
munja_measure_can_send (const MunjaMeasure *self)
{
  return !munja_measure_is_too_long (self) && !munja_measure_is_subject_too_long (self)
         && !self->subject_refused && self->n_unsendable == 0;
}
