#pragma once

#include <adwaita.h>

#include "munja-sent-query.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_FILTERS munja_sent_filters_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentFilters, munja_sent_filters, MUNJA, SENT_FILTERS, AdwBin)

void munja_sent_filters_add_sender (MunjaSentFilters *self, const char *number);
void munja_sent_filters_read (MunjaSentFilters *self, MunjaSentQuery *query);
void munja_sent_filters_clear (MunjaSentFilters *self);

G_END_DECLS
