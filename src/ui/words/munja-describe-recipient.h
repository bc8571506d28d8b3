#pragma once

#include "munja-roster-item.h"

G_BEGIN_DECLS

/*
 * What recipients and lists of them are called in the person's language. Everything is plain text.
 */

const char *munja_describe_recipient_problem (MunjaRecipientProblem problem);
const char *munja_describe_recipient_repair (MunjaRecipientRepair repair);
const char *munja_describe_recipient_icon (MunjaRecipientState state);
char *munja_describe_person (const char *name, const char *country, const char *number);
char *munja_describe_people (gsize n_people);
char *munja_describe_unsendable (gsize n_rows);
char *munja_describe_row_note (MunjaRosterItem *row);
char *munja_describe_row (MunjaRosterItem *row);

G_END_DECLS
