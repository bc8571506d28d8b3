#pragma once

#include <adwaita.h>

#include "munja-review.h"

G_BEGIN_DECLS

/*
 * What a person looks at before they send a message: whom it goes to and when, what it costs, what
 * needs a look, and what each recipient reads.
 */

#define MUNJA_TYPE_REVIEW_PAGE munja_review_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaReviewPage, munja_review_page, MUNJA, REVIEW_PAGE, AdwBin)

void munja_review_page_show (MunjaReviewPage *self,
                             const MunjaReview *review,
                             const char *replaces,
                             guint confirm_above,
                             gboolean can_fix);
void munja_review_page_set_money (MunjaReviewPage *self, MunjaMoney price, MunjaMoney balance);
void munja_review_page_set_busy (MunjaReviewPage *self);

G_END_DECLS
