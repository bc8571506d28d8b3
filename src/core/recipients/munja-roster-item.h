#pragma once

#include "munja-roster.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_ROSTER_ITEM munja_roster_item_get_type ()
G_DECLARE_FINAL_TYPE (MunjaRosterItem, munja_roster_item, MUNJA, ROSTER_ITEM, GObject)

MunjaRosterItem *munja_roster_item_new (const MunjaRoster *rows, guint id, guint8 flags);
const char *munja_roster_item_get_number (MunjaRosterItem *self);
const char *munja_roster_item_get_written (MunjaRosterItem *self);
const char *munja_roster_item_get_name (MunjaRosterItem *self);
const char *munja_roster_item_get_more (MunjaRosterItem *self);
MunjaRecipientState munja_roster_item_get_state (MunjaRosterItem *self);
MunjaRecipientProblem munja_roster_item_get_problem (MunjaRosterItem *self);
MunjaRecipientRepair munja_roster_item_get_repair (MunjaRosterItem *self);
gboolean munja_roster_item_is_uneven (MunjaRosterItem *self);
gboolean munja_roster_item_is_landline (MunjaRosterItem *self);
gboolean munja_roster_item_takes_name (MunjaRosterItem *self);
guint munja_roster_item_get_line (MunjaRosterItem *self);
guint munja_roster_item_get_id (MunjaRosterItem *self);

G_END_DECLS
