#include "config.h"

#include <string.h>

#include "munja-advertisement.h"
#include "munja-message.h"

static MunjaContent *
new_content (const char *subject, const char *text)
{
  MunjaContent *content = munja_content_new ();

  g_free (content->subject);
  content->subject = g_strdup (subject);
  g_free (content->text);
  content->text = g_strdup (text);
  return content;
}

/* What is typed becomes what goes out: one line of subject, and a text without what nobody sees. */
static void
test_is_normalised (void)
{
  g_autoptr (MunjaContent) content
      = new_content (" 제목\n둘째 ", "가\u1102\u1161\r\n\u200b#{ 이름 }");
  g_autoptr (MunjaMessage) message = munja_message_new_from_content (content);

  g_assert_cmpstr (message->subject, ==, "제목 둘째");
  g_assert_cmpstr (message->text, ==, "가나\n#{ 이름 }");
  g_assert_cmpstr (munja_message_get_fields (message)[0], ==, "이름");
  g_assert_null (munja_message_get_fields (message)[1]);
}

static void
test_no_subject (void)
{
  g_autoptr (MunjaContent) content = new_content ("", "안녕하세요");
  g_autoptr (MunjaMessage) message = munja_message_new_from_content (content);

  g_assert_null (message->subject);
  g_assert_cmpint (munja_message_get_type (message), ==, MUNJA_MESSAGE_TYPE_SMS);
}

static void
test_advertisement (void)
{
  g_autoptr (MunjaContent) content = new_content ("", "새 떡이 나왔습니다");
  g_autoptr (MunjaMessage) message = NULL;
  g_autoptr (MunjaContent) again = NULL;

  content->is_advertisement = TRUE;
  content->night_consent = TRUE;
  g_free (content->ad_sender);
  content->ad_sender = g_strdup ("행복떡집");
  g_free (content->ad_opt_out);
  content->ad_opt_out = g_strdup ("080-123-4567");
  message = munja_message_new_from_content (content);
  g_assert_true (g_str_has_prefix (message->text, MUNJA_ADVERTISEMENT_LABEL "행복떡집"));
  g_assert_nonnull (strstr (message->text, MUNJA_ADVERTISEMENT_OPT_OUT));
  g_assert_cmpint (message->advertising, ==, MUNJA_ADVERTISING_NIGHT_CONSENT);

  again = munja_message_dup_content (message);
  g_assert_cmpstr (again->text, ==, content->text);
  g_assert_cmpstr (again->ad_sender, ==, content->ad_sender);
  g_assert_true (again->is_advertisement);
  /* It is asked for every message. */
  g_assert_false (again->night_consent);
}

/* Whatever it takes to be another message is noticed. */
static void
test_equal (void)
{
  g_autoptr (GBytes) picture = g_bytes_new_static ("one", 3);
  g_autoptr (GBytes) copy = g_bytes_new ("one", 3);
  g_autoptr (MunjaMessage) one
      = munja_message_new ("제목", "글", MUNJA_TYPE_CHOICE_LMS, picture, MUNJA_ADVERTISING_DAY);
  MunjaMessage *others[] = {
    munja_message_new (NULL, "글", MUNJA_TYPE_CHOICE_LMS, picture, MUNJA_ADVERTISING_DAY),
    munja_message_new ("제목", "말", MUNJA_TYPE_CHOICE_LMS, picture, MUNJA_ADVERTISING_DAY),
    munja_message_new ("제목", "글", MUNJA_TYPE_CHOICE_AUTO, picture, MUNJA_ADVERTISING_DAY),
    munja_message_new ("제목", "글", MUNJA_TYPE_CHOICE_LMS, NULL, MUNJA_ADVERTISING_DAY),
    munja_message_new ("제목", "글", MUNJA_TYPE_CHOICE_LMS, picture, MUNJA_ADVERTISING_NONE),
  };
  g_autoptr (MunjaMessage) same
      = munja_message_new ("제목", "글", MUNJA_TYPE_CHOICE_LMS, copy, MUNJA_ADVERTISING_DAY);

  g_assert_true (munja_message_equal (one, same));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_assert_false (munja_message_equal (one, others[i]));
    munja_message_unref (others[i]);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/message/is-normalised", test_is_normalised);
  g_test_add_func ("/message/no-subject", test_no_subject);
  g_test_add_func ("/message/advertisement", test_advertisement);
  g_test_add_func ("/message/equal", test_equal);
  return g_test_run ();
}
