#include "config.h"

#include "munja-describe.h"

#include <glib/gi18n.h>

#include "munja-describe-picture.h"
#include "munja-error.h"
#include "munja-money.h"

/* Statuses with which the service refuses a message before it goes anywhere. Source: contract,
 * section 4.10. */
typedef struct {
  const char *status_code;
  const char *text;
} StatusText;

static const StatusText status_texts[] = {
  { "1010", N_ ("Something that the message needs is missing.") },
  { "1011", N_ ("A number has a form that the service does not take.") },
  { "1026", N_ ("The same recipient is there twice.") },
  { "1027", N_ ("The text holds characters that cannot be sent.") },
  { "1028", N_ ("The text holds characters that cannot be shown on a phone.") },
  { "1029", N_ ("The text holds characters that phones in Korea do not know.") },
  { "1030", N_ ("The balance is not enough.") },
  { "1031", N_ ("The text is too long.") },
  { "1060", N_ ("Texts to this recipient are blocked.") },
  { "1061", N_ ("This recipient has opted out of your texts.") },
  { "1062", N_ ("The sender number is not registered. Register it on the website first.") },
  { "1064", N_ ("Texts are blocked after a spam report.") },
};

/**
 * munja_describe_status:
 * @status_code: (nullable): four digits with which the service refuses a message
 *
 * Returns: (nullable): what that means; %NULL if it is not a known one
 */
const char *
munja_describe_status (const char *status_code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (status_texts); i++)
    if (g_strcmp0 (status_code, status_texts[i].status_code) == 0)
      return _ (status_texts[i].text);
  return NULL;
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
  if (error->domain != MUNJA_ERROR)
    return _ ("That Did Not Work");
  switch ((MunjaError)error->code) {
  case MUNJA_ERROR_OFFLINE:
    return _ ("No Connection");
  case MUNJA_ERROR_INSECURE:
    return _ ("The Connection Is Not Safe");
  case MUNJA_ERROR_UNCONFIRMED:
    return _ ("Not Confirmed");
  case MUNJA_ERROR_SIGN_IN:
    return _ ("Please Sign In Again");
  case MUNJA_ERROR_PERMISSION:
    return _ ("Permission Missing");
  case MUNJA_ERROR_BALANCE:
    return _ ("Not Enough Balance");
  case MUNJA_ERROR_REFUSED:
    return _ ("Not Accepted");
  case MUNJA_ERROR_BUSY:
    return _ ("The Service Is Busy");
  case MUNJA_ERROR_PROTOCOL:
    return _ ("The Answer Makes No Sense");
  case MUNJA_ERROR_REGISTRATION:
    return _ ("Check the App Registration");
  case MUNJA_ERROR_SIGN_IN_REFUSED:
  case MUNJA_ERROR_SIGN_IN_UNAVAILABLE:
  case MUNJA_ERROR_SIGN_IN_CANCELLED:
  case MUNJA_ERROR_SIGN_IN_BROWSER:
    return _ ("Not Signed In");
  case MUNJA_ERROR_KEYRING_ABSENT:
  case MUNJA_ERROR_KEYRING_LOCKED:
  case MUNJA_ERROR_KEYRING_CANCELLED:
  case MUNJA_ERROR_KEYRING_UNREADABLE:
    return _ ("Keyring");
  case MUNJA_ERROR_PRACTICE:
    return _ ("Practice Mode Ended");
  case MUNJA_ERROR_STORE:
    return _ ("The Outbox Cannot Be Used");
  case MUNJA_ERROR_STORE_IN_USE:
    return _ ("Munja Is Open Twice");
  case MUNJA_ERROR_STORE_DAMAGED:
    return _ ("The Outbox Is Damaged");
  case MUNJA_ERROR_STORE_NEWER:
    return _ ("The Outbox Is Newer Than Munja");
  case MUNJA_ERROR_OTHER_ACCOUNT:
    return _ ("Somebody Else’s Message");
  case MUNJA_ERROR_TOO_LATE:
    return _ ("Too Late");
  case MUNJA_ERROR_NIGHT:
    return _ ("Not at Night");
  case MUNJA_ERROR_PICTURE_UNKNOWN:
  case MUNJA_ERROR_PICTURE_TOO_LARGE:
  case MUNJA_ERROR_PICTURE_DAMAGED:
    return _ ("The Picture Cannot Be Used");
  case MUNJA_ERROR_EXPIRED:
    return _ ("Not Sent Yet");
  case MUNJA_ERROR_ELSEWHERE:
    return _ ("Sent Elsewhere");
  case MUNJA_ERROR_INVALID:
  default:
    return _ ("That Did Not Work");
  }
}

static const char *
base_text (const GError *error)
{
  if (error->domain != MUNJA_ERROR)
    return _ ("Something unexpected happened. Please try again.");
  switch ((MunjaError)error->code) {
  case MUNJA_ERROR_OFFLINE:
    return _ ("%s could not be reached. Check your network, then try again.");
  case MUNJA_ERROR_INSECURE:
    return _ ("It is not certain that this is really %s. Check the date and time of this computer, "
              "and whether the network asks you to sign in first.");
  case MUNJA_ERROR_UNCONFIRMED:
    return _ ("The message was handed over, but no answer came. It may or may not have been "
              "sent. Look it up in the message log of %s before you send it again.");
  case MUNJA_ERROR_SIGN_IN:
    return _ ("Your sign-in to %s is no longer valid. Sign in again; what you have written stays.");
  case MUNJA_ERROR_PERMISSION:
    return _ ("%s did not give the permission that this needs. Sign in again and approve "
              "everything on the page.");
  case MUNJA_ERROR_BALANCE:
    return _ ("Charge your balance on the website of %s, then send again.");
  case MUNJA_ERROR_REFUSED:
    return _ ("%s refused the message.");
  case MUNJA_ERROR_BUSY:
    return _ ("%s has too much to do right now. Wait a moment, then try again.");
  case MUNJA_ERROR_PROTOCOL:
    return _ ("%s answered in a way that this version does not understand. Please try again "
              "later.");
  case MUNJA_ERROR_REGISTRATION:
    return _ ("%s does not accept the client ID or the client secret. Compare both with your app's "
              "page there.");
  case MUNJA_ERROR_SIGN_IN_REFUSED:
    return _ ("The sign-in page of %s did not give a usable answer. Please try again.");
  case MUNJA_ERROR_SIGN_IN_UNAVAILABLE:
    return _ ("The sign-in page of %s could not be shown here.");
  case MUNJA_ERROR_SIGN_IN_CANCELLED:
  case MUNJA_ERROR_SIGN_IN_BROWSER:
    return _ ("You can sign in to %s whenever you like.");
  case MUNJA_ERROR_KEYRING_ABSENT:
    return _ ("There is no keyring on this computer, so you will have to sign in to %s each time "
              "you open Munja.");
  case MUNJA_ERROR_KEYRING_LOCKED:
  case MUNJA_ERROR_KEYRING_CANCELLED:
    return _ ("The keyring is locked. Unlock it so that your sign-in to %s can be kept.");
  case MUNJA_ERROR_KEYRING_UNREADABLE:
    return _ ("What the keyring holds for %s cannot be read. Please sign in again.");
  case MUNJA_ERROR_PRACTICE:
    return _ ("The practice service is not running any more.");
  case MUNJA_ERROR_STORE:
    return _ ("What is sent is written down first, so that nothing is sent twice or lost, and that "
              "did not work. Look whether the disk is full or cannot be written to, then try "
              "again.");
  case MUNJA_ERROR_STORE_IN_USE:
    return _ ("Another Munja has the outbox open. Close that one, then try again.");
  case MUNJA_ERROR_STORE_DAMAGED:
    return _ ("The file that records what is sent to %s cannot be read. It can be set aside, where "
              "nothing of it is lost, and a new one started. Look into the message log for what "
              "was on its way.");
  case MUNJA_ERROR_STORE_NEWER:
    return _ ("A newer version of Munja has written it. Use that version to send and to see what "
              "was sent.");
  case MUNJA_ERROR_OTHER_ACCOUNT:
    return _ ("This message belongs to another account at %s. Sign in with that one to go on.");
  case MUNJA_ERROR_TOO_LATE:
    return _ ("%s had already begun to send it, so that it could not be cancelled any more.");
  case MUNJA_ERROR_NIGHT:
    return _ ("An advertisement may not arrive between 20:50 and 08:00 in Seoul, unless everyone "
              "who gets it agreed to that separately. Send it in the day, or schedule it.");
  case MUNJA_ERROR_PICTURE_UNKNOWN:
  case MUNJA_ERROR_PICTURE_TOO_LARGE:
  case MUNJA_ERROR_PICTURE_DAMAGED:
    return munja_describe_picture_problem (error);
  case MUNJA_ERROR_EXPIRED:
    return _ ("It took too long until it could be sent, so that it was not sent by itself.");
  case MUNJA_ERROR_ELSEWHERE:
    return _ ("Somebody else sent it, on the website of %s for example. It is not sent again.");
  case MUNJA_ERROR_INVALID:
  default:
    return _ ("Something unexpected happened. Please try again.");
  }
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
  const char *status_text = munja_describe_status (status_code);
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
    return _ ("Copy this from your app's page.");
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
