#include "config.h"

#include "munja-describe-status.h"

#include <glib/gi18n.h>

#include "munja-status.h"

/* By code. Source: contract, section 4.10. */
static const struct {
  const char *code;
  const char *text;
} causes[] = {
  { "1010", N_ ("Something that the message needs is missing.") },
  { "1011", N_ ("A number has a form that the service does not take.") },
  { "1013", N_ ("A short message cannot have a subject.") },
  { "1014", N_ ("The subject is too long.") },
  { "1020", N_ ("The service does not know the account.") },
  { "1021", N_ ("The service does not know the message.") },
  { "1022", N_ ("The service does not know the list.") },
  { "1023", N_ ("The service does not have the picture.") },
  { "1024", N_ ("The service had a fault.") },
  { "1025", N_ ("The service does not know this type of message.") },
  { "1026", N_ ("The same recipient is there twice.") },
  { "1027", N_ ("The text holds characters that cannot be sent.") },
  { "1028", N_ ("The text holds characters that cannot be shown on a phone.") },
  { "1029", N_ ("The text holds characters that phones in Korea do not know.") },
  { "1030", N_ ("The balance is not enough.") },
  { "1031", N_ ("The text is too long.") },
  { "1032", N_ ("A field for the service's own use is too long.") },
  { "1033", N_ ("Something of a KakaoTalk message is in one that is none.") },
  { "1034", N_ ("The service does not have the picture.") },
  { "1041", N_ ("The service does not know the KakaoTalk channel.") },
  { "1042", N_ ("The service does not know the KakaoTalk template.") },
  { "1043", N_ ("The text differs from the KakaoTalk template.") },
  { "1044", N_ ("A button of the KakaoTalk message is wrong.") },
  { "1045", N_ ("The link of a KakaoTalk button is wrong.") },
  { "1046", N_ ("The KakaoTalk template has buttons, and the message has none.") },
  { "1047", N_ ("The KakaoTalk template has no buttons, and the message has some.") },
  { "1048", N_ ("The link of a KakaoTalk button is too long.") },
  { "1049", N_ ("The name of a KakaoTalk button is too long.") },
  { "1050", N_ ("The KakaoTalk message has too many buttons.") },
  { "1051", N_ ("The service does not have the picture.") },
  { "1052", N_ ("The KakaoTalk buttons are in another order than in the template.") },
  { "1053", N_ ("This KakaoTalk message cannot have a delivery button.") },
  { "1058", N_ ("There is no way to the recipient's carrier.") },
  { "1060", N_ ("Texts to this recipient are blocked.") },
  { "1061", N_ ("This recipient has opted out of your texts.") },
  { "1062", N_ ("The sender number is not registered.") },
  { "1064", N_ ("Texts are blocked after a spam report.") },
  { "2000", N_ ("The service has accepted it.") },
  { "2011", N_ ("A number has a form that the service does not take.") },
  { "2024", N_ ("The service had a fault.") },
  { "2060", N_ ("Texts to this recipient are blocked.") },
  { "2061", N_ ("This recipient has opted out of your texts.") },
  { "2062", N_ ("The sender number is not registered.") },
  { "2063", N_ ("The account is blocked.") },
  { "2064", N_ ("Texts are blocked after a spam report.") },
  { "2230", N_ ("The balance is not enough.") },
  { "2254", N_ ("The service takes the text for spam.") },
  { "3000", N_ ("The carrier has it.") },
  { "3010", N_ ("The number is wrong.") },
  { "3011", N_ ("The carrier does not take the form of the message.") },
  { "3012", N_ ("The carrier had a fault.") },
  { "3013", N_ ("The sender number breaks the carrier's rules.") },
  { "3014", N_ ("The carrier does not know what became of it.") },
  { "3024", N_ ("The carrier had a fault.") },
  { "3031", N_ ("The carrier cannot send to this number.") },
  { "3032", N_ ("The number is not in use.") },
  { "3040", N_ ("No report came from the phone in time.") },
  { "3041", N_ ("The phone was busy.") },
  { "3042", N_ ("The phone is out of reach.") },
  { "3043", N_ ("The phone is off.") },
  { "3044", N_ ("The phone's memory is full.") },
  { "3045", N_ ("The number is suspended.") },
  { "3046", N_ ("Something is wrong with the phone.") },
  { "3047", N_ ("The recipient refuses it.") },
  { "3048", N_ ("The carrier gave a reason that is not known.") },
  { "3049", N_ ("The carrier does not take the form of the message.") },
  { "3050", N_ ("The phone cannot receive short messages.") },
  { "3051", N_ ("The phone cannot be reached.") },
  { "3052", N_ ("The carrier deleted it.") },
  { "3053", N_ ("The carrier has too much to deliver.") },
  { "3054", N_ ("The carrier takes it for spam.") },
  { "3055", N_ ("The sender number is on the list of spam senders.") },
  { "3056", N_ ("It got lost in the carrier's network.") },
  { "3057", N_ ("It got lost on the way to the phone.") },
  { "3058", N_ ("There is no way to the recipient's carrier.") },
  { "3059", N_ ("The owner or the carrier does not let this sender number be used on the web.") },
  { "3060", N_ ("The recipient's age could not be confirmed.") },
  { "3101", N_ ("The service does not know the KakaoTalk channel.") },
  { "3102", N_ ("The recipient has not added the KakaoTalk channel.") },
  { "3103", N_ ("The text differs from the KakaoTalk template.") },
  { "3104", N_ ("The recipient does not use KakaoTalk.") },
  { "3105", N_ ("The service does not know the KakaoTalk template.") },
  { "3106", N_ ("The service does not know the KakaoTalk channel.") },
  { "3107", N_ ("The recipient has not opened KakaoTalk for long, or blocks the channel.") },
  { "3108", N_ ("KakaoTalk takes these messages from 8:00 to 20:00 only.") },
  { "4000", N_ ("It arrived.") },
};

/* By what there is to do. */
static const char *const remedy_texts[] = {
  [MUNJA_REMEDY_NONE] = NULL,
  [MUNJA_REMEDY_WAIT] = N_ ("It may still arrive."),
  [MUNJA_REMEDY_LATER] = N_ ("Send it again later."),
  [MUNJA_REMEDY_NUMBER] = N_ ("Check the number."),
  [MUNJA_REMEDY_TAKE_OFF] = N_ ("Take the number off the list."),
  [MUNJA_REMEDY_OTHER_WAY] = N_ ("Reach this person in another way."),
  [MUNJA_REMEDY_OTHER_TYPE] = N_ ("Send it as a long message."),
  [MUNJA_REMEDY_TEXT] = N_ ("Change the text."),
  [MUNJA_REMEDY_PICTURE] = N_ ("Choose the picture again."),
  [MUNJA_REMEDY_SENDER] = N_ ("Register the sender number on the website, or use another one."),
  [MUNJA_REMEDY_TOP_UP] = N_ ("Top up, then send it again."),
  [MUNJA_REMEDY_ASK] = N_ ("The service's support can tell more."),
};

/* What is known of codes that came later. */
static const char *
describe_phase (MunjaStatusPhase phase)
{
  switch (phase) {
  case MUNJA_STATUS_ACCEPTED:
    return _ ("It is on its way.");
  case MUNJA_STATUS_DELIVERED:
    return _ ("It arrived.");
  case MUNJA_STATUS_REFUSED:
    return _ ("The service did not take it.");
  case MUNJA_STATUS_FAILED:
    return _ ("It did not arrive.");
  case MUNJA_STATUS_UNSAID:
  default:
    return NULL;
  }
}

/**
 * munja_describe_status:
 * @code: (nullable): the status code of a message
 *
 * Returns: (nullable): what it means, as a sentence; %NULL if nothing is known of it
 */
const char *
munja_describe_status (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (causes); i++)
    if (g_strcmp0 (code, causes[i].code) == 0)
      return _ (causes[i].text);
  return describe_phase (munja_status_get_phase (code));
}

/**
 * munja_describe_status_remedy:
 * @code: (nullable): the status code of a message
 *
 * Returns: (nullable): what to do about it, as a sentence; %NULL if there is nothing to do
 */
const char *
munja_describe_status_remedy (const char *code)
{
  const char *text = remedy_texts[munja_status_get_remedy (code)];

  return text != NULL ? _ (text) : NULL;
}

/**
 * munja_describe_status_in_full:
 * @code: (nullable): the status code of a message
 * @service_text: (nullable): the service's own words, for a code of which nothing is known
 *
 * Returns: (transfer full): what it means and what to do about it, on a line
 */
char *
munja_describe_status_in_full (const char *code, const char *service_text)
{
  const char *cause = munja_describe_status (code);
  const char *remedy = munja_describe_status_remedy (code);

  if (cause == NULL)
    cause = service_text != NULL ? service_text : _ ("No reason was given.");
  return remedy != NULL ? g_strdup_printf ("%s %s", cause, remedy) : g_strdup (cause);
}
