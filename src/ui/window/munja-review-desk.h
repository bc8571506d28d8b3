#pragma once

#include "munja-account-info.h"
#include "munja-order.h"
#include "munja-outbox.h"
#include "munja-review-page.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_REVIEW_DESK munja_review_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaReviewDesk, munja_review_desk, MUNJA, REVIEW_DESK, GObject)

MunjaReviewDesk *
munja_review_desk_new (GtkStack *stages, MunjaClientSwitch *clients, MunjaAccountInfo *info);

gboolean munja_review_desk_is_looking (MunjaReviewDesk *self);
gboolean munja_review_desk_is_shown (MunjaReviewDesk *self);

void
munja_review_desk_open (MunjaReviewDesk *self, MunjaOrder *order, MunjaJob *job, gboolean can_fix);
void munja_review_desk_close (MunjaReviewDesk *self);

G_END_DECLS
