#pragma once

#include "munja-practice-words.h"
#include "munja-practice.h"

G_BEGIN_DECLS

char *munja_practice_page_days (const MunjaPracticeWords *words, const MunjaPractice *practice);
char *munja_practice_page_history (const MunjaPracticeWords *words, const MunjaPractice *practice);
char *munja_practice_page_settlement (const MunjaPracticeWords *words,
                                      const MunjaPractice *practice);
char *munja_practice_page_withdrawals (const MunjaPracticeWords *words,
                                       const MunjaPractice *practice);
char *munja_practice_page_apps (const MunjaPracticeWords *words, const MunjaPractice *practice);
char *munja_practice_page_senders (const MunjaPracticeWords *words, const MunjaPractice *practice);

G_END_DECLS
