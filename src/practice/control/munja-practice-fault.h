#pragma once

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

#include "munja-practice-fault-kind.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeFault:
 *
 * One thing that goes wrong with one kind of request.
 */
typedef struct _MunjaPracticeFault MunjaPracticeFault;

MunjaPracticeFault *munja_practice_fault_new (JsonObject *description, char **problem);
void munja_practice_fault_free (MunjaPracticeFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeFault, munja_practice_fault_free)

gboolean munja_practice_fault_matches (const MunjaPracticeFault *self, SoupServerMessage *message);
gboolean munja_practice_fault_count_down (MunjaPracticeFault *self);
MunjaPracticeFaultTiming munja_practice_fault_get_timing (const MunjaPracticeFault *self);
guint munja_practice_fault_get_delay (const MunjaPracticeFault *self);
guint munja_practice_fault_apply (const MunjaPracticeFault *self, SoupServerMessage *message);

G_END_DECLS
