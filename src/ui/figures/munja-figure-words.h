#pragma once

#include "munja-replies-cash.h"
#include "munja-replies-senders.h"
#include "munja-replies-statistics.h"
#include "munja-service.h"

G_BEGIN_DECLS

/*
 * What the figures of the account are called in the person's language. Everything here is plain
 * text.
 */

const char *munja_describe_tally_kind (MunjaTallyKind kind);
char *munja_describe_count (gint64 count);
char *munja_describe_tally (const MunjaTally *tally);
char *munja_describe_known_money (MunjaMoney money);
char *munja_describe_change (MunjaMoney change);
const char *munja_describe_change_type (const char *type);
const char *munja_describe_withdrawal_status (const char *status);
const char *munja_describe_sender_status (const MunjaSenderNumber *number);
char *munja_describe_missing_scope (const char *scope);
const char *munja_describe_figure_heading (const GError *error);
char *munja_describe_figure_error (const GError *error, const MunjaService *service);
char *munja_describe_figure_lack (const char *missing_scope,
                                  const GError *error,
                                  const MunjaService *service);

G_END_DECLS
