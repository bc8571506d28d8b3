#pragma once

#include "munja-advertisement.h"

G_BEGIN_DECLS

/*
 * What keeps an advertisement from going out, in the person's language. Everything is plain text.
 */

char *munja_describe_advertisement_problems (MunjaAdvertisementProblems problems,
                                             const MunjaContent *content);
const char *munja_describe_opt_out_problem (void);

G_END_DECLS
