#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * MunjaError:
 * @MUNJA_ERROR_INVALID: what was entered cannot be used; nobody was asked
 * @MUNJA_ERROR_OFFLINE: no answer could be had; a request that sends has not been written
 * @MUNJA_ERROR_INSECURE: the connection is not safe (TLS); it has not got the request
 * @MUNJA_ERROR_UNCONFIRMED: a request that sends was written and no usable answer came:
 *   it may have been carried out. Never repeat it on a guess
 * @MUNJA_ERROR_SIGN_IN: nobody is signed in, or the sign-in is no longer valid
 * @MUNJA_ERROR_PERMISSION: signed in, but without the permission that this needs
 * @MUNJA_ERROR_BALANCE: not enough balance
 * @MUNJA_ERROR_REFUSED: the service said no; the same request will be refused again
 * @MUNJA_ERROR_BUSY: the service is busy or broken; the same request may work later
 * @MUNJA_ERROR_PROTOCOL: the reply is not what the service documents
 * @MUNJA_ERROR_REGISTRATION: the service does not accept the app registration
 * @MUNJA_ERROR_SIGN_IN_REFUSED: the sign-in page answered, but not with a usable code
 * @MUNJA_ERROR_SIGN_IN_UNAVAILABLE: this way of signing in does not work on this machine
 * @MUNJA_ERROR_SIGN_IN_CANCELLED: the person closed the sign-in page, or it took too long
 * @MUNJA_ERROR_SIGN_IN_BROWSER: the person asked for the browser instead of the embedded page
 * @MUNJA_ERROR_KEYRING_ABSENT: there is no keyring service that could be used
 * @MUNJA_ERROR_KEYRING_LOCKED: the keyring is locked
 * @MUNJA_ERROR_KEYRING_CANCELLED: the person dismissed the keyring's own dialog
 * @MUNJA_ERROR_KEYRING_UNREADABLE: the keyring holds something that cannot be read
 * @MUNJA_ERROR_PRACTICE: the practice service could not be started, or has ended
 * @MUNJA_ERROR_STORE: a file of ours could not be read or written: full or read-only disk
 * @MUNJA_ERROR_STORE_IN_USE: another instance has the file open
 * @MUNJA_ERROR_STORE_DAMAGED: what is in the place of the file is not ours, or is broken
 * @MUNJA_ERROR_STORE_NEWER: the file was written by a newer version of the app
 * @MUNJA_ERROR_OTHER_ACCOUNT: the job belongs to somebody else than who is signed in
 * @MUNJA_ERROR_TOO_LATE: what was to be cancelled had been sent already
 * @MUNJA_ERROR_NIGHT: an advertisement would arrive at a time at which the law forbids it
 * @MUNJA_ERROR_PICTURE_UNKNOWN: that is no picture, or of a kind that nothing here reads
 * @MUNJA_ERROR_PICTURE_TOO_LARGE: the picture is too large to be made smaller
 * @MUNJA_ERROR_PICTURE_DAMAGED: the picture is broken, or a part of it is missing
 * @MUNJA_ERROR_EXPIRED: it took too long until it could be sent; the person has to say so again
 * @MUNJA_ERROR_ELSEWHERE: somebody else sent it, on the website of the service, say
 * @MUNJA_ERROR_SIGN_IN_PORT: another program uses the port that the browser's answer would come to
 *
 * The numbers are kept in the outbox with the problems of its jobs, so that new codes go to the
 * end.
 *
 * One code for each way the window reacts. Messages are English and meant for the log; what a
 * person reads is chosen from the code and the details. %G_IO_ERROR_CANCELLED is never mapped.
 */
typedef enum {
  MUNJA_ERROR_INVALID,
  MUNJA_ERROR_OFFLINE,
  MUNJA_ERROR_INSECURE,
  MUNJA_ERROR_UNCONFIRMED,
  MUNJA_ERROR_SIGN_IN,
  MUNJA_ERROR_PERMISSION,
  MUNJA_ERROR_BALANCE,
  MUNJA_ERROR_REFUSED,
  MUNJA_ERROR_BUSY,
  MUNJA_ERROR_PROTOCOL,
  MUNJA_ERROR_REGISTRATION,
  MUNJA_ERROR_SIGN_IN_REFUSED,
  MUNJA_ERROR_SIGN_IN_UNAVAILABLE,
  MUNJA_ERROR_SIGN_IN_CANCELLED,
  MUNJA_ERROR_SIGN_IN_BROWSER,
  MUNJA_ERROR_KEYRING_ABSENT,
  MUNJA_ERROR_KEYRING_LOCKED,
  MUNJA_ERROR_KEYRING_CANCELLED,
  MUNJA_ERROR_KEYRING_UNREADABLE,
  MUNJA_ERROR_PRACTICE,
  MUNJA_ERROR_STORE,
  MUNJA_ERROR_STORE_IN_USE,
  MUNJA_ERROR_STORE_DAMAGED,
  MUNJA_ERROR_STORE_NEWER,
  MUNJA_ERROR_OTHER_ACCOUNT,
  MUNJA_ERROR_TOO_LATE,
  MUNJA_ERROR_NIGHT,
  MUNJA_ERROR_PICTURE_UNKNOWN,
  MUNJA_ERROR_PICTURE_TOO_LARGE,
  MUNJA_ERROR_PICTURE_DAMAGED,
  MUNJA_ERROR_EXPIRED,
  MUNJA_ERROR_ELSEWHERE,
  MUNJA_ERROR_SIGN_IN_PORT,
} MunjaError;

#define MUNJA_ERROR munja_error_quark ()
GQuark munja_error_quark (void);

gboolean munja_error_is_from_service (const GError *error);
unsigned munja_error_get_http_status (const GError *error);
const char *munja_error_get_service_code (const GError *error);
const char *munja_error_get_service_text (const GError *error);
const char *munja_error_get_status_code (const GError *error);
unsigned munja_error_get_retry_after (const GError *error);
gboolean munja_error_was_interrupted (const GError *error);

/**
 * MunjaErrorDetails:
 * @http_status: HTTP status of the reply, 0 when there was none
 * @service_code: (nullable): the service's own name for the error, as in "ValidationError"
 * @service_text: (nullable): the service's own words, for display as plain text only
 * @status_code: (nullable): four-digit status of a message, as in "1062"
 * @from_service: whether these are the service's own words, and not those of whatever stands
 * between
 * @retry_after: seconds after which the service asks to be tried again, 0 when it did not say
 * @interrupted: whether the connection stood and broke
 *
 * What came with a refusal. Strings are borrowed by the functions that take this.
 */
typedef struct {
  unsigned http_status;
  const char *service_code;
  const char *service_text;
  const char *status_code;
  gboolean from_service;
  unsigned retry_after;
  gboolean interrupted;
} MunjaErrorDetails;

GError *munja_error_new_with_details (MunjaError code,
                                      const MunjaErrorDetails *details,
                                      const char *message);
GError *munja_error_recode (const GError *error, MunjaError code, const char *message);

G_END_DECLS
