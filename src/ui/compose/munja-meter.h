#pragma once

#include <adwaita.h>

#include "munja-measure.h"
#include "munja-replies-account.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_METER munja_meter_get_type ()
G_DECLARE_FINAL_TYPE (MunjaMeter, munja_meter, MUNJA, METER, AdwBin)

void munja_meter_set_measure (MunjaMeter *self, const MunjaMeasure *measure);
void munja_meter_set_prices (MunjaMeter *self, const MunjaPrices *prices, MunjaMoney balance);
void munja_meter_set_n_people (MunjaMeter *self, guint n_people);
void munja_meter_set_n_types (MunjaMeter *self, const gsize n_types[MUNJA_N_MESSAGE_TYPES]);
GtkWidget *munja_meter_get_label (MunjaMeter *self);

G_END_DECLS
