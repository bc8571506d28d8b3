#pragma once

#include <webkit/webkit.h>

#include "munja-sign-in-attempt.h"

G_BEGIN_DECLS

/**
 * MunjaSignInTrouble:
 * @MUNJA_SIGN_IN_TROUBLE_NETWORK: the page did not come
 * @MUNJA_SIGN_IN_TROUBLE_TLS: the other side could not prove who it is; it has not got the request
 * @MUNJA_SIGN_IN_TROUBLE_MIXED: a page brought in parts without TLS
 * @MUNJA_SIGN_IN_TROUBLE_CRASH: the process that shows the page has ended
 * @MUNJA_SIGN_IN_TROUBLE_REFUSED: what was to be the first page is not opened here
 *
 * Why there is no page to look at.
 */
typedef enum {
  MUNJA_SIGN_IN_TROUBLE_NETWORK,
  MUNJA_SIGN_IN_TROUBLE_TLS,
  MUNJA_SIGN_IN_TROUBLE_MIXED,
  MUNJA_SIGN_IN_TROUBLE_CRASH,
  MUNJA_SIGN_IN_TROUBLE_REFUSED,
} MunjaSignInTrouble;

#define MUNJA_TYPE_SIGN_IN_VIEW munja_sign_in_view_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSignInView, munja_sign_in_view, MUNJA, SIGN_IN_VIEW, WebKitWebView)

MunjaSignInView *munja_sign_in_view_new (MunjaSignInAttempt *attempt,
                                         WebKitUserContentFilter *filter);

gboolean munja_sign_in_view_is_popup (MunjaSignInView *self);
const char *munja_sign_in_view_get_shown_uri (MunjaSignInView *self);

G_END_DECLS
