#pragma once

#include "munja-practice-fault.h"

G_BEGIN_DECLS

/**
 * MunjaPracticeFaults:
 *
 * The faults that are waiting for their requests.
 */
typedef struct _MunjaPracticeFaults MunjaPracticeFaults;

MunjaPracticeFaults *munja_practice_faults_new (void);
void munja_practice_faults_free (MunjaPracticeFaults *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MunjaPracticeFaults, munja_practice_faults_free)

void munja_practice_faults_add (MunjaPracticeFaults *self, MunjaPracticeFault *fault);
void munja_practice_faults_clear (MunjaPracticeFaults *self);
MunjaPracticeFault *munja_practice_faults_find (MunjaPracticeFaults *self,
                                                SoupServerMessage *message);
void munja_practice_faults_spend (MunjaPracticeFaults *self, MunjaPracticeFault *fault);

G_END_DECLS
