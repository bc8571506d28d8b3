#pragma once

#include "munja-archive.h"
#include "munja-lookalike.h"
#include "munja-merge-report.h"
#include "munja-order.h"
#include "munja-outbox.h"
#include "munja-phone.h"
#include "munja-replies-account.h"

G_BEGIN_DECLS

/**
 * MunjaReviewKind:
 * @MUNJA_REVIEW_TIME_PASSED: it is scheduled for a time that has passed
 * @MUNJA_REVIEW_NO_COLUMN: it has a field that the list has no column for
 * @MUNJA_REVIEW_TOO_LONG: with what is put in, it is too long for some
 * @MUNJA_REVIEW_MAY_HAVE_SENT: the very same may have gone out, and nobody knows yet
 * @MUNJA_REVIEW_REPEATED: some got the same, or nearly the same, lately
 * @MUNJA_REVIEW_LACKING: the list has nothing to put into a field for some
 * @MUNJA_REVIEW_SPOILED: what is put in for some has characters that phones do not know
 * @MUNJA_REVIEW_LOOKALIKE: it has what was probably meant to be something else
 * @MUNJA_REVIEW_OTHER_DAY: it says "tomorrow", or the like, and goes out on another day than today
 * @MUNJA_REVIEW_PHONE_KIND: some numbers are of a kind that texts often do not arrive at
 * @MUNJA_REVIEW_INVALID: rows of the list are left out, as they have no number
 * @MUNJA_REVIEW_DOUBLE: rows of the list are left out, as their numbers are in it already
 *
 * What there may be to look at before a message goes out; what keeps it back comes first.
 */
typedef enum {
  MUNJA_REVIEW_TIME_PASSED,
  MUNJA_REVIEW_NO_COLUMN,
  MUNJA_REVIEW_TOO_LONG,
  MUNJA_REVIEW_MAY_HAVE_SENT,
  MUNJA_REVIEW_REPEATED,
  MUNJA_REVIEW_LACKING,
  MUNJA_REVIEW_SPOILED,
  MUNJA_REVIEW_LOOKALIKE,
  MUNJA_REVIEW_OTHER_DAY,
  MUNJA_REVIEW_PHONE_KIND,
  MUNJA_REVIEW_INVALID,
  MUNJA_REVIEW_DOUBLE,
} MunjaReviewKind;

/**
 * MunjaReviewPoint:
 * @kind: what it is
 * @phone_kind: which numbers, with %MUNJA_REVIEW_PHONE_KIND
 * @n_people: how many people it is about, 0 if it is about the message
 * @rows: (nullable) (element-type guint): which rows of the order's recipients those are, where
 * they can be left out
 * @words: (nullable): which fields or words of the message it is about
 *
 * One thing to look at.
 */
typedef struct {
  MunjaReviewKind kind;
  MunjaPhoneKind phone_kind;
  guint n_people;
  GArray *rows;
  char *words;
} MunjaReviewPoint;

/**
 * MunjaReview:
 * @order: what was looked at
 * @report: what becomes of it for each recipient
 * @points: (element-type MunjaReviewPoint): what there is to look at, in the order of their kinds
 * @n_types: how many messages there are of each #MunjaMessageType
 * @n_abroad: how many of its recipients are outside Korea
 * @last_repeat: when the latest of the same went out, in µs since 1970 UTC; 0 without one
 *
 * What a person should see before they send a message. It does not change.
 */
typedef struct {
  MunjaOrder *order;
  MunjaMergeReport *report;
  GPtrArray *points;
  guint n_types[MUNJA_N_MESSAGE_TYPES];
  guint n_abroad;
  gint64 last_repeat;
} MunjaReview;

void munja_review_async (MunjaOrder *order,
                         MunjaArchive *archive,
                         gint64 since,
                         gboolean may_have_sent,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
void munja_review_look_async (MunjaOrder *order,
                              MunjaOutbox *outbox,
                              MunjaArchive *archive,
                              int hours,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MunjaReview *munja_review_finish (GAsyncResult *result, GError **error);

void munja_review_free (MunjaReview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaReview, munja_review_free)

guint munja_review_get_n_people (const MunjaReview *self);
gboolean munja_review_is_blocked (const MunjaReview *self);
gboolean munja_review_can_leave_out (const MunjaReview *self, const MunjaReviewPoint *point);
MunjaOrder *munja_review_leave_out (const MunjaReview *self, const MunjaReviewPoint *point);
MunjaOrder *
munja_review_leave_out_again (const MunjaOrder *first, const MunjaOrder *left, MunjaOrder *anew);
MunjaMoney munja_review_find_price (const MunjaReview *self, const MunjaPrices *prices);

G_END_DECLS
