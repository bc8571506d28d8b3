#pragma once

#include "munja-content.h"

G_BEGIN_DECLS

/**
 * MunjaTypeReason:
 * @MUNJA_TYPE_REASON_SHORT: an SMS, as it fits into one
 * @MUNJA_TYPE_REASON_LONG: an LMS, as the text is too long for an SMS
 * @MUNJA_TYPE_REASON_SUBJECT: an LMS, as it has a subject
 * @MUNJA_TYPE_REASON_PICTURE: an MMS, as it has a picture
 * @MUNJA_TYPE_REASON_CHOSEN: the person chose it
 *
 * Why a message is of its type. Where there are several reasons, the one that is there is the one
 * that shortening the text would not change.
 */
typedef enum {
  MUNJA_TYPE_REASON_SHORT,
  MUNJA_TYPE_REASON_LONG,
  MUNJA_TYPE_REASON_SUBJECT,
  MUNJA_TYPE_REASON_PICTURE,
  MUNJA_TYPE_REASON_CHOSEN,
} MunjaTypeReason;

/**
 * MunjaMeasure:
 * @bytes: what the text counts
 * @max_bytes: what it may count, being of this type
 * @subject_bytes: what the subject counts, of %MUNJA_SUBJECT_MAX_BYTES
 * @type: what it goes out as
 * @reason: why
 * @subject_refused: whether it is to be an SMS, which has no subject, and has one
 * @n_unsendable: how many characters of text and subject, as a person counts them, cannot be sent
 * @n_rare: how many some phones show something else for
 *
 * What there is to say about a message while it is written.
 */
typedef struct {
  gsize bytes;
  gsize max_bytes;
  gsize subject_bytes;
  MunjaMessageType type;
  MunjaTypeReason reason;
  gboolean subject_refused;
  guint n_unsendable;
  guint n_rare;
} MunjaMeasure;

/**
 * MunjaMeasureLevel:
 * @MUNJA_MEASURE_PLENTY: far from the limit
 * @MUNJA_MEASURE_SOME: three quarters are used
 * @MUNJA_MEASURE_LITTLE: a few characters are left
 * @MUNJA_MEASURE_OVER: too long
 *
 * How near a text is to the most that its type may have.
 */
typedef enum {
  MUNJA_MEASURE_PLENTY,
  MUNJA_MEASURE_SOME,
  MUNJA_MEASURE_LITTLE,
  MUNJA_MEASURE_OVER,
} MunjaMeasureLevel;

MunjaMeasure
munja_measure (const char *text, const char *subject, MunjaTypeChoice choice, gboolean has_picture);
MunjaMeasureLevel munja_measure_get_level (const MunjaMeasure *self);
gboolean munja_measure_is_too_long (const MunjaMeasure *self);
gboolean munja_measure_is_subject_too_long (const MunjaMeasure *self);
gboolean munja_measure_can_send (const MunjaMeasure *self);

G_END_DECLS
