#pragma once

#include <adwaita.h>

#include "munja-merge-report.h"

G_BEGIN_DECLS

/*
 * What each recipient of a message reads, one at a time.
 */

#define MUNJA_TYPE_REVIEW_READER munja_review_reader_get_type ()
G_DECLARE_FINAL_TYPE (MunjaReviewReader, munja_review_reader, MUNJA, REVIEW_READER, AdwBin)

void munja_review_reader_set_report (MunjaReviewReader *self, MunjaMergeReport *report);
void munja_review_reader_show_row (MunjaReviewReader *self, gsize row);

G_END_DECLS
