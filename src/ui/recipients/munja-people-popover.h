#pragma once

#include <adwaita.h>

#include "munja-people-source.h"

G_BEGIN_DECLS

/**
 * MunjaPeoplePopover:
 *
 * Offers people below an entry while somebody names them there. The entry keeps the focus: Down and
 * Up mark one, who is taken with Enter or Tab, or by a click, and Escape closes it. As long as
 * nobody is marked, all other keys do what they did before.
 */
#define MUNJA_TYPE_PEOPLE_POPOVER munja_people_popover_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPeoplePopover, munja_people_popover, MUNJA, PEOPLE_POPOVER, GtkPopover)

MunjaPeoplePopover *munja_people_popover_new (AdwEntryRow *entry);
void munja_people_popover_set_source (MunjaPeoplePopover *self, MunjaPeopleSource *source);

G_END_DECLS
