#include "config.h"

#include "munja-status.h"

#include <string.h>

/* What can be done about each code; those that are not here go by their class. Source: contract,
 * section 4.10. */
static const struct {
  const char *code;
  MunjaStatusRemedy remedy;
} remedies[] = {
  { "1011", MUNJA_REMEDY_NUMBER },    { "1013", MUNJA_REMEDY_TEXT },
  { "1014", MUNJA_REMEDY_TEXT },      { "1023", MUNJA_REMEDY_PICTURE },
  { "1024", MUNJA_REMEDY_LATER },     { "1026", MUNJA_REMEDY_NONE },
  { "1027", MUNJA_REMEDY_TEXT },      { "1028", MUNJA_REMEDY_TEXT },
  { "1029", MUNJA_REMEDY_TEXT },      { "1030", MUNJA_REMEDY_TOP_UP },
  { "1031", MUNJA_REMEDY_TEXT },      { "1034", MUNJA_REMEDY_PICTURE },
  { "1060", MUNJA_REMEDY_TAKE_OFF },  { "1061", MUNJA_REMEDY_TAKE_OFF },
  { "1062", MUNJA_REMEDY_SENDER },    { "2011", MUNJA_REMEDY_NUMBER },
  { "2024", MUNJA_REMEDY_LATER },     { "2060", MUNJA_REMEDY_TAKE_OFF },
  { "2061", MUNJA_REMEDY_TAKE_OFF },  { "2062", MUNJA_REMEDY_SENDER },
  { "2230", MUNJA_REMEDY_TOP_UP },    { "2254", MUNJA_REMEDY_TEXT },
  { "3010", MUNJA_REMEDY_NUMBER },    { "3011", MUNJA_REMEDY_NUMBER },
  { "3012", MUNJA_REMEDY_LATER },     { "3013", MUNJA_REMEDY_SENDER },
  { "3014", MUNJA_REMEDY_WAIT },      { "3024", MUNJA_REMEDY_LATER },
  { "3031", MUNJA_REMEDY_NUMBER },    { "3032", MUNJA_REMEDY_TAKE_OFF },
  { "3040", MUNJA_REMEDY_WAIT },      { "3041", MUNJA_REMEDY_LATER },
  { "3042", MUNJA_REMEDY_WAIT },      { "3043", MUNJA_REMEDY_WAIT },
  { "3044", MUNJA_REMEDY_LATER },     { "3045", MUNJA_REMEDY_OTHER_WAY },
  { "3046", MUNJA_REMEDY_LATER },     { "3047", MUNJA_REMEDY_OTHER_WAY },
  { "3049", MUNJA_REMEDY_NUMBER },    { "3050", MUNJA_REMEDY_OTHER_TYPE },
  { "3051", MUNJA_REMEDY_LATER },     { "3053", MUNJA_REMEDY_LATER },
  { "3054", MUNJA_REMEDY_TEXT },      { "3055", MUNJA_REMEDY_SENDER },
  { "3056", MUNJA_REMEDY_LATER },     { "3057", MUNJA_REMEDY_LATER },
  { "3059", MUNJA_REMEDY_SENDER },    { "3060", MUNJA_REMEDY_OTHER_WAY },
  { "3102", MUNJA_REMEDY_OTHER_WAY }, { "3104", MUNJA_REMEDY_OTHER_WAY },
  { "3107", MUNJA_REMEDY_OTHER_WAY }, { "3108", MUNJA_REMEDY_LATER },
};

/**
 * munja_status_get_phase:
 * @code: (nullable): a status code, as in "3059"
 *
 * Tells by the first digit, so that codes that come later have their place, too. A word in front of
 * the digits, as in "TEST1000", says nothing.
 *
 * - Source: contract, sections 4.9 and 4.10.
 *
 * Returns: how far the message is
 */
MunjaStatusPhase
munja_status_get_phase (const char *code)
{
  if (code == NULL || strlen (code) != 4 || strspn (code, "0123456789") != 4)
    return MUNJA_STATUS_UNSAID;
  if (strcmp (code, "2000") == 0 || strcmp (code, "3000") == 0)
    return MUNJA_STATUS_ACCEPTED;
  switch (*code) {
  case '1':
    return MUNJA_STATUS_REFUSED;
  case '2':
  case '3':
    return MUNJA_STATUS_FAILED;
  case '4':
    return MUNJA_STATUS_DELIVERED;
  default:
    return MUNJA_STATUS_UNSAID;
  }
}

/**
 * munja_status_get_remedy:
 * @code: (nullable): a status code
 *
 * Returns: what the person can do about it
 */
MunjaStatusRemedy
munja_status_get_remedy (const char *code)
{
  MunjaStatusPhase phase = munja_status_get_phase (code);

  for (gsize i = 0; i < G_N_ELEMENTS (remedies); i++)
    if (g_strcmp0 (code, remedies[i].code) == 0)
      return remedies[i].remedy;
  return phase == MUNJA_STATUS_REFUSED || phase == MUNJA_STATUS_FAILED ? MUNJA_REMEDY_ASK
                                                                       : MUNJA_REMEDY_NONE;
}

/**
 * munja_status_may_send_again:
 * @code: (nullable): the status code of a message that did not arrive
 *
 * Returns: whether the same message to the same number may arrive another time, as it is or as
 *   another type
 */
gboolean
munja_status_may_send_again (const char *code)
{
  MunjaStatusRemedy remedy = munja_status_get_remedy (code);

  return remedy == MUNJA_REMEDY_WAIT || remedy == MUNJA_REMEDY_LATER
         || remedy == MUNJA_REMEDY_OTHER_TYPE || remedy == MUNJA_REMEDY_SENDER
         || remedy == MUNJA_REMEDY_TOP_UP;
}
