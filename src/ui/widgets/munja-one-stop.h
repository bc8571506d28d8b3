#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MunjaOneStop:
 *
 * Makes one stop for the Tab key of a list view in it, however long the list: inside it go the
 * arrow keys. Only what can be typed into in a row is gone through before.
 */
#define MUNJA_TYPE_ONE_STOP munja_one_stop_get_type ()
G_DECLARE_FINAL_TYPE (MunjaOneStop, munja_one_stop, MUNJA, ONE_STOP, AdwBin)

G_END_DECLS
