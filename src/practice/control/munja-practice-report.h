#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_report_messages (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_report_groups (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_report_files (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
