#pragma once

#include "munja-review.h"

G_BEGIN_DECLS

/*
 * What there is to look at before a message goes out, in the person's language. Everything is plain
 * text.
 */

char *munja_describe_review_point (const MunjaReview *review, const MunjaReviewPoint *point);
const char *munja_describe_review_note (const MunjaReviewPoint *point);

G_END_DECLS
