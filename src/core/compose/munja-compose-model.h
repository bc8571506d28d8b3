#pragma once

#include "munja-compose-cost.h"
#include "munja-measure.h"
#include "munja-merge-report.h"
#include "munja-recipients.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_COMPOSE_MODEL munja_compose_model_get_type ()
G_DECLARE_FINAL_TYPE (MunjaComposeModel, munja_compose_model, MUNJA, COMPOSE_MODEL, GObject)

MunjaComposeModel *munja_compose_model_new (void);

void munja_compose_model_take_content (MunjaComposeModel *self, MunjaContent *content);
void munja_compose_model_set_people (MunjaComposeModel *self, MunjaRecipients *people);
void munja_compose_model_set_scheduled (MunjaComposeModel *self, gint64 scheduled);
void munja_compose_model_set_prices (MunjaComposeModel *self,
                                     const MunjaPrices *prices,
                                     MunjaMoney balance);

const MunjaContent *munja_compose_model_get_content (MunjaComposeModel *self);
gint64 munja_compose_model_get_scheduled (MunjaComposeModel *self);
MunjaMessage *munja_compose_model_get_message (MunjaComposeModel *self);
MunjaMergeReport *munja_compose_model_get_report (MunjaComposeModel *self);
const MunjaMeasure *munja_compose_model_get_measure (MunjaComposeModel *self);
guint munja_compose_model_get_n_people (MunjaComposeModel *self);
const MunjaPrices *munja_compose_model_get_prices (MunjaComposeModel *self);
MunjaComposeCost munja_compose_model_get_cost (MunjaComposeModel *self);

G_END_DECLS
