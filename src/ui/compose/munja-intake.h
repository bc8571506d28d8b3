#pragma once

#include "munja-compose-page.h"

G_BEGIN_DECLS

/**
 * MunjaIntake:
 *
 * Takes what is dropped anywhere in a window, or pasted into the form, to where it belongs: a
 * picture becomes the message's, a table or a card its recipients, and so do numbers; other text
 * goes into the message.
 */
#define MUNJA_TYPE_INTAKE munja_intake_get_type ()
G_DECLARE_FINAL_TYPE (MunjaIntake, munja_intake, MUNJA, INTAKE, GObject)

MunjaIntake *munja_intake_new (MunjaComposePage *page, GtkWidget *widget);
void munja_intake_take_file (MunjaIntake *self, GFile *file);

G_END_DECLS
