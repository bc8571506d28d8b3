#include "config.h"

#include "munja-practice-words.h"

static const MunjaPracticeWords english = {
  .language = "en",
  .app_name = "Munja",
  .banner = "Practice: nothing is really sent",
  .login_title = "Log in",
  .login_note = "This page stands in for the login of Coolsms. The practice account is already "
                "filled in, so just press “Log in”.",
  .email = "E-mail",
  .password = "Password",
  .login = "Log in",
  .login_failed = "The e-mail address or the password is wrong.",
  .forgot_password = "Forgot your password?",
  .sign_up = "Sign up",
  .elsewhere_title = "Not needed in practice mode",
  .elsewhere_text = "Go back and log in with the account that is already filled in.",
  .consent_title = "Permission request",
  .consent_text = "asks for permission to use:",
  .basic_profile = "Coolsms basic profile",
  .logged_in_as = "Logged in as",
  .approve = "Approve",
  .withdraw = "You can withdraw this permission at any time in the settings of the website.",
  .error_title = "The app can’t sign you in",
  .error_text = "The app asked in a way that the service does not accept. Its registration may be "
                "entered wrongly. Go back to the app to change it.",
  .error_code = "Error",
  .error_message = "Message",
  .logged_out_title = "You are logged out",
  .logged_out_text = "You can close this page.",
  .log_title = "Message log",
  .log_text = "What was sent here while practising. No phone got any of it.",
  .log_empty = "There is no such message. What was sent while practising is forgotten when the "
               "app is closed.",
  .log_cut = "Only the first 100 messages are shown.",
  .accepted = "Accepted",
  .refused = "Refused",
  .group_id = "Group ID",
  .message_id = "Message ID",
  .date = "Sent",
  .from = "From",
  .to = "To",
  .type = "Type",
  .subject = "Subject",
  .text = "Text",
  .status = "Status",
  .app_id = "App ID",
  .sdk_version = "SDK version",
  .os_platform = "System",
  .senders_title = "Sender numbers",
  .senders_text = "These numbers are made up. With an account of your own, this is the page where "
                  "you register the numbers you send from.",
  .failed = "Failed",
  .sent = "Sent",
  .delivered = "Delivered",
  .spent = "Spent",
  .refunded = "Refunded",
  .app_fees = "App’s fees",
  .day = "Day",
  .time = "Time",
  .reason = "Reason",
  .amount = "Amount",
  .balance = "Balance",
  .points_amount = "Points, change",
  .points = "Points",
  .days_text = "What was sent in the last 31 days. Separately by app, if one sent it.",
  .nothing_yet = "There is nothing here yet.",
  .history_title = "Balance history",
  .history_text = "The last 50 changes of the balance. With an account of your own, this is also "
                  "the page where you top it up.",
  .settlement_title = "Earnings",
  .settlement_text
  = "Fees that messages of the app paid. They are settled on the 10th of every month at 11:00.",
  .not_settled = "Not settled",
  .next_settlement = "Next",
  .withdrawals_title = "Withdrawals",
  .withdrawals_text = "Money that was paid out to a bank account. The account is made up.",
  .waiting = "Waiting",
  .done = "Paid out",
  .fee = "Fee",
  .paid_out = "Paid out",
  .apps_title = "My apps",
  .apps_text = "The app of practice mode, and the fee it adds to a message. With an account of "
               "your own, this is the page where you register an app.",
  .app = "App",
  .number = "Number",
  .active = "Active",
  .not_proved = "Not verified yet",
  .good_until = "Good until",
  .extension = "Extended",
  .by_itself = "Automatically",
  .by_hand = "By hand",
  .entry_types = { "By the service", "Topped up", "Messages", "Refund", "Earnings", "Withdrawal" },
};

static const MunjaPracticeWords korean = {
  .language = "ko",
  .app_name = "문자",
  .banner = "연습 모드: 실제로 발송되지 않습니다",
  .login_title = "로그인",
  .login_note = "쿨에스엠에스 로그인을 대신하는 연습용 페이지입니다. 연습용 계정이 이미 입력되어 "
                "있으니 ‘로그인’만 누르십시오.",
  .email = "이메일",
  .password = "비밀번호",
  .login = "로그인",
  .login_failed = "이메일 또는 비밀번호가 올바르지 않습니다.",
  .forgot_password = "비밀번호 찾기",
  .sign_up = "회원가입",
  .elsewhere_title = "연습 모드에서는 필요하지 않습니다",
  .elsewhere_text = "이전 페이지로 돌아가서 이미 입력되어 있는 계정으로 로그인하십시오.",
  .consent_title = "권한 요청",
  .consent_text = "앱에서 다음 권한을 요청합니다.",
  .basic_profile = "쿨에스엠에스 기본 프로필",
  .logged_in_as = "로그인한 계정",
  .approve = "승인",
  .withdraw = "허용한 권한은 웹사이트의 설정에서 언제든지 철회할 수 있습니다.",
  .error_title = "앱에 로그인할 수 없습니다",
  .error_text = "앱의 요청을 서비스에서 받아들일 수 없습니다. 앱 등록 정보가 잘못 입력되었을 수 "
                "있습니다. 앱으로 돌아가서 확인하세요.",
  .error_code = "오류",
  .error_message = "내용",
  .logged_out_title = "로그아웃되었습니다",
  .logged_out_text = "이 페이지를 닫아도 됩니다.",
  .log_title = "문자 기록",
  .log_text = "연습하면서 보낸 문자입니다. 실제 휴대폰에는 도착하지 않았습니다.",
  .log_empty = "해당하는 문자가 없습니다. 연습하면서 보낸 문자는 앱을 닫으면 지워집니다.",
  .log_cut = "처음 100건만 표시합니다.",
  .accepted = "접수",
  .refused = "접수 실패",
  .group_id = "그룹 ID",
  .message_id = "메시지 ID",
  .date = "보낸 시각",
  .from = "발신번호",
  .to = "수신번호",
  .type = "유형",
  .subject = "제목",
  .text = "내용",
  .status = "상태",
  .app_id = "앱 ID",
  .sdk_version = "SDK 버전",
  .os_platform = "시스템",
  .senders_title = "발신번호",
  .senders_text
  = "연습용으로 만든 번호입니다. 실제 계정에서는 이 페이지에서 발신번호를 등록합니다.",
  .failed = "실패",
  .sent = "발송",
  .delivered = "도착",
  .spent = "사용 금액",
  .refunded = "환급",
  .app_fees = "앱 수수료",
  .day = "날짜",
  .time = "일시",
  .reason = "내역",
  .amount = "금액",
  .balance = "잔액",
  .points_amount = "포인트 변동",
  .points = "포인트",
  .days_text = "최근 31일 동안 발송한 문자의 일별 집계입니다. 앱에서 보낸 문자는 따로 표시합니다.",
  .nothing_yet = "아직 내역이 없습니다.",
  .history_title = "잔액 변동 내역",
  .history_text
  = "최근 50건의 잔액 변동 내역입니다. 실제 계정에서는 이 페이지에서 충전도 할 수 있습니다.",
  .settlement_title = "수익 정산",
  .settlement_text = "앱으로 보낸 문자에서 발생한 수수료입니다. 매월 10일 11시에 정산됩니다.",
  .not_settled = "미정산",
  .next_settlement = "다음 정산",
  .withdrawals_title = "출금 내역",
  .withdrawals_text = "은행 계좌로 출금한 내역입니다. 계좌는 연습용으로 만든 것입니다.",
  .waiting = "처리 대기",
  .done = "출금 완료",
  .fee = "수수료",
  .paid_out = "실수령액",
  .apps_title = "내 앱",
  .apps_text = "연습 모드에서 사용하는 앱과 문자 한 건에 붙는 수수료입니다. 실제 계정에서는 이 "
               "페이지에서 앱을 등록합니다.",
  .app = "앱",
  .number = "번호",
  .active = "사용 중",
  .not_proved = "인증 대기",
  .good_until = "유효 기간",
  .extension = "연장",
  .by_itself = "자동 연장",
  .by_hand = "직접 연장",
  .entry_types = { "관리자 처리", "충전", "문자 발송", "환급", "수익 정산", "출금" },
};

static gboolean
is_language (const char *tag, const char *language)
{
  gsize length = strlen (language);

  return g_ascii_strncasecmp (tag, language, length) == 0
         && (tag[length] == '\0' || tag[length] == '-');
}

/**
 * munja_practice_words_for:
 * @message: a request of a browser
 *
 * Returns: Korean if the browser would rather have it than English; else English
 */
const MunjaPracticeWords *
munja_practice_words_for (SoupServerMessage *message)
{
  const char *header = soup_message_headers_get_list (
      soup_server_message_get_request_headers (message), "Accept-Language");
  GSList *tags = header != NULL ? soup_header_parse_quality_list (header, NULL) : NULL;
  const MunjaPracticeWords *words = NULL;

  for (GSList *l = tags; l != NULL && words == NULL; l = l->next) {
    if (is_language (l->data, "ko"))
      words = &korean;
    else if (is_language (l->data, "en"))
      words = &english;
  }
  soup_header_free_list (tags);
  return words != NULL ? words : &english;
}

/**
 * munja_practice_words_are_korean:
 * @words: some words
 *
 * Returns: whether they are Korean
 */
gboolean
munja_practice_words_are_korean (const MunjaPracticeWords *words)
{
  return words == &korean;
}
