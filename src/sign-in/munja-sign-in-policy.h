#pragma once

#include "munja-sign-in-request.h"

G_BEGIN_DECLS

/**
 * MunjaSignInStep:
 * @MUNJA_SIGN_IN_STEP_NAVIGATE: a page or a frame in it wants to go somewhere, by itself or because
 *   a server sent it there
 * @MUNJA_SIGN_IN_STEP_NEW_WINDOW: a page wants to open something in a window of its own
 * @MUNJA_SIGN_IN_STEP_PAGE_RESPONSE: the answer for a whole page has begun to come
 * @MUNJA_SIGN_IN_STEP_FRAME_RESPONSE: the same for a frame in a page
 *
 * When the policy is asked. WebKit tells pages and frames apart only once an answer comes.
 */
typedef enum {
  MUNJA_SIGN_IN_STEP_NAVIGATE,
  MUNJA_SIGN_IN_STEP_NEW_WINDOW,
  MUNJA_SIGN_IN_STEP_PAGE_RESPONSE,
  MUNJA_SIGN_IN_STEP_FRAME_RESPONSE,
} MunjaSignInStep;

/**
 * MunjaSignInAction:
 * @step: when
 * @by_person: whether the person's click or key is behind it
 * @by_link: whether it comes from a link, not from a script
 * @has_popup: whether there is already a window beside the first one, or this is it
 * @is_download: for a response: whether it cannot be shown, or asks to be saved
 *
 * What is known beside the address.
 */
typedef struct {
  MunjaSignInStep step;
  gboolean by_person;
  gboolean by_link;
  gboolean has_popup;
  gboolean is_download;
} MunjaSignInAction;

/**
 * MunjaSignInVerdict:
 * @MUNJA_SIGN_IN_ALLOW: go on
 * @MUNJA_SIGN_IN_IGNORE: nothing is requested, nothing is opened
 * @MUNJA_SIGN_IN_REDIRECT: this is the redirect: nothing is requested, and the attempt ends with it
 * @MUNJA_SIGN_IN_OPEN_IN_BROWSER: nothing is requested here; the system's browser opens it
 *
 * What to do.
 */
typedef enum {
  MUNJA_SIGN_IN_ALLOW,
  MUNJA_SIGN_IN_IGNORE,
  MUNJA_SIGN_IN_REDIRECT,
  MUNJA_SIGN_IN_OPEN_IN_BROWSER,
} MunjaSignInVerdict;

/**
 * MunjaSignInPlace:
 * @MUNJA_SIGN_IN_PLACE_EMPTY: no page from anywhere
 * @MUNJA_SIGN_IN_PLACE_PRACTICE: the practice service on this computer
 * @MUNJA_SIGN_IN_PLACE_EXPECTED: a page of the service
 * @MUNJA_SIGN_IN_PLACE_OTHER: a page of somebody else
 *
 * Whose page an address is.
 */
typedef enum {
  MUNJA_SIGN_IN_PLACE_EMPTY,
  MUNJA_SIGN_IN_PLACE_PRACTICE,
  MUNJA_SIGN_IN_PLACE_EXPECTED,
  MUNJA_SIGN_IN_PLACE_OTHER,
} MunjaSignInPlace;

gboolean munja_sign_in_policy_may_start (const MunjaSignInRequest *request);
MunjaSignInVerdict munja_sign_in_policy_decide (const MunjaSignInRequest *request,
                                                const char *uri,
                                                const MunjaSignInAction *action);
MunjaSignInPlace munja_sign_in_policy_get_place (const MunjaSignInRequest *request,
                                                 const char *uri);
char *munja_sign_in_policy_new_rules (const MunjaSignInRequest *request);
gboolean munja_sign_in_policy_refuses_views (const char *uri);

G_END_DECLS
