#pragma once

#include <glib.h>

#include "munja-practice-stored.h"
#include "munja-practice-words.h"

G_BEGIN_DECLS

char *munja_practice_page_login (const MunjaPracticeWords *words,
                                 const char *query,
                                 const char *rejected_email);
char *munja_practice_page_consent (const MunjaPracticeWords *words,
                                   const char *query,
                                   const char *scopes,
                                   const char *proof);
char *
munja_practice_page_error (const MunjaPracticeWords *words, const char *code, const char *text);
char *munja_practice_page_elsewhere (const MunjaPracticeWords *words);
char *munja_practice_page_logged_out (const MunjaPracticeWords *words);
char *munja_practice_page_message_log (const MunjaPracticeWords *words,
                                       const MunjaPracticeGroup *group,
                                       GPtrArray *messages,
                                       gint64 now);

G_END_DECLS
