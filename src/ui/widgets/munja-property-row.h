#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_PROPERTY_ROW munja_property_row_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPropertyRow, munja_property_row, MUNJA, PROPERTY_ROW, AdwPreferencesRow)

void munja_property_row_set_value (MunjaPropertyRow *self, const char *value);

G_END_DECLS
