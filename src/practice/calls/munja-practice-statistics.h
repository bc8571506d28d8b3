#pragma once

#include "munja-practice.h"

G_BEGIN_DECLS

void munja_practice_handle_statistics (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_statistics_excel (MunjaPractice *self, SoupServerMessage *message);
void munja_practice_handle_daily_statistics (MunjaPractice *self, SoupServerMessage *message);

G_END_DECLS
