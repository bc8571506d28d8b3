#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaCharKind:
 * @MUNJA_CHAR_ASCII: printable ASCII or a newline; 1 byte
 * @MUNJA_CHAR_KSX1001: a character of KS X 1001; 2 bytes
 * @MUNJA_CHAR_RARE_SYLLABLE: a modern syllable that only the CP949 extension has; 2 bytes. It goes
 * out, but some phones show something else for it.
 * @MUNJA_CHAR_CONTROL: leaves no ink, and is refused with the status 1028
 * @MUNJA_CHAR_UNSENDABLE: carriers have no code for it, status 1029
 *
 * What the way to a phone makes of a character. Source: contract, sections 4.2 and 4.10.
 */
typedef enum {
  MUNJA_CHAR_ASCII,
  MUNJA_CHAR_KSX1001,
  MUNJA_CHAR_RARE_SYLLABLE,
  MUNJA_CHAR_CONTROL,
  MUNJA_CHAR_UNSENDABLE,
} MunjaCharKind;

MunjaCharKind munja_charset_classify (gunichar c);
gboolean munja_charset_can_send (gunichar c);
gboolean munja_charset_can_send_text (const char *text);

G_END_DECLS
