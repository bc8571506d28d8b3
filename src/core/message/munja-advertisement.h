#pragma once

#include "munja-content.h"
#include "munja-night.h"

G_BEGIN_DECLS

/**
 * MUNJA_ADVERTISEMENT_LABEL:
 *
 * How an advertisement begins. Any other way to write it is against the law.
 */
#define MUNJA_ADVERTISEMENT_LABEL "(광고)"

/**
 * MUNJA_ADVERTISEMENT_OPT_OUT:
 *
 * What stands before the free number at the end of an advertisement.
 */
#define MUNJA_ADVERTISEMENT_OPT_OUT "무료수신거부"

/**
 * MunjaAdvertisementProblems:
 * @MUNJA_ADVERTISEMENT_OK: nothing
 * @MUNJA_ADVERTISEMENT_NO_SENDER: it does not say who advertises
 * @MUNJA_ADVERTISEMENT_NO_OPT_OUT: there is no number to opt out at
 * @MUNJA_ADVERTISEMENT_NOT_FREE: the number to opt out at is none that costs nothing to call
 * @MUNJA_ADVERTISEMENT_NO_TEXT: there is no text, or all of it is in the picture
 * @MUNJA_ADVERTISEMENT_WRONG_LABEL: the person wrote the label, and not as the law words it
 * @MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER: the name of who advertises has characters that cannot be
 *   sent
 *
 * What keeps an advertisement from going out. Each is said beside the control that it is about.
 */
typedef enum {
  MUNJA_ADVERTISEMENT_OK = 0,
  MUNJA_ADVERTISEMENT_NO_SENDER = 1 << 0,
  MUNJA_ADVERTISEMENT_NO_OPT_OUT = 1 << 1,
  MUNJA_ADVERTISEMENT_NOT_FREE = 1 << 2,
  MUNJA_ADVERTISEMENT_NO_TEXT = 1 << 3,
  MUNJA_ADVERTISEMENT_WRONG_LABEL = 1 << 4,
  MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER = 1 << 5,
} MunjaAdvertisementProblems;

/**
 * MunjaAdvertisementHint:
 * @MUNJA_ADVERTISEMENT_HINT_NONE: nothing speaks of an advertisement
 * @MUNJA_ADVERTISEMENT_HINT_WORD: a word that advertisements like to use; that may be chance
 * @MUNJA_ADVERTISEMENT_HINT_LABEL: the label or the line to opt out, in any spelling
 *
 * How much a message looks like an advertisement that is not marked as one.
 */
typedef enum {
  MUNJA_ADVERTISEMENT_HINT_NONE,
  MUNJA_ADVERTISEMENT_HINT_WORD,
  MUNJA_ADVERTISEMENT_HINT_LABEL,
} MunjaAdvertisementHint;

char *munja_advertisement_dup_first_line (const MunjaContent *content);
char *munja_advertisement_dup_last_line (const MunjaContent *content);
char *munja_advertisement_format_opt_out (const char *typed);
char *munja_advertisement_assemble (const MunjaContent *content);
MunjaContent *munja_advertisement_parse (const char *subject, const char *text);
MunjaAdvertising munja_advertisement_get_advertising (const MunjaContent *content);

MunjaAdvertisementProblems munja_advertisement_check (const MunjaContent *content);
MunjaAdvertisementProblems munja_advertisement_check_opt_out (const char *typed);
char *munja_advertisement_find_wrong_label (const MunjaContent *content);
MunjaAdvertisementHint munja_advertisement_get_hint (const MunjaContent *content, char **found);

G_END_DECLS
