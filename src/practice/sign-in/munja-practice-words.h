#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * MunjaPracticeWords:
 *
 * The words of the pages in one language. The pages stand in for those of a website, which
 * chooses the language by what the browser asks for, so they are no part of the app's
 * translations.
 */
typedef struct {
  const char *language;
  const char *app_name;
  const char *banner;
  const char *login_title;
  const char *login_note;
  const char *email;
  const char *password;
  const char *login;
  const char *login_failed;
  const char *forgot_password;
  const char *sign_up;
  const char *elsewhere_title;
  const char *elsewhere_text;
  const char *consent_title;
  const char *consent_text;
  const char *basic_profile;
  const char *logged_in_as;
  const char *approve;
  const char *withdraw;
  const char *error_title;
  const char *error_text;
  const char *error_code;
  const char *error_message;
  const char *logged_out_title;
  const char *logged_out_text;
  const char *log_title;
  const char *log_text;
  const char *log_empty;
  const char *log_cut;
  const char *accepted;
  const char *refused;
  const char *group_id;
  const char *message_id;
  const char *date;
  const char *from;
  const char *to;
  const char *type;
  const char *subject;
  const char *text;
  const char *status;
  const char *app_id;
  const char *sdk_version;
  const char *os_platform;
  const char *senders_title;
  const char *senders_text;
  const char *failed;
  const char *sent;
  const char *delivered;
  const char *spent;
  const char *refunded;
  const char *app_fees;
  const char *day;
  const char *time;
  const char *reason;
  const char *amount;
  const char *balance;
  const char *points_amount;
  const char *points;
  const char *days_text;
  const char *nothing_yet;
  const char *history_title;
  const char *history_text;
  const char *settlement_title;
  const char *settlement_text;
  const char *not_settled;
  const char *next_settlement;
  const char *withdrawals_title;
  const char *withdrawals_text;
  const char *waiting;
  const char *done;
  const char *fee;
  const char *paid_out;
  const char *apps_title;
  const char *apps_text;
  const char *app;
  const char *number;
  const char *active;
  const char *not_proved;
  const char *good_until;
  const char *extension;
  const char *by_itself;
  const char *by_hand;
  const char *entry_types[6]; /* in the order of MunjaPracticeEntryType */
} MunjaPracticeWords;

const MunjaPracticeWords *munja_practice_words_for (SoupServerMessage *message);
gboolean munja_practice_words_are_korean (const MunjaPracticeWords *words);

G_END_DECLS
