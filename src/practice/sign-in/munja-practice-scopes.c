#include "config.h"

#include "munja-practice-scopes.h"

typedef struct {
  const char *name;
  const char *english;
  const char *korean;
} Scope;

/* What an app may ask for. Member roles (`role-*`), `appstore:*` and `quota:*` exist, but no app
 * gets them. Source: contract, section 2.6. */
static const Scope scopes_for_apps[] = {
  { "users:read", "Read your member profile", "회원 정보 조회" },
  { "accounts:read", "Read account information", "계정 정보 조회" },
  { "senderid:read", "Read your sender numbers", "발신번호 조회" },
  { "senderid:write", "Register, renew and delete sender numbers", "발신번호 등록·연장·삭제" },
  { "message:write", "Send messages", "메시지 발송" },
  { "message:read", "Read message states and statistics", "메시지 상태 및 통계 조회" },
  { "cash:read", "Read your balance, cards and bank accounts", "잔액·카드·계좌 조회" },
  { "cash:write", "Charge and withdraw, register cards and accounts",
    "충전·출금 및 카드·계좌 등록" },
  { "pricing:read", "Read your prices", "요금 조회" },
  { "notification:read", "Read the notification log", "알림 기록 조회" },
  { "coolog:read", "Read the account log", "계정 로그 조회" },
  { "storage:read", "Read stored files", "파일 조회" },
  { "storage:write", "Store and delete files", "파일 등록·삭제" },
  { "images:read", "Read stored images", "이미지 조회" },
  { "images:write", "Store and delete images", "이미지 등록·삭제" },
  { "iam:read", "Read account verification", "계정 인증 정보 조회" },
  { "iam:write", "Change account verification", "계정 인증 정보 변경" },
  { "kakao:read", "Read Kakao channels and templates", "카카오 채널·템플릿 조회" },
  { "kakao:write", "Change Kakao channels and templates", "카카오 채널·템플릿 변경" },
  /* No table has these, but the provider's own apps ask for them. Source: contract, section 16. */
  { "webhook:read", "Read webhooks", "웹훅 조회" },
  { "webhook:write", "Change webhooks", "웹훅 변경" },
  { "contacts:read", "Read contacts", "주소록 조회" },
  { "contacts:write", "Change contacts", "주소록 변경" },
  { "commerce:read", "Read shops", "쇼핑몰 조회" },
  { "commerce:write", "Change shops", "쇼핑몰 변경" },
};

static const Scope *
find_scope (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scopes_for_apps); i++)
    if (g_str_equal (name, scopes_for_apps[i].name))
      return &scopes_for_apps[i];
  return NULL;
}

/**
 * munja_practice_scopes_are_known:
 * @scopes: names, separated by single blanks; may be empty
 *
 * Returns: whether an app may have each of them
 */
gboolean
munja_practice_scopes_are_known (const char *scopes)
{
  g_auto (GStrv) names = g_strsplit (scopes, " ", -1);

  for (gsize i = 0; names[i] != NULL; i++)
    if (find_scope (names[i]) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * munja_practice_scopes_contain:
 * @scopes: names, separated by blanks
 * @scope: one name
 *
 * Returns: whether it is among them
 */
gboolean
munja_practice_scopes_contain (const char *scopes, const char *scope)
{
  g_auto (GStrv) names = g_strsplit (scopes, " ", -1);

  return g_strv_contains ((const char *const *)names, scope);
}

/**
 * munja_practice_scope_describe:
 * @scope: a known name
 * @korean: whether to answer in Korean, else in English
 *
 * Returns: what the scope lets an app do, in words
 */
const char *
munja_practice_scope_describe (const char *scope, gboolean korean)
{
  const Scope *found = find_scope (scope);

  g_return_val_if_fail (found != NULL, scope);
  return korean ? found->korean : found->english;
}
