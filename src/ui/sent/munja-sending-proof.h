#pragma once

#include <gtk/gtk.h>

#include "munja-archive.h"
#include "munja-service.h"

G_BEGIN_DECLS

/**
 * MunjaSendingProof:
 *
 * What was sent, to whom, and what became of it, on pages of paper.
 */
typedef struct _MunjaSendingProof MunjaSendingProof;

MunjaSendingProof *munja_sending_proof_new (MunjaSending *sending,
                                            GPtrArray *messages,
                                            const MunjaService *service,
                                            gboolean is_masked);
void munja_sending_proof_free (MunjaSendingProof *self);
guint munja_sending_proof_paginate (MunjaSendingProof *self, GtkPrintContext *context);
void munja_sending_proof_draw (MunjaSendingProof *self, GtkPrintContext *context, guint page);

G_END_DECLS
