#include "config.h"

#include "munja-status.h"
#include "support-rows.h"

static const struct {
  const char *name;
  const char *code;
  MunjaStatusPhase phase;
  MunjaStatusRemedy remedy;
  gboolean may_send_again;
} cases[] = {
  { "none", NULL, MUNJA_STATUS_UNSAID, MUNJA_REMEDY_NONE, FALSE },
  { "empty", "", MUNJA_STATUS_UNSAID, MUNJA_REMEDY_NONE, FALSE },
  { "words", "TEST1000", MUNJA_STATUS_UNSAID, MUNJA_REMEDY_NONE, FALSE },
  { "three-digits", "400", MUNJA_STATUS_UNSAID, MUNJA_REMEDY_NONE, FALSE },
  { "five-digits", "40000", MUNJA_STATUS_UNSAID, MUNJA_REMEDY_NONE, FALSE },
  { "other-class", "5000", MUNJA_STATUS_UNSAID, MUNJA_REMEDY_NONE, FALSE },
  { "accepted", "2000", MUNJA_STATUS_ACCEPTED, MUNJA_REMEDY_NONE, FALSE },
  { "at-carrier", "3000", MUNJA_STATUS_ACCEPTED, MUNJA_REMEDY_NONE, FALSE },
  { "delivered", "4000", MUNJA_STATUS_DELIVERED, MUNJA_REMEDY_NONE, FALSE },
  { "delivered-otherwise", "4321", MUNJA_STATUS_DELIVERED, MUNJA_REMEDY_NONE, FALSE },
  { "twice", "1026", MUNJA_STATUS_REFUSED, MUNJA_REMEDY_NONE, FALSE },
  { "sender", "1062", MUNJA_STATUS_REFUSED, MUNJA_REMEDY_SENDER, TRUE },
  { "opted-out", "2061", MUNJA_STATUS_FAILED, MUNJA_REMEDY_TAKE_OFF, FALSE },
  { "balance", "2230", MUNJA_STATUS_FAILED, MUNJA_REMEDY_TOP_UP, TRUE },
  { "not-in-use", "3032", MUNJA_STATUS_FAILED, MUNJA_REMEDY_TAKE_OFF, FALSE },
  { "off", "3043", MUNJA_STATUS_FAILED, MUNJA_REMEDY_WAIT, TRUE },
  { "no-short-messages", "3050", MUNJA_STATUS_FAILED, MUNJA_REMEDY_OTHER_TYPE, TRUE },
  { "forged", "3059", MUNJA_STATUS_FAILED, MUNJA_REMEDY_SENDER, TRUE },
  { "later-refusal", "1999", MUNJA_STATUS_REFUSED, MUNJA_REMEDY_ASK, FALSE },
  { "later-failure", "3999", MUNJA_STATUS_FAILED, MUNJA_REMEDY_ASK, FALSE },
};

static void
test_status (gconstpointer data)
{
  const typeof (cases[0]) *c = data;

  g_assert_cmpint (munja_status_get_phase (c->code), ==, c->phase);
  g_assert_cmpint (munja_status_get_remedy (c->code), ==, c->remedy);
  g_assert_cmpint (munja_status_may_send_again (c->code), ==, c->may_send_again);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  SUPPORT_ADD_ROWS ("/status", cases, test_status);
  return g_test_run ();
}
