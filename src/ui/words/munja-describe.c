#include "config.h"

#include "munja-describe.h"

#include <glib/gi18n.h>

#include "munja-describe-picture.h"
#include "munja-describe-status.h"
#include "munja-error.h"
#include "munja-money.h"

/* What an error is called, and what the person can do about it; "%s" stands for the service. */
typedef struct {
  const char *heading;
  const char *text; /* NULL for pictures, which say it themselves */
} ErrorText;

static const ErrorText unexpected
    = { N_ ("That Did Not Work"), N_ ("Something unexpected happened. Please try again.") };

/* By code; what has no heading is unexpected. */
static const ErrorText error_texts[] = {
  [MUNJA_ERROR_OFFLINE]
  = { N_ ("No Connection"), N_ ("%s could not be reached. Check your network, then try again.") },
  [MUNJA_ERROR_INSECURE]
  = { N_ ("The Connection Is Not Safe"),
      N_ ("It is not certain that this is really %s. Check the date and time of this computer, "
          "and whether the network asks you to sign in first.") },
  [MUNJA_ERROR_UNCONFIRMED]
  = { N_ ("Not Confirmed"),
      N_ ("The message was handed over, but no answer came. It may or may not have been "
          "sent. Look it up in the message log of %s before you send it again.") },
  [MUNJA_ERROR_SIGN_IN]
  = { N_ ("Please Sign In Again"),
      N_ ("Your sign-in to %s is no longer valid. Sign in again; what you have written stays.") },
  [MUNJA_ERROR_PERMISSION]
  = { N_ ("Permission Missing"),
      N_ ("%s did not give the permission that this needs. Sign in again and approve "
          "everything on the page.") },
  [MUNJA_ERROR_BALANCE] = { N_ ("Not Enough Balance"),
                            N_ ("Charge your balance on the website of %s, then send again.") },
  [MUNJA_ERROR_REFUSED] = { N_ ("Not Accepted"), N_ ("%s refused the message.") },
  [MUNJA_ERROR_BUSY] = { N_ ("The Service Is Busy"),
                         N_ ("%s has too much to do right now. Wait a moment, then try again.") },
  [MUNJA_ERROR_PROTOCOL]
  = { N_ ("The Answer Makes No Sense"),
      N_ ("%s answered in a way that this version does not understand. Please try again "
          "later.") },
  [MUNJA_ERROR_REGISTRATION]
  = { N_ ("Check the App Registration"),
      N_ ("%s does not accept the client ID or the client secret. Compare both with your app's "
          "page there.") },
  [MUNJA_ERROR_SIGN_IN_REFUSED]
  = { N_ ("Not Signed In"),
      N_ ("The sign-in page of %s did not give a usable answer. Please try again.") },
  [MUNJA_ERROR_SIGN_IN_UNAVAILABLE]
  = { N_ ("Not Signed In"), N_ ("The sign-in page of %s could not be shown here.") },
  [MUNJA_ERROR_SIGN_IN_CANCELLED]
  = { N_ ("Not Signed In"), N_ ("You can sign in to %s whenever you like.") },
  [MUNJA_ERROR_SIGN_IN_BROWSER]
  = { N_ ("Not Signed In"), N_ ("You can sign in to %s whenever you like.") },
  [MUNJA_ERROR_KEYRING_ABSENT]
  = { N_ ("Keyring"),
      N_ ("There is no keyring on this computer, so you will have to sign in to %s each time "
          "you open Munja.") },
  [MUNJA_ERROR_KEYRING_LOCKED]
  = { N_ ("Keyring"),
      N_ ("The keyring is locked. Unlock it so that your sign-in to %s can be kept.") },
  [MUNJA_ERROR_KEYRING_CANCELLED]
  = { N_ ("Keyring"),
      N_ ("The keyring is locked. Unlock it so that your sign-in to %s can be kept.") },
  [MUNJA_ERROR_KEYRING_UNREADABLE]
  = { N_ ("Keyring"), N_ ("What the keyring holds for %s cannot be read. Please sign in again.") },
  [MUNJA_ERROR_PRACTICE]
  = { N_ ("Practice Mode Ended"), N_ ("The practice service is not running any more.") },
  [MUNJA_ERROR_STORE]
  = { N_ ("The Outbox Cannot Be Used"),
      N_ ("What is sent is written down first, so that nothing is sent twice or lost, and that "
          "did not work. Look whether the disk is full or cannot be written to, then try "
          "again.") },
  [MUNJA_ERROR_STORE_IN_USE]
  = { N_ ("Munja Is Open Twice"),
      N_ ("Another Munja has the outbox open. Close that one, then try again.") },
  [MUNJA_ERROR_STORE_DAMAGED]
  = { N_ ("The Outbox Is Damaged"),
      N_ ("The file that records what is sent to %s cannot be read. It can be set aside, where "
          "nothing of it is lost, and a new one started. Look into the message log for what "
          "was on its way.") },
  [MUNJA_ERROR_STORE_NEWER]
  = { N_ ("The Outbox Is Newer Than Munja"),
      N_ ("A newer version of Munja has written it. Use that version to send and to see what "
          "was sent.") },
  [MUNJA_ERROR_OTHER_ACCOUNT]
  = { N_ ("Somebody Else’s Message"),
      N_ ("This message belongs to another account at %s. Sign in with that one to go on.") },
  [MUNJA_ERROR_TOO_LATE]
  = { N_ ("Too Late"),
      N_ ("%s had already begun to send it, so that it could not be cancelled any more.") },
  [MUNJA_ERROR_NIGHT]
  = { N_ ("Not at Night"),
      N_ ("An advertisement may not arrive between 20:50 and 08:00 in Seoul, unless everyone "
          "who gets it agreed to that separately. Send it in the day, or schedule it.") },
  [MUNJA_ERROR_EXPIRED]
  = { N_ ("Not Sent Yet"),
      N_ ("It took too long until it could be sent, so that it was not sent by itself.") },
  [MUNJA_ERROR_ELSEWHERE]
  = { N_ ("Sent Elsewhere"),
      N_ ("Somebody else sent it, on the website of %s for example. It is not sent again.") },
  [MUNJA_ERROR_SIGN_IN_PORT] = { N_ ("Not Signed In"), NULL },
  [MUNJA_ERROR_PICTURE_UNKNOWN] = { N_ ("The Picture Cannot Be Used"), NULL },
  [MUNJA_ERROR_PICTURE_TOO_LARGE] = { N_ ("The Picture Cannot Be Used"), NULL },
  [MUNJA_ERROR_PICTURE_DAMAGED] = { N_ ("The Picture Cannot Be Used"), NULL },
};

static const ErrorText taken_in
    = { N_ ("Not Sent"), N_ ("%s had taken it in, but has not sent it.") };

/* No request was refused: this is the state of a group that the service ended by itself. */
static gboolean
was_taken_in (const GError *error)
{
  const char *code = munja_error_get_service_code (error);

  return g_error_matches (error, MUNJA_ERROR, MUNJA_ERROR_REFUSED)
         && (g_strcmp0 (code, "FAILED") == 0 || g_strcmp0 (code, "DELETED") == 0);
}

static const ErrorText *
find_text (const GError *error)
{
  gsize code = (gsize)error->code;

  if (error->domain != MUNJA_ERROR || code >= G_N_ELEMENTS (error_texts)
      || error_texts[code].heading == NULL)
    return &unexpected;
  if (was_taken_in (error))
    return &taken_in;
  return &error_texts[code];
}

/**
 * munja_describe_heading:
 * @error: an error of core
 *
 * Returns: what happened, in a few words
 */
const char *
munja_describe_heading (const GError *error)
{
  return _ (find_text (error)->heading);
}

static const char *
base_text (const GError *error)
{
  const ErrorText *found = find_text (error);

  return found->text != NULL ? _ (found->text) : munja_describe_picture_problem (error);
}

/**
 * munja_describe_service:
 * @service: a service
 *
 * Returns: what it is called in a sentence; owned by @service or static
 */
const char *
munja_describe_service (const MunjaService *service)
{
  /* Translators: what stands in for the service in practice mode; used in its place, as in
   * "Practice could not be reached". */
  return munja_service_is_practice (service) ? C_ ("service", "Practice") : service->name;
}

/**
 * munja_describe_error:
 * @error: an error of core
 * @service: whom it happened with
 *
 * Says what happened and what the person can do, with the service's own words where there are any.
 *
 * Returns: (transfer full): plain text
 */
char *
munja_describe_error (const GError *error, const MunjaService *service)
{
  const char *status_code = munja_error_get_status_code (error);
  gboolean is_known = munja_describe_status (status_code) != NULL;
  g_autofree char *status_text
      = is_known ? munja_describe_status_in_full (status_code, NULL) : NULL;
  const char *words = munja_error_get_service_text (error);
  unsigned seconds = munja_error_get_retry_after (error);
  const char *code = status_code != NULL ? status_code : munja_error_get_service_code (error);
  g_auto (GStrv) around = g_strsplit (base_text (error), "%s", 2);
  GString *text = g_string_new (around[0]);

  if (around[0] != NULL && around[1] != NULL)
    g_string_append_printf (text, "%s%s", munja_describe_service (service), around[1]);
  if (seconds > 0)
    g_string_append_printf (
        text, ngettext (" It asks to wait %u second.", " It asks to wait %u seconds.", seconds),
        seconds);
  if (status_text != NULL)
    g_string_append_printf (text, "\n\n%s", status_text);
  if (words != NULL)
    g_string_append_printf (text, "\n\n“%s”", words);
  if (code != NULL) {
    g_string_append (text, "\n");
    /* Translators: %s is a code such as "1062" or "ValidationError". */
    g_string_append_printf (text, _ ("Code: %s"), code);
  }
  return g_string_free (text, FALSE);
}

/**
 * munja_describe_phone_problem:
 * @problem: what is wrong with a number
 *
 * Returns: (nullable): what to do about it; %NULL when nothing is wrong
 */
const char *
munja_describe_phone_problem (MunjaPhoneProblem problem)
{
  switch (problem) {
  case MUNJA_PHONE_EMPTY:
    return _ ("Enter a phone number.");
  case MUNJA_PHONE_CHARACTERS:
    return _ ("A phone number has only digits, and perhaps hyphens.");
  case MUNJA_PHONE_LENGTH:
    return _ ("This number has too few or too many digits.");
  case MUNJA_PHONE_UNKNOWN:
    return _ ("No number in Korea begins like this. Check the first digits.");
  case MUNJA_PHONE_GROUPS:
    return _ ("The digits are not in the groups of a phone number. Check them.");
  case MUNJA_PHONE_EXTENSION:
    return _ ("Leave out the extension.");
  case MUNJA_PHONE_OK:
  default:
    return NULL;
  }
}

/**
 * munja_describe_recipient_kind:
 * @kind: what sort of number a recipient has
 *
 * Returns: (nullable): what the person should know about it before sending; %NULL for mobiles
 */
const char *
munja_describe_recipient_kind (MunjaPhoneKind kind)
{
  switch (kind) {
  case MUNJA_PHONE_LANDLINE:
    return _ ("This is a landline. Texts to landlines usually do not arrive.");
  case MUNJA_PHONE_INTERNET:
    return _ ("This is an internet phone. Texts to it may not arrive.");
  case MUNJA_PHONE_PERSONAL:
    return _ ("This is a 050 number. Texts to it may not arrive.");
  case MUNJA_PHONE_FOREIGN:
    return _ ("This number is abroad. The price differs, and another sender number may be shown.");
  case MUNJA_PHONE_GROUP_CALL:
  case MUNJA_PHONE_REPRESENTATIVE:
  case MUNJA_PHONE_TOLL_FREE:
  case MUNJA_PHONE_SHORT:
    return _ ("This kind of number cannot receive texts.");
  case MUNJA_PHONE_MOBILE:
  default:
    return NULL;
  }
}

/**
 * munja_describe_registration_problem:
 * @problem: what is wrong with a value of the registration
 *
 * Returns: (nullable): what to do about it; %NULL when nothing is wrong
 */
const char *
munja_describe_registration_problem (MunjaRegistrationProblem problem)
{
  switch (problem) {
  case MUNJA_REGISTRATION_EMPTY:
    return _ ("Copy this from your app’s page.");
  case MUNJA_REGISTRATION_CHARACTERS:
    return _ ("There is a blank or another character in it that does not belong there.");
  case MUNJA_REGISTRATION_NOT_A_URI:
    return _ ("Enter a whole address, as in http://localhost:8080/authorize.");
  case MUNJA_REGISTRATION_SCHEME:
    return _ ("The address must begin with https://, or with http://localhost.");
  case MUNJA_REGISTRATION_EXTRAS:
    return _ ("The address must have no user name and no “#”.");
  case MUNJA_REGISTRATION_OK:
  default:
    return NULL;
  }
}

/**
 * munja_describe_money:
 * @money: an amount, a #MunjaMoney
 *
 * Returns: (transfer full): the amount with its currency, exactly, with no decimals where it is
 *   whole; digits are grouped as the locale does
 */
char *
munja_describe_money (gint64 money)
{
  g_autofree char *number = g_strdup_printf ("%'.*f", munja_money_count_decimals (money),
                                             munja_money_to_krw (ABS (money)));
  /* Translators: an amount of Korean money; %s is the number. */
  g_autofree char *text = g_strdup_printf (_ ("₩%s"), number);

  return money < 0 ? g_strconcat ("−", text, NULL) : g_steal_pointer (&text);
}
