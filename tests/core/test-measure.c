#include "config.h"

#include "munja-measure.h"
#include "support-rows.h"

#define AUTO MUNJA_TYPE_CHOICE_AUTO
#define SMS  MUNJA_TYPE_CHOICE_SMS
#define LMS  MUNJA_TYPE_CHOICE_LMS

/* A text of so many bytes, as far as they can be in syllables. */
static char *
new_text (gsize bytes)
{
  GString *text = g_string_new (bytes % 2 == 1 ? "." : NULL);

  for (gsize i = 0; i < bytes / 2; i++)
    g_string_append (text, "글");
  return g_string_free (text, FALSE);
}

static const struct {
  const char *name;
  gsize bytes;
  gsize subject_bytes;
  MunjaTypeChoice choice;
  gboolean has_picture;
  MunjaMessageType type;
  MunjaTypeReason reason;
  gboolean can_send;
} cases[] = {
  { "empty", 0, 0, AUTO, FALSE, MUNJA_MESSAGE_TYPE_SMS, MUNJA_TYPE_REASON_SHORT, TRUE },
  { "89", 89, 0, AUTO, FALSE, MUNJA_MESSAGE_TYPE_SMS, MUNJA_TYPE_REASON_SHORT, TRUE },
  { "90", 90, 0, AUTO, FALSE, MUNJA_MESSAGE_TYPE_SMS, MUNJA_TYPE_REASON_SHORT, TRUE },
  { "91", 91, 0, AUTO, FALSE, MUNJA_MESSAGE_TYPE_LMS, MUNJA_TYPE_REASON_LONG, TRUE },
  { "1999", 1999, 0, AUTO, FALSE, MUNJA_MESSAGE_TYPE_LMS, MUNJA_TYPE_REASON_LONG, TRUE },
  { "2000", 2000, 0, AUTO, FALSE, MUNJA_MESSAGE_TYPE_LMS, MUNJA_TYPE_REASON_LONG, TRUE },
  { "2001", 2001, 0, AUTO, FALSE, MUNJA_MESSAGE_TYPE_LMS, MUNJA_TYPE_REASON_LONG, FALSE },
  { "subject", 10, 40, AUTO, FALSE, MUNJA_MESSAGE_TYPE_LMS, MUNJA_TYPE_REASON_SUBJECT, TRUE },
  { "subject-41", 10, 41, AUTO, FALSE, MUNJA_MESSAGE_TYPE_LMS, MUNJA_TYPE_REASON_SUBJECT, FALSE },
  { "sms-90", 90, 0, SMS, FALSE, MUNJA_MESSAGE_TYPE_SMS, MUNJA_TYPE_REASON_CHOSEN, TRUE },
  { "sms-91", 91, 0, SMS, FALSE, MUNJA_MESSAGE_TYPE_SMS, MUNJA_TYPE_REASON_CHOSEN, FALSE },
  { "sms-subject", 10, 2, SMS, FALSE, MUNJA_MESSAGE_TYPE_SMS, MUNJA_TYPE_REASON_CHOSEN, FALSE },
  { "lms-short", 10, 0, LMS, FALSE, MUNJA_MESSAGE_TYPE_LMS, MUNJA_TYPE_REASON_CHOSEN, TRUE },
  { "picture", 10, 0, AUTO, TRUE, MUNJA_MESSAGE_TYPE_MMS, MUNJA_TYPE_REASON_PICTURE, TRUE },
  { "picture-sms", 10, 2, SMS, TRUE, MUNJA_MESSAGE_TYPE_MMS, MUNJA_TYPE_REASON_PICTURE, TRUE },
  { "picture-2001", 2001, 0, LMS, TRUE, MUNJA_MESSAGE_TYPE_MMS, MUNJA_TYPE_REASON_PICTURE, FALSE },
};

static void
test_type (gconstpointer data)
{
  const typeof (cases[0]) *c = data;
  g_autofree char *text = new_text (c->bytes);
  g_autofree char *subject = new_text (c->subject_bytes);
  MunjaMeasure measure = munja_measure (text, subject, c->choice, c->has_picture);

  g_assert_cmpuint (measure.bytes, ==, c->bytes);
  g_assert_cmpuint (measure.subject_bytes, ==, c->subject_bytes);
  g_assert_cmpint (measure.type, ==, c->type);
  g_assert_cmpint (measure.reason, ==, c->reason);
  g_assert_cmpuint (measure.max_bytes, ==, c->type == MUNJA_MESSAGE_TYPE_SMS ? 90 : 2000);
  g_assert_cmpint (measure.subject_refused, ==,
                   c->type == MUNJA_MESSAGE_TYPE_SMS && c->subject_bytes > 0);
  g_assert_cmpint (munja_measure_is_too_long (&measure), ==, c->bytes > measure.max_bytes);
  g_assert_cmpint (munja_measure_is_subject_too_long (&measure), ==, c->subject_bytes > 40);
  g_assert_cmpint (munja_measure_can_send (&measure), ==, c->can_send);
}

static const struct {
  const char *name;
  gsize bytes;
  MunjaTypeChoice choice;
  MunjaMeasureLevel level;
} level_cases[] = {
  { "67", 67, AUTO, MUNJA_MEASURE_PLENTY },     { "68", 68, AUTO, MUNJA_MEASURE_SOME },
  { "84", 84, AUTO, MUNJA_MEASURE_SOME },       { "85", 85, AUTO, MUNJA_MEASURE_LITTLE },
  { "90", 90, AUTO, MUNJA_MEASURE_LITTLE },     { "91", 91, AUTO, MUNJA_MEASURE_PLENTY },
  { "91-sms", 91, SMS, MUNJA_MEASURE_OVER },    { "1500", 1500, AUTO, MUNJA_MEASURE_SOME },
  { "2000", 2000, AUTO, MUNJA_MEASURE_LITTLE }, { "2001", 2001, AUTO, MUNJA_MEASURE_OVER },
};

static void
test_level (gconstpointer data)
{
  const typeof (level_cases[0]) *c = data;
  g_autofree char *text = new_text (c->bytes);
  MunjaMeasure measure = munja_measure (text, NULL, c->choice, FALSE);

  g_assert_cmpint (munja_measure_get_level (&measure), ==, c->level);
}

static void
test_characters (void)
{
  MunjaMeasure measure = munja_measure ("뷁✔\r\n👨\u200d👩\u200d👧 ₩e\u0301", "😀", AUTO, FALSE);

  /* 뷁 2, ✔ 2, the line end 1, three people 6, the space 1, ￦ 2, é 2. */
  g_assert_cmpuint (measure.bytes, ==, 16);
  g_assert_cmpuint (measure.subject_bytes, ==, 2);
  g_assert_cmpuint (measure.n_unsendable, ==, 4);
  g_assert_cmpuint (measure.n_rare, ==, 1);
  g_assert_false (munja_measure_can_send (&measure));

  measure = munja_measure ("뷁", NULL, AUTO, FALSE);
  g_assert_cmpuint (measure.subject_bytes, ==, 0);
  g_assert_true (munja_measure_can_send (&measure));

  /* What is left out of the subject does not make it one. */
  measure = munja_measure ("a", "\ufeff", AUTO, FALSE);
  g_assert_cmpint (measure.type, ==, MUNJA_MESSAGE_TYPE_SMS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/measure/type", cases, test_type);
  SUPPORT_ADD_ROWS ("/measure/level", level_cases, test_level);
  g_test_add_func ("/measure/characters", test_characters);
  return g_test_run ();
}
