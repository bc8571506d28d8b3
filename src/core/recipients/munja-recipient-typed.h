#pragma once

#include "munja-paste.h"

G_BEGIN_DECLS

/*
 * What was typed in one line, where a few people are named and corrected as text; more are a list.
 */

gboolean munja_recipient_typed_is_few (const MunjaPaste *typed);
MunjaRecipientProblem munja_recipient_typed_find_problem (const MunjaPaste *typed);
char *munja_recipient_typed_tidy (const MunjaPaste *typed);
MunjaPaste *munja_recipient_typed_split (const MunjaPaste *typed, char **others);
gboolean munja_recipient_typed_is_people (const char *text);

G_END_DECLS
