#pragma once

#include "munja-form-keeper.h"
#include "munja-intake.h"
#include "munja-sign-in-desk.h"

G_BEGIN_DECLS

/**
 * MunjaOpenDesk:
 *
 * Takes what comes from outside the window: links, files and what the command line says. All of it
 * only fills the form, as soon as there is one.
 */
#define MUNJA_TYPE_OPEN_DESK munja_open_desk_get_type ()
G_DECLARE_FINAL_TYPE (MunjaOpenDesk, munja_open_desk, MUNJA, OPEN_DESK, GObject)

MunjaOpenDesk *munja_open_desk_new (MunjaClientSwitch *clients,
                                    MunjaSignInDesk *sign_in,
                                    MunjaFormKeeper *keeper,
                                    MunjaIntake *intake);
void munja_open_desk_open (MunjaOpenDesk *self, GFile **files, guint n_files);
void munja_open_desk_write (MunjaOpenDesk *self, const MunjaDraft *draft);

G_END_DECLS
