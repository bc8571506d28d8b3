#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_PRACTICE_NUMBERS munja_practice_numbers_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPracticeNumbers,
                      munja_practice_numbers,
                      MUNJA,
                      PRACTICE_NUMBERS,
                      GtkPopover)

GtkWidget *munja_practice_numbers_new (void);

G_END_DECLS
