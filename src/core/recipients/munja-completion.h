#pragma once

#include "munja-known-person.h"

G_BEGIN_DECLS

/*
 * How people are offered while somebody names them.
 *
 * A person is found by a part of the name, in Korean from one syllable on and in Latin letters of
 * either case, or by three digits or more of the number. Initial consonants stand for the syllables
 * that begin with them, and the last syllable for what may become of it: "ㄱㅊ" and "김처" find
 * "김철수".
 */

/* So many people are offered at most. */
#define MUNJA_COMPLETION_MAX 6

/**
 * MunjaCompletion:
 *
 * What somebody has typed of a person, behind others whom they have named already.
 */
typedef struct _MunjaCompletion MunjaCompletion;

MunjaCompletion *munja_completion_new (const char *typed);
void munja_completion_free (MunjaCompletion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaCompletion, munja_completion_free)

const char *munja_completion_get_wanted (const MunjaCompletion *self);
gboolean munja_completion_is_loose (const MunjaCompletion *self);
gboolean
munja_completion_matches (const MunjaCompletion *self, const char *number, const char *name);
GPtrArray *munja_completion_choose (const MunjaCompletion *self, GPtrArray *known);
char *munja_completion_fill_in (const MunjaCompletion *self, const MunjaKnownPerson *person);

G_END_DECLS
