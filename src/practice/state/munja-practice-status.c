#include "config.h"

#include "munja-practice-status.h"

#include <stdlib.h>
#include <string.h>

#define CODE_DIGITS 4

#define NO_SUBSCRIBER 3032
#define SWITCHED_OFF  3043

/* Last digits of numbers that a person can try things with. */
enum { SCRIPT_FAILS = 1, SCRIPT_IS_LATE, SCRIPT_IS_OFF };

typedef struct {
  guint code;
  const char *text;
} Status;

/* Source: contract, section 4.10; the trailing blank of 2000 is the service's own (section 4.4). */
static const Status statuses[] = {
  { MUNJA_PRACTICE_ACCEPTED, "정상 접수(이통사로 접수 예정) " },
  { MUNJA_PRACTICE_AT_CARRIER, "이통사로 접수 후 리포트 대기" },
  { MUNJA_PRACTICE_DELIVERED, "정상 처리" },
  { 1010, "필수 입력 값 누락" },
  { 1011, "형식 오류" },
  { 1013, "단문문자(SMS)에는 제목을 사용할 수 없음" },
  { 1014, "제목 길이 초과" },
  { 1025, "잘못된 메시지 유형" },
  { 1026, "중복된 수신번호" },
  { 1028, "출력할 수 없는 문자 포함" },
  { 1029, "EUC-KR에 없는 문자 포함" },
  { 1031, "메시지 길이 초과" },
  { 1032, "잘못된 사용자 정의 필드" },
  { 1034, "존재하지 않는 이미지" },
  { 1058, "전송 경로 없음" },
  { 1060, "수신 차단된 번호" },
  { 1061, "수신 거부한 번호" },
  { 1062, "발신번호 미등록" },
  { 3010, "수신번호 형식 오류" },
  { 3011, "형식 오류" },
  { 3012, "협력사 서버 오류" },
  { 3013, "발신번호 세칙 위반" },
  { 3014, "메시지 상태 알 수 없음" },
  { 3024, "서버 오류" },
  { 3031, "전송 불가" },
  { 3032, "미가입자" },
  { 3040, "전송 시간 초과" },
  { 3041, "단말기 통화 중" },
  { 3042, "음영 지역" },
  { 3043, "단말기 전원 꺼짐" },
  { 3044, "단말기 메시지 저장 개수 초과" },
  { 3045, "단말기 일시 서비스 정지" },
  { 3046, "기타 단말기 문제" },
  { 3047, "수신 거절" },
  { 3048, "알 수 없는 오류" },
  { 3049, "형식 오류" },
  { 3050, "SMS를 지원하지 않는 단말기" },
  { 3051, "착신 측 호 처리 불가" },
  { 3052, "이통사 운영자가 삭제" },
  { 3053, "이통사 메시지 대기열 초과" },
  { 3054, "스팸" },
  { 3055, "신고된 스팸 번호" },
  { 3056, "무선망에서 전송 실패" },
  { 3057, "무선망과 단말기 사이에서 전송 실패" },
  { 3058, "전송 경로 없음" },
  { 3059, "변작된 발신번호" },
  { 3060, "성인 인증 실패" },
  { 3101, "잘못된 발신 프로필 키" },
  { 3102, "채널 친구가 아님" },
  { 3103, "템플릿과 다른 내용" },
  { 3104, "카카오톡 미사용자" },
  { 3105, "등록되지 않은 템플릿" },
  { 3106, "잘못된 채널" },
  { 3107, "최근에 사용하지 않았거나 차단됨" },
  { 3108, "발송 가능 시간이 아님" },
};

static const Status *
find_status (guint code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    if (statuses[i].code == code)
      return &statuses[i];
  return NULL;
}

/**
 * munja_practice_status_describe:
 * @code: one that this service gives
 *
 * Returns: the service's words for it
 */
const char *
munja_practice_status_describe (guint code)
{
  const Status *status = find_status (code);

  g_return_val_if_fail (status != NULL, "");
  return status->text;
}

static guint
get_script (const char *to)
{
  gsize length = strlen (to);

  return (guint)strtoul (length > CODE_DIGITS ? to + length - CODE_DIGITS : to, NULL, 10);
}

/**
 * munja_practice_status_choose_end:
 * @to: a recipient
 *
 * Lets a person, or a test, choose by the last four digits of a number how a message ends: 0001 is
 * nobody's, 0003 is off, one of the 3xxx codes of the service gives that code, 0000 stays with the
 * carrier for ever, anything else is delivered.
 *
 * - Source: contract, section 14, "Life cycle".
 *
 * Returns: the code
 */
guint
munja_practice_status_choose_end (const char *to)
{
  guint script = get_script (to);

  switch (script) {
  case 0:
    return MUNJA_PRACTICE_AT_CARRIER;
  case SCRIPT_FAILS:
    return NO_SUBSCRIBER;
  case SCRIPT_IS_OFF:
    return SWITCHED_OFF;
  default:
    break;
  }
  if (script / 1000 == 3 && script != MUNJA_PRACTICE_AT_CARRIER && find_status (script) != NULL)
    return script;
  return MUNJA_PRACTICE_DELIVERED;
}

/**
 * munja_practice_status_is_late:
 * @to: a recipient
 *
 * Returns: whether what is delivered to that number is late: it ends in 0002
 */
gboolean
munja_practice_status_is_late (const char *to)
{
  return get_script (to) == SCRIPT_IS_LATE;
}

/**
 * munja_practice_status_is_final:
 * @code: of a message
 *
 * Returns: whether nothing will become of the message any more
 */
gboolean
munja_practice_status_is_final (guint code)
{
  return code != MUNJA_PRACTICE_ACCEPTED && code != MUNJA_PRACTICE_AT_CARRIER;
}
